"""What the walkers show: a headline, a scene where there is anybody, one figure."""

from explainer_kit import (
    Actor,
    Figure,
    Meter,
    Scene,
    Shape,
    Symbol,
    Table,
    View,
    chart,
    place_byte,
)
from meeting.model import DAYS, STEPS, Params, Result

BODY = Shape("ellipse", {"rx": 9, "ry": 5, "class": "fill-own line-ink thin"})
WALKER = Symbol(
    "walker",
    (BODY, Shape("circle", {"cx": 8, "cy": -2, "r": 3.5, "class": "fill-own line-ink thin"})),
    {
        "walk": (Shape("path", {"d": "M-5 4v4M4 4v4", "class": "line-ink"}),),
        "rest": (Shape("path", {"d": "M-10 5q-6 3 -2 4", "class": "line-ink"}),),
    },
    turns=True,
)


def view(params: Params, result: Result) -> View:
    """The view of a finished run."""
    table = Table(("Day", "Walkers"), tuple((d + 1, params.walkers) for d in range(DAYS)), "Who")
    rows = [{"day": day, "walkers": walkers} for day, walkers in table.rows]
    layer = {
        "data": {"values": rows},
        "mark": "bar",
        "encoding": {
            "x": {"field": "day", "type": "ordinal"},
            "y": {"field": "walkers", "type": "quantitative"},
        },
    }
    figure = Figure("Who came", chart("Walkers", [layer]), "Bars of one height.", table)
    headline = f"{params.walkers} walkers came."
    scene = _scene(params, result) if params.walkers else None
    return View(headline, (figure,), ("So it went.",), ("Why?",), scene)


def _scene(params: Params, result: Result) -> Scene:
    frames = bytearray()
    for number, places in enumerate(result.places):
        posture = 0 if number % STEPS < STEPS // 2 else 1
        for x, y in places:
            frames += bytes((place_byte(x), place_byte(y), posture))
        frames.append(min(100, 10 * (number // STEPS)))
    return Scene(
        title="The yard",
        alt=f"{params.walkers} walkers move about a yard and rest.",
        width=480,
        height=200,
        symbols=(WALKER,),
        backdrop=(
            Shape("rect", {"width": 480, "height": 200, "rx": 8, "class": "fill-sunken"}),
            Shape("text", {"x": 12, "y": 190, "class": "words"}, "A yard"),
        ),
        actors=tuple(
            Actor(f"walker-{i}", f"Walker {i + 1}", "walker", f"series-{i % 2 + 1}")
            for i in range(params.walkers)
        ),
        meters=(Meter("met", "Met: {value} of 100", 12, 24, 120, 100),),
        postures=("walk", "rest"),
        moments=tuple(f"Day {day + 1}" for day in range(DAYS)),
        frames_per_moment=STEPS,
        rate=5,
        frames=bytes(frames),
    )
