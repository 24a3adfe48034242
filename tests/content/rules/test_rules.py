"""Rules on words and pages: each with what it finds, and with what it must leave alone.

Each case of cases is a page and all that is said of it. `pytest --update-golden` writes what comes
out now; read the difference before you keep it.
"""

import datetime
import re
import textwrap
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kith.bibliography.citing.citings import find_citings
from kith.cli import main
from kith.content.pages import Page, read_pages
from kith.content.rules.check import begin_rules, check_page
from kith.content.rules.links import check_links
from kith.content.rules.reading import count_syllables
from kith.content.rules.reviews import check_reviews, current_day
from kith.content.rules.table import FILE, read_table
from kith.content.source import Source
from kith.problems import RULES, Problem
from kith.project import Project

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
OTHER = """\
---
title: Other
description: D.
---
## Its heading

### Another {#own}

<div id="raw"></div>
"""


def found(make_small_project: Callable[..., Project], name: str, text: str) -> list[Problem]:
    project = make_small_project()
    for path in [*project.content.rglob("*.md")]:
        path.unlink()
    files = {"learn/other.md": OTHER, "learn/data.csv": "a", name: text}
    for place, words in files.items():
        (project.content / place).write_text(words, "utf-8")
    pages, _ = read_pages(project)
    return begin_rules(project, pages)(find_citings(project).by_page)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, make_small_project: Callable[..., Project], update_golden: bool) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    said = "\n".join(map(str, sorted(found(make_small_project, case["name"], case["page"]))))
    if update_golden:
        texts = {"page": case["page"], "problems": said}
        blocks = ((name, textwrap.indent(text.strip("\n"), "  ")) for name, text in texts.items())
        written = "".join(f"{name}: |\n{block}\n" for name, block in blocks)
        path.write_text(f"name: {case['name']}\n{written}", "utf-8")
        return
    assert said == (case["problems"] or "").strip()


def test_every_rule_has_a_case() -> None:
    told = "\n".join(path.read_text("utf-8") for path in CASES)
    rules = {rule["id"] for rule in tomllib.loads(FILE.read_text("utf-8"))["rules"]}
    assert [rule for rule in sorted(rules - {"page/overdue"}) if f" {rule} " not in told] == []


def test_the_table_is_in_order() -> None:
    values = tomllib.loads(FILE.read_text("utf-8"))
    assert all({"id", "severity", "meaning", "reason"} == set(rule) for rule in values["rules"])
    for word in values["words"]:
        assert word["rule"] in RULES
        assert set(word) - {"unless"} == {"rule", "forms", "say", "reason"}
        assert all(form == form.casefold() for form in word["forms"])
    forms = [form for word in values["words"] for form in word["forms"]]
    assert len(forms) == len(set(forms))
    assert values["exempt"]["names"] == sorted(values["exempt"]["names"])


def test_the_sites_own_pages_are_in_order(repository: Project) -> None:
    pages, _ = read_pages(repository)
    problems = begin_rules(repository, pages)(find_citings(repository).by_page)
    assert [str(problem) for problem in problems if problem.severity != "advice"] == []


@given(st.text(alphabet='#ab \n*_[](){}<>`"“”‘’|:/!.@-&;\\', max_size=120))
def test_nothing_an_editor_writes_fails(text: str) -> None:
    page = Page("learn/some.md", Source("content/learn/some.md", f"---\ntitle: T\n---\n{text}"), {})
    for problem in check_page(page, read_table()):
        assert problem.line >= 4


def test_a_page_is_checked_in_little_time() -> None:
    text = (
        "---\ntitle: T\n---\n" + "A sentence of some words (and more) on *people* [@key].\n\n" * 300
    )
    page = Page("learn/some.md", Source("content/learn/some.md", text), {})
    list(check_page(page, read_table()))
    start = time.perf_counter()
    list(check_page(page, read_table()))
    assert time.perf_counter() - start < 1  # about 0.04 at hand


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("rat", 1), ("people", 2), ("rates", 1), ("wanted", 2), ("boxes", 2), ("the", 1), ("57", 1)],
)
def test_syllables_are_counted_well_enough(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


# --- What day it is -------------------------------------------------------------------------------


def test_only_a_page_that_is_due_is_named(make_small_project: Callable[..., Project]) -> None:
    text = "---\ntitle: T\ndescription: D.\nnext_review: 2027-03-01\n---\nWords.\n"
    project = make_small_project({"content/learn/due.md": text})
    pages = [page for page in read_pages(project)[0] if page.name == "learn/due.md"]
    day = datetime.date(2027, 3, 1)
    assert check_reviews(pages, day) == []
    assert [str(problem) for problem in check_reviews(pages, day + datetime.timedelta(1))] == [
        "content/learn/due.md:4:1 page/overdue its next review was due on 2027-03-01"
        " - read it again, then write both dates anew"
    ]


def test_the_day_is_that_of_the_source_where_one_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert current_day() == datetime.date(1970, 1, 2)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert current_day() >= datetime.date(2026, 11, 1)


def test_the_check_counts_advice_and_lists_it_when_asked(
    make_small_project: Callable[..., Project],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4000000000")  # in 2096
    project = make_small_project(
        {"content/some.md": "---\ntitle: T\ndescription: D.\n---\nA relapse.\n"}
    )
    main(["--root", str(project.root), "check"])
    told = capsys.readouterr().out
    assert "words/plainer" not in told
    assert re.search(r"content/learn/company\.md:\d+:1 page/overdue", told)
    assert told.rstrip().endswith("pieces of advice (kith check --advice lists them)")
    main(["--root", str(project.root), "check", "--advice"])
    told = capsys.readouterr().out
    assert "content/some.md:5:3 words/plainer 'relapse'" in told


def test_an_image_whose_accents_are_written_in_another_way_is_told(
    make_small_project: Callable[..., Project],
) -> None:
    text = "---\ntitle: T\ndescription: D.\n---\n![A](Bru\u0308cke.svg)\n"
    project = make_small_project(
        {"content/learn/some.md": text, "content/learn/Br\u00fccke.svg": "<svg/>"}
    )
    pages, _ = read_pages(project)
    (problem,) = check_links(pages, {}, {"learn/Br\u00fccke.svg"})
    assert "accents written in two ways" in problem.message
