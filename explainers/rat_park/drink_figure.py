"""A figure of the mini Rat Park: what each group took of each of the seven drinks of 1981.

Computed from a result alone; the sentences about a run are in headline.py.
"""

from typing import Any, Final

from explainer_kit.vega import chart
from explainer_kit.view import Cell, Figure, Table
from rat_park.day_figure import apart
from rat_park.groups import colour, dash, label, of_100, shape
from rat_park.model import Params, Result
from rat_park.plan import schedule

NAMES: Final = {
    "none": "Sugar",
    "quinine": "Bitter",
    "1": "1.0",
    "0.5": "0.5",
    "0.3": "0.3",
    "0.15": "0.15",
}


def drink_days(params: Params) -> dict[str, list[int]]:
    """The choice days on which each drink was on offer, in the order they came."""
    days: dict[str, list[int]] = {}
    choices = [plan for plan in schedule(params) if plan.kind == "choice"]
    for day, plan in enumerate(choices):
        days.setdefault(plan.drink, []).append(day)
    return days


def by_drink(params: Params, result: Result) -> Figure:
    """A mark for each group and drink, joined by a line; morphine by strength, in mg/ml."""
    values = _values(params, result)
    alt = ["Marks for drinks of every 100 from the second bottle, by what it held."]
    for drink in NAMES:
        each = [
            f"{label(params, g.key)} {values[g.key][drink]:.0f}"
            for g in result.groups
            if drink in values[g.key]
        ]
        if each:
            alt.append(f"{named(drink)}: {', '.join(each)}.")
    return Figure(
        title="Drink by drink",
        spec=_spec(params, result, values),
        alt=" ".join(alt),
        table=_table(params, result, values),
        caption="Sugar and the bitter drink hold no drug. The other four are sweet morphine, in mg "
        "in each ml. Numbers are made by a toy model.",
    )


def _values(params: Params, result: Result) -> dict[str, dict[str, float]]:
    days = drink_days(params)
    return {
        group.key: {drink: of_100(group.rats, result.visits, on) for drink, on in days.items()}
        for group in result.groups
    }


def named(drink: str) -> str:
    """A drink by its name in words."""
    name = NAMES[drink]
    return name if name.isalpha() else f"Morphine {name} mg/ml"


def _spec(params: Params, result: Result, values: dict[str, dict[str, float]]) -> dict[str, Any]:
    rows = [
        {"drink": NAMES[drink], "drinks": round(taken, 1), "group": group.key}
        for group in result.groups
        for drink, taken in values[group.key].items()
    ]
    across = {
        "field": "drink",
        "type": "ordinal",
        # The empty places at the end are room for the groups' names.
        "scale": {"domain": [*NAMES.values(), " ", "  ", "   "]},
        "axis": {"title": "What the second bottle held", "labelAngle": 0, "ticks": False},
    }
    up = {
        "field": "drinks",
        "type": "quantitative",
        "scale": {"domain": [0, 100]},
        "axis": {"title": None, "values": [0, 25, 50, 75, 100], "ticks": False, "domain": False},
    }
    place = {"x": across, "y": up, "color": colour(result.groups)}
    layers = [
        {
            "data": {"values": rows},
            "mark": {"type": "line", "strokeWidth": 2},
            "encoding": {**place, "strokeDash": dash(result.groups)},
        },
        {
            "data": {"values": rows},
            "mark": {"type": "point", "filled": True, "size": 130},
            "encoding": {**place, "shape": shape(result.groups)},
        },
        {
            "data": {"values": _end_labels(params, result, values)},
            "mark": {"type": "text", "align": "left", "dx": 12, "fontWeight": "bold"},
            "encoding": {"x": across, "y": up, "text": {"field": "label"}},
        },
    ]
    return chart("Drinks of every 100 from the second bottle", layers, height=380)


def _end_labels(
    params: Params, result: Result, values: dict[str, dict[str, float]]
) -> list[dict[str, Any]]:
    """Each group's name at the end of its line."""
    last = next(drink for drink in reversed(NAMES) if drink in drink_days(params))
    ends = [(values[group.key][last], label(params, group.key)) for group in result.groups]
    return [{"drink": NAMES[last], "drinks": height, "label": name} for height, name in apart(ends)]


def _table(params: Params, result: Result, values: dict[str, dict[str, float]]) -> Table:
    days = drink_days(params)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (named(drink), len(days[drink]), *(round(values[g.key][drink], 1) for g in result.groups))
        for drink in NAMES
        if drink in days
    )
    columns = ("Drink", "Days", *(label(params, group.key) for group in result.groups))
    return Table(columns, rows, "Mean of every 100 from the second bottle, by drink and group")
