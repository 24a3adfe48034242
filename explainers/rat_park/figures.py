"""The two figures of the mini Rat Park: each group day by day, and each rat at the end.

All numbers shown are drinks of every 100, computed from the result, and never milligrams. Words
beyond labels, alt texts and captions are in view.py.
"""

from itertools import pairwise
from typing import Any, Final

from explainer_kit.run import mean
from explainer_kit.vega import DASHES, SERIES, TEXT, chart
from explainer_kit.view import Figure, Table
from rat_park.model import GroupResult, Params, RatResult, Result

LAST: Final = 10  # choice days that make the result
SPAN: Final = 5  # days at either end that an alt text compares
_ROWS: Final = 390  # most data rows in a spec, to keep a page light
_LABEL_GAP: Final = 9.0  # drinks of 100 between two labels at the end of their lines
_DOT_GAP: Final = 2.5  # drinks of 100 between two dots in one lane

# A group's short label, then its place among the kit's series, then its point shape.
STYLES: Final = {
    "alone": ("Alone", 0, "circle"),
    "visited": ("Visited", 2, "diamond"),
    "pair": ("Pairs", 3, "square"),
    "park": ("Park", 1, "triangle-up"),
}


def bottle(params: Params) -> str:
    """What to call the second bottle."""
    return "second bottle" if params.drink in ("none", "quinine") else "drug bottle"


def of_100(rats: tuple[RatResult, ...], visits: int, days: slice) -> float:
    """Drinks of every 100 that these rats took from the second bottle on these choice days."""
    return 100.0 * mean([drinks / visits for rat in rats for drinks in rat.drinks[days]])


def by_sex(group: GroupResult, female: bool) -> tuple[RatResult, ...]:
    """The rats of one sex."""
    return tuple(rat for rat in group.rats if rat.female == female)


def _scale(groups: tuple[GroupResult, ...], values: list[Any]) -> dict[str, Any]:
    return {"domain": [g.key for g in groups], "range": [values[STYLES[g.key][1]] for g in groups]}


def _colour(groups: tuple[GroupResult, ...]) -> dict[str, Any]:
    return {"field": "group", "scale": _scale(groups, list(SERIES)), "legend": None}


def by_day(params: Params, result: Result) -> Figure:
    """Figure 1: a thin line for each rat, a thick one for each group."""
    name = bottle(params)
    before = ""
    if params.forced_days:
        before = f" Before day 1 came {params.forced_days} days with the {name} only."
    return Figure(
        title="Day by day",
        spec=_day_spec(params, result, f"Drinks of every 100 from the {name}"),
        alt=_day_alt(result, name),
        table=_day_table(result, name),
        caption="A thick line is the mean of a group. Each thin line is one rat, averaged over a "
        f"few days at a time. Numbers are made by a toy model.{before}",
    )


def _day_spec(params: Params, result: Result, title: str) -> dict[str, Any]:
    length = params.choice_days
    room = max(len(STYLES[group.key][0]) for group in result.groups)
    ticks = [1, *(day for day in range(10, length + 1, 10))]
    x = {
        "field": "day",
        "type": "quantitative",
        "scale": {"domain": [1, round(length * (1 + 0.03 * room), 1)], "nice": False},
        "axis": {"title": "Day", "values": ticks, "grid": False, "domain": False, "tickSize": 6},
    }
    y = {
        "field": "drinks",
        "type": "quantitative",
        "scale": {"domain": [0, 100]},
        "axis": {"title": None, "values": [0, 25, 50, 75, 100], "ticks": False, "domain": False},
    }
    colour = _colour(result.groups)
    dash = {"field": "group", "scale": _scale(result.groups, list(DASHES)), "legend": None}
    lines = [
        {
            "data": {"values": _rat_lines(params, result)},
            "mark": {"type": "line", "strokeWidth": 1, "opacity": 0.35},
            "encoding": {"x": x, "y": y, "color": colour, "detail": {"field": "rat"}},
        },
        {
            "data": {"values": _group_lines(result)},
            "mark": {"type": "line", "strokeWidth": 4},
            "encoding": {"x": x, "y": y, "color": colour, "strokeDash": dash},
        },
        {
            "data": {"values": _end_labels(result, length)},
            "mark": {"type": "text", "align": "left", "dx": 8, "fontWeight": "bold"},
            "encoding": {"x": x, "y": y, "text": {"field": "label"}},
        },
    ]
    return chart(title, lines)


