"""A figure of the mini Rat Park: one mark for each rat over the last days, by group and sex.

Computed from a result alone; the sentences about a run are in view.py.
"""

from typing import Any, Final

from explainer_kit.run import mean
from explainer_kit.vega import TEXT, chart
from explainer_kit.view import Figure, Table
from rat_park.groups import bottle, by_sex, colour, label, of_100, shape, unit
from rat_park.headline import counted
from rat_park.model import Params, Result
from rat_park.plan import window

_DOT_GAP: Final = 2.5  # drinks of 100 between two dots in one lane


def by_rat(params: Params, result: Result) -> Figure:
    """One dot a rat, over the last days, by group and sex."""
    name = bottle(params)
    strips = [(group, female) for group in result.groups for female in (True, False)]
    days = window(params)
    rows, heads, alt = [], [], [f"Dot plot of {counted(params)}, one dot a rat."]
    for number, (group, female) in enumerate(strips):
        rats = by_sex(group, female)
        each = [of_100((rat,), result.visits, days) for rat in rats]
        middle = mean(each)
        strip = f"{label(params, group.key)}, {'females' if female else 'males'}"
        heads.append({"y": number, "x": round(middle, 1), "text": f"{strip}: mean {middle:.0f}"})
        rows += [point | {"group": group.key} for point in _dots(number, each)]
        alt.append(f"{strip}: {min(each):.0f} to {max(each):.0f}, mean {middle:.0f}.")
    return Figure(
        title="Rat by rat",
        spec=_rat_spec(result, rows, heads, f"{unit(params).title()} of every 100, rat by rat"),
        alt=" ".join(alt),
        table=_rat_table(params, result, name),
        caption=f"Each mark is one rat: its {unit(params)} of every 100 from the {name}, over "
        f"{counted(params)}. The upright bar is the mean of its row.",
    )


def _dots(row: int, values: list[float]) -> list[dict[str, float]]:
    """Places of a row's dots: each in the first lane where it does not cover its neighbour."""
    lanes: list[float] = []
    points = []
    for value in sorted(values):
        free = (lane for lane, last in enumerate(lanes) if value - last >= _DOT_GAP)
        lane = next(free, len(lanes))
        lanes[lane:] = [value, *lanes[lane + 1 :]]
        step = (lane + 1) // 2 * (1 if lane % 2 else -1)
        points.append({"x": round(value, 1), "y": round(row + 0.08 * step, 2)})
    return points


def _rat_spec(
    result: Result, rows: list[dict[str, Any]], heads: list[dict[str, Any]], title: str
) -> dict[str, Any]:
    across, down = _axes(len(heads))
    place = {"x": across | {"field": "x"}, "y": down}
    looks = {"color": colour(result.groups), "shape": shape(result.groups)}
    layers = [
        {
            "data": {"values": rows},
            "mark": {"type": "point", "filled": True, "size": 90, "opacity": 0.75},
            "encoding": place | looks,
        },
        {
            "data": {"values": heads},
            "mark": {"type": "tick", "orient": "vertical", "thickness": 3, "size": 36},
            "encoding": place | {"color": {"value": TEXT}},
        },
        {
            "data": {"values": heads},
            "mark": {"type": "text", "align": "left", "dy": -31},
            "encoding": {"x": across | {"datum": 0}, "y": down, "text": {"field": "text"}},
        },
    ]
    return chart(title, layers, height=80 + 72 * len(heads))


def _axes(strips: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Drinks of 100 across, with a margin that keeps whole dots inside; rows downwards."""
    ticks = {"values": [0, 25, 50, 75, 100], "title": None, "domain": False, "ticks": False}
    across = {"type": "quantitative", "scale": {"domain": [-2, 102], "nice": False}, "axis": ticks}
    span = {"domain": [strips - 0.4, -0.75], "nice": False, "zero": False}
    return across, {"field": "y", "type": "quantitative", "scale": span, "axis": None}


def _rat_table(params: Params, result: Result, name: str) -> Table:
    days = window(params)
    rows = tuple(
        (
            f"{label(params, group.key)} {number}",
            "female" if rat.female else "male",
            sum(rat.drinks[day] for day in days),
            round(of_100((rat,), result.visits, days), 1),
        )
        for group in result.groups
        for number, rat in enumerate(group.rats, start=1)
    )
    total = len(days) * result.visits
    columns = ("Rat", "Sex", f"{unit(params).title()}, of {total}", "Of every 100")
    return Table(
        columns, rows, f"Each rat's {unit(params)} from the {name}, over {counted(params)}"
    )
