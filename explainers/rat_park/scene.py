"""The living scene of a run: rats in their cages or their park, day by day, and what each takes.

Places are in scene_places.py, looks in scene_look.py, days in scene_days.py. Everything is computed
from the finished result. No rat is shown suffering, and none dies.
"""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Final

from explainer_kit.scene import Actor, Meter, Scene, Shape
from rat_park.drink_figure import named
from rat_park.groups import STYLES, amount, bottle, label, took, unit
from rat_park.headline import counted, say
from rat_park.homes import homes, later_home
from rat_park.model import VISITS, Params, Result
from rat_park.plan import Plan, schedule
from rat_park.scene_days import (
    FRAMES,
    VISIT,
    Poses,
    Stage,
    activities,
    day_frames,
    seed_of,
)
from rat_park.scene_look import POSTURES, RAT, WATER, key_mark
from rat_park.scene_places import GAP, HEAD, MARGIN, WIDTH, Park, Rack, panel, still_visitor

RATE: Final = 10  # frames a second
_SKIP: Final = 10  # of a long stretch of days without a choice, every tenth is shown
_WORDS: Final = 24  # height of a place's own words
_KEY: Final = 34  # height of the line that says which bottle is which


def scene(params: Params, result: Result) -> Scene:
    """The scene of a finished run."""
    first, later, labels = _stages(params)
    stages = [*first, *later]
    foot = max(stage.panel.top + stage.panel.height for stage in stages)
    height = int(foot) + GAP + _KEY
    names: list[str] = []
    frames: list[bytes] = []
    poses, shown = Poses(height), [b""]
    rng = Random(seed_of(result))
    for number, plan, choice in _moments(params):
        now = later if plan.later else first
        days = [
            activities(rng, _drinks(plan, result, group, rat, choice), stage, rat, _other(params))
            for group, stage in enumerate(now)
            for rat in range(stage.rats)
        ]
        stretches = [poses.stretch(now, list(doing)) for doing in zip(*days, strict=True)]
        before = shown if names else stretches[1]
        made, shown = day_frames(before, stretches, _values(plan, result, choice))
        frames.append(made)
        names.append(_name(number, plan, params))
    return Scene(
        title="The rats, day by day",
        alt=_alt(params, result),
        width=WIDTH,
        height=height,
        symbols=(RAT,),
        backdrop=tuple(_backdrop(params, stages, labels, height)),
        actors=tuple(_actors(params, result)),
        meters=tuple(_meters(params, result, first)),
        postures=POSTURES,
        moments=tuple(names),
        frames_per_moment=FRAMES,
        rate=RATE,
        frames=b"".join(frames),
    )


def _stages(params: Params) -> tuple[list[Stage], list[Stage], list[tuple[float, str]]]:
    """Where each group is drawn at first and after half-way, and words for new places."""
    company = params.rival != "water"
    first: list[Stage] = []
    top = 0.0
    for number, home in enumerate(homes(params)):
        many = params.change == "to-park" and home.crowd
        rats = params.rats * (len(homes(params)) if many else 1)
        drawn = panel(home, rats, top + HEAD, company)
        first.append(Stage(number * params.rats, params.rats, home, drawn))
        top = drawn.top + drawn.height + GAP
    later: list[Stage] = []
    labels: list[tuple[float, str]] = []
    park = next((stage.panel for stage in first if isinstance(stage.panel, Park)), None)
    for stage in first:
        home = later_home(stage.home, params)
        drawn = stage.panel
        if params.change == "to-park":
            if park is None:
                park = Park(top + _WORDS, params.rats * len(first), company)
                labels.append((top, "The park"))
            drawn = park
        elif (home.hours, home.partner) != (stage.home.hours, stage.home.partner):
            drawn = Rack(top + _WORDS, params.rats, 1, company, None)
            labels.append((top, f"Cages for later: {STYLES[home.key][0].lower()}"))
            top = drawn.top + drawn.height + GAP
        later.append(replace(stage, home=home, panel=drawn))
    return first, later, labels


