"""Reference entries: each is a function of its own work and the style."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from kith.bibliography.citing import csl
from kith.bibliography.citing.style import style_problems
from kith.bibliography.library import load_library
from kith.cache import Shelf
from kith.project import Project

ONE_AUTHOR = {"a": 2012, "b": 2012, "c": 2015, "d": 2015}


def entries(project: Project) -> Mapping[str, str]:
    library = load_library(project)
    found = {}
    for key in library.works:
        paragraph = Element("p")
        csl.to_elements(library.entries[key], paragraph)
        found[key] = "".join(paragraph.itertext())
    return found


def test_letters_are_those_of_the_labels_alone(make_project: Callable[..., Project]) -> None:
    bib = "".join(
        f"@book{{{key}, author={{Doe, Ann}}, title={{On {key}}}, date={{{year}}}}}\n"
        for key, year in ONE_AUTHOR.items()
    )
    found = entries(make_project({"bibliography/more.bib": bib}))
    assert [found[key] for key in ONE_AUTHOR] == [
        "Doe, A. (2012a). On a.",
        "Doe, A. (2012b). On b.",
        "Doe, A. (2015a). On c.",
        "Doe, A. (2015b). On d.",
    ]


def test_the_style_is_written_once_since_another_build_may_be_reading_it(
    make_small_project: Callable[..., Project],
) -> None:
    project = make_small_project()
    load_library(project)
    (style,) = (project.cache / "styles").glob("*.csl")
    before = style.stat()
    assert load_library(project).problems == ()
    after = style.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_entries_that_nobody_waits_for_leave_nothing_behind(
    make_small_project: Callable[..., Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = load_library(make_small_project())
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    kept = Shelf(tmp_path / "shelf", "")
    begun = csl.begin_entries(library.works.values(), library.labels, library.style, kept)
    assert list(scratch.iterdir())
    del begun
    assert not list(scratch.iterdir())


FORKED = """
import os, sys
from pathlib import Path
from kith.bibliography.citing.style import style_problems
from kith.bibliography.library import load_library
from kith.project import current_project

library = load_library(current_project())
child = os.fork()
entries = library.entries
assert entries and all(entry.startswith("[{") for entry in entries.values())
if not child:
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
"""


def test_a_fork_has_the_entries_that_its_parent_waits_for(
    make_small_project: Callable[..., Project],
) -> None:
    root = make_small_project().root
    subprocess.run([sys.executable, "-c", FORKED], cwd=root, check=True)


# --- Styles of every build ------------------------------------------------------------------------

HEAD = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0"><info>'
    '<title>Of the test</title><id>t</id><category citation-format="{form}"/>{link}</info>'
    "{rest}</style>"
)
CITATION = '<citation><layout><text variable="citation-number"/></layout></citation>'
NUMBER = '<text variable="citation-number" suffix=". "/>'
AUTHOR = '<names variable="author" suffix=". "><name/></names>'
DATE = '<date variable="issued" {display} suffix="{suffix}"><date-part name="year"/></date>'
TITLE = '<text variable="title" suffix="."/>'


def style(rest: str, *, form: str = "numeric", kind: str = "in-text", link: str = "") -> str:
    return HEAD.format(kind=kind, form=form, link=link, rest=rest)


def listed(parts: str, attributes: str = "") -> str:
    return f"{CITATION}<bibliography {attributes}><layout>{parts}</layout></bibliography>"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (listed(NUMBER + AUTHOR + TITLE), "Ann Doe. Nine lives."),
        (
            listed(NUMBER + AUTHOR + TITLE, 'second-field-align="flush"'),
            "Ann Doe. Nine lives.",
        ),
        (
            listed(AUTHOR + TITLE, 'second-field-align="flush"'),  # the margin holds the author
            "Ann Doe. Nine lives.",
        ),
        (
            listed(
                '<group display="block"><names variable="author"><name/></names></group>'
                + DATE.format(display='display="left-margin"', suffix="")
                + '<group display="right-inline"><text variable="title" suffix="."/></group>'
            ),
            "Ann Doe 2012 Nine lives.",
        ),
    ],
)
def test_an_entry_has_all_of_its_text_and_no_number_of_a_run(
    make_small_project: Callable[..., Project], rest: str, expected: str
) -> None:
    bib = "@book{z9, author={Doe, Ann}, title={Nine lives}, date={2012}, publisher={P}}"
    files = {"bibliography/more.bib": bib, "bibliography/own.csl": style(rest)}
    assert " ".join(entries(make_small_project(files))["z9"].split()) == expected


@pytest.mark.parametrize(
    ("text", "rule", "message"),
    [
        ("not XML", "bib/style", "not a CSL style"),
        ("<html/>", "bib/style", "not a CSL style"),
        (style(CITATION), "bib/style", "no list of works"),
        (
            style("", link='<link href="http://x.org/styles/other-one" rel="independent-parent"/>'),
            "bib/style",
            "depends on, other-one",
        ),
        (style(listed(TITLE), form="note", kind="note"), "bib/style-in-text", "only the list"),
    ],
)
def test_what_of_a_style_cannot_be_followed_is_said(
    tmp_path: Path, text: str, rule: str, message: str
) -> None:
    file = tmp_path / "own.csl"
    file.write_text(text, "utf-8")
    (problem,) = style_problems(file, "bibliography/own.csl")
    assert (problem.path, problem.rule) == ("bibliography/own.csl", rule)
    assert message in problem.message
    assert problem.fix


def test_a_style_without_a_list_ends_in_a_problem_and_asks_no_network(
    make_small_project: Callable[..., Project],
) -> None:
    link = '<link href="http://x.org/styles/other-one" rel="independent-parent"/>'
    project = make_small_project({"bibliography/own.csl": style("", link=link)})
    problems = load_library(project).problems
    assert [problem.rule for problem in problems] == ["bib/style"]


def test_a_lettered_range_within_a_year_keeps_its_end(
    make_small_project: Callable[..., Project],
) -> None:
    bib = "".join(
        f"@article{{{key}, author={{Doe, J.}}, title={{{key}}}, journaltitle={{The News}},"
        f" entrysubtype={{newspaper}}, date={{{date}}}}}\n"
        for key, date in {"one": "2006-10/2006-11", "two": "2006-10-26/2006-11-27"}.items()
    )
    found = entries(make_small_project({"bibliography/more.bib": bib}))
    assert found["one"].startswith("Doe, J. (2006a, October–November).")
    assert found["two"].startswith("Doe, J. (2006b, October 26–November 27).")


def test_no_date_keeps_its_full_stop_in_every_style(
    make_small_project: Callable[..., Project],
) -> None:
    bib = "".join(
        f"@book{{{key}, author={{Doe, Ann}}, title={{On {key}}}, publisher={{P}}}}\n"
        for key in ("a", "b")
    )
    date = '<choose><if variable="issued"/><else><text value="n.d." suffix=". "/></else></choose>'
    own = style(listed(AUTHOR + date + TITLE), form="author-date")
    found = entries(make_small_project({"bibliography/more.bib": bib, "bibliography/o.csl": own}))
    assert [found["a"], found["b"]] == ["Ann Doe. n.d.-a. On a.", "Ann Doe. n.d.-b. On b."]
