import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kith.explainers.wheel import build_wheel, run_plain_build, run_pyodide_build
from kith.npm import ensure_packages
from kith.project import Project


def built(folder: Path) -> bytes:
    (wheel,) = folder.glob("*.whl")
    return wheel.read_bytes()


def test_pyodide_build_and_plain_build_give_the_same_bytes(
    repository: Project, tmp_path: Path
) -> None:
    modules, problems = ensure_packages(repository)
    assert problems == []
    assert run_pyodide_build(repository.explainers, tmp_path / "a", modules / "pyodide") == ""
    assert run_plain_build(repository.explainers, tmp_path / "b") == ""
    assert built(tmp_path / "a") == built(tmp_path / "b")


def test_an_edit_during_a_build_gets_into_no_wheel_that_is_kept_without_it(
    make_small_project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_small_project()
    project.cache.unlink()  # a cache of its own
    model = project.explainers / "rat_park" / "model.py"
    good = model.read_text("utf-8")

    def edited_meanwhile(package: Path, out: Path, _pyodide: Path) -> str:
        model.write_text("def (:\n", "utf-8")
        return run_plain_build(package, out)

    monkeypatch.setattr("kith.explainers.wheel.run_pyodide_build", edited_meanwhile)
    build_wheel(project, Path())
    model.write_text(good, "utf-8")
    wheel, _ = build_wheel(project, Path())
    assert wheel
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read("rat_park/model.py").decode() == good


def test_a_wheel_that_cannot_be_built_is_a_problem(make_project: Callable[..., Project]) -> None:
    project = make_project({"explainers/pyproject.toml": "[build-system\n"})
    modules, _ = ensure_packages(project)
    wheel, (problem,) = build_wheel(project, modules / "pyodide")
    assert wheel is None
    assert str(problem).startswith("explainers/pyproject.toml:1:1 explainer/wheel")
