"""Neighbours, day by day: some call on another, and everyone counts the days without company.

TO-WRITE: what your model is of. Pure and seeded: `explainer_kit.run` lists the operations that give
the same digits everywhere. This module knows nothing of words or pictures for readers beyond the
labels of its controls.
"""

from collections.abc import Generator
from dataclasses import dataclass
from random import Random
from typing import Final

from explainer_kit.params import slider, switch

WEEK: Final = 7  # days; the shared evening is on the last one


@dataclass(frozen=True, slots=True)
class Params:
    """What a reader can change: each field makes a control."""

    neighbours: int = slider(
        12,
        label="Neighbours",
        help="How many people live in the street.",
        unit="people",
        minimum=4,
        maximum=24,
        step=1,
    )
    chance: float = slider(
        0.15,
        label="Chance of a visit",
        help="How likely each neighbour is, on any one day, to call on another.",
        minimum=0.0,
        maximum=0.5,
        step=0.05,
    )
    weeks: int = slider(
        8,
        label="Weeks",
        help="How long the run lasts.",
        unit="weeks",
        minimum=1,
        maximum=20,
        step=1,
    )
    evening: bool = switch(
        False,
        label="One shared evening a week",
        help="All neighbours meet on every seventh day.",
    )


@dataclass(frozen=True, slots=True)
class Day:
    """One day: for each neighbour, whether there was company."""

    number: int
    company: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """For each neighbour: days with company, and the most days in a row without any."""

    days: int
    with_company: tuple[int, ...]
    longest_alone: tuple[int, ...]


def days(params: Params) -> int:
    """How many days a run yields."""
    return WEEK * params.weeks


def run(params: Params, seed: int) -> Generator[Day, None, Result]:
    """Run the days in order, yielding each; at most 140 days of 24 neighbours."""
    rng = Random(seed)
    everyone = range(params.neighbours)
    with_company = [0 for _ in everyone]
    alone = [0 for _ in everyone]
    longest = [0 for _ in everyone]
    for number in range(1, days(params) + 1):
        company = _company(params, number, rng)
        for who in everyone:
            with_company[who] += company[who]
            alone[who] = 0 if company[who] else alone[who] + 1
            longest[who] = max(longest[who], alone[who])
        yield Day(number, tuple(company))
    return Result(days(params), tuple(with_company), tuple(longest))


def _company(params: Params, number: int, rng: Random) -> list[bool]:
    """Who has company on this day: those who call on someone, and those they call on."""
    company = [params.evening and number % WEEK == 0] * params.neighbours
    for who in range(params.neighbours):
        if rng.random() < params.chance:
            others = [other for other in range(params.neighbours) if other != who]
            company[who] = company[rng.choice(others)] = True
    return company
