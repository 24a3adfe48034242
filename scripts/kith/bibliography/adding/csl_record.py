"""CSL-JSON to `Work`: what registries answer, what reference managers copy, and what RIS becomes.

Lenient, since every maker of CSL-JSON has ways of its own (Crossref's types and lists, DataCite's
names as one text). What cannot be read is left out and never guessed. No file is known here.
"""

import html
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any, Final

from kith.bibliography.reading.dates import Date, Point, read_date
from kith.bibliography.reading.fields import DATES, NAMES, Field, export_type, fields_for
from kith.bibliography.reading.names import Name, read_names
from kith.bibliography.reading.place import Place, silent
from kith.bibliography.reading.richtext import Kind, Node, RichText, Span
from kith.bibliography.reading.values import read_pages, read_value
from kith.bibliography.reading.work import Evidence, Work

Csl = Mapping[str, Any]

_TYPES: Final = {
    "journal-article": "article-journal", "article": "article-journal", "monograph": "book",
    "edited-book": "book", "reference-book": "book", "book-series": "book", "book-set": "book",
    "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter",
    "book-track": "chapter", "proceedings-article": "paper-conference", "proceedings": "book",
    "reference-entry": "entry-encyclopedia", "entry": "entry-encyclopedia", "report-series":
    "report", "dissertation": "thesis", "posted-content": "article-journal", "post": "webpage",
    "post-weblog": "webpage", "journal": "periodical",
}  # fmt: skip
"""Types that are not CSL's, or that this library has no entry type for."""
_ALSO: Final = {
    "publisher-location": "publisher-place",
    "short-container-title": "container-title-short",
    "edition-number": "edition",
    "article-number": "number",
}
"""Crossref's own names of variables."""
_OF_JOURNALS: Final = frozenset(["article-journal", "article-magazine", "article-newspaper"])
_BY_YEAR: Final = frozenset(["article-journal", "book", "chapter", "thesis", "paper-conference"])
_LEFT_OUT: Final = frozenset(
    ["abstract", "note", "annote", "ISSN", "title-short", "container-title-short", "archive"]
)
"""Variables that this site has no use for, or no right to print."""
_TAGS: Final[Mapping[str, Kind]] = {
    "i": "emphasis", "em": "emphasis", "b": "strong", "strong": "strong", "sub": "sub",
    "sup": "sup", "sc": "smallcaps", "scp": "smallcaps",
}  # fmt: skip


def read_csl(record: Csl, evidence: Evidence) -> Work:
    """One work, with a key that is still to be made."""
    record = {_ALSO.get(name, name): value for name, value in record.items()}
    named = "container-title" if record.get("container-title") else "title"
    if record.get("volume-title") and record.get(named):  # as Work.to_csl has them
        record[named], record["volume-title"] = record["volume-title"], record[named]
    said = _text(record.get("type"))
    known = _TYPES.get(said, said)
    row = export_type("", known)
    names = {role: tuple(_names(record.get(role))) for _, role, _ in NAMES}
    fields = {}
    for field in fields_for(row.csl):
        value = _value(field, record.get(field.csl), row.csl)
        if value and field.csl not in fields and field.csl not in _LEFT_OUT:
            fields[field.csl] = value
    if row.csl in _OF_JOURNALS:
        fields.pop("publisher", None)
        fields.pop("publisher-place", None)
    if "DOI" in fields and row.csl != "webpage":
        fields.pop("URL", None)
    dates = {}
    for _, variable, _ in DATES[1:]:
        date = _date(record.get(variable)) if "URL" in fields or variable != "accessed" else None
        if date:
            dates[variable] = date
    issued = _date(record.get("issued"))
    if issued and issued.start and row.csl in _BY_YEAR:
        issued = Date(start=Point(issued.start.year))
    return Work(
        key="",
        type=row.csl,
        entry_type=row.name,
        place=Place("", 1, 1),
        title=_title(record),
        names={role: people for role, people in names.items() if people},
        issued=issued,
        fields=fields,
        evidence=evidence,
        dates=dates,
    )


def rich(text: str) -> RichText:
    """Text with the few tags that titles have; every other tag is dropped, what it holds stays."""
    parser = _Title()
    parser.feed(html.unescape(text) if "&amp;" in text else text)
    parser.close()
    return parser.result()


