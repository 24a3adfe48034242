"""Help lines: only what can be reached and was looked up, and every slip with its place."""

import datetime
import re
from collections.abc import Callable

import pytest
from markdown import markdown
from markdown.extensions import Extension

from kith.bibliography.citing.markdown import CitationExtension
from kith.content.help import FIRST, help_box, read_help
from kith.content.helplines import HelpLinesExtension
from kith.project import Project

GOOD = """\
[[lines]]
country = "Anywhere"
service = "Find"
site = "https://www.example.org/help"
checked = 2026-11-22
against = "its own page"

[[lines]]
country = "Here"
service = "Talk"
about = "For anyone."
call = "0800 12-34"
text = "8681"
hours = "day and night"
checked = 2026-11-21
against = "a stored page"
"""


def problems(make_project: Callable[..., Project], text: str) -> list[str]:
    return [str(found) for found in read_help(make_project({"content/help.toml": text}))[1]]


def test_the_sites_own_lines_are_in_order(repository: Project) -> None:
    lines, found = read_help(repository)
    assert found == []
    assert {line.country for line in lines} >= {"United States", "United Kingdom", "Anywhere"}
    today = datetime.datetime.now(datetime.UTC).date()
    assert all(line.checked <= today for line in lines)


def test_a_line_is_told_with_its_ways_and_when_it_was_checked(
    make_project: Callable[..., Project],
) -> None:
    lines, found = read_help(make_project({"content/help.toml": GOOD}))
    assert found == []
    box = help_box(lines, "help")
    words = re.sub(r"\s+", " ", " ".join(box.itertext()))
    assert words.strip().startswith(FIRST)
    assert words.index("Here") < words.index("Anywhere")
    assert [link.get("href") for link in box.iter("a")] == [
        "tel:08001234",
        "sms:8681",
        "https://www.example.org/help",
    ]
    told = ["".join(line.itertext()) for line in box.iter("dd")]
    assert told == [
        "Talk: call 0800 12-34, text 8681, day and night. For anyone."
        " Checked 21 November 2026 against a stored page.",
        "Find: example.org. Checked 22 November 2026 against its own page.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('country = "Here"', "", "help.toml:8:1 help/line country is missing"),
        ('service = "Talk"', 'service = ""', ":10:1 help/line service is not a text"),
        ('service = "Talk"', 'servise = "Talk"', "did you mean service?"),
        ('call = "0800 12-34"', 'call = "ask us"', ":12:1 help/line 'ask us' is not a number"),
        ('call = "0800 12-34"', "call = 800", ":12:1 help/line call is not a text"),
        ("checked = 2026-11-21", 'checked = "May"', ":15:1 help/line checked is not a date"),
        ("checked = 2026-11-21", "", ":8:1 help/line checked is not a date"),
        ("https://www.example.org/help", "javascript:alert(1)", ":4:1 help/line"),
        ('site = "https://www.example.org/help"', "", ":1:1 help/line there is no way"),
        ('against = "a stored page"', "", "against is missing"),
        ('country = "Here"', "country = ", ":9:11 help/line not valid TOML"),
        (GOOD, "", "there is no help line"),
        (GOOD, "lines = [3]", "this is not a table"),
    ],
)
def test_a_slip_is_named_with_its_place(
    make_project: Callable[..., Project], old: str, new: str, expected: str
) -> None:
    assert old in GOOD
    found = problems(make_project, GOOD.replace(old, new))
    assert any(expected in problem for problem in found), found


def test_a_missing_or_broken_file_is_a_problem(make_project: Callable[..., Project]) -> None:
    project = make_project()
    file = project.content / "help.toml"
    file.write_bytes(b"\xff\xfe")
    assert "not UTF-8" in str(read_help(project)[1][0])
    file.unlink()
    assert "no such file" in str(read_help(project)[1][0])


# --- On the page about help -----------------------------------------------------------------------


def test_the_page_shows_all_lines_at_once_with_danger_first(
    make_project: Callable[..., Project],
) -> None:
    root = str(make_project({"content/help.toml": GOOD}).root)
    html = markdown("Before.\n\n/// helplines\n///\n", extensions=[HelpLinesExtension(root=root)])
    assert "<details" not in html
    assert html.index(FIRST) < html.index("Go to:") < html.index("0800 12-34")
    assert re.findall(r'<a href="(.*?)"', html) == [
        "#help-here",
        "#help-anywhere",
        "tel:08001234",
        "sms:8681",
        "https://www.example.org/help",
    ]
    assert re.findall(r'<div id="(.*?)"', html) == ["help-here", "help-anywhere"]
    assert html.count("Checked ") == 2


def test_without_a_line_in_order_the_page_still_says_what_to_do(
    make_project: Callable[..., Project],
) -> None:
    root = str(make_project({"content/help.toml": ""}).root)
    html = markdown("/// helplines\n///\n", extensions=[HelpLinesExtension(root=root)])
    assert FIRST in html
    assert "There are no numbers here yet." in html


def test_words_of_the_file_are_not_read_as_markdown(make_project: Callable[..., Project]) -> None:
    root = str(make_project({"content/help.toml": GOOD.replace("Talk", "*Talk* [@x]")}).root)
    extensions: list[Extension] = [
        HelpLinesExtension(root=root),
        CitationExtension(root=root),
    ]
    html = markdown("/// helplines\n///\n", extensions=extensions)
    assert "<strong>*Talk* [@x]</strong>" in html
