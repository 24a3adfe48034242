"""Runs an explainer's own Python at build time and draws its figures: the page before any script.

What it makes is kept on disk under the hash of the explainers' sources, so that an unchanged model
costs nothing. The same model, view and Vega-Lite specs run in the reader's browser later.
"""

import base64
import importlib
import json
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from kith.cache import Cache, digest, digest_files
from kith.drawing import draw, drawn_by
from kith.explainers.manifest import Manifest, Scenario
from kith.explainers.wheel import source_files
from kith.problems import Problem
from kith.project import Project

_STEPS: Final = 10_000
_SHAPE: Final = 4  # of what is kept on disk: raise it when that holds something new


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One scenario as the page shows it. All are JSON values of the kit: see explainer_kit."""

    controls: tuple[Mapping[str, Any], ...]
    view: Mapping[str, Any]
    drawings: tuple[str, ...]  # one SVG for each figure of the view, in order
    frames: bytes = b""  # of the view's scene
    measures: bool = False  # can many runs be counted?


def take_snapshot(
    project: Project, manifest: Manifest, scenario: Scenario
) -> tuple[Snapshot | None, list[Problem]]:
    """Run one scenario in this Python. A model that fails is a problem, with file and line."""
    sources = digest_files(source_files(project), project.root)
    return _take(project, sources, manifest.name, scenario.name, _Settings(scenario))


class _Settings:
    """A scenario's values as text, which can be compared and hashed."""

    def __init__(self, scenario: Scenario) -> None:
        self.params = json.dumps(dict(scenario.params), sort_keys=True)
        self.seed = scenario.seed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Settings) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self.params, self.seed))


@lru_cache(maxsize=256)
def _take(
    project: Project, sources: str, explainer: str, scenario: str, settings: _Settings
) -> tuple[Snapshot | None, list[Problem]]:
    cache = Cache(project.cache / "snapshots")
    versions = f"{_SHAPE} {drawn_by()} {sys.version_info[:2]}"
    name = digest(sources, explainer, settings.params, str(settings.seed), versions)
    kept = cache.get(name)
    if kept is None:
        try:
            kept = _run(project, explainer, settings)
        except Exception as error:
            return None, [_model_problem(project, explainer, scenario, error)]
        cache.put(name, kept)
    assert isinstance(kept, dict)
    parts = (tuple(kept["controls"]), kept["view"], tuple(kept["drawings"]))
    return Snapshot(*parts, base64.b64decode(kept["frames"]), kept["measures"]), []


def _run(project: Project, explainer: str, settings: _Settings) -> dict[str, Any]:
    with imported_anew(project):
        bridge = importlib.import_module("explainer_kit.bridge")
        described = json.loads(bridge.describe(explainer))
        session = bridge.open_run(explainer, settings.params, settings.seed)
        while not session.advance(_STEPS):
            pass
        view = json.loads(session.view_json())
        frames = base64.b64encode(session.frames()).decode()
    drawings = [draw(figure["spec"]) for figure in view["figures"]]
    measures = bool(described["measures"])
    found = {"controls": described["controls"], "view": view, "drawings": drawings}
    return found | {"frames": frames, "measures": measures}


@contextmanager
def imported_anew(project: Project) -> Iterator[None]:
    """Kit and models come from this project's folder, as its files are now.

    Under a live preview they are edited while this process runs; what was imported before, by
    tests or by another project's build, is put back afterwards.
    """
    packages = {path.parent.name for path in project.explainers.glob("*/__init__.py")}

    def take_out() -> dict[str, ModuleType]:
        names = [name for name in sys.modules if name.partition(".")[0] in packages]
        return {name: sys.modules.pop(name) for name in names}

    before = take_out()
    sys.path.insert(0, str(project.explainers))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(project.explainers))
        take_out()
        sys.modules.update(before)


def _model_problem(project: Project, explainer: str, scenario: str, error: Exception) -> Problem:
    """Where in the explainer's own files it went wrong, else at its manifest."""
    home = project.explainers.resolve()
    spots = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError):  # it is not in the traceback, since nothing there ran
        spots.append((error.filename or "", error.lineno))
    place, line = f"explainers/{explainer}/explainer.toml", 1
    for filename, number in spots:
        path = Path(filename).resolve()
        if path.is_relative_to(home / explainer):
            place, line = f"explainers/{path.relative_to(home).as_posix()}", number or 1
    message = f"scenario {scenario!r} fails: {type(error).__name__}: {error}"
    return Problem(place, line, 1, "explainer/model", message, "run it in Python to see more")
