"""Names, styles and amounts that the figures and the sentences of the mini Rat Park share.

All amounts are drinks of every 100, computed from a result, and never milligrams.
"""

from typing import Any, Final

from explainer_kit.run import mean
from explainer_kit.vega import DASHES, SERIES
from rat_park.model import GroupResult, Params, RatResult

LAST: Final = 10  # choice days that make the result

# A group's short label and its place among the series.
STYLES: Final = {
    "alone": ("Alone", 0),
    "visited": ("Visited", 2),
    "pair": ("Pairs", 3),
    "park": ("Park", 1),
}
SHAPES: Final = ("circle", "triangle-up", "diamond", "square")


def bottle(params: Params) -> str:
    """What to call the second bottle."""
    return "second bottle" if params.drink in ("none", "quinine") else "drug bottle"


def of_100(rats: tuple[RatResult, ...], visits: int, days: slice) -> float:
    """Drinks of every 100 that these rats took from the second bottle on these choice days."""
    return 100.0 * mean([drinks / visits for rat in rats for drinks in rat.drinks[days]])


def by_sex(group: GroupResult, female: bool) -> tuple[RatResult, ...]:
    """The rats of one sex."""
    return tuple(rat for rat in group.rats if rat.female == female)


def by_key(groups: tuple[GroupResult, ...], values: list[Any]) -> dict[str, Any]:
    """A Vega-Lite encoding that gives each group its own of these values, without a legend."""
    keys = [group.key for group in groups]
    scale = {"domain": keys, "range": [values[STYLES[key][1]] for key in keys]}
    return {"field": "group", "scale": scale, "legend": None}


def colour(groups: tuple[GroupResult, ...]) -> dict[str, Any]:
    """Each group's colour."""
    return by_key(groups, list(SERIES))


def dash(groups: tuple[GroupResult, ...]) -> dict[str, Any]:
    """Each group's dash pattern."""
    return by_key(groups, list(DASHES))


def shape(groups: tuple[GroupResult, ...]) -> dict[str, Any]:
    """Each group's point shape."""
    return by_key(groups, list(SHAPES))
