"""The one door to an explainer for the browser's worker and for the build: names, JSON, slices.

Callers name an explainer and exchange JSON text; they never import a model. A session runs a few
days at a time, so that its caller can stop between slices. This module has no clock, writes
nothing and knows no one model.
"""

import json
from collections.abc import Callable, Generator, Mapping
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Protocol, cast

from explainer_kit.params import ParamsError, controls, parse_params
from explainer_kit.spread import MOST_RUNS, Measure, Spread
from explainer_kit.spread_view import spread_view
from explainer_kit.view import View

SEED_MAXIMUM: Final = 999_999
_FOLDER: Final = Path(__file__).parent.parent
_MANIFESTS: Final = ("explainer.toml", "questionnaire.toml")


class _Model(Protocol):
    """What a model.py offers. `run` yields once a day, `days` times in all."""

    Params: type[Any]
    run: Callable[[Any, int], Generator[Any, None, Any]]
    days: Callable[[Any], int]


class _Api(Protocol):
    """What an api.py offers: functions by name, from JSON values to JSON values."""

    CALLS: Mapping[str, Callable[[object], object]]


class _ViewModule(Protocol):
    """What a view.py offers. `MEASURES` and `measure` may be missing; see explainer_kit.spread."""

    view: Callable[[Any, Any], View]
    MEASURES: Mapping[str, Measure]
    measure: Callable[[Any, Any], Mapping[str, float]]


def _module(explainer: str, part: str) -> Any:
    """Import a part of an explainer: a folder with a manifest, beside the kit."""
    manifests = (_FOLDER / explainer / name for name in _MANIFESTS)
    if not explainer.isidentifier() or not any(map(_is_file, manifests)):
        raise ParamsError("explainer", "There is no explainer of that name.")
    return import_module(f"{explainer}.{part}")


def _is_file(path: Path) -> bool:
    """Whether there is such a file, in a folder or in the zip file that browsers import us from."""
    loader: Any = __spec__.loader
    try:
        return bool(loader.get_data(str(path)))
    except OSError:
        return False


