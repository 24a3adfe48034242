"""Running a model: draining its generator, and the rule for numbers that agree everywhere.

**Same numbers everywhere.** A model must give the same result to the last digit in CPython and in
a browser's WebAssembly. Safe are: integers; + - * / and comparison of floats; `math.sqrt` and
`math.fsum` (correctly rounded everywhere); and `random.Random(seed)` through `random`, `uniform`,
`triangular`, `randrange`, `choice`, `shuffle` and `sample`. Not safe are `math.exp`, `log`, `pow`,
`**` with floats and the trigonometric functions, whose last digit depends on the C library, and
therefore `gauss`, `lognormvariate`, `expovariate`, `betavariate` and `binomialvariate`. Built-in
`sum` of floats rounds differently between versions of Python: use `fsum`. `squash` replaces the
logistic curve, `mean` the average.

This module knows nothing of any one model, of clocks or of the browser.
"""

import math
from collections.abc import Collection, Generator
from typing import Any


def complete[R](generator: Generator[Any, None, R]) -> R:
    """Run a model to its end and return its result."""
    while True:
        try:
            next(generator)
        except StopIteration as finished:
            result: R = finished.value
            return result


def squash(utility: float) -> float:
    """A chance from 0 to 1 for any utility: 0.5 at 0, S-shaped, with longer tails than a logistic.

    It is (1 + u / sqrt(1 + u * u)) / 2, which needs only operations that agree everywhere.
    """
    return (1.0 + utility / math.sqrt(1.0 + utility * utility)) / 2.0


def mean(values: Collection[float]) -> float:
    """The average of at least one value."""
    return math.fsum(values) / len(values)
