"""Of a record of tagged lines: when it came out, on which pages, and under which numbers."""

import re
from typing import Final

from kith.bibliography.adding.foreign_dates import ForeignDate, read_foreign_date, says_no_date
from kith.bibliography.adding.record import Record, not_kept, short, text
from kith.bibliography.adding.ris_numbers import (
    find_doi,
    find_isbn,
    find_links,
    find_pmcid,
    find_pmid,
    is_issn,
    said,
)
from kith.bibliography.adding.ris_tags import DATES, PARTS, SERIALS
from kith.bibliography.adding.tagged import Block, Line

_ARTICLE_NUMBER: Final = re.compile(
    r"(?:article |art\. ?)?((?:[a-z]{1,4}[.-]?)?\d{1,10}(?:\.\d+)?)", re.IGNORECASE
)
_LONE_NUMBER: Final = re.compile(r"e\d{2,}|[a-z]{0,3}\d{5,}", re.IGNORECASE)
_DASHES: Final = re.compile(r"[\u00ad\u2010-\u2015\u2212]")


def read_dates(block: Block, record: Record) -> None:
    """The year of the issue, and the month and day that go with it; when it was looked at."""
    for tag, variable in (("Y2", "accessed"), ("OP", "original-date")):
        for line in said(block, tag):
            date = read_foreign_date(text(line.value))
            if date.year and (tag == "OP" or date.day):
                record.put(variable, line, date.to_csl())
    found: list[tuple[Line, ForeignDate]] = []
    for line in said(block, *DATES):
        date = read_foreign_date(text(line.value))
        if date.is_empty and not says_no_date(line.value):
            message = f"“{short(line.value)}” is not a date"
            record.at(line.number)("bib/date", message, "write it as 1978, 1978-05-01 or 1981/1984")
        elif not date.is_empty:
            found.append((line, date))
    dated = [(line, date) for line, date in found if date.year or date.status]
    if not dated:
        return
    line, best = next((row for row in dated if row[1].year), dated[0])
    for other, date in dated:
        if date.year and best.year and date.year != best.year:
            message = (
                f"{line.tag} says {best.year}, {other.tag} says {date.year}: {best.year} is taken"
            )
            record.at(other.number)("import/guess", message, "look which is the year of the issue")
    same = [date for _, date in found if date.year in (best.year, 0) and date.month]
    day = next((date for date in same if date.day), next(iter(same), best))
    whole = best if best.last_year or best.status or not day.month else day
    parts = ForeignDate(
        best.year, whole.month, whole.day, whole.last_year, whole.last_month, best.status
    )
    record.put("issued", line, parts.to_csl())


def read_pages(block: Block, csl_type: str, record: Record) -> None:
    """Pages, or the number of an article that has none; of a whole book, how many there are."""
    start, end = (next(said(block, tag), None) for tag in ("SP", "EP"))
    first, last = (_DASHES.sub("-", text(line.value)) if line else "" for line in (start, end))
    if start is None and end is not None and not last.isdigit():
        start, first, last = end, last, ""
    first = re.sub(r"^pp?\.? ?(?=\d)", "", re.sub(r"\s*;\s*(?:[a-z ]*\b)?(?=\d)", ", ", first))
    lone = "" if last and last != first else first
    if csl_type == "book" or (csl_type in ("thesis", "manuscript") and lone and "-" not in lone):
        record.put("number-of-pages", start, first if lone else f"{first}-{last}")
        return
    for line in said(block, "C7", "AR"):
        _article_number(csl_type, record, line)
    if csl_type in SERIALS and _LONE_NUMBER.fullmatch(lone):
        record.put("number", start, lone)
    elif start:
        record.put(
            "page", start, f"{first}-{last}" if last and "-" not in first and not lone else first
        )
    if csl_type in SERIALS and "page" not in record.csl and "number" not in record.csl:
        for line in said(block, "M1", "SE"):
            if _LONE_NUMBER.fullmatch(line.value) or re.match(r"art", line.value, re.IGNORECASE):
                _article_number(csl_type, record, line)


def _article_number(csl_type: str, record: Record, line: Line) -> None:
    match = _ARTICLE_NUMBER.fullmatch(text(line.value))
    if match and csl_type in SERIALS | {"paper-conference"}:
        record.put("number" if csl_type in SERIALS else "page", line, match[1])
    elif not match and line.tag in ("C7", "AR"):
        not_kept(record, line)


def read_numbers(block: Block, csl_type: str, record: Record) -> None:
    record.put("DOI", find_doi(block))
    record.put("PMID", find_pmid(block))
    record.put("PMCID", find_pmcid(block))
    isbn, wrong = find_isbn(block, csl_type)
    if csl_type == "report":
        numbers = [n for n in said(block, "SN", "M1") if not is_issn(n.value)]
        numbers = [n for n in numbers if isbn is None or isbn.value not in n.value]
        record.put("number", next(iter(numbers), None))
    elif csl_type not in SERIALS:
        variable = "collection-number" if csl_type in PARTS | {"book"} else "number"
        numbers = [n for n in said(block, "M1") if len(n.value) < 30 and "10." not in n.value]
        record.put(variable, next(iter(numbers), None))
        for line in wrong:
            record.put("ISBN", line)
    record.put("ISBN", isbn)
    links, into_databases = find_links(block)
    for variable, line in links.items():
        record.put(variable, line)
    if into_databases and not ({"DOI", "PMID", "URL", "arxiv"} & record.csl.keys()):
        line = into_databases[0]
        message = f"the link leads into a database, so it is left out: {short(line.value)}"
        record.at(line.number)("import/value", message, "give the address of the work itself: url")
