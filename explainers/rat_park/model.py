"""The mini Rat Park: rats, one by one and day by day, choose between a drink and something else.

A run is made of days (plan.py), homes, drinks and rats. ODD.md describes the model and marks each
number as published or illustrative. Pure and seeded: see explainer_kit.run for the operations
allowed here. This module knows nothing of words or pictures for readers.
"""

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from random import Random

from explainer_kit.run import mean
from rat_park.drinks import DRINKS
from rat_park.homes import Home, homes, later_home
from rat_park.plan import Plan, schedule
from rat_park.rats import VISITS, Rat
from rat_park.settings import Params

__all__ = ["VISITS", "Day", "GroupResult", "Params", "RatResult", "Result", "days", "run"]


@dataclass(frozen=True, slots=True)
class Day:
    """One day: drinks from the second bottle, of `VISITS`, by group and rat."""

    number: int
    kind: str
    drinks: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class RatResult:
    """A rat's sex and dials, its drinks on each choice day, and where learning and pull ended."""

    female: bool
    bitter: float
    pull: float
    company: float
    relief: float
    learned: float
    craving: float
    drinks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GroupResult:
    """A group's mean share of drinks from the second bottle on each choice day, and its rats."""

    key: str
    shares: tuple[float, ...]
    rats: tuple[RatResult, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The whole run."""

    visits: int
    groups: tuple[GroupResult, ...]


def days(params: Params) -> int:
    """How many days a run yields."""
    return len(schedule(params))


def run(params: Params, seed: int) -> Generator[Day, None, Result]:
    """Run the days in order, yielding each: at most 80 rats and 30 choices a day, 243 days."""
    rng = Random(seed)
    first = homes(params)
    later = tuple(later_home(home, params) for home in first)
    groups = [[Rat(rng, params, home, i % 2 == 0) for i in range(params.rats)] for home in first]
    for number, plan in enumerate(schedule(params), start=1):
        places = later if plan.later else first
        drinks = (
            tuple(_day(group, plan, home, rng)) for group, home in zip(groups, places, strict=True)
        )
        yield Day(number, plan.kind, tuple(drinks))
    results = (_group(home, group) for home, group in zip(first, groups, strict=True))
    return Result(VISITS, tuple(results))


def _day(group: list[Rat], plan: Plan, home: Home, rng: Random) -> Iterable[int]:
    """One day of one group, rat by rat."""
    drink = DRINKS[plan.drink]
    for rat in group:
        if plan.kind == "choice":
            drinks = rat.choose(rng, plan, home)
            rat.drinks.append(drinks)
        else:
            drinks = VISITS if plan.kind == "forced" else 0
        rat.take(drinks, drink, plan.kind == "forced")
        yield drinks


def _group(home: Home, group: list[Rat]) -> GroupResult:
    each_day = zip(*(rat.drinks for rat in group), strict=True)
    shares = tuple(mean([drinks / VISITS for drinks in day]) for day in each_day)
    return GroupResult(home.key, shares, tuple(_result(rat) for rat in group))


def _result(rat: Rat) -> RatResult:
    dials = (rat.bitter, rat.pull, rat.company, rat.relief)
    return RatResult(rat.female, *dials, rat.learned, rat.craving, tuple(rat.drinks))
