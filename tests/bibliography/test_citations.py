import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.bibliography.citing.citations import (
    NARRATIVE,
    Citation,
    CitationItem,
    parse_bracketed,
    parse_narrative,
)


def only_item(inside: str) -> CitationItem:
    citation = parse_bracketed(inside)
    assert citation is not None
    (item,) = citation.items
    return item


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("@a1978", CitationItem("a1978")),
        ("-@a1978", CitationItem("a1978", suppress_author=True)),
        ("see @a1978", CitationItem("a1978", prefix="see")),
        ("@a1978, p. 3", CitationItem("a1978", label="page", locator="3")),
        ("@a1978, pp. 33-35, 38", CitationItem("a1978", label="page", locator="33–35, 38")),
        ("@a1978, 12", CitationItem("a1978", label="page", locator="12")),
        ("@a1978, chap. 4", CitationItem("a1978", label="chapter", locator="4")),
        ("@a1978, § 2.1", CitationItem("a1978", label="section", locator="2.1")),
        ("@a1978, pp. xii-xiv", CitationItem("a1978", label="page", locator="xii–xiv")),
        ("@a1978, in mice", CitationItem("a1978", suffix=", in mice")),
        ("@a1978, p. 3.", CitationItem("a1978", suffix=".", label="page", locator="3")),
        ("@a1978 for a review", CitationItem("a1978", suffix=" for a review")),
        (
            "@a1978, p. 3 and what follows",
            CitationItem("a1978", suffix=" and what follows", label="page", locator="3"),
        ),
        ("@a1978 {ch. iv and 2}", CitationItem("a1978", label="chapter", locator="iv and 2")),
        ("@a1978 {the foreword}", CitationItem("a1978", locator="the foreword")),
        ("@a1978 {}", CitationItem("a1978")),
        ("@a1978, Chapter IV", CitationItem("a1978", label="chapter", locator="IV")),
        ("@a1978, App. B", CitationItem("a1978", suffix=", App. B")),
        ("@a1978, pages without end", CitationItem("a1978", suffix=", pages without end")),
        ("@a1978, at 1:23", CitationItem("a1978", label="timestamp", locator="1:23")),
        ("see {a; b} @a1978", CitationItem("a1978", prefix="see {a; b}")),
        (r"see a\; b @a1978", CitationItem("a1978", prefix="see a; b")),
        ("see Ham &amp; Eggs @a1978", CitationItem("a1978", prefix="see Ham &amp; Eggs")),
        ("@{odd/key+1}", CitationItem("odd/key+1")),
        ("@DBLP:conf/x/Foo", CitationItem("DBLP:conf/x/Foo")),
        ("@doe99.", CitationItem("doe99", suffix=".")),
    ],
)
def test_one_work_in_brackets(inside: str, expected: CitationItem) -> None:
    assert only_item(inside) == expected


def test_several_works() -> None:
    citation = parse_bracketed("see @a, p. 3; also @b; @c")
    assert citation == Citation(
        (
            CitationItem("a", prefix="see", label="page", locator="3"),
            CitationItem("b", prefix="also"),
            CitationItem("c"),
        ),
        False,
        "[see @a, p. 3; also @b; @c]",
    )


@pytest.mark.parametrize(
    "inside", ["no key here", "me@example.org", "@a; and nothing", "https://x.org/@me", "@ a", ""]
)
def test_brackets_that_hold_no_citation(inside: str) -> None:
    assert parse_bracketed(inside) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [("@a1978 found", "a1978"), ("(@a1978)", "a1978"), ("as @a1978.", "a1978"), ("@{x y} @b", "b")],
)
def test_a_work_in_running_text(text: str, key: str) -> None:
    match = re.search(NARRATIVE, text)
    assert match
    assert parse_narrative(match).items[0].key == key


def test_a_page_after_a_work_in_running_text() -> None:
    match = re.search(NARRATIVE, "@a1978 [p. 33] found")
    assert match
    assert parse_narrative(match).items == (CitationItem("a1978", label="page", locator="33"),)


def narrative(text: str) -> Citation:
    match = re.search(NARRATIVE, text)
    assert match
    return parse_narrative(match)


def test_brackets_after_a_work_in_running_text_may_hold_more_works() -> None:
    found = narrative("@a [p. 3; see @b] found")
    assert found.items == (
        CitationItem("a", label="page", locator="3"),
        CitationItem("b", prefix="see"),
    )
    assert found.source == "@a [p. 3; see @b]"


def test_brackets_that_hold_something_else_are_no_part_of_the_citation() -> None:
    found = narrative("@a [one; two] found")
    assert found.items == (CitationItem("a"),)
    assert found.source == "@a"


@pytest.mark.parametrize(("text", "narrates"), [("-@a", False), ("to-@a", True), ("--@a", True)])
def test_a_minus_before_a_work_in_running_text_leaves_the_author_out(
    text: str, narrates: bool
) -> None:
    found = narrative(text)
    assert found.narrative is narrates
    assert found.items == (CitationItem("a", suppress_author=not narrates),)


@pytest.mark.parametrize("text", ["me@example.org", "x.org/@me", r"\@a1978", "a@", "@", "@@a"])
def test_running_text_that_cites_nothing(text: str) -> None:
    assert not re.search(NARRATIVE, text)


@given(st.text(alphabet="@ab1{}[];,-. p§\\\n", max_size=40))
def test_any_text_is_read_without_failing(text: str) -> None:
    citation = parse_bracketed(text)
    if citation:
        assert all(f"{item.key}" in text for item in citation.items)
