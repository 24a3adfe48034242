"""Walkers in a yard: each goes a little way, then rests a little."""

from collections.abc import Generator
from dataclasses import dataclass
from random import Random

from explainer_kit import slider

DAYS = 7
STEPS = 10


@dataclass(frozen=True, slots=True)
class Params:
    """What a reader can change."""

    walkers: int = slider(4, label="Walkers", help="How many.", minimum=0, maximum=40, step=1)


@dataclass(frozen=True, slots=True)
class Result:
    """Where each walker was at each step, from 0 to 1 along the width and the height."""

    places: tuple[tuple[tuple[float, float], ...], ...]


def days(params: Params) -> int:
    """As many as a run yields."""
    del params
    return DAYS


def run(params: Params, seed: int) -> Generator[int, None, Result]:
    """Walk for some days, a few steps a day."""
    rng = Random(seed)
    now = [(rng.uniform(0.2, 0.8), rng.uniform(0.3, 0.7)) for _ in range(params.walkers)]
    places = []
    for day in range(DAYS):
        for step in range(STEPS):
            if step < STEPS // 2:
                now = [_moved(place, rng) for place in now]
            places.append(tuple(now))
        yield day
    return Result(tuple(places))


def _moved(place: tuple[float, float], rng: Random) -> tuple[float, float]:
    x, y = place
    return (
        min(0.95, max(0.05, x + rng.uniform(-0.04, 0.04))),
        min(0.85, max(0.25, y + rng.uniform(-0.04, 0.04))),
    )
