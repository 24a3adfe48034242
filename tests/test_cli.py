"""What an editor sees: problems with a place and a mend, exit 1, and never a traceback."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from kith.cli import main
from kith.project import Project

MakeProject = Callable[..., Project]
GOOD = "---\ntitle: T\ndescription: D.\n---\n"


def kith(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kith", *arguments]
    return subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)


def test_a_project_in_order(make_project: MakeProject) -> None:
    done = kith(make_project(), "check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 errors" in done.stdout or done.stdout == "No problems found.\n"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "content/learn.md",
            f"{GOOD}Text.\n\nAs [@alexandr1978] found.\n",
            "content/learn.md:7:5 cite/unknown-key no work has the key 'alexandr1978' - did you",
        ),
        (
            "bibliography/broken.bib",
            "@article{x,\n  title = {A {B},\n  year = {1999}\n}\n",
            "bibliography/broken.bib:",
        ),
        (
            "content/learn.md",
            f"{GOOD}/// explainer | rat_prak\n///\n",
            "content/learn.md:5:1 explainer/unknown no explainer 'rat_prak' - did you mean rat_",
        ),
        (
            "content/learn.md",
            f"{GOOD}/// explainer | rat_park\n    scenari: petrie\n///\n",
            "content/learn.md:6:5 explainer/option no option 'scenari' - did you mean scenario?",
        ),
        (
            "content/learn.md",
            "---\ntitle: [T\n---\n",
            "content/learn.md:3:1 page/front-matter not valid YAML",
        ),
        (
            "content/learn/article.md",
            GOOD,
            "content/learn/article.md:1:1 page/field key_points is missing",
        ),
        ("content/learn.md", "No front matter.\n", "content/learn.md:1:1 page/front-matter"),
        (
            "explainers/rat_park/explainer.toml",
            "title = 3\n",
            "explainers/rat_park/explainer.toml:1:1 explainer/manifest title is missing",
        ),
        (
            "explainers/rat_park/model.py",
            "import nothing_of_that_name\n",
            "explainers/rat_park/model.py:1:1 explainer/model scenario",
        ),
        ("bibliography/evidence.toml", "designs = 1\n", "evidence.toml:1:1 bib/designs"),
    ],
)
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_mistake_ends_in_a_problem(
    make_project: MakeProject,
    capsys: pytest.CaptureFixture[str],
    command: str,
    name: str,
    text: str,
    expected: str,
) -> None:
    project = make_project({name: text})
    assert main(["--root", str(project.root), command]) == 1
    assert expected in capsys.readouterr().out


def test_every_problem_is_listed_at_once(make_project: MakeProject) -> None:
    project = make_project(
        {"content/a.md": f"{GOOD}[@no1]\n", "content/b.md": f"{GOOD}[@no2; @no3]\n"}
    )
    lines = kith(project, "check").stdout.splitlines()
    errors = [line.split(" ")[0] for line in lines if " cite/unknown-key " in line]
    assert errors == ["content/a.md:5:2", "content/b.md:5:2", "content/b.md:5:8"]
    assert lines[-1].startswith("3 errors, ")


def test_plain_mkdocs_reports_the_same_problem_and_fails(make_project: MakeProject) -> None:
    project = make_project({"content/a.md": f"{GOOD}[@no1]\n"})
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "content/a.md:5:2 cite/unknown-key" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_option_that_does_not_exist(make_project: MakeProject) -> None:
    done = kith(make_project(), "build", "--sped")
    assert done.returncode != 0
    assert "unrecognized arguments: --sped" in done.stderr


def test_a_folder_that_is_no_project(make_project: MakeProject) -> None:
    project = make_project()
    (project.root / "mkdocs.yml").unlink()
    done = kith(project, "check")
    assert done.returncode == 1
    assert "there is no mkdocs.yml" in done.stdout


def test_a_configuration_that_cannot_be_read(make_project: MakeProject) -> None:
    done = kith(make_project({"mkdocs.yml": "site_name: [\n"}), "build")
    assert done.returncode == 1
    assert "mkdocs.yml" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_citation_style_that_pandoc_refuses(make_project: MakeProject) -> None:
    done = kith(make_project({"bibliography/house.csl": "<style"}), "build")
    assert done.returncode == 1
    assert "bibliography/house.csl:1:1 bib/style this style cannot be used" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
