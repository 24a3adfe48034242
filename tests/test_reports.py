"""The forms of a report, told from a few problems."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.github import plain
from kith.problems import Problem
from kith.reports import FORMS, report

UNKNOWN = Problem(
    "content/a.md", 7, 5, "cite/unknown-key", "no work has the key 'x'", "did you mean y?"
)
OLD = Problem("bibliography/a.bib", 12, 3, "bib/checked-old", "a was compared long ago")


def test_text_is_for_people() -> None:
    assert report([UNKNOWN, OLD]).splitlines() == [
        "bibliography/a.bib:12:3 bib/checked-old a was compared long ago",
        "",
        "content/a.md:7:5 cite/unknown-key no work has the key 'x' - did you mean y?",
        "",
        "1 error, 1 warning",
    ]


def test_a_checklist_has_a_box_for_each() -> None:
    odd = Problem("content/b.md", 2, 1, "claim/citation", "a <b> of @someone", "cite it: [@key]")
    assert report([UNKNOWN, OLD, odd], "checklist").splitlines() == [
        "### `bibliography/a.bib`",
        "",
        "- [ ] line 12, `bib/checked-old`: a was compared long ago",
        "",
        "### `content/a.md`",
        "",
        "- [ ] line 7, `cite/unknown-key`: no work has the key 'x': did you mean y?",
        "",
        "### `content/b.md`",
        "",
        "- [ ] line 2, `claim/citation`: a \\<b\\> of `@someone`: cite it: \\[`@key`\\]",
        "",
        "2 errors, 1 warning",
    ]


def test_github_shows_each_at_its_line() -> None:
    assert report([UNKNOWN, OLD], "github").splitlines() == [
        "::warning file=bibliography/a.bib,line=12,col=3,title=bib/checked-old"
        "::a was compared long ago",
        "::error file=content/a.md,line=7,col=5,title=cite/unknown-key"
        "::no work has the key 'x' - did you mean y?",
        "1 error, 1 warning",
    ]


def test_github_has_its_signs_escaped() -> None:
    odd = Problem("a,b:c%.md", 1, 1, "page/link", "100 %, a::b", "x:\r\ny")
    assert report([odd], "github").splitlines()[0] == (
        "::error file=a%2Cb%3Ac%25.md,line=1,col=1,title=page/link::100 %25, a::b - x:%0D%0Ay"
    )


def test_json_is_one_value() -> None:
    assert json.loads(report([UNKNOWN, OLD], "json")) == {
        "errors": 1,
        "warnings": 1,
        "advice": 0,
        "problems": [
            {
                "path": "bibliography/a.bib",
                "line": 12,
                "column": 3,
                "rule": "bib/checked-old",
                "message": "a was compared long ago",
                "fix": "",
                "severity": "warning",
            },
            {
                "path": "content/a.md",
                "line": 7,
                "column": 5,
                "rule": "cite/unknown-key",
                "message": "no work has the key 'x'",
                "fix": "did you mean y?",
                "severity": "error",
            },
        ],
    }


def test_nothing_wrong_is_said_too() -> None:
    assert report([]) == report([], "github") == "No problems found."
    nothing = {"errors": 0, "warnings": 0, "advice": 0, "problems": []}
    assert json.loads(report([], "json")) == nothing


def test_advice_is_counted_and_listed_where_it_is_asked_for() -> None:
    advice = Problem("content/a.md", 9, 1, "read/sentence", "a sentence of 40 words", "make it two")
    total = "1 error, 0 warnings, 1 pieces of advice"
    assert report([advice, UNKNOWN]).splitlines()[1:] == [
        "",
        f"{total} (kith check --advice lists them)",
    ]
    assert report([advice, UNKNOWN], advice=True).splitlines()[1:] == [
        "content/a.md:9:1 read/sentence a sentence of 40 words - make it two",
        "",
        total,
    ]
    assert report([advice]).startswith("No problems found. 1 pieces of advice")
    listed = report([advice], "github", advice=True)
    assert listed.startswith("::notice file=content/a.md,line=9")
    told = json.loads(report([advice], "json"))
    assert (told["advice"], told["problems"]) == (1, [])
    told = json.loads(report([advice], "json", advice=True))
    assert (told["advice"], len(told["problems"])) == (1, 1)


@given(st.text(), st.text(), st.text())
def test_a_github_annotation_is_one_line_that_reads_back(path: str, words: str, fix: str) -> None:
    text = report([Problem(path, 1, 2, "bib/file", words, fix)], "github")
    line, _, _ = text.rpartition("\n")
    assert "\n" not in line
    assert "\r" not in line
    values, _, message = line.removeprefix("::error ").partition("::")
    (file, *others) = values.split(",")
    assert others == ["line=1", "col=2", "title=bib/file"]
    assert _unescaped(file.removeprefix("file=")) == path
    said = " ".join(words.split())  # a problem's message is one line, whoever wrote it
    assert _unescaped(message) == (f"{said} - {fix}" if fix else said)


@given(st.sampled_from(sorted(FORMS)), st.text())
def test_every_form_takes_any_text(form: str, words: str) -> None:
    assert report([Problem("a", 1, 1, "bib/file", words)], form)


@given(st.text(), st.text())
def test_a_box_is_one_line_and_holds_no_markup(path: str, words: str) -> None:
    text = report([Problem(path, 1, 1, "bib/file", words)], "checklist")
    (line,) = (line for line in text.split("\n") if line.startswith("- [ ]"))
    bare = re.sub(r"\\.|`@[\w-]+`", "", line.removeprefix("- [ ] line 1, `bib/file`: "))
    assert not re.search(r"[<>@`\[\]]", bare)


@pytest.mark.parametrize(
    "words",
    ["see https://evil.example", "WWW.evil.example", "closes #12", "GH-3", "mailto:a@b.example"],
)
def test_words_that_github_makes_links_of_lead_nowhere(words: str) -> None:
    text = plain(words)
    assert not re.search(r"://|www\.|#\d|GH-\d|mailto:a|@(?![\w-]+`)", text, re.IGNORECASE)
    assert text.replace("\u200b", "").replace("\\", "").replace("`", "") == words


def _unescaped(text: str) -> str:
    for code, sign in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, sign)
    return text
