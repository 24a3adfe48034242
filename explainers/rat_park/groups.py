"""Names, styles and amounts that the figures, the scene and the sentences of a run share.

All amounts are choices of every 100, computed from a result, and never milligrams.
"""

from collections.abc import Iterable
from typing import Any, Final

from explainer_kit.run import mean
from explainer_kit.vega import DASHES, SERIES
from rat_park.homes import homes, later_home
from rat_park.model import GroupResult, Params, RatResult
from rat_park.plan import window

# A group's short label, its place among the series, and who they are in a sentence.
STYLES: Final = {
    "alone": ("Alone", 0, "rats alone in cages"),
    "visited": ("Visited", 2, "caged rats with visits"),
    "pair": ("Pairs", 3, "rats in pairs"),
    "park": ("Park", 1, "rats in the park"),
    "using": ("Drug partner", 1, "rats beside a partner that takes the drug"),
    "dry": ("Dry partner", 3, "rats beside a partner without the drug"),
    "ii": ("Always alone", 0, "rats that were always alone"),
    "ci": ("Now alone", 2, "rats raised in the park and now alone"),
    "ic": ("Now park", 3, "rats raised alone and now in the park"),
    "cc": ("Always park", 1, "rats that were always in the park"),
}
SHAPES: Final = ("circle", "triangle-up", "diamond", "square")


def label(params: Params, key: str) -> str:
    """A group's short name; it says so where the group moves half-way."""
    return f"{STYLES[key][0]}, moved" if moves(params, key) else STYLES[key][0]


def moves(params: Params, key: str) -> bool:
    """Whether this group has another home in the second half."""
    home = next(home for home in homes(params) if home.key == key)
    later = later_home(home, params)
    return (later.hours, later.richness) != (home.hours, home.richness)


def who(params: Params, key: str) -> str:
    """A group in a sentence, at the start of the run and without its number."""
    if key == "visited":
        hours = params.company_hours
        return f"rats with {hours} hour{'' if hours == 1 else 's'} of company a day"
    return STYLES[key][2]


def bottle(params: Params) -> str:
    """What to call the second bottle."""
    named = {"none": "second bottle", "quinine": "second bottle", "alcohol": "alcohol bottle"}
    return "second bottle" if params.plan == "seven" else named.get(params.drink, "drug bottle")


def unit(params: Params) -> str:
    """What is counted: drinks, or choices where a visit stands against the bottle."""
    return "drinks" if params.rival == "water" else "choices"


def took(params: Params, taken: str) -> str:
    """An amount in a sentence, with its base."""
    if params.rival == "water":
        return f"took {taken} of every 100 drinks from the {bottle(params)}"
    return f"made {taken} of every 100 choices for the {bottle(params)}"


def of_100(rats: tuple[RatResult, ...], visits: int, days: Iterable[int]) -> float:
    """Choices of every 100 that these rats made for the second bottle on these choice days."""
    chosen = tuple(days)
    return 100.0 * mean([rat.drinks[day] / visits for rat in rats for day in chosen])


def amount(params: Params, group: GroupResult, visits: int) -> float:
    """What a group took over the days that make the result."""
    return of_100(group.rats, visits, window(params))


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
