"""The bundle and what Pyodide needs, made once; how the cases went in each place, told once."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from kith.explainers.runtime import prepare_runtime
from kith.explainers.wheel import build_wheel
from kith.npm import ensure_packages
from kith.project import Project
from portability.bundle import write_bundle
from portability.environments import Report, in_chromium, in_cpython, in_node

CASES, GOLDEN = "cases.py", "golden_runs.py"
LOCK = "pyodide-lock.json"


@pytest.fixture(scope="session")
def report(
    repository: Project,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Callable[[str, str], Report]:
    """How a script of inside/ went in "cpython", "node" or "chromium".

    The interpreter is the one that readers get. pytest itself needs npm's whole library; the golden
    runs get the trimmed one.
    """
    modules, _ = ensure_packages(repository)
    runtime, problems = prepare_runtime(repository)
    assert runtime, "\n".join(map(str, problems))
    wheel, _ = build_wheel(repository, modules / "pyodide")
    assert wheel
    (trimmed,) = runtime.folder.glob("py-*/python_library.wasm")
    pyodide = tmp_path_factory.mktemp("pyodide")
    for path in (*trimmed.parent.iterdir(), modules / "pyodide" / "python_stdlib.zip"):
        (pyodide / path.name).symlink_to(path)
    (pyodide / LOCK).symlink_to(modules / "pyodide" / LOCK)
    bundle = write_bundle(tmp_path_factory.mktemp("bundle") / "bundle.zip", repository, wheel)

    @cache
    def run(script: str, place: str) -> Report:
        scratch = tmp_path_factory.mktemp(place)
        library: Path | None = trimmed if script == GOLDEN else None
        if place == "cpython":
            return in_cpython(bundle, script, scratch)
        if place == "node":
            return in_node(bundle, script, scratch, pyodide, library)
        browser = request.getfixturevalue("browser")  # not started where it is not asked for
        return in_chromium(bundle, script, scratch, pyodide, browser, library)

    return run
