"""Works as RIS, the tagged lines that every reference manager reads.

By the published list of tags, which differs from type to type; the mapping table has the tags.
RIS has no markup and no escapes, and a line is a value: text is flattened to one line, and
sub- and superscripts become Unicode where they can. Dates beyond a year, month or season of one
kind (ranges, about, in doubt) keep their first year alone.
"""

from collections.abc import Iterator
from typing import Final

from kith.bibliography.reading.dates import Date
from kith.bibliography.reading.fields import DATES, NAMES, Field, export_type, fields_for
from kith.bibliography.reading.names import Name
from kith.bibliography.reading.place import silent
from kith.bibliography.reading.values import read_value
from kith.bibliography.reading.work import Work
from kith.bibliography.writing.encode import tidy

LINE_END: Final = "\r\n"
"""The published format asks for it, and old programs insist; everything else takes it too."""

_SEVERAL: Final = frozenset(["AU", "A2", "A3", "A4", "ED", "KW", "N1", "SN"])
"""Tags that may stand more than once."""
_PARTS: Final = frozenset(["chapter", "paper-conference", "entry-encyclopedia", "article-journal"])
_SEASONS: Final = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}

Line = tuple[str, str]


def write_record(work: Work) -> str:
    """One record, from TY to ER."""
    lines = [("TY", _type(work)), ("ID", tidy(work.key))]
    seen: set[str] = set()
    for tag, value in _lines(work):
        text = tidy(value)
        if text and (tag in _SEVERAL or tag not in seen):
            seen.add(tag)
            lines.append((tag, text))
    lines.append(("ER", ""))
    return "".join(f"{tag}  - {text}{LINE_END}" for tag, text in lines)


def _type(work: Work) -> str:
    """The type; a film's, whose AU are its directors, where that is who is named."""
    film = work.type == "motion_picture" and work.names.get("director")
    return "MPCT" if film else export_type(work.entry_type, work.type).ris


def _lines(work: Work) -> Iterator[Line]:
    for _, role, tag in NAMES:
        # A2 is the editor of what a work is a part of, and of a whole book the editor of its
        # series; elsewhere it is somebody else. ED is an editor everywhere.
        if role == "editor" and work.type not in _PARTS:
            tag = "ED"
        elif role == "collection-editor" and work.type == "book":
            tag = "A2"
        if tag:
            yield from ((tag, _name(name)) for name in work.names.get(role, ()))
    yield "TI", work.title.plain()
    yield from _issued(work.issued)
    for field in fields_for(work.type):
        value = str(work.fields.get(field.csl, ""))
        if field.ris and value:
            yield from _value(field, value)
    if work.type == "report":  # behind its number, which importers look for first
        yield "SN", str(work.fields.get("ISBN", ""))
    if "PMID" in work.fields:  # the number in AN is that of a record there
        yield "DB", "PubMed"
    if arxiv := work.fields.get("arxiv"):
        yield "UR", f"https://arxiv.org/abs/{arxiv}"
    for _, variable, tag in DATES[1:]:
        date = work.dates.get(variable)
        if date and tag:
            yield tag, date.label if tag == "OP" else _slashed(date) or date.label
    yield from (("KW", keyword) for keyword in work.evidence.keywords)


def _name(name: Name) -> str:
    """Family, given, suffix. An institution ends in a comma, or importers look for a given name.

    A person of one name has none. There is no escape for a comma within a part, so it is left out.
    """
    if name.is_others:
        return name.literal
    if name == Name(name.family) and len(name.family.split()) == 1 and not name.family.isupper():
        return name.family.replace(",", "")
    parts = [f"{name.particle} {name.family}".strip() or name.literal, name.given, name.suffix]
    clean = [" ".join(part.replace(",", " ").split()) for part in parts]
    while len(clean) > 2 and not clean[-1]:
        clean.pop()
    return ", ".join(clean).rstrip(" ")


def _issued(date: Date | None) -> Iterator[Line]:
    """The year for everyone, and the day where it is known; a status takes the year's place."""
    if date and date.literal:
        yield "PY", date.literal
    elif date and date.year is not None:
        yield from (("PY", f"{date.year:04d}"), ("DA", _slashed(date)))


def _slashed(date: Date) -> str:
    """1978/05/01/, 1978/05// or 2009///Spring; "" for what is not one such date."""
    point = date.start
    if not point or date.is_range or date.circa or date.uncertain or not point.month:
        return ""
    if point.month in _SEASONS:
        return f"{point.year:04d}///{_SEASONS[point.month]}"
    return f"{point.year:04d}/{point.month:02d}/{f'{point.day:02d}' if point.day else ''}/"


def _value(field: Field, value: str) -> Iterator[Line]:
    if field.kind == "verbatim":
        value = read_value(field, value, silent)
    first, dash, last = value.partition("–")
    if field.kind == "pages" and dash and "–" not in last and "," not in value:
        yield from (("SP", first), ("EP", last))
    else:
        yield field.ris, value