def _dump(value: object) -> str:
    """Compact JSON; floats by repr, nothing that is not a number."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def describe(explainer: str) -> str:
    """JSON {"controls": [...], "measures": [...]}: controls, and what many runs would measure.

    Raises:
        ParamsError: if there is no such explainer.
    """
    model = cast(_Model, _module(explainer, "model"))
    measures = getattr(_module(explainer, "view"), "MEASURES", {})
    shown = [control.to_json() for control in controls(model.Params)]
    return _dump({"controls": shown, "measures": list(measures)})


def call(explainer: str, name: str, argument_json: str) -> str:
    """Call one of the functions that an explainer's api.py offers as CALLS: JSON in, JSON out.

    Raises:
        ParamsError: in plain words, for an unknown name or an argument that cannot be used.
    """
    calls = cast(_Api, _module(explainer, "api")).CALLS
    if name not in calls:
        raise ParamsError("call", "There is nothing of that name to ask for.")
    return _dump(calls[name](_read_object(argument_json)))


def open_run(explainer: str, params_json: str, seed: int) -> "Session":
    """Start a run. `params_json` is a JSON object; what it leaves out keeps its default.

    Raises:
        ParamsError: in plain words, for an unknown explainer or for values that cannot be used.
    """
    model = cast(_Model, _module(explainer, "model"))
    views = cast(_ViewModule, _module(explainer, "view"))
    params = parse_params(model.Params, _read_object(params_json))
    return Session(model, views, params, _check_seed(seed))


def open_spread(explainer: str, params_json: str, kept_json: str, seed: int, runs: int) -> "Many":
    """Start many runs from a seed on. `kept_json` holds settings to compare with, or is "".

    Raises:
        ParamsError: as `open_run`, and for an explainer that measures nothing.
    """
    model = cast(_Model, _module(explainer, "model"))
    views = cast(_ViewModule, _module(explainer, "view"))
    if not getattr(views, "MEASURES", {}):
        raise ParamsError("runs", "This explainer does not count many runs.")
    if isinstance(runs, bool) or not isinstance(runs, int) or not 1 <= runs <= MOST_RUNS:
        raise ParamsError("runs", f"The number of runs must be from 1 to {MOST_RUNS}.")
    texts = [kept_json, params_json] if kept_json else [params_json]
    settings = tuple(parse_params(model.Params, _read_object(text)) for text in texts)
    spread = Spread(
        settings, _check_seed(seed), runs, run=model.run, days=model.days, measure=views.measure
    )
    return Many(spread, views.MEASURES)


def _check_seed(seed: int) -> int:
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= SEED_MAXIMUM:
        raise ParamsError("seed", f"Seed must be a whole number from 0 to {SEED_MAXIMUM}.")
    return seed


def _read_object(params_json: str) -> Mapping[str, object]:
    try:
        values = json.loads(params_json)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise ParamsError("params", "The settings could not be read.")
    return values


class Session:
    """One run of one model, advanced slice by slice by its caller."""

    def __init__(self, model: _Model, views: _ViewModule, params: Any, seed: int) -> None:
        self._views = views
        self._params = params
        self._days = model.run(params, seed)
        self._length = model.days(params)
        self._done = 0
        self._finished = False
        self._result: Any = None
        self._view: View | None = None

    def advance(self, steps: int) -> bool:
        """Run at most `steps` days (at least one); True once the run has finished."""
        for _ in range(max(1, steps)):
            if self._finished:
                break
            try:
                next(self._days)
                self._done += 1
            except StopIteration as finished:
                self._result = finished.value
                self._finished = True
        return self._finished

    def progress(self) -> float:
        """How far the run is, from 0 to 1; 1 only when it has finished."""
        return 1.0 if self._finished else self._done / (self._length + 1)

    def view_json(self) -> str:
        """JSON of the View of a finished run."""
        return _dump(self._finished_view().to_json())

    def frames(self) -> bytes:
        """Every frame of a finished run's scene, as explainer_kit.scene lays them out; b"" without
        a scene."""
        scene = self._finished_view().scene
        return scene.frames if scene else b""

    def result_json(self) -> str:
        """JSON of the Result of a finished run: what golden files hold."""
        return _dump(asdict(self._finished_result()))

    def _finished_view(self) -> View:
        if self._view is None:
            self._view = self._views.view(self._params, self._finished_result())
        return self._view

    def _finished_result(self) -> Any:
        if not self._finished:
            raise RuntimeError("the run has not finished")
        return self._result


class Many:
    """Many runs, advanced slice by slice like a `Session`; what has come can always be seen."""

    def __init__(self, spread: Spread, measures: Mapping[str, Measure]) -> None:
        self._spread = spread
        self._measures = measures

    def advance(self, steps: int) -> bool:
        """Run at most `steps` days (at least one); True once all runs have finished."""
        return self._spread.advance(steps)

    def progress(self) -> float:
        """How far all runs are, from 0 to 1; 1 only when they have finished."""
        return self._spread.progress()

    def complete(self) -> int:
        """How many runs of each setting have come."""
        return self._spread.complete

    def view_json(self) -> str:
        """JSON of the View of the runs that have come, at least one."""
        if not self._spread.complete:
            raise RuntimeError("no run has finished")
        return _dump(spread_view(self._spread, self._measures).to_json())

    def result_json(self) -> str:
        """JSON {"seeds": [...], "settings": [{"params": ..., "measures": [one for each seed]}]}."""
        settings = [
            {"params": asdict(runs.params), "measures": [dict(found) for found in runs.found]}
            for runs in self._spread.settings
        ]
        return _dump({"seeds": self._spread.seeds[: self._spread.complete], "settings": settings})

    def frames(self) -> bytes:
        """Many runs have no scene."""
        return b""
