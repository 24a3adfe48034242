"""search.toml: read, or a problem for each slip, with its place."""

from pathlib import Path

import pytest

from kith.content.pages import read_pages
from kith.content.search import FILE, check_search_words, read_search_words
from kith.project import Project


def project_with(root: Path, text: str) -> Project:
    content = root / "content"
    content.mkdir()
    (content / "help.md").write_text("---\ntitle: Help\n---\n\n## Call\n", "utf-8")
    (content / FILE).write_text(text, "utf-8")
    return Project(root)


def told(project: Project) -> list[str]:
    pages, _ = read_pages(project)
    found = check_search_words(project, pages, {"help.md": {"call"}})
    return [f"{problem.line}:{problem.column} {problem.message}" for problem in found]


def test_what_is_in_order_is_read(tmp_path: Path) -> None:
    text = (
        '[groups]\nwho = ["son"]\n[[same]]\nwords = ["a", "b"]\n'
        '[[first]]\nwhen = ["{who} drinks"]\nshow = ["help.md#call", "help.md"]\nalways = true\n'
    )
    project = project_with(tmp_path, text)
    words, problems = read_search_words(project)
    assert problems == []
    assert words.groups == {"who": ("son",)}
    assert words.same == (("a", "b"),)
    assert words.first[0].show == ("help.md#call", "help.md")
    assert words.first[0].always
    assert told(project) == []


def test_without_the_file_there_are_no_words(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert told(Project(tmp_path)) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("groups = ]", "1:10 not valid TOML: Invalid value"),
        ("[[firsts]]\n", "1:1 no table 'firsts'"),
        ("groups = 3\n", "1:1 groups is not a table"),
        ("[groups]\n\nwho = 3\n", "3:1 who is not a list of words"),
        ("[groups]\nwho = ['?']\n", "2:1 who is not a list of words"),
        ("same = 3\n", "1:1 same is no list"),
        ("[[same]]\nword = ['a']\nwords = ['a']\n", "2:1 no field 'word'"),
        ("[[same]]\nwords = []\n", "2:1 words is not a list of words"),
        ("[[first]]\nwhen = ['a']\n", "1:1 show is not a list of words"),
        (
            "[[first]]\nwhen = ['a']\nshow = ['help.md']\nalways = 'yes'\n",
            "4:1 always is neither true nor false",
        ),
        ("[[first]]\nwhen = ['{who} a']\nshow = ['help.md']\n", "2:1 there is no group 'who'"),
        ("[[first]]\nwhen = ['a']\nshow = ['hepl.md']\n", "1:1 there is no page hepl.md"),
        (
            "\n[[first]]\nwhen = ['a']\nshow = ['help.md#cal']\n",
            "2:1 the page help.md has no place 'cal'",
        ),
    ],
)
def test_a_slip_has_its_place(tmp_path: Path, text: str, message: str) -> None:
    assert told(project_with(tmp_path, text)) == [message]


def test_a_file_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    project = project_with(tmp_path, "")
    (project.content / FILE).write_bytes(b"\xff\xfe[\x00")
    assert len(told(project)) == 1
