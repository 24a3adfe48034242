"""Which test files are portable, and that a case that fails inside is told by name and reason."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kith.explainers.wheel import build_wheel
from kith.npm import ensure_packages
from kith.project import Project
from portability.bundle import (
    TESTS,
    explainer_packages,
    imported,
    is_portable,
    portable_files,
    write_bundle,
)
from portability.environments import Outcome, Report, in_cpython, in_node

BAD_CASES = """\
import sys
import pytest
from rat_park.model import Params, run
from explainer_kit import complete

def test_good() -> None:
    assert complete(run(Params(), 1)) == complete(run(Params(), 1))

def test_bad_where_the_browser_is() -> None:
    assert sys.platform != "emscripten", "not the same here"

@pytest.mark.skip(reason="for show")
def test_skipped() -> None: ...
"""


@pytest.mark.parametrize(
    ("text", "portable"),
    [
        ("import json\nimport pytest\nfrom explainer_kit import chart\n", True),
        ("from rat_park.model import run\n", True),
        ("from explainers.helper import x\n", False),  # its helper imports hypothesis
        ("from hypothesis import given\n", False),
        ("from kith.project import Project\n", False),
        ("def test() -> None:\n    import subprocess\n", False),
    ],
)
def test_a_file_is_portable_by_what_it_imports(tmp_path: Path, text: str, portable: bool) -> None:
    (tmp_path / "explainers").mkdir()
    (tmp_path / "explainers/helper.py").write_text("import hypothesis\n")
    test = tmp_path / "explainers/test_x.py"
    test.write_text(text)
    assert is_portable(test, {"explainer_kit", "rat_park"}, tmp_path) is portable


def test_only_property_tests_and_tests_of_the_machine_stay_behind(repository: Project) -> None:
    """A file that begins to import hypothesis would leave the browser unseen."""
    tests = set((TESTS / "explainers").rglob("test_*.py"))
    behind = sorted(tests - set(portable_files(repository)))
    machine = ("kith", "hatchling")
    unexplained = [
        path.name
        for path in behind
        if not path.stem.endswith("_properties")
        and not any(name.partition(".")[0] in machine for name in imported(path))
    ]
    assert unexplained == [], "put tests with hypothesis into a file test_…_properties.py"


def test_a_new_explainer_and_its_tests_are_taken_along(
    make_project: Callable[..., Project], tmp_path: Path
) -> None:
    project = make_project(
        {
            "explainers/toy/__init__.py": '"""A toy."""\n',
            "explainers/toy/golden/one-1.json": "{}\n",
            "explainers/toy/explainer.toml": 'title = "Toy"\n',
        }
    )
    wheel = tmp_path / "some.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("toy/__init__.py", "")
    shutil.copytree(TESTS / "explainers", tmp_path / "tests/explainers")
    (tmp_path / "tests/explainers/test_toy.py").write_text("import toy\n")
    assert "toy" in explainer_packages(project)
    bundle = write_bundle(tmp_path / "b.zip", project, wheel, tmp_path / "tests")
    names = zipfile.ZipFile(bundle).namelist()
    assert len(names) == len(set(names))
    assert {
        "explainers/toy/__init__.py",
        "explainers/toy/golden/one-1.json",
        "tests/explainers/test_toy.py",
        "site/pytest/__init__.py",
        "site/pluggy/__init__.py",
    } <= set(names)


def test_a_case_that_fails_in_one_place_only_is_told(repository: Project, tmp_path: Path) -> None:
    modules, _ = ensure_packages(repository)
    wheel, _ = build_wheel(repository, modules / "pyodide")
    assert wheel
    (tmp_path / "tests/explainers").mkdir(parents=True)
    (tmp_path / "tests/explainers/test_bad.py").write_text(BAD_CASES)
    bundle = write_bundle(tmp_path / "b.zip", repository, wheel, tmp_path / "tests")
    here = in_cpython(bundle, "cases.py", tmp_path)
    there = in_node(bundle, "cases.py", tmp_path, modules / "pyodide")
    assert [case.status for case in here.cases.values()] == ["passed", "passed", "skipped"]
    assert by_name(there, "test_good").status == "passed"
    failed = by_name(there, "test_bad_where_the_browser_is")
    assert failed.status == "failed"
    assert "not the same here" in failed.words


def test_a_file_that_cannot_be_imported_is_told(repository: Project, tmp_path: Path) -> None:
    wheel = tmp_path / "some.whl"
    zipfile.ZipFile(wheel, "w").close()
    (tmp_path / "tests/explainers").mkdir(parents=True)
    (tmp_path / "tests/explainers/test_bad.py").write_text("import rat_park.nothing_of_that_name\n")
    bundle = write_bundle(tmp_path / "b.zip", repository, wheel, tmp_path / "tests")
    (outcome,) = in_cpython(bundle, "cases.py", tmp_path).cases.values()
    assert outcome.status == "failed"
    assert "rat_park" in outcome.words


def by_name(report: Report, name: str) -> Outcome:
    (found,) = (outcome for case, outcome in report.cases.items() if case.endswith(f"::{name}"))
    return found


def test_one_digit_that_differs_is_told(
    make_project: Callable[..., Project], tmp_path: Path
) -> None:
    project = make_project()
    wheel, _ = build_wheel(project, ensure_packages(project)[0] / "pyodide")
    assert wheel
    golden = sorted((project.explainers / "rat_park/golden").glob("*.json"))[0]
    text = golden.read_text("utf-8")
    golden.write_text(text[:-20].replace("5", "6", 1) + text[-20:], "utf-8")
    bundle = write_bundle(tmp_path / "b.zip", project, wheel)
    cases = in_cpython(bundle, "golden_runs.py", tmp_path).cases
    (told,) = (name for name, outcome in cases.items() if outcome.status == "failed")
    assert told == f"rat_park/golden/{golden.name}"
    assert cases[told].words.startswith("from sign ")
