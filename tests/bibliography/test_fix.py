"""Mending .bib files: what changes, and above all what does not.

Each case of cases/fixing is a file before and after. `pytest --update-golden` writes what comes out
now; read the difference before you keep it.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.bibliography.reading.bibtex import parse
from kith.bibliography.reading.work import Work, build_works
from kith.bibliography.writing.fix import fix_files, fix_text, mend
from kith.bibliography.writing.fix import told as to_be_mended
from kith.project import Project

CASES = sorted((Path(__file__).parent / "cases" / "fixing").glob("*.before.bib"))


def fixed(text: str) -> str:
    """The text, mended; and what must hold of every mending."""
    after = fix_text(text, "a.bib")
    assert fix_text(after, "a.bib") == after, "mending twice must change nothing more"
    assert comments(after) == comments(text)
    assert told(after) == told(text)
    return after


def comments(text: str) -> Counter[bytes]:
    """Every comment, byte for byte; in one block of lines they keep their order."""
    return Counter(match.encode() for match in re.findall(r"%+[^\n{}\"]*$", text, re.MULTILINE))


def told(text: str) -> dict[str, Any]:
    """What the works say to a reader, whether or not the case of a title is protected."""
    works, _ = build_works([parse(text, "a.bib")])
    return {key: _said(work) for key, work in works.items()}


def _said(work: Work) -> tuple[object, ...]:
    # A straight apostrophe next to a brace stays straight, so both kinds count as one.
    fields = {name: str(value).replace("’", "'") for name, value in work.fields.items()}
    title = work.title.plain().replace("’", "'")
    return work.type, title, work.names, work.issued, fields, work.evidence, work.dates


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name.removesuffix(".before.bib"))
def test_case(path: Path, update_golden: bool) -> None:
    after = path.with_name(path.name.replace(".before.", ".after."))
    mended = fixed(path.read_text("utf-8"))
    if update_golden:
        after.write_text(mended, "utf-8")
    assert mended == after.read_text("utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name.removesuffix(".before.bib"))
def test_windows_line_ends_and_a_byte_order_mark_stay(path: Path) -> None:
    before = path.read_text("utf-8")
    dressed = "\ufeff" + before.replace("\n", "\r\n")
    assert fix_text(dressed, "a.bib") == "\ufeff" + fix_text(before, "a.bib").replace("\n", "\r\n")


def test_the_bibliography_of_this_repository_reads_the_same(repository: Project) -> None:
    for path in repository.bibliography.glob("*.bib"):
        fixed(path.read_text("utf-8"))


def test_each_mend_is_said() -> None:
    text = "@misc{b, doi={doi:10.1000/b},\n pages = {1-2}}\n@misc{a, title={On PTSD and more}}\n"
    assert mend(text, "a.bib").changes == (
        "b: doi is now 10.1000/b",
        "b: pages is now 1--2",
        "a: title is now On {PTSD} and more",
        "entries put in the order of their keys",
    )
    assert mend(fix_text(text, "a.bib"), "a.bib").changes == ()


def test_files_are_mended_where_they_are_and_bytes_that_are_no_text_are_let_be(
    tmp_path: Path,
) -> None:
    good, bad, fine = (tmp_path / name for name in ("a.bib", "b.bib", "c.bib"))
    good.write_bytes(b"% \xc3\xa9\r\n\r\n@misc{a, pages = {1-2}}\r\n")
    bad.write_bytes(b"@misc{a, pages = {1-2}} \xff")
    fine.write_bytes(b"@misc{a, pages = {1--2}}")
    told = list(fix_files([good, bad, fine, tmp_path / "none.bib"], tmp_path))
    assert told[0] == "a.bib: a: pages is now 1--2"
    assert [line.partition(":")[0] for line in told] == ["a.bib", "b.bib", "none.bib"]
    assert good.read_bytes() == b"% \xc3\xa9\r\n\r\n@misc{a, pages = {1--2}}\r\n"
    assert bad.read_bytes() == b"@misc{a, pages = {1-2}} \xff"


_VALUES = st.sampled_from(
    [
        "doi = {https://doi.org/10.1000/x%}",
        "doi = {https://dx.doi.org/10.1000/(X)}",
        'doi = "doi:10.1000/y_1"',
        "doi = {10.1000/z}",
        "pages = {1-2, 3 – 4}",
        'pages = "e1-e2"',
        "pages = 12",
        "pages = {2-1}",
        "pages = n # {-2}",
        "title = {On DNA's {MRI} and fMRI in \\emph{RNA} at 5% of $AB$}",
        'title = "The {"}AIDS{"} of \\\'EE and \\LaTeX BB, {\\"O}AB O\'AB"',
        "title = n",
        "booktitle = {A {b} NATO--EU, AB-CD-12 x_EU ~AB {}CD}",
        "author = {Doe, A. B. and {WHO}}",
        "author = {World Bank and Doe, A. and Department of Health and Human Services}",
        "date = {1999/2001}",
        "crossref = {b}",
        "note = {% not a comment @misc{q, } x}",
        "journal = {JAMA},",
    ]
)
_BETWEEN = st.sampled_from(
    [
        *("\n", "\n\n", "\r\n", " ", "\t", "free text\n", "}"),
        *("% c @misc{q,\n", "\n\n% h\n\n", " % t\n", "\n  % one\n% two\n"),
        *("@comment{x}\n", "\n@string{n = {N}}\n", '\n@string{n = "M"} % late\n'),
    ]
)
_KEYS = st.sampled_from(["a", "b", "B", "c", "é", "d:1"])
_TYPES = st.sampled_from(["misc", "Book", "article", "incollection", "xdata"])


@st.composite
def _bibliographies(draw: st.DrawFn) -> str:
    pieces = [draw(_BETWEEN)]
    for _ in range(draw(st.integers(0, 5))):
        fields = ",\n  ".join(draw(st.lists(_VALUES, max_size=3)))
        opening, closing = draw(st.sampled_from([("{", "}"), ("{", "}"), ("(", ")")]))
        pieces.append(f"@{draw(_TYPES)}{opening}{draw(_KEYS)}, {fields}{closing}")
        pieces += draw(st.lists(_BETWEEN, max_size=3))
    return "".join(pieces)


@given(_bibliographies())
def test_what_would_be_mended_is_told_and_afterwards_nothing_is_left(text: str) -> None:
    after = fix_text(text, "a.bib")
    assert list(to_be_mended(after, "a.bib")) == []
    assert mend(after, "a.bib").changes == ()
    _, problems = build_works([parse(text, "a.bib")])
    said = {*to_be_mended(text, "a.bib"), *problems}
    # Of two entries with one key the second is not read, so nothing more is said of it.
    rules = {"bib/form", "bib/institution", "bib/doi-form", "bib/duplicate-key"}
    assert after == text or rules & {problem.rule for problem in said}


def test_there_is_nothing_to_mend_in_this_repository(repository: Project) -> None:
    for path in repository.bibliography.glob("*.bib"):
        assert mend(path.read_text("utf-8"), path.name).changes == (), path.name


@given(_bibliographies())
def test_mending_never_changes_what_works_say(text: str) -> None:
    fixed(text)


@given(st.text(max_size=200) | st.text(alphabet='@{}()",=#%\\ \r\nabAB1~$^-', max_size=80))
def test_any_text_is_mended_or_left_alone(text: str) -> None:
    fixed(text)


@given(st.lists(st.from_regex(r"[a-z]{1,3}[0-9]?", fullmatch=True), unique=True, max_size=8))
def test_entries_with_nothing_between_end_in_the_order_of_their_keys(keys: list[str]) -> None:
    text = "".join(f"@misc{{{key}, note = {{{key}}}}}\n\n" for key in keys)
    entries = parse(fix_text(text, "a.bib"), "a.bib").entries
    assert [entry.key for entry in entries] == sorted(keys)


@given(st.data())
def test_only_mended_values_and_the_order_of_entries_change(data: st.DataObject) -> None:
    """Cut at the lines of entries, the file has the same pieces as before, but for its mends."""
    notes = data.draw(st.lists(st.text(alphabet="ab %-–\t'AB.,", max_size=12), max_size=6))
    text = "% top\n\n" + "".join(
        f"% {note}\n@misc{{k{-i},\tnote   =  {{{note}}} ,pages={{1 -2}}\n  }} % {note}\n"
        for i, note in enumerate(notes, -9)
    )
    after = fixed(text)
    assert sorted(after.replace("1--2", "1 -2").split("\n")) == sorted(text.split("\n"))
