"""Splitting: places, pieces, and every slip that BibTeX lets pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.bibliography.reading.bibtex import RawEntry, parse

ENTRY = "@article{petrie1996,\n  title = {A},\n  year  = 1996\n}\n"


def only_entry(text: str) -> RawEntry:
    (entry,) = parse(text, "a.bib").entries
    return entry


def rules(text: str) -> list[tuple[str, int, int]]:
    return [(p.rule, p.line, p.column) for p in parse(text, "a.bib").problems]


def values(text: str) -> dict[str, str]:
    return {f.name: "".join(p.text for p in f.pieces) for f in only_entry(text).fields}


def test_entries_and_fields_know_line_and_column_from_one() -> None:
    entry = only_entry("some text\n  " + ENTRY)
    assert str(entry.place) == "a.bib:2:3"
    assert [str(field.place) for field in entry.fields] == ["a.bib:3:3", "a.bib:4:3"]


@pytest.mark.parametrize("before", ["\ufeff", "\r\n\r\n", "% a @comment{\n", "text, = { and @\n"])
def test_what_stands_before_an_entry_does_not_matter(before: str) -> None:
    assert values(before + ENTRY) == {"title": "A", "year": "1996"}
    assert not rules(before + ENTRY)


def test_comments_inside_an_entry_are_skipped_and_percent_in_values_is_kept() -> None:
    text = '@misc{a, % one, two = "three\n  title = {50% of},\n  % note = {x},\n note = "5% {x}"}'
    assert values(text) == {"title": "50% of", "note": "5% {x}"}
    assert not rules(text)


def test_an_entry_commented_out_is_not_read() -> None:
    assert not parse("% @misc{a,\n%  title = {x}\n% }\n", "a.bib").entries


def test_parentheses_quotes_and_concatenation() -> None:
    text = '@misc(a, title = "a {"}b{"} (c)" # { d} # jan, note = {x (y})'
    assert values(text) == {"title": 'a {"}b{"} (c) djan', "note": "x (y"}
    assert [piece.is_macro for piece in only_entry(text).fields[0].pieces] == [False, False, True]


def test_macros_are_handed_on_unexpanded() -> None:
    (macro,) = parse('@string{nat = "Nature" # { x}}', "a.bib").macros
    assert (macro.name, [piece.text for piece in macro.pieces]) == ("nat", ["Nature", " x"])


def test_a_missing_comma_is_named_where_it_belongs_and_the_next_field_is_saved() -> None:
    text = '@misc{a,\n title = {A}\n year = 1996\n note = "x"}'
    assert values(text) == {"title": "A", "year": "1996", "note": "x"}
    assert rules(text) == [("bib/missing-comma", 2, 13), ("bib/missing-comma", 3, 13)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@misc{, title = {A}}", ("bib/empty-key", 1, 1)),
        ("@misc{title = {A}}", ("bib/empty-key", 1, 1)),
        ("@misc{a\n title = {A}}", ("bib/missing-comma", 1, 8)),
        ("@misc{a, title = {A {B}, note = {x}}\n", ("bib/unbalanced", 1, 18)),
        ("@misc{a,\n title = {A {B},\n note = {x}\n}\n@misc{b, t = 1}", ("bib/unbalanced", 2, 10)),
        ("text\n\n article{a,\n title = {A}}", ("bib/syntax", 3, 2)),
        ("@misc{a,\n title = {A {B}\n}\n\n@misc{b, title = {C}}", ("bib/unbalanced", 1, 6)),
        ("@misc{a, title = {A}}, note = {x}}", ("bib/unbalanced", 1, 22)),
        ("@misc{a, title = {A},, note = {x}}", ("bib/syntax", 1, 22)),
        ("@misc{a, title = , note = {x}}", ("bib/syntax", 1, 10)),
        ("@misc{a, title = {A} B, note = {x}}", ("bib/syntax", 1, 21)),
        ("@misc{a, title = {A}, Title = {B}}", ("bib/duplicate-field", 1, 23)),
        ("@misc{a, my title = {A}}", ("bib/syntax", 1, 10)),
    ],
)  # fmt: skip
def test_each_slip_has_its_rule_and_place(text: str, expected: tuple[str, int, int]) -> None:
    assert rules(text) == [expected]


def test_reading_goes_on_after_a_broken_entry() -> None:
    text = "@misc{a, title = {A\n}\n@misc{b, title = {B}}\n"
    assert [entry.key for entry in parse(text, "a.bib").entries] == ["b"]


_BIB = st.text(alphabet='@{}()",=#%\\ \nab1~$^', max_size=80)


@given(st.text(max_size=200) | _BIB)
def test_any_text_gives_entries_or_problems(text: str) -> None:
    for entry in parse(text, "a.bib").entries:
        assert entry.key
        assert entry.place.line >= 1
        assert entry.place.column >= 1


@given(st.data())
def test_any_slip_in_a_real_entry_gives_entries_or_problems(data: st.DataObject) -> None:
    text = '@string{n = "N"}\n' + ENTRY + '@book(b, author = "A and {B}", title = n # {x}, % c\n)\n'
    at = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 3))
    put = data.draw(st.sampled_from(["", "{", "}", '"', ",", "=", "#", "%", "@", "\\", "\n", "\0"]))
    parsed = parse(text[:at] + put + text[at + length :], "a.bib")
    assert all(problem.line >= 1 for problem in parsed.problems)
