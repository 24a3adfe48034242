"""Many runs of the same settings: a few named numbers of each run, and how far they spread.

An explainer that offers this has in its view.py `MEASURES`, a mapping of names to `Measure`, and
`measure(params, result)`, which gives those numbers of one run; it may leave out a number that
this run does not have. One or two settings are run over the same seeds, slice by slice, so that the
caller can stop in between and show what has come. `spread_view` puts it in words and pictures.
This module knows nothing of any one model, of clocks or of drawing.
"""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

SEEDS: Final = 1_000_000  # seeds go from 0 to 999,999 and begin again
MOST_RUNS: Final = 200


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of a run, and how to speak of it.

    `phrase` and `unit` make a sentence around a number: "the rats alone took" 40 "of every 100
    drinks". Measures of one `title` share a figure, in which `label` names the row. `digits` are
    those after the point. `bounds` are the least and the most it can be, where there are such, so
    that an axis does not move.
    """

    title: str
    label: str
    phrase: str
    unit: str
    digits: int = 0
    bounds: tuple[float, float] | None = None

    def say(self, value: float) -> str:
        """The number as readers see it."""
        return f"{value:.{self.digits}f}"


@dataclass(frozen=True, slots=True)
class Summary:
    """How one measure came out over many runs.

    `low` and `high` hold the middle 80%: as many runs lie below as above. `within` of `values` lie
    between them, as the numbers are shown, both ends included.
    """

    values: tuple[float, ...]
    low: float
    high: float
    middle: float
    within: int


def summarise(values: list[float], measure: Measure) -> Summary:
    """The spread of at least one value."""
    ranked = sorted(values)
    cut = len(ranked) // 10
    low, high = ranked[cut], ranked[-1 - cut]
    half = len(ranked) // 2
    middle = ranked[half] if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2.0
    shown = [float(measure.say(value)) for value in ranked]
    within = sum(float(measure.say(low)) <= value <= float(measure.say(high)) for value in shown)
    return Summary(tuple(values), low, high, middle, within)


@dataclass(slots=True)
class Runs:
    """What has come of one setting: for each finished run, its measures."""

    params: Any
    found: list[Mapping[str, float]] = field(default_factory=list)

    def values(self, name: str) -> list[float]:
        """The numbers of one measure, in the order of the seeds, of those runs that have it."""
        return [numbers[name] for numbers in self.found if name in numbers]


class Spread:
    """One or two settings over `runs` seeds from `seed` on, advanced by its caller.

    A seed is run with every setting before the next seed begins, so that the settings can always
    be compared.
    """

    def __init__(
        self,
        settings: tuple[Any, ...],
        seed: int,
        runs: int,
        *,
        run: Callable[[Any, int], Generator[Any, None, Any]],
        days: Callable[[Any], int],
        measure: Callable[[Any, Any], Mapping[str, float]],
    ) -> None:
        self.settings = tuple(Runs(params) for params in settings)
        self.seeds = tuple((seed + number) % SEEDS for number in range(runs))
        self._run = run
        self._measure = measure
        self._total = runs * sum(days(params) + 1 for params in settings)
        self._done = 0
        self._work = self._all_runs()
        self._finished = False

    def advance(self, steps: int) -> bool:
        """Run at most `steps` days (at least one); True once all runs have finished."""
        for _ in range(max(1, steps)):
            if self._finished:
                break
            self._finished = next(self._work, "end") == "end"
            self._done += 1
        return self._finished

    def progress(self) -> float:
        """How far all runs are, from 0 to 1; 1 only when they have finished."""
        return 1.0 if self._finished else min(self._done, self._total - 1) / self._total

    @property
    def complete(self) -> int:
        """How many seeds have been run with every setting."""
        return len(self.settings[-1].found)

    def _all_runs(self) -> Generator[None]:
        for seed in self.seeds:
            numbers = []
            for runs in self.settings:
                result = yield from self._one_run(runs.params, seed)
                numbers.append(self._measure(runs.params, result))
            for runs, found in zip(self.settings, numbers, strict=True):
                runs.found.append(found)

    def _one_run(self, params: Any, seed: int) -> Generator[None, None, Any]:
        days = self._run(params, seed)
        while True:
            try:
                next(days)
            except StopIteration as finished:
                return finished.value
            yield