def plain(text: str) -> str:
    """The same without any markup, in one line."""
    return " ".join(rich(text).plain().split())


def _title(record: Csl) -> RichText:
    title, under = (_text(record.get(name)) for name in ("title", "subtitle"))
    if under and under.lower() not in title.lower():
        title = f"{title}{' ' if title.endswith(('?', '!', ':')) else ': '}{under}"
    return rich(re.sub(r"(?<=[^.\s])\.$", "", " ".join(title.split())))


def _value(field: Field, value: object, csl_type: str) -> RichText | str:
    text = _text(value)
    if not text:
        return ""
    if field.kind == "rich":
        return rich(text)
    if field.kind == "pages":
        return _whole_pages(read_pages(plain(text), silent))
    if field.csl == "language":
        return "" if text.lower().startswith(("en", "eng")) else text
    if field.csl in ("ISBN", "DOI"):
        text = re.sub(r"^https?://id\.crossref\.org/isbn/", "", text)
    if field.csl == "number" and csl_type in _OF_JOURNALS and text.isdigit() and len(text) > 8:
        return ""  # a number of a publisher's own, which no reader looks for
    return read_value(field, text if field.kind == "verbatim" else plain(text), silent)


def _whole_pages(pages: str) -> str:
    """175–9 as 175–179."""

    def whole(match: re.Match[str]) -> str:
        first, last = match.groups()
        return f"{first}–{first[: max(len(first) - len(last), 0)]}{last}"

    return re.sub(r"(?<![\w.])(\d+)–(\d+)(?!\w)", whole, pages)


def _text(value: object) -> str:
    """A value as one text; of a list, which Crossref has for titles and numbers, the first."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value).strip() if isinstance(value, str | int) else ""


def _names(people: object) -> Iterator[Name]:
    for person in people if isinstance(people, list) else ():
        if not isinstance(person, dict):
            continue
        said = {name: plain(_text(value)) for name, value in person.items()}
        literal = said.get("literal") or said.get("name") or ""
        family, given = said.get("family", ""), _dotted(said.get("given", ""))
        particle = said.get("non-dropping-particle") or said.get("dropping-particle") or ""
        if family and not given and not particle:
            literal = family if " " in family else ""
        if literal or not family:
            yield from (Name(literal=literal),) if literal else ()
        elif not particle and re.match(r"[a-zà-ÿ]+[ '’]", family):
            # As in "van den Berg": the reader of names knows which of the words are small.
            yield from read_names(f"{family}, {given}")
        else:
            yield Name(family, given, particle, said.get("suffix", ""))


def _dotted(given: str) -> str:
    """Initials with their dots: "Bruce K" as "Bruce K.", "BK" as "B. K."."""
    if re.fullmatch(r"[A-Z]{2,3}", given):
        given = " ".join(given)
    return re.sub(r"\b([A-Z])(?=[\s-]|$)", r"\1.", given)


def _date(value: object) -> Date | None:
    if isinstance(value, str):
        return read_date(value[:10])
    if not isinstance(value, dict):
        return None
    try:
        ranges = value["date-parts"]
        points = [Point(*(int(part) for part in parts[:3])) for parts in ranges[:2] if parts[0]]
    except (LookupError, TypeError, ValueError):
        said = _text(value.get("raw")) or _text(value.get("literal"))
        year = re.search(r"\b(1[5-9]|20)\d\d\b", said)
        return read_date(said) or (read_date(year[0]) if year else None)
    if not points:
        return None
    circa = bool(value.get("circa"))
    return Date(points[0], points[1] if len(points) > 1 else None, len(points) > 1, circa)


class _Title(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, list[Node]]] = [("", [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _TAGS or (tag == "span" and ("class", "nocase") in attrs):
            self._open.append((tag, []))

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1][0] == tag:
            name, nodes = self._open.pop()
            if nodes:
                self._open[-1][1].append(Span(_TAGS.get(name, "nocase"), tuple(nodes)))

    def handle_data(self, data: str) -> None:
        self._open[-1][1].append(re.sub(r"\s+", " ", data))

    def result(self) -> RichText:
        while len(self._open) > 1:  # a tag that never closes is none
            _, nodes = self._open.pop()
            self._open[-1][1].extend(nodes)
        return RichText(tuple(node for node in self._open[0][1] if node))