def _moments(params: Params) -> Iterator[tuple[int, Plan, int]]:
    """(day, plan, choice days so far) of the days shown: all choices, and some of the others."""
    choice, since = 0, 0
    before = ""
    for number, plan in enumerate(schedule(params), start=1):
        since = since + 1 if plan.kind == before else 0
        if plan.kind == "choice" or since % _SKIP == 0:
            yield number, plan, choice
        choice += plan.kind == "choice"
        before = plan.kind


def _name(number: int, plan: Plan, params: Params) -> str:
    if plan.kind != "choice":
        return f"Day {number}, {'second bottle' if plan.kind == 'forced' else 'water'} only"
    if params.plan == "seven":
        return f"Day {number}, {named(plan.drink).lower()}"
    return f"Day {number}, step {plan.step}" if plan.step else f"Day {number}"


def _drinks(plan: Plan, result: Result, group: int, rat: int, choice: int) -> int:
    if plan.kind == "choice":
        return result.groups[group].rats[rat].drinks[choice]
    return VISITS if plan.kind == "forced" else 0


def _other(params: Params) -> int:
    return WATER if params.rival == "water" else VISIT


def _values(plan: Plan, result: Result, choice: int) -> bytes:
    """Each group's choices of every 100 for the second bottle on this day."""
    if plan.kind != "choice":
        return bytes([100 if plan.kind == "forced" else 0] * len(result.groups))
    return bytes(day_value(group.shares[choice]) for group in result.groups)


def day_value(share: float) -> int:
    """A share as a whole number of 100; a half goes up."""
    return int(100.0 * share + 0.5)


def _meters(params: Params, result: Result, stages: list[Stage]) -> Iterator[Meter]:
    for group, stage in zip(result.groups, stages, strict=True):
        words = f"{label(params, group.key)}: {{value}} of 100 {unit(params)}, {bottle(params)}"
        top = stage.panel.top - HEAD
        yield Meter(group.key, words, MARGIN, top + 20, WIDTH - 2 * MARGIN, 100)


def _actors(params: Params, result: Result) -> Iterator[Actor]:
    for group in result.groups:
        name, series = label(params, group.key), STYLES[group.key][1] + 1
        for number, rat in enumerate(group.rats, start=1):
            sex = "female" if rat.female else "male"
            words = f"{name}, rat {number}, {sex}"
            yield Actor(f"{group.key}-{number}", words, "rat", f"series-{series}")


def _backdrop(
    params: Params, stages: list[Stage], labels: list[tuple[float, str]], height: int
) -> Iterator[Shape]:
    panels = {stage.panel.top: stage.panel for stage in stages}
    for drawn in panels.values():
        yield from drawn.draw()
    for top, words in labels:
        yield Shape("text", {"x": MARGIN, "y": top + 16, "class": "words"}, words)
    yield from _key(params, height - 10.0)


def _key(params: Params, y: float) -> Iterator[Shape]:
    """Which bottle is which, in words and with the mark that stands by a drinking rat."""
    plain = "Water" if params.rival == "water" else "A visit"
    second = {"none": "Second bottle, no drug", "quinine": "Bitter drink, no drug"}
    drink = "Second bottle" if params.plan == "seven" else second.get(params.drink, _drug(params))
    yield from (still_visitor(20, y + 1) if plain == "A visit" else key_mark(20, y - 5, drug=False))
    yield Shape("text", {"x": 36, "y": y, "class": "words"}, plain)
    yield from key_mark(130, y - 5, drug=True)
    yield Shape("text", {"x": 146, "y": y, "class": "words"}, drink)


def _drug(params: Params) -> str:
    names = {"dose": "Drug without taste", "alcohol": "Alcohol"}
    return names.get(params.drink, "Sweet morphine" if params.sweetness else "Morphine")


def _alt(params: Params, result: Result) -> str:
    """What the moving picture shows, in words, with the result."""
    parts = ["Rats move through their homes, day by day."]
    for group in result.groups:
        taken = took(params, say(amount(params, group, result.visits)))
        parts.append(f"{label(params, group.key)}: {len(group.rats)} rats {taken}.")
    return " ".join([*parts, f"That counts {counted(params)}."])
