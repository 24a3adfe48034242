"""`kith new explainer`: what it writes runs at once, everywhere, and says what is left to write."""

import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from browser.server import SiteServer
from conftest import copy_repository
from kith.cli import main
from kith.explainers.new import SKELETON, folder_name, new_explainer
from kith.explainers.pictures import draw_pictures
from kith.explainers.placeholders import WORD
from kith.explainers.wheel import build_wheel
from kith.npm import ensure_packages
from kith.project import Project
from portability.bundle import write_bundle
from portability.environments import in_cpython
from serving import running

TITLE = "Neighbours of a test"  # no one would call an explainer so
NAME = "neighbours_of_a_test"
PAGE = """\
---
title: Neighbours
description: A page that shows a new explainer.
---
/// explainer | neighbours_of_a_test
///
"""
RUN = """
() => new Promise((resolve, reject) => {
  addEventListener("kith:result", ({ detail }) => resolve(detail), { once: true });
  setTimeout(() => reject(new Error("no result came")), 60000);
  document.querySelector("kith-explainer [data-action=run]").click();
})
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the repository in which someone asked for a new explainer, and shows it."""
    project = copy_repository(tmp_path_factory.mktemp("new") / "project")
    assert new_explainer(project, TITLE) == (NAME, [])
    (project.content / "neighbours.md").write_text(PAGE, "utf-8")
    settings = project.root / "mkdocs.yml"
    entry = "nav:\n  - Neighbours: neighbours.md\n"
    settings.write_text(settings.read_text("utf-8").replace("nav:\n", entry), "utf-8")
    return project


@pytest.fixture(scope="module")
def built(project: Project) -> Path:
    assert main(["--root", str(project.root), "build"]) == 0
    return project.root / "site"


def test_the_command_writes_the_folder_and_says_what_to_do_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "explainers").mkdir()
    (tmp_path / "mkdocs.yml").touch()
    assert main(["--root", str(tmp_path), "new", "explainer", " Neighbours of  a test"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"explainers/{NAME}/ is there.")
    assert f"    /// explainer | {NAME}\n    ///\n" in said
    assert WORD in said
    folder = tmp_path / "explainers" / NAME
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"__init__.py", "model.py", "view.py", "ODD.md", "explainer.toml"} < files
    assert len([name for name in files if name.startswith("golden/")]) >= 5


def test_the_golden_files_of_the_skeleton_are_true(project: Project, update_golden: bool) -> None:
    """Pictures are compared here, results by the portable cases below."""
    golden = project.explainers / NAME / "golden"
    now = draw_pictures(project, NAME)
    if update_golden:
        write_golden = [sys.executable, "-m", "explainer_kit.golden", NAME]
        subprocess.run(write_golden, cwd=project.explainers, check=True)
        for file, text in now.items():
            (golden / file).write_text(text, encoding="utf-8", newline="\n")
        shutil.rmtree(SKELETON / "golden")
        shutil.copytree(golden, SKELETON / "golden")
    assert {file.name: file.read_text("utf-8") for file in golden.glob("*.svg")} == now


def test_the_check_has_nothing_but_what_is_left_to_write(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(project.root), "check", "--format", "json"]) == 0
    found = [
        problem
        for problem in json.loads(capsys.readouterr().out)["problems"]
        if problem["path"].startswith(f"explainers/{NAME}/")
    ]
    assert {problem["rule"] for problem in found} == {"explainer/placeholder"}
    files = {problem["path"].rpartition("/")[2] for problem in found}
    assert files == {"__init__.py", "model.py", "view.py", "ODD.md", "explainer.toml"}
    for problem in found:
        lines = (project.root / problem["path"]).read_text("utf-8").splitlines()
        assert lines[problem["line"] - 1][problem["column"] - 1 :].startswith(WORD)


def test_the_portable_cases_take_it_along_and_pass(project: Project, tmp_path: Path) -> None:
    wheel, problems = build_wheel(project, ensure_packages(project)[0] / "pyodide")
    assert problems == []
    assert wheel
    bundle = write_bundle(tmp_path / "bundle.zip", project, wheel)
    cases = in_cpython(bundle, "cases.py", tmp_path).cases
    own = {name: outcome for name, outcome in cases.items() if NAME in name}
    assert len([name for name in own if "is_the_golden" in name]) == 4
    assert len(own) > 8
    assert {name: case.words for name, case in cases.items() if case.status != "passed"} == {}


def test_a_page_shows_it(built: Path) -> None:
    html = (built / "neighbours" / "index.html").read_text("utf-8")
    assert "neighbours went a week or more without company" in html
    assert "No study stands behind it." in html


@pytest.fixture
def served(built: Path) -> Iterator[SiteServer]:
    with running(SiteServer(built)) as server:
        yield server


@pytest.mark.browser
def test_a_reader_runs_it(browser: Browser, served: SiteServer, project: Project) -> None:
    page = browser.new_page()
    try:
        page.goto(f"{served.address}neighbours/")
        page.locator("kith-explainer [data-action=run]").wait_for()
        found = page.evaluate(RUN)
        golden = project.explainers / NAME / "golden" / f"visits-only-{found['seed']}.json"
        assert found["result"] == json.loads(golden.read_text("utf-8"))
        shown = page.locator("kith-explainer [data-part=headline]").inner_text()
        assert shown == found["view"]["headline"]
    finally:
        page.close()


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Neighbours, of a TEST!", None),
        ("Rat Park", "explainers/rat_park is there already - choose another title"),
        ("", "explainers:1:1 explainer/new the title is empty"),
        ("a\x00b", "has signs that cannot be shown"),
        ("日本", "gives no name for a folder"),
        ("3 rats", "begin it with a word in the letters a to z"),
        ("Random", "Python itself uses the name 'random'"),
        ("Class", "Python itself uses the name 'class'"),
        ("Pyodide", "Python itself uses the name 'pyodide'"),
        ("Explainer kit", "explainers/explainer_kit is there already"),
        ("x" * 61, "the title has 61 signs - use at most 60"),
    ],
)
def test_a_title_that_cannot_be_used_is_a_problem_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], title: str, words: str | None
) -> None:
    (tmp_path / "mkdocs.yml").touch()
    for name in ("rat_park", "explainer_kit"):
        (tmp_path / "explainers" / name).mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    code = main(["--root", str(tmp_path), "new", "explainer", title])
    said = capsys.readouterr().out
    if words is None:
        assert code == 0
    else:
        assert code == 1
        assert words in said
        assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_that_cannot_be_written_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "explainers").write_text("A file, where a folder should be.")
    assert main(["--root", str(tmp_path), "new", "explainer", TITLE]) == 1
    assert "explainer/new the folder cannot be made: " in capsys.readouterr().out


def test_signs_in_a_title_stay_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "explainers").mkdir()
    title = 'A “quoted” "word" \\ and one’s é'
    name, problems = new_explainer(Project(tmp_path), title)
    assert (name, problems) == (folder_name(title), [])
    folder = tmp_path / "explainers" / name

    assert tomllib.loads((folder / "explainer.toml").read_text("utf-8"))["title"] == title
    assert (folder / "ODD.md").read_text("utf-8").startswith(f"# {title}: ")
    for picture in folder.glob("golden/*.svg"):
        ElementTree.fromstring(picture.read_text("utf-8"))
