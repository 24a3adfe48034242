"""Dates in the words of databases: 2009/03/17/, SEP 22, 2019 Apr 2, 2009///Spring, 2010 Sep-Oct.

To CSL-JSON; what a source leaves out (a year) is left out here too. Nothing is known of tags.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Any, Final

from kith.bibliography.reading.dates import read_status

_YEAR: Final = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_NUMBERS: Final = re.compile(
    r"\s*(\d{4})\s*[-/.]\s*(\d{0,2})\s*(?:[-/.]\s*(\d{0,2})\s*(?:[-/.]\s*(.*))?)?"
)
_COMPACT: Final = re.compile(r"\s*((?:1[4-9]|20)\d\d)(\d\d)(\d\d)\s*")
_YEARS: Final = re.compile(r"\s*(\d{4})\s*[-–/]\s*(\d{4})\s*")
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH: Final = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]{0,7})\b\.?", re.IGNORECASE
)
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASON: Final = re.compile(r"\b(spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
_DAY: Final = re.compile(r"(?<![\d-])(\d{1,2})(?:st|nd|rd|th)?(?![\d-])")
_NO_DATE: Final = re.compile(r"\[?(n\.? ?d\.?|no date|undated)\]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ForeignDate:
    """What a value says; 0 for what it does not. `last` is the year or month at which it ends."""

    year: int = 0
    month: int = 0
    day: int = 0
    last_year: int = 0
    last_month: int = 0
    status: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was understood."""
        return not (self.year or self.month or self.status)

    def to_csl(self) -> dict[str, Any]:
        """CSL-JSON."""
        if self.status:
            return {"literal": self.status}
        first = [part for part in (self.year, self.month, self.day) if part]
        if self.last_year:
            return {"date-parts": [[self.year], [self.last_year]]}
        if self.last_month:
            return {"date-parts": [first, [self.year, self.last_month]]}
        return {"date-parts": [first]}


def says_no_date(value: str) -> bool:
    """Whether a value says that there is no date."""
    return bool(_NO_DATE.fullmatch(value.strip()))


def read_foreign_date(value: str) -> ForeignDate:
    """The date of a value."""
    status = read_status(value.rstrip(". "))
    if status:
        return ForeignDate(status=status.literal)
    if match := _YEARS.fullmatch(value):
        first, last = int(match[1]), int(match[2])
        return ForeignDate(first, last_year=last if last > first else 0)
    numbers = _COMPACT.fullmatch(value) or _NUMBERS.fullmatch(value)
    if numbers:
        parts = [*numbers.groups(), "", ""][:4]
        year, month, day = (int(part) if part and part.isdecimal() else 0 for part in parts[:3])
        if not month and parts[3]:
            return _of_words(str(parts[3]), year)
        return _checked(year, month, day)
    found = _YEAR.search(value)
    year = int(found[1]) if found else 0
    rest = value.replace(found[1], " ", 1) if found else value
    return _of_words(rest, year)


def _of_words(text: str, year: int) -> ForeignDate:
    """Months, seasons and days by their names."""
    if season := _SEASON.search(text):
        return ForeignDate(year, _SEASONS[season[1].lower()])
    months = [_MONTHS.index(name.lower()) + 1 for name in _MONTH.findall(text)]
    if not months:
        return ForeignDate(year)
    days = _DAY.findall(_YEAR.sub(" ", text))
    if len(months) > 1:
        return ForeignDate(year, months[0], last_month=months[1] if months[1] > months[0] else 0)
    return _checked(year, months[0], int(days[0]) if len(days) == 1 else 0)


def _checked(year: int, month: int, day: int) -> ForeignDate:
    if not 1 <= month <= 12:
        return ForeignDate(year)
    if not 1 <= day <= monthrange(year or 2000, month)[1]:
        day = 0
    return ForeignDate(year, month, day)
