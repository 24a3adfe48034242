"""Dates: the EDTF of biblatex (`date`), and `year` with `month` and `day`.

Ranges, open ranges, seasons, circa, uncertain and half-known years. Knows nothing of entries.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Any, Final

from kith.bibliography.reading.place import Report, silent

_POINT: Final = re.compile(
    r"(-?\d{4}|\d{3}[Xu]|\d{2}(?:XX|uu))(?:-(\d\d|XX|uu))?(?:-(\d\d|XX|uu))?(?:T[\d:.+Z-]+)?([~?%]?)",
    re.ASCII,
)
_YEAR: Final = re.compile(
    r"\[?(?P<circa>(?:c|ca|circa)\.?\s*)?(?P<start>-?\d{1,4})"
    r"(?:\s*(?:--?|–|/)\s*(?P<end>\d{2,4})?(?P<open>))?(?P<doubt>\?)?\]?",
    re.ASCII | re.IGNORECASE,
)
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_STATUSES: Final = {
    "inpress": "in press", "in press": "in press", "forthcoming": "forthcoming",
    "submitted": "submitted", "inpreparation": "in preparation", "prepublished": "prepublished",
    "in preparation": "in preparation", "to appear": "in press",
}  # fmt: skip
_NO_DATE: Final = frozenset(["n.d.", "nd", "n.d", "no date", "undated"])


@dataclass(frozen=True, slots=True)
class Point:
    """A year, a month, a day or a season (21 spring to 24 winter); 0 for what is not known.

    `precision` is how many years the year stands for: 10 for 199X, 100 for 19XX.
    """

    year: int
    month: int = 0
    day: int = 0
    precision: int = 1

    @property
    def parts(self) -> list[int]:
        """The date-parts of CSL-JSON, where years before the first count from -1.

        A day whose month is not known (1978-XX-05) has no place in them.
        """
        year = self.year if self.year > 0 else self.year - 1
        known = (self.month, self.day) if self.month and self.day else (self.month,)
        return [year, *(part for part in known if part)]

    @property
    def label(self) -> str:
        """The year as it is read."""
        if self.precision > 1:
            return f"{self.year}s"
        return str(self.year) if self.year > 0 else f"{1 - self.year} BCE"


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a range; `start` or `end` is None on the open side of a range.

    `literal` is a status instead of a date: “in press”.
    """

    start: Point | None = None
    end: Point | None = None
    is_range: bool = False
    circa: bool = False
    uncertain: bool = False
    literal: str = ""

    @property
    def year(self) -> int | None:
        """The first year there is."""
        point = self.start or self.end
        return point.year if point else None

    @property
    def label(self) -> str:
        """The years, for labels: 1978, 1981–1984, 1981–, ca. 1900, in press."""
        if self.literal:
            return self.literal
        first = self.start.label if self.start else ""
        last = self.end.label if self.end else ""
        years = f"{first}–{last}" if self.is_range and first != last else first
        return ("ca. " if self.circa else "") + years + ("?" if self.uncertain else "")

    def to_csl(self) -> dict[str, Any]:
        """CSL-JSON; an open end is [0], as pandoc has it."""
        if self.literal:
            return {"literal": self.literal}
        points = [self.start, self.end] if self.is_range else [self.start]
        if points[0] is None:
            return {"literal": self.label}
        csl: dict[str, Any] = {"date-parts": [point.parts if point else [0] for point in points]}
        return csl | ({"circa": True} if self.circa or self.uncertain else {})


def read_date(value: str, report: Report = silent) -> Date | None:
    """An EDTF date of level 1, as biblatex reads it."""
    text = value.strip()
    sides = [side.strip() for side in text.split("/")]
    matches = [_POINT.fullmatch(side) for side in sides]
    points = [_point(match) if match else None for match in matches]
    known = all(point or side in ("", "..") for point, side in zip(points, sides, strict=True))
    if len(sides) > 2 or not known or not any(points):
        report("bib/date", f"“{text}” is not a date", "write it as 1978, 1978-05-01 or 1981/1984")
        return None
    if _reversed(points):
        report(
            "bib/date", f"the range {text} ends before it begins", "write the earlier date first"
        )
        return None
    marks = "".join(match[4] for match in matches if match)
    return Date(
        start=points[0],
        end=points[1] if len(points) == 2 else None,
        is_range=len(points) == 2,
        circa="~" in marks or "%" in marks,
        uncertain="?" in marks or "%" in marks,
    )


