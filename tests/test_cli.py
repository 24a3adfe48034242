"""What an editor sees: problems with a place and a mend, exit 1, and never a traceback."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bibliography.crossref_server import Answer, crossref_server, path_of, update
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
    assert done.stdout.startswith("No problems found.")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("learn/nobody.md", "learn/new.md", "there is no page learn/nobody.md"),
        ("index.md", "home.md", "the site looks for this page by its name"),
    ],
)
def test_a_page_that_cannot_be_renamed(
    make_project: MakeProject, old: str, new: str, said: str
) -> None:
    done = kith(make_project(), "move", old, new)
    assert done.returncode == 1
    assert said in done.stdout
    assert "page/move" in done.stdout
    assert not done.stderr


MISTAKES = {
    # file, what stands in it, how its problem is told
    "a key that no work has": (
        "content/learn.md",
        f"{GOOD}Text.\n\nAs [@alexandr1978] found.\n",
        "content/learn.md:7:5 cite/unknown-key no work has the key 'alexandr1978' - did you",
    ),
    "an entry with no end": (
        "bibliography/broken.bib",
        "@article{x,\n  title = {A {B},\n  year = {1999}\n}\n",
        "bibliography/broken.bib:",
    ),
    "an explainer that is not there": (
        "content/learn.md",
        f"{GOOD}/// explainer | rat_prak\n///\n",
        "content/learn.md:5:1 explainer/unknown no explainer 'rat_prak' - did you mean rat_",
    ),
    "an option that is not there": (
        "content/learn.md",
        f"{GOOD}/// explainer | rat_park\n    scenari: petrie\n///\n",
        "content/learn.md:6:5 explainer/option no option 'scenari' - did you mean scenario?",
    ),
    "front matter that is no YAML": (
        "content/learn.md",
        "---\ntitle: [T\n---\n",
        "content/learn.md:2:1 page/front-matter not valid YAML: title cannot be read",
    ),
    "an article without its fields": (
        "content/learn/article.md",
        GOOD,
        "content/learn/article.md:1:1 page/field key_points is missing",
    ),
    "no front matter": (
        "content/learn.md",
        "No front matter.\n",
        "content/learn.md:1:1 page/front-matter",
    ),
    "a manifest that says little": (
        "explainers/rat_park/explainer.toml",
        "title = 3\n",
        "explainers/rat_park/explainer.toml:1:1 explainer/manifest title is missing",
    ),
    "a model that imports what is not there": (
        "explainers/rat_park/model.py",
        "import nothing_of_that_name\n",
        "explainers/rat_park/model.py:1:1 explainer/model scenario",
    ),
    "kinds of study that are none": (
        "bibliography/evidence.toml",
        "designs = 1\n",
        "evidence.toml:1:1 bib/designs",
    ),
    "a day that no calendar has": (
        "content/learn.md",
        "---\ntitle: T\ndescription: D.\nreviewed: 2026-13-45\n---\n",
        "content/learn.md:4:1 page/front-matter not valid YAML: reviewed is no day that there is",
    ),
    "a field that stands twice": (
        "content/learn.md",
        "---\ntitle: T\ntitle: U\ndescription: D.\n---\n",
        "content/learn.md:3:1 page/front-matter the field title stands twice",
    ),
    "a block that is not there": (
        "content/learn.md",
        f"{GOOD}/// explaner | rat_park\n///\n",
        "content/learn.md:5:1 page/block no block 'explaner' - did you mean explainer?",
    ),
    "an option too far left": (
        "content/learn.md",
        f"{GOOD}/// explainer | rat_park\n  scenario: petrie\n///\n",
        "content/learn.md:6:1 page/block this is not read as an option",
    ),
    "a block with no end": (
        "content/learn.md",
        f"{GOOD}/// explainer | rat_park\n\nText.\n",
        "content/learn.md:5:1 page/block the block 'explainer' has no end",
    ),
    "a scenario that is no word": (
        "content/learn.md",
        f"{GOOD}/// explainer | rat_park\n    scenario: [a]\n///\n",
        "content/learn.md:6:5 explainer/option no scenario ['a']",
    ),
    "a key with other signs": (
        "bibliography/odd.bib",
        "@misc{.., title = {T}, design = {book}, plain = {P.}, checked = {2026-11-21, record}}",
        "bibliography/odd.bib:1:1 bib/key the key '..' has other signs",
    ),
    "a model that is no Python": (
        "explainers/rat_park/model.py",
        "x = 1\ndef (:\n",
        "explainers/rat_park/model.py:2:1 explainer/model scenario",
    ),
    "a kind of study without words": (
        "bibliography/evidence.toml",
        '[designs.book]\nlabel = 5\ncan = "A"\ncannot = "B"\n',
        "evidence.toml:1:1 bib/designs the kinds of study cannot be read: designs.book holds",
    ),
}


@pytest.mark.parametrize(("name", "text", "expected"), MISTAKES.values(), ids=MISTAKES)
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_mistake_ends_in_a_problem(
    make_small_project: MakeProject,
    capsys: pytest.CaptureFixture[str],
    command: str,
    name: str,
    text: str,
    expected: str,
) -> None:
    project = make_small_project({name: text})
    assert main(["--root", str(project.root), command]) == 1
    assert expected in capsys.readouterr().out


def test_every_problem_is_listed_at_once(make_small_project: MakeProject) -> None:
    project = make_small_project(
        {"content/a.md": f"{GOOD}[@no1]\n", "content/b.md": f"{GOOD}[@no2; @no3]\n"}
    )
    lines = kith(project, "check").stdout.splitlines()
    errors = [line.split(" ")[0] for line in lines if " cite/unknown-key " in line]
    assert errors == ["content/a.md:5:2", "content/b.md:5:2", "content/b.md:5:8"]
    menu = [line for line in lines if " site/nav " in line]
    assert len(menu) == 2  # the pages are in no menu
    assert lines[-1].startswith("5 errors, ")


def test_plain_mkdocs_reports_the_same_problem_and_fails(make_small_project: MakeProject) -> None:
    project = make_small_project({"content/a.md": f"{GOOD}[@no1]\n"})
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "content/a.md:5:2 cite/unknown-key" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_option_that_does_not_exist(make_small_project: MakeProject) -> None:
    done = kith(make_small_project(), "build", "--sped")
    assert done.returncode != 0
    assert "unrecognized arguments: --sped" in done.stderr


def test_a_folder_that_is_no_project(make_small_project: MakeProject) -> None:
    project = make_small_project()
    (project.root / "mkdocs.yml").unlink()
    done = kith(project, "check")
    assert done.returncode == 1
    assert "there is no mkdocs.yml" in done.stdout


def test_a_configuration_that_cannot_be_read(make_small_project: MakeProject) -> None:
    done = kith(make_small_project({"mkdocs.yml": "site_name: [\n"}), "build")
    assert done.returncode == 1
    assert "mkdocs.yml" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_citation_style_that_pandoc_refuses(make_small_project: MakeProject) -> None:
    done = kith(make_small_project({"bibliography/house.csl": "<style"}), "build")
    assert done.returncode == 1
    assert "bibliography/house.csl:1:1 bib/style this is not a CSL style" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_problems_as_annotations_for_github(
    make_small_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_small_project({"content/a.md": f"{GOOD}[@no1]\n"})
    assert main(["--root", str(project.root), "check", "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(
        line.startswith("::error file=content/a.md,line=5,col=2,title=cite/unknown-key::no work")
        for line in lines
    )
    assert all(line.startswith(("::error ", "::warning ")) for line in lines[:-1])


SLIP = "@misc{odd2,\n  title = {On PTSD and more},\n  doi = {https://doi.org/10.5555/odd2}\n}\n"


def test_mending_is_said_aside_where_a_program_reads(
    make_small_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_small_project({"bibliography/odd.bib": SLIP})
    assert main(["--root", str(project.root), "check", "--fix", "--format", "json"]) == 1
    heard = capsys.readouterr()
    found = [p for p in json.loads(heard.out)["problems"] if p["path"] == "bibliography/odd.bib"]
    assert "bib/missing-field" in {problem["rule"] for problem in found}
    assert "bib/doi-form" not in {problem["rule"] for problem in found}
    assert "bibliography/odd.bib: odd2: doi is now 10.5555/odd2\n" in heard.err


def test_mending_says_what_it_did_and_has_nothing_left_to_do(
    make_small_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_small_project({"bibliography/odd.bib": SLIP})
    main(["--root", str(project.root), "check", "--fix"])
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("bibliography/odd.bib: ")] == [
        "bibliography/odd.bib: odd2: title is now On {PTSD} and more",
        "bibliography/odd.bib: odd2: doi is now 10.5555/odd2",
    ]
    mended = (project.bibliography / "odd.bib").read_text("utf-8")
    assert mended == SLIP.replace("https://doi.org/", "").replace("PTSD", "{PTSD}")
    main(["--root", str(project.root), "check", "--fix"])
    assert "bibliography/odd.bib: " not in capsys.readouterr().out


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that has three works and nothing else: two with a DOI."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "bibliography").mkdir()
    text = "@misc{a, doi={10.5555/A}}\n@misc{b, doi={10.5555/b}}\n@misc{c}\n"
    (tmp_path / "bibliography" / "a.bib").write_text(text)
    return tmp_path


def test_looking_up_retractions(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = library / "bibliography" / "retractions.json"
    with crossref_server() as server:
        notice = update("10.5555/notice", "retraction", 2010, 2, 6)
        server.knows("10.5555/a", updated_by=[notice, update("10.5555/n", "reinstatement", 2012)])
        command = ["--root", str(library), "retractions", "--api", server.address]
        assert main(command) == 0
        assert capsys.readouterr().out.splitlines() == [
            f"Asking {server.address} about 2 works, one at a time; "
            "1 have no DOI and cannot be asked about.",
            "retracted: a (2010-02-06, notice 10.5555/notice)",
            "Crossref has no record of b (10.5555/b), so nothing was learnt of it",
            "read by yourself: a has a notice of the type “reinstatement” (2012, notice 10.5555/n)",
            "Listed: 1 retracted, 0 with an expression of concern, 0 corrected",
            "bibliography/retractions.json is written.",
        ]
        before = lock.read_bytes()
        assert json.loads(before)["works"]["10.5555/a"]["notice"] == "10.5555/notice"
        assert json.loads(before)["looked_up"]

        server.answers[path_of("10.5555/a")] = [Answer(b"", 500)]
        assert main(command) == 1
        said = capsys.readouterr().out
        assert "Stopped after 0 works: " in said
        assert "answered with status 500" in said
        assert said.endswith("bibliography/retractions.json is as it was.\n")
        assert lock.read_bytes() == before


def test_a_lock_file_that_cannot_be_read_is_not_written_over(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = library / "bibliography" / "retractions.json"
    lock.write_text("{")
    with crossref_server() as server:
        assert main(["--root", str(library), "retractions", "--api", server.address]) == 1
        assert not server.asked
    assert "bibliography/retractions.json:1:2 bib/retractions" in capsys.readouterr().out
    assert lock.read_text() == "{"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--format", "xml"], "invalid choice: 'xml'"),
        (["retractions", "--api", "file:///etc"], "file:///etc does not begin with https://"),
    ],
)
def test_a_value_that_an_option_does_not_have(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert words in capsys.readouterr().err


def test_a_script_in_a_page_is_a_problem_and_one_in_a_title_is_text(
    make_small_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = "<script>alert(1)</script>"
    head = f"---\ntitle: 'A {hostile}'\ndescription: 'B \">{hostile}'\n---\n"
    project = make_small_project({"content/index.md": f"{head}Text.\n\n{hostile}\n"})
    assert main(["--root", str(project.root), "build"]) == 1
    assert "site/html a script stands in the article" in capsys.readouterr().out
    html = (project.root / "site/index.html").read_text("utf-8")
    assert html.count(hostile) == 1  # the one in the text, which the check names


def test_a_page_that_is_not_text(
    make_small_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_small_project()
    (project.content / "learn/junk.md").write_bytes(b"---\ntitle: T\n\xff\xfe\x00")
    (project.content / "folder.md").mkdir()
    assert main(["--root", str(project.root), "build"]) == 1
    assert "content/learn/junk.md:3:1 page/encoding" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("number", "mend"),
    [(errno.ENOSPC, "make room"), (errno.EROFS, "copy the repository"), (errno.EACCES, "copy the")],
)
def test_a_disk_that_refuses_is_told_with_its_place(
    make_small_project: MakeProject,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
    mend: str,
) -> None:
    project = make_small_project()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), str(project.root / "site" / "index.html"))

    monkeypatch.setattr("kith.cli.build", refuse)
    assert main(["--root", str(project.root), "build"]) == 1
    said = capsys.readouterr().out
    assert said.startswith(f"site/index.html:1:1 build/disk {os.strerror(number)} - ")
    assert mend in said


def test_a_disk_that_fills_up_while_it_is_written_is_told(
    make_small_project: MakeProject,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    project = make_small_project()

    def fill(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # a write tells no name

    monkeypatch.setattr("kith.cli.build", fill)
    assert main(["--root", str(project.root), "build"]) == 1
    assert "build/disk No space left on device - the disk is full" in capsys.readouterr().out


def test_without_git_a_site_builds_and_a_report_says_why_there_is_none(
    make_small_project: MakeProject,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    project = make_small_project()
    monkeypatch.setenv("PATH", str(project.root))
    assert main(["--root", str(project.root), "check"]) == 0
    assert main(["--root", str(project.root), "report", "main"]) == 1
    assert "git is not on this machine" in "".join(capsys.readouterr())
