"""Dates of CSL-JSON, as its makers write them: parts, seasons, EDTF, or words."""

from calendar import monthrange
from collections.abc import Mapping
from typing import Final

from kith.bibliography.adding.foreign_dates import read_foreign_date, says_no_date
from kith.bibliography.reading.dates import Date, Point, read_date
from kith.bibliography.reading.place import Report

_FIX: Final = "write it as 1978, 1978-05-01 or 1981/1984"


def read_csl_date(value: object, report: Report) -> Date | None:
    """A date, or None for what is none or says that there is none."""
    if isinstance(value, Mapping) and value.get("date-parts"):
        date = _of_parts(value)
        if date is None:
            report("bib/date", f"{str(value['date-parts'])[:60]} is not a date", _FIX)
        return date
    if isinstance(value, Mapping):
        value = value.get("raw") or value.get("literal") or value.get("edtf")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip() or says_no_date(value):
        return None
    date = read_date(value) or read_date(value[:10])
    if date is None:
        found = read_foreign_date(value)
        if found.status:
            date = Date(literal=found.status)
        elif found.year:
            date = _of_parts(found.to_csl())
    if date is None:
        report("bib/date", f"“{value[:60]}” is not a date", _FIX)
    return date


def _of_parts(value: Mapping[str, object]) -> Date | None:
    """date-parts: one date or a range; 0 stands for the open end of one."""
    try:
        ranges = value["date-parts"]
        sides = [[int(part) for part in side[:3] if part is not None] for side in ranges[:2]]  # type: ignore[index]
    except (LookupError, TypeError, ValueError, OverflowError):
        return None
    points = [_point(side) for side in sides]
    season = str(value.get("season"))
    if len(points) == 1 and points[0] and len(sides[0]) == 1 and season in list("1234"):
        points = [Point(points[0].year, 20 + int(season))]
    pairs = zip(points, sides, strict=True)
    if not any(points) or any(point is None and side not in ([0], []) for point, side in pairs):
        return None
    circa = bool(value.get("circa"))
    end = points[1] if len(points) > 1 else None
    return Date(points[0], end, len(points) > 1, circa)


def _point(parts: list[int]) -> Point | None:
    year, month, day = [*parts, 0, 0, 0][:3]
    if not year or abs(year) > 9999:
        return None
    if not (1 <= month <= 12 or 21 <= month <= 24):
        month = day = 0
    if not (month <= 12 and month and 1 <= day <= monthrange(max(year, 4), month)[1]):
        day = 0
    return Point(year if year > 0 else year + 1, month, day)
