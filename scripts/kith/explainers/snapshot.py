"""Runs an explainer's own Python at build time and draws its figures: the page before any script.

What it makes is kept on disk under the hash of the explainers' sources, so that an unchanged model
costs nothing. The same model, view and Vega-Lite specs run in the reader's browser later.
"""

import importlib
import json
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import vl_convert

from kith.cache import Cache, digest, digest_files
from kith.explainers.manifest import Manifest, Scenario
from kith.explainers.wheel import source_files
from kith.problems import Problem
from kith.project import Project

VEGA_LITE: Final = "6.4"  # the version that draws at build time; package.json pins the browser's
_STEPS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One scenario as the page shows it. All are JSON values of the kit: see explainer_kit."""

    controls: tuple[Mapping[str, Any], ...]
    view: Mapping[str, Any]
    drawings: tuple[str, ...]  # one SVG for each figure of the view, in order


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
    versions = f"{vl_convert.__version__} {VEGA_LITE} {sys.version_info[:2]}"
    name = digest(sources, explainer, settings.params, str(settings.seed), versions)
    kept = cache.get(name)
    if kept is None:
        try:
            kept = _run(project, explainer, settings)
        except Exception as error:
            return None, [_model_problem(project, explainer, scenario, error)]
        cache.put(name, kept)
    assert isinstance(kept, dict)
    return Snapshot(tuple(kept["controls"]), kept["view"], tuple(kept["drawings"])), []


def _run(project: Project, explainer: str, settings: _Settings) -> dict[str, Any]:
    bridge = _fresh_bridge(project)
    controls = json.loads(bridge.describe(explainer))["controls"]
    session = bridge.open_run(explainer, settings.params, settings.seed)
    while not session.advance(_STEPS):
        pass
    view = json.loads(session.view_json())
    drawings = [draw(figure["spec"]) for figure in view["figures"]]
    return {"controls": controls, "view": view, "drawings": drawings}


def draw(spec: Mapping[str, Any]) -> str:
    """The SVG of a Vega-Lite spec, with its colours still named as CSS variables."""
    return vl_convert.vegalite_to_svg(dict(spec), vl_version=VEGA_LITE)


def _fresh_bridge(project: Project) -> Any:
    """The kit's bridge from this project's folder, imported anew: a live preview edits models."""
    folder = str(project.explainers)
    packages = {path.parent.name for path in project.explainers.glob("*/__init__.py")}
    for module in list(sys.modules):
        if module.partition(".")[0] in packages:
            del sys.modules[module]
    sys.path.insert(0, folder)
    try:
        importlib.invalidate_caches()
        return importlib.import_module("explainer_kit.bridge")
    finally:
        sys.path.remove(folder)


def _model_problem(project: Project, explainer: str, scenario: str, error: Exception) -> Problem:
    """Where in the explainer's own files it went wrong, else at its manifest."""
    home = project.explainers.resolve()
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).resolve().is_relative_to(home / explainer)
    ]
    if frames:
        path = (home / Path(frames[-1].filename).resolve().relative_to(home)).relative_to(home)
        place, line = f"explainers/{path.as_posix()}", frames[-1].lineno or 1
    else:
        place, line = f"explainers/{explainer}/explainer.toml", 1
    message = f"scenario {scenario!r} fails: {type(error).__name__}: {error}"
    return Problem(place, line, 1, "explainer/model", message, "run it in Python to see more")
