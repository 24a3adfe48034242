"""Rules over works, each with the place it points to."""

from datetime import date

import pytest

from kith.bibliography.reading import lint
from kith.bibliography.reading.bibtex import parse
from kith.bibliography.reading.work import Work, build_works

TODAY = date(2026, 11, 21)
DESIGNS = {"animal-study", "cohort"}
GOOD = (
    "@article{%s, author={Petrie, B. F.}, title={%s}, journal={J}, year=1996,\n"
    " design={cohort}, plain={x}, checked={%s}}\n"
)


def works_of(text: str) -> dict[str, Work]:
    return build_works([parse(text, "a.bib")])[0]


def problems(text: str) -> list[str]:
    return [str(problem) for problem in lint.check_works(works_of(text), DESIGNS, TODAY)]


def good(key: str = "a", title: str = "T", checked: str = "2026-11-21, record") -> str:
    return GOOD % (key, title, checked)


def test_a_good_entry_has_no_problem() -> None:
    assert not problems(good())


def test_missing_fields_are_named_as_editors_write_them() -> None:
    text = (
        "@article{a, title={T}, pages={}, design={cohort}, plain={x}, checked={2026-11-21, record}}"
    )
    assert problems(text) == [
        "a.bib:1:1 bib/missing-field a has no author or editor, which @article needs"
        " - add author or editor",
        "a.bib:1:1 bib/missing-field a has no date or year, which @article needs"
        " - add date or year",
        "a.bib:1:1 bib/missing-field a has no journal, which @article needs - add journal",
    ]


def test_every_entry_says_design_plain_and_checked() -> None:
    found = problems("@misc{a, author={A, B}, title={T}, year=1999}")
    assert [line.split(" - ")[0] for line in found] == [
        "a.bib:1:1 bib/evidence-field a has no checked",
        "a.bib:1:1 bib/evidence-field a has no design",
        "a.bib:1:1 bib/evidence-field a has no plain",
    ]


def test_an_unknown_design_is_answered_with_the_nearest() -> None:
    (problem,) = problems(good().replace("cohort", "cohorts"))
    assert problem.startswith("a.bib:2:2 bib/design")
    assert problem.endswith("did you mean cohort?")


@pytest.mark.parametrize(
    ("checked", "rule"),
    [
        ("2026-11-21, abstract", ""),
        ("2024-11-21, full text", ""),
        ("2024-11-20, full text", "bib/checked-old"),
        ("2026-11-22, record", "bib/checked"),
        ("2026-02-30, record", "bib/checked"),
        ("2026-11-21", "bib/checked"),
        ("2026-11-21, everything", "bib/checked"),
        ("yesterday", "bib/checked"),
    ],
)
def test_checked_has_a_date_and_a_level(checked: str, rule: str) -> None:
    found = lint.check_works(works_of(good(checked=checked)), DESIGNS, TODAY)
    assert [problem.rule for problem in found] == ([rule] if rule else [])


def test_the_same_doi_in_other_letters_is_a_duplicate() -> None:
    first = good("a", "One").replace("journal=", "doi={10.1000/ABC}, journal=")
    second = good("b", "Two").replace("journal=", "doi={10.1000/abc}, journal=")
    (problem,) = problems(first + second)
    assert "bib/duplicate-doi b has the DOI of a at a.bib:1:1" in problem


LONG = "The effect of housing and gender on morphine self-administration in rats"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (LONG, LONG, True),
        (LONG, "Effect of Housing and Gender on Morphine Self-Administration in {Rats}", True),
        (
            LONG,
            "The effect of housing and gender on preference for morphine-sucrose in rats",
            False,
        ),
        ("Portugal drug report of the year 2017", "Portugal drug report of the year 2019", False),
        ("A study of rats and of people, part I", "A study of rats and of people, part II", False),
    ],
)
def test_titles_that_look_alike(one: str, other: str, alike: bool) -> None:
    found = lint.check_works(works_of(good("a", one) + good("b", other)), DESIGNS, TODAY)
    assert [problem.rule for problem in found] == (["bib/similar-title"] if alike else [])


def test_like_titles_by_different_authors_are_different_works() -> None:
    assert not problems(good("a", LONG) + good("b", LONG).replace("Petrie", "Doe"))


def test_unused_and_retracted_works_need_the_cited_keys() -> None:
    works = works_of(good("a") + good("b").replace("journal", "retracted={2020, fraud}, journal"))
    assert [problem.message for problem in lint.unused(works, {"a"})] == ["nothing cites b"]
    (problem,) = lint.unused(works, set())
    assert (problem.message, problem.line) == ("nothing cites a, b", 1)
    (problem,) = lint.retracted_unsaid(works, {"a", "b"})
    assert (problem.rule, problem.line) == ("bib/retracted", 3)
    assert not lint.retracted_unsaid(works, {"a"})
