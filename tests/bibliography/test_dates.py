"""Dates: EDTF, and years with months."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.bibliography.reading.dates import read_date, read_year


@pytest.mark.parametrize(
    ("value", "label", "csl"),
    [
        ("1978", "1978", {"date-parts": [[1978]]}),
        ("1978-05", "1978", {"date-parts": [[1978, 5]]}),
        ("1978-05-01T10:00:00Z", "1978", {"date-parts": [[1978, 5, 1]]}),
        ("2009-21", "2009", {"date-parts": [[2009, 21]]}),
        ("1981/1984", "1981–1984", {"date-parts": [[1981], [1984]]}),
        ("1981-05/1981-06", "1981", {"date-parts": [[1981, 5], [1981, 6]]}),
        ("1981/", "1981–", {"date-parts": [[1981], [0]]}),
        ("1981/..", "1981–", {"date-parts": [[1981], [0]]}),
        ("../1981", "–1981", {"literal": "–1981"}),
        ("1900~", "ca. 1900", {"date-parts": [[1900]], "circa": True}),
        ("1900?", "1900?", {"date-parts": [[1900]], "circa": True}),
        ("199X", "1990s", {"date-parts": [[1990]]}),
        ("1999-XX", "1999", {"date-parts": [[1999]]}),
        ("-0043", "44 BCE", {"date-parts": [[-44]]}),
        ("0000", "1 BCE", {"date-parts": [[-1]]}),
    ],
)
def test_edtf(value: str, label: str, csl: dict[str, Any]) -> None:
    date = read_date(value)
    assert date is not None
    assert (date.label, date.to_csl()) == (label, csl)


@pytest.mark.parametrize(
    "value",
    ["78", "1978-13", "1978-02-30", "1978-5-1", "5 May 1978", "1984/1981", "a/b/c", "/", "..", "x"],
)
def test_what_is_not_a_date_is_reported(value: str) -> None:
    problems: list[str] = []
    assert read_date(value, lambda rule, *_: problems.append(rule)) is None
    assert problems == ["bib/date"]


@pytest.mark.parametrize(
    ("year", "month", "day", "label", "parts"),
    [
        ("1978", "", "", "1978", [[1978]]),
        ("1978", "6", "7", "1978", [[1978, 6, 7]]),
        ("1978", "June", "", "1978", [[1978, 6]]),
        ("1978", "7~July", "", "1978", [[1978, 7, 7]]),
        ("1978", "Spring", "", "1978", [[1978, 21]]),
        ("1981--84", "", "", "1981–1984", [[1981], [1984]]),
        ("1981-1984", "", "", "1981–1984", [[1981], [1984]]),
        ("1981--", "", "", "1981–", [[1981], [0]]),
        ("c. 1900", "", "", "ca. 1900", [[1900]]),
        ("[1900?]", "", "", "1900?", [[1900]]),
    ],
)
def test_year_and_month(year: str, month: str, day: str, label: str, parts: list[Any]) -> None:
    problems: list[str] = []
    date = read_year(year, month, day, lambda rule, *_: problems.append(rule))
    assert date is not None
    assert (date.label, date.to_csl()["date-parts"], problems) == (label, parts, [])


def test_a_status_stands_for_a_date_and_no_date_is_none() -> None:
    date = read_year("in press")
    assert date is not None
    assert (date.label, date.year) == ("in press", None)
    assert read_year("n.d.") is None


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [("nineteen", "", ""), ("1984--1981", "", ""), ("1978", "Juno", ""), ("1978", "2", "30")],
)
def test_slips_in_years_are_reported(year: str, month: str, day: str) -> None:
    problems: list[str] = []
    read_year(year, month, day, lambda rule, *_: problems.append(rule))
    assert problems in (["bib/date"], ["bib/date"] * 2)


@given(*[st.text(max_size=12) | st.text("0123456789-/~?%X.T ", max_size=14)] * 3)
def test_any_value_is_a_date_or_not(year: str, month: str, day: str) -> None:
    for date in (read_date(year), read_year(year, month, day)):
        assert date is None or (isinstance(date.label, str) and date.to_csl())
