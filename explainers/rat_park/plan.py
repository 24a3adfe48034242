"""The days of a run: what each one offers, and which of them make the result.

Four ways for the days to go, after the studies they are named for; see ODD.md for what is published
of each and what is filled in. This module knows nothing of rats or homes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat
from typing import Final, Literal

from rat_park.settings import Params

Kind = Literal["forced", "water", "choice"]

STEP: Final = 5  # days at one sweetness
CYCLES: Final = 4  # three-day cycles of 1978, each with a choice day after it
_CYCLE: Final[tuple[Kind, ...]] = ("forced", "forced", "forced")
_LATE: Final = 2  # choice days late in the forced days of 1978
_BREAK: Final = 4  # days of water only before a choice day in the later abstinence
_LAST: Final = 10
SEVEN: Final = ("none", "quinine", "none", "1", "0.5", "0.3", "0.15")
_SEVEN_DAYS: Final = (3, 5, 5, 5, 5, 5, 3)


@dataclass(frozen=True, slots=True)
class Plan:
    """One day: the second bottle alone, water alone, or a choice; `later` from half-way on."""

    kind: Kind
    drink: str
    sweetness: float
    later: bool
    step: int = 0  # of the ladder, from 1; 0 without one


@lru_cache(maxsize=64)
def schedule(params: Params) -> tuple[Plan, ...]:
    """Every day of a run, in order."""
    half = half_way(params)
    drinks = list(_drinks(params))
    plans, choices = [], 0
    for kind in _kinds(params):
        drink, sweetness = drinks[min(choices, len(drinks) - 1)]
        step = choices // STEP + 1 if params.plan == "ladder" and kind == "choice" else 0
        plans.append(Plan(kind, drink, sweetness, choices >= half, step))
        choices += kind == "choice"
    return tuple(plans)


def half_way(params: Params) -> int:
    """The number of choice days before the second half."""
    return params.choice_days // 2


def turns(params: Params) -> bool:
    """Whether something changes half-way."""
    return params.change != "none" or params.rival == "company-late"


def window(params: Params) -> tuple[int, ...]:
    """The choice days that make the result, counted from 0; all after a change half-way."""
    number = params.choice_days
    chosen: tuple[int, ...]
    if params.plan == "cycles":
        first = _late_choices(params)
        chosen = tuple(range(first, first + CYCLES))
    elif params.plan == "seven":
        tried = [drink for drink, _ in _drinks(params)]
        chosen = tuple(i for i, drink in enumerate(tried) if drink not in ("none", "quinine"))
    else:
        length = STEP if params.plan == "ladder" else _LAST
        chosen = tuple(range(number - length, number))
    if turns(params):
        chosen = tuple(day for day in chosen if day >= half_way(params))
    return chosen or tuple(range(number - STEP, number))


def _late_choices(params: Params) -> int:
    """Choice days late in the forced days, where those are long enough."""
    return _LATE if params.forced_days >= _LAST else 0


def _kinds(params: Params) -> Iterator[Kind]:
    forced: list[Kind] = ["forced"] * params.forced_days
    if params.plan != "cycles":
        return chain(forced, repeat("choice", params.choice_days))
    late = _late_choices(params)
    if late:
        forced[-1] = forced[-8] = "choice"
    left = params.choice_days - late - CYCLES
    cycle: tuple[Kind, ...] = (*_CYCLE, "choice")
    after: tuple[Kind, ...] = (*("water",) * _BREAK, "choice")
    return chain(forced, cycle * CYCLES, after * left)


def _drinks(params: Params) -> Iterator[tuple[str, float]]:
    """(drink, sweetness) of each choice day."""
    number = params.choice_days
    if params.plan == "seven":
        ends = _shared_out(number)
        drinks = (SEVEN[sum(day >= end for end in ends)] for day in range(number))
        return ((drink, params.sweetness) for drink in drinks)
    if params.plan == "ladder":
        top = max(1, -(-number // STEP) - 1)
        return ((params.drink, params.sweetness * (day // STEP) / top) for day in range(number))
    return repeat((params.drink, params.sweetness), number)


def _shared_out(number: int) -> list[int]:
    """The choice day, from 0, on which each of the seven drinks has ended."""
    total = sum(_SEVEN_DAYS)
    return [sum(_SEVEN_DAYS[: i + 1]) * number // total for i in range(len(_SEVEN_DAYS) - 1)]
