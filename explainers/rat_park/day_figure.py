"""A figure of the mini Rat Park: each group day by day, with a thin line for each rat.

Computed from a result alone; the sentences about a run are in view.py.
"""

from itertools import pairwise
from typing import Any, Final

from explainer_kit.vega import TEXT, chart
from explainer_kit.view import Figure, Table
from rat_park.groups import bottle, colour, dash, label, of_100, unit
from rat_park.model import Params, Result
from rat_park.plan import half_way, turns

SPAN: Final = 5  # days at either end that the alt text compares
_ROWS: Final = 390  # most data rows in a spec, to keep a page light
_LABEL_GAP: Final = 9.0  # drinks of 100 between two labels at the end of their lines


def by_day(params: Params, result: Result) -> Figure:
    """A thin line for each rat, a thick one for each group."""
    name = bottle(params)
    before = ""
    if params.forced_days:
        before = f" The run begins with {params.forced_days} days of the {name} only."
    if turns(params):
        before += " The upright line marks the change half-way."
    return Figure(
        title="Day by day",
        spec=_day_spec(params, result, f"{unit(params).title()} of every 100 from the {name}"),
        alt=_day_alt(params, result, name),
        table=_day_table(params, result, name),
        caption="A thick line is the mean of a group. Each thin line is one rat, averaged over a "
        f"few days at a time. Numbers are made by a toy model.{before}",
    )


def _day_spec(params: Params, result: Result, title: str) -> dict[str, Any]:
    place = _axes(params, result)
    tint, dashes = colour(result.groups), dash(result.groups)
    lines = [
        {
            "data": {"values": _rat_lines(params, result)},
            "mark": {"type": "line", "strokeWidth": 1, "opacity": 0.35},
            "encoding": {**place, "color": tint, "detail": {"field": "rat"}},
        },
        {
            "data": {"values": _group_lines(result)},
            "mark": {"type": "line", "strokeWidth": 4},
            "encoding": {**place, "color": tint, "strokeDash": dashes},
        },
        {
            "data": {"values": _end_labels(params, result)},
            "mark": {"type": "text", "align": "left", "dx": 8, "fontWeight": "bold"},
            "encoding": {**place, "text": {"field": "label"}},
        },
    ]
    if turns(params):
        lines.insert(0, _turn(params, place))
    return chart(title, lines)


def _turn(params: Params, place: dict[str, Any]) -> dict[str, Any]:
    """An upright line between the two halves."""
    return {
        "data": {"values": [{"day": half_way(params) + 0.5}]},
        "mark": {"type": "rule", "strokeDash": [6, 4], "strokeWidth": 2},
        "encoding": {"x": place["x"], "color": {"value": TEXT}},
    }


def _axes(params: Params, result: Result) -> dict[str, Any]:
    """Days across, with room at the right for the longest label; drinks of 100 up."""
    length = params.choice_days
    room = max(len(label(params, group.key)) for group in result.groups)
    ticks = [1, *range(10, length + 1, 10)]
    return {
        "x": {
            "field": "day",
            "type": "quantitative",
            "scale": {"domain": [1, round(length * (1 + 0.03 * room), 1)], "nice": False},
            "axis": {"title": "Day with a choice", "values": ticks, "grid": False, "domain": False},
        },
        "y": {
            "field": "drinks",
            "type": "quantitative",
            "scale": {"domain": [0, 100]},
            "axis": {
                "title": None,
                "values": [0, 25, 50, 75, 100],
                "ticks": False,
                "domain": False,
            },
        },
    }


def _rat_lines(params: Params, result: Result) -> list[dict[str, Any]]:
    """Each rat's means over a few blocks of days: as many blocks as the limit on rows allows."""
    length, groups = params.choice_days, len(result.groups)
    blocks = max(2, min(6, (_ROWS // groups - length) // params.rats))
    edges = [block * length // blocks for block in range(blocks + 1)]
    rows = []
    for group in result.groups:
        for number, rat in enumerate(group.rats):
            for start, end in pairwise(edges):
                drinks = round(of_100((rat,), result.visits, range(start, end)), 1)
                row = {"day": (start + 1 + end) / 2, "drinks": drinks}
                rows.append(row | {"rat": f"{group.key} {number}", "group": group.key})
    return rows


def _group_lines(result: Result) -> list[dict[str, Any]]:
    return [
        {"day": day, "drinks": round(100.0 * share, 1), "group": group.key}
        for group in result.groups
        for day, share in enumerate(group.shares, start=1)
    ]


def _end_labels(params: Params, result: Result) -> list[dict[str, Any]]:
    """Labels at the ends of the group lines, moved apart where the lines end together."""
    ends = [(100.0 * group.shares[-1], label(params, group.key)) for group in result.groups]
    return [
        {"day": params.choice_days, "drinks": height, "label": name} for height, name in apart(ends)
    ]


def apart(ends: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Heights for labels of lines that end at these heights, so that no two labels touch."""
    ordered = sorted(ends)
    heights = [max(3.0, end) for end, _ in ordered]
    for i in range(1, len(heights)):
        heights[i] = max(heights[i], heights[i - 1] + _LABEL_GAP)
    over = max(0.0, heights[-1] - 99.0)
    return [
        (round(height - over, 1), name) for height, (_, name) in zip(heights, ordered, strict=True)
    ]


def _day_alt(params: Params, result: Result, name: str) -> str:
    parts = [f"Line chart of {unit(params)} of every 100 from the {name}."]
    for group in result.groups:
        ends = range(params.choice_days - SPAN, params.choice_days)
        first = of_100(group.rats, result.visits, range(SPAN))
        last = of_100(group.rats, result.visits, ends)
        each = [of_100((rat,), result.visits, ends) for rat in group.rats]
        parts.append(
            f"{label(params, group.key)}: mean {first:.0f} over the first {SPAN} days and "
            f"{last:.0f} over the last {SPAN}, when single rats range from {min(each):.0f} to "
            f"{max(each):.0f}."
        )
    return " ".join(parts)


def _day_table(params: Params, result: Result, name: str) -> Table:
    days = zip(*(group.shares for group in result.groups), strict=True)
    rows = tuple((n, *(round(100.0 * s, 1) for s in day)) for n, day in enumerate(days, start=1))
    columns = ("Day", *(label(params, group.key) for group in result.groups))
    return Table(columns, rows, f"Mean of every 100 from the {name}, by group and day")