def _rat_lines(params: Params, result: Result) -> list[dict[str, Any]]:
    """Each rat's means over a few blocks of days: as many blocks as the limit on rows allows."""
    length, groups = params.choice_days, len(result.groups)
    blocks = max(2, min(6, (_ROWS // groups - length) // params.rats))
    edges = [block * length // blocks for block in range(blocks + 1)]
    rows = []
    for group in result.groups:
        for number, rat in enumerate(group.rats):
            for start, end in pairwise(edges):
                drinks = round(of_100((rat,), result.visits, slice(start, end)), 1)
                row = {"day": (start + 1 + end) / 2, "drinks": drinks}
                rows.append(row | {"rat": f"{group.key} {number}", "group": group.key})
    return rows


def _group_lines(result: Result) -> list[dict[str, Any]]:
    return [
        {"day": day, "drinks": round(100.0 * share, 1), "group": group.key}
        for group in result.groups
        for day, share in enumerate(group.shares, start=1)
    ]


def _end_labels(result: Result, length: int) -> list[dict[str, Any]]:
    """Labels at the ends of the group lines, moved apart where the lines end together."""
    ends = sorted((100.0 * group.shares[-1], STYLES[group.key][0]) for group in result.groups)
    heights = [max(3.0, end) for end, _ in ends]
    for i in range(1, len(heights)):
        heights[i] = max(heights[i], heights[i - 1] + _LABEL_GAP)
    over = max(0.0, heights[-1] - 99.0)
    return [
        {"day": length, "drinks": round(height - over, 1), "label": label}
        for height, (_, label) in zip(heights, ends, strict=True)
    ]


def _day_alt(result: Result, name: str) -> str:
    parts = [f"Line chart of drinks of every 100 taken from the {name}."]
    for group in result.groups:
        label = STYLES[group.key][0]
        first = of_100(group.rats, result.visits, slice(0, SPAN))
        last = of_100(group.rats, result.visits, slice(-SPAN, None))
        each = [of_100((rat,), result.visits, slice(-SPAN, None)) for rat in group.rats]
        parts.append(
            f"{label}: mean {first:.0f} over the first {SPAN} days and {last:.0f} over the last "
            f"{SPAN}, when single rats range from {min(each):.0f} to {max(each):.0f}."
        )
    return " ".join(parts)


def _day_table(result: Result, name: str) -> Table:
    days = zip(*(group.shares for group in result.groups), strict=True)
    rows = tuple((n, *(round(100.0 * s, 1) for s in day)) for n, day in enumerate(days, start=1))
    columns = ("Day", *(STYLES[group.key][0] for group in result.groups))
    return Table(columns, rows, f"Mean drinks of every 100 from the {name}, by group and day")


def by_rat(params: Params, result: Result) -> Figure:
    """Figure 2: one dot a rat, over the last days, by group and sex."""
    name = bottle(params)
    strips = [(group, female) for group in result.groups for female in (True, False)]
    rows, heads, alt = [], [], [f"Dot plot of the last {LAST} days, one dot a rat."]
    for number, (group, female) in enumerate(strips):
        rats = by_sex(group, female)
        each = [of_100((rat,), result.visits, slice(-LAST, None)) for rat in rats]
        middle = mean(each)
        label = f"{STYLES[group.key][0]}, {'females' if female else 'males'}"
        heads.append({"y": number, "x": round(middle, 1), "text": f"{label}: mean {middle:.0f}"})
        rows += [point | {"group": group.key} for point in _dots(number, each)]
        alt.append(f"{label}: {min(each):.0f} to {max(each):.0f}, mean {middle:.0f}.")
    return Figure(
        title="Rat by rat",
        spec=_rat_spec(result, rows, heads, f"Last {LAST} days: of every 100 drinks"),
        alt=" ".join(alt),
        table=_rat_table(result, name),
        caption=f"Each mark is one rat: its drinks of every 100 from the {name} over the last "
        f"{LAST} days. The upright bar is the mean of its row.",
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
    ticks = {"values": [0, 25, 50, 75, 100], "title": None, "domain": False, "ticks": False}
    # A margin on both sides keeps whole dots at 0 and 100 inside the drawing.
    across = {"type": "quantitative", "scale": {"domain": [-2, 102], "nice": False}, "axis": ticks}
    down = {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [len(heads) - 0.4, -0.75], "nice": False, "zero": False},
        "axis": None,
    }
    shapes = {
        "domain": [group.key for group in result.groups],
        "range": [STYLES[group.key][2] for group in result.groups],
    }
    layers = [
        {
            "data": {"values": rows},
            "mark": {"type": "point", "filled": True, "size": 90, "opacity": 0.75},
            "encoding": {
                "x": across | {"field": "x"},
                "y": down,
                "color": _colour(result.groups),
                "shape": {"field": "group", "scale": shapes, "legend": None},
            },
        },
        {
            "data": {"values": heads},
            "mark": {"type": "tick", "orient": "vertical", "thickness": 3, "size": 36},
            "encoding": {"x": across | {"field": "x"}, "y": down, "color": {"value": TEXT}},
        },
        {
            "data": {"values": heads},
            "mark": {"type": "text", "align": "left", "dy": -31},
            "encoding": {"x": across | {"datum": 0}, "y": down, "text": {"field": "text"}},
        },
    ]
    return chart(title, layers, height=80 + 72 * len(heads))


def _rat_table(result: Result, name: str) -> Table:
    rows = tuple(
        (
            f"{STYLES[group.key][0]} {number}",
            "female" if rat.female else "male",
            sum(rat.drinks[-LAST:]),
            round(of_100((rat,), result.visits, slice(-LAST, None)), 1),
        )
        for group in result.groups
        for number, rat in enumerate(group.rats, start=1)
    )
    total = LAST * result.visits
    columns = ("Rat", "Sex", f"Drinks, of {total}", "Of every 100")
    return Table(columns, rows, f"Each rat's drinks from the {name} over the last {LAST} days")