def read_year(year: str, month: str = "", day: str = "", report: Report = silent) -> Date | None:
    """The old fields; a year may be a range, about, or a status such as “in press”."""
    text = year.strip()
    status = _STATUSES.get(text.lower().rstrip("."))
    if status:
        return Date(literal=status)
    if text.lower() in _NO_DATE:
        return None
    match = _YEAR.fullmatch(text)
    if match is None:
        edtf = read_date(text)
        if edtf is None:
            report("bib/date", f"“{text}” is not a year", "write it as 1978, or use the field date")
        return edtf
    start = int(match["start"])
    end = _full_year(start, match["end"])
    number, in_month = _month(month, report)
    is_range = match["open"] is not None
    first = Point(start, number, 0 if is_range else _day(start, number, day or in_month, report))
    last = Point(end) if end is not None else None
    if _reversed([first, last]):
        report(
            "bib/date", f"the range {text} ends before it begins", "write the earlier year first"
        )
        return None
    return Date(first, last, is_range, bool(match["circa"]), bool(match["doubt"]))


def read_status(value: str) -> Date | None:
    """The status in `pubstate`, for a work without a date."""
    status = _STATUSES.get(value.strip().lower())
    return Date(literal=status) if status else None


def _point(match: re.Match[str]) -> Point | None:
    digits = match[1].replace("u", "X")
    year = int(digits.replace("X", "0"))
    month, day = (int(part) if part and part.isdecimal() else 0 for part in (match[2], match[3]))
    is_season = 21 <= month <= 24 and not match[3]
    if match[2] and match[2].isdecimal() and not (1 <= month <= 12 or is_season):
        return None
    if match[3] and match[3].isdecimal() and not 1 <= day <= _days(year, month):
        return None
    return Point(year, month, day, int(10 ** digits.count("X")))


def _days(year: int, month: int) -> int:
    """How many days a month has; 31 when the month is not known."""
    return monthrange(max(year, 4), month)[1] if 1 <= month <= 12 else 31


def _reversed(points: list[Point | None]) -> bool:
    first, last = points[0], points[-1]
    return bool(first and last and len(points) == 2) and (
        (first.year, first.month, first.day) > (last.year, last.month or 99, last.day or 99)
        if first and last
        else False
    )


def _full_year(start: int, end: str | None) -> int | None:
    """The end of a range, where 1981--84 means 1984."""
    if not end:
        return None
    return int(end) if len(end) == 4 else int(str(start)[: -len(end)] + end)


def _month(text: str, report: Report) -> tuple[int, str]:
    """The number of a month or season, and a day that stands beside it: `7~July`, `June 7`."""
    words = re.findall(r"[a-z]+|\d+", text.lower())
    numbers = [word for word in words if word.isdecimal()]
    for word in words:
        number = next((i for i, m in enumerate(_MONTHS, 1) if m.startswith(word) and word[2:]), 0)
        if number:
            return number, numbers[0] if len(numbers) == 1 else ""
        if word in _SEASONS:
            return _SEASONS[word], ""
    if len(words) == 1 and numbers and 1 <= int(numbers[0][:4]) <= 12:
        return int(numbers[0]), ""
    if text.strip():
        report("bib/date", f"“{text}” is not a month", "write month = jun, or date = {1978-06}")
    return 0, ""


def _day(year: int, month: int, text: str, report: Report) -> int:
    text = text.strip()
    if not text or not 1 <= month <= 12:
        return 0
    if re.fullmatch(r"\d{1,2}", text, re.ASCII) and 1 <= int(text) <= _days(year, month):
        return int(text)
    report("bib/date", f"“{text}” is not a day of that month", "write it as date = {1978-06-07}")
    return 0
