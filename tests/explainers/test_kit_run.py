"""Numbers that agree everywhere."""

import math
from collections.abc import Generator

from explainer_kit import complete, mean, squash


def test_complete_returns_what_the_generator_returns() -> None:
    def count() -> Generator[int, None, str]:
        yield from range(3)
        return "done"

    assert complete(count()) == "done"


def test_squash_is_half_at_nothing() -> None:
    assert squash(0.0) == 0.5


def test_mean_is_rounded_once() -> None:
    assert mean([0.1] * 10) == 0.1
    assert math.isclose(mean([1.0, 2.0]), 1.5)
