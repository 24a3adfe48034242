"""CSL-JSON to `Work`: what registries answer, what reference managers copy, and what RIS becomes.

Lenient, since every maker of CSL-JSON has ways of its own (Crossref's types and lists, DataCite's
names as one text). What cannot be read is left out and never guessed. No file is known here.
"""

import html
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any, Final

from kith.bibliography.adding.csl_dates import read_csl_date
from kith.bibliography.adding.ris_tags import GENERIC, PLACEHOLDERS
from kith.bibliography.reading import identifiers
from kith.bibliography.reading.dates import Date, Point, read_status
from kith.bibliography.reading.fields import DATES, FIELDS, NAMES, Field, export_type, fields_for
from kith.bibliography.reading.names import Name, read_names
from kith.bibliography.reading.place import Place, Report, silent
from kith.bibliography.reading.richtext import Kind, Node, RichText, Span
from kith.bibliography.reading.values import read_pages, read_value
from kith.bibliography.reading.work import Evidence, Work

Csl = Mapping[str, Any]
type Told = Callable[[str], Report]
"""Gives for a variable the report of what is wrong with it."""


def _quiet(_: str) -> Report:
    return silent


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
_UNREAD: Final = frozenset(
    ["authority", "dimensions", "jurisdiction", "medium", "references", "reviewed-title", "scale",
     "section", "supplement-number", "interviewer", "recipient", "composer", "illustrator",
     "reviewed-author", "performer", "producer", "script-writer", "editorial-director", "compiler"]
)  # fmt: skip
"""Variables of CSL for which the library has no field."""
KNOWN: Final = frozenset(
    {field.csl for field in FIELDS}
    | {role for _, role, _ in NAMES}
    | {variable for _, variable, _ in DATES}
    | _ALSO.keys() | _LEFT_OUT | _UNREAD | {"type", "title", "subtitle", "status", "arxiv"}
)  # fmt: skip
"""Names that are read, or told to be left out."""
_LANGUAGES: Final = {
    "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "spa": "es", "por": "pt", "ita": "it",
    "dut": "nl", "nld": "nl", "swe": "sv", "nor": "nb", "dan": "da", "fin": "fi", "pol": "pl",
    "rus": "ru", "chi": "zh", "zho": "zh", "jpn": "ja", "kor": "ko", "gre": "el", "tur": "tr",
    "ara": "ar", "heb": "he", "hun": "hu", "cze": "cs", "ces": "cs", "per": "fa", "fas": "fa",
}  # fmt: skip
"""The codes of three letters that PubMed and library catalogues use."""
_ARXIV: Final = re.compile(r"https?://arxiv\.org/abs/(\S+)", re.IGNORECASE)
_ESCAPED: Final = re.compile(r"&amp;|&lt;/?(?:i|em|b|strong|su[bp]|scp?)&gt;")
_LOOSE_SIGN: Final = re.compile(
    r"<(?!/?(?:i|em|b|strong|bold|italic|sub|sup|inf|sc|scp|tt|u|span|font|a|p|br|title|emph|"
    r"(?:jats|mml|m):[\w-]+)\b[^<>]*>)"
)
"""A less-than sign that opens no tag: p < 0.05, x<y."""
_TAGS: Final[Mapping[str, Kind]] = {
    "i": "emphasis", "em": "emphasis", "b": "strong", "strong": "strong", "sub": "sub",
    "sup": "sup", "sc": "smallcaps", "scp": "smallcaps",
}  # fmt: skip


def read_csl(record: Csl, evidence: Evidence, told: Told = _quiet) -> Work:
    """One work, with a key that is still to be made. What cannot be kept is told."""
    record = {_ALSO.get(name, name): value for name, value in record.items()}
    named = "container-title" if record.get("container-title") else "title"
    if record.get("volume-title") and record.get(named):  # as Work.to_csl has them
        record[named], record["volume-title"] = record["volume-title"], record[named]
    said = _text(record.get("type"))
    known = _TYPES.get(said, said)
    row = export_type("", known)
    names = {role: tuple(_names(record.get(role), told(role))) for _, role, _ in NAMES}
    fields = _fields(record, row.csl, told)
    dates: dict[str, Date] = {}
    for _, variable, _ in DATES[1:]:
        if "URL" in fields or variable != "accessed":
            date = read_csl_date(record.get(variable), told(variable))
            dates |= {variable: date} if date else {}
    issued = read_csl_date(record.get("issued"), told("issued")) or read_status(
        _text(record.get("status"))
    )
    _tell_unread(record, row.csl, told)
    return Work(
        key="",
        type=row.csl,
        entry_type=row.name,
        place=Place("", 1, 1),
        title=_title(record),
        names={role: people for role, people in names.items() if people},
        issued=_by_year(issued) if issued and row.csl in _BY_YEAR else issued,
        fields=fields,
        evidence=evidence,
        dates=dates,
    )


def _fields(record: Csl, csl_type: str, told: Told) -> dict[str, RichText | str]:
    fields: dict[str, RichText | str] = {}
    done = set(_LEFT_OUT)
    for field in fields_for(csl_type):
        if field.csl not in done:
            done.add(field.csl)
            value = _value(field, record.get(field.csl), told(field.csl))
            fields |= {field.csl: value} if value else {}
    if csl_type in _OF_JOURNALS:
        fields.pop("publisher", None)
        fields.pop("publisher-place", None)
        if str(fields.get("genre", "")).strip("[]").lower() in GENERIC:
            del fields["genre"]
        number = str(fields.get("number", ""))
        if "page" in fields and number.isdigit() and len(number) > 8:
            del fields["number"]  # a publisher's own, which no reader looks for
    arxiv = identifiers.arxiv(_text(record.get("arxiv")))
    link = _ARXIV.fullmatch(str(fields.get("URL", "")))
    if arxiv or (link and (arxiv := identifiers.arxiv(link[1]))):
        fields["arxiv"] = arxiv
        fields.pop("URL", None)
        if fields.get("publisher") == "arXiv":
            del fields["publisher"]
    if "DOI" in fields and csl_type != "webpage":
        fields.pop("URL", None)
    return fields


def _tell_unread(record: Csl, csl_type: str, told: Told) -> None:
    """What a record says, and an entry of this type has no place for."""
    here = {field.csl for field in fields_for(csl_type)} | _LEFT_OUT
    unread = (_UNREAD | {field.csl for field in FIELDS}) - here
    for variable in sorted(unread & record.keys()):
        value = record[variable]
        shown = _text(value) or (", ".join(n.literal or n.family for n in _names(value, silent)))
        if shown:
            message = f"{variable} is not kept: {shown[:60]}"
            told(variable)("import/value", message, "write it into the entry, if readers need it")


def _by_year(date: Date) -> Date:
    """A date without its months and days, which no style prints of works of this kind."""
    start, end = (
        Point(point.year, precision=point.precision) if point else None
        for point in (date.start, date.end)
    )
    if date.is_range and start == end:
        return replace(date, start=start, end=None, is_range=False)
    return replace(date, start=start, end=end)


def rich(text: str) -> RichText:
    """Text with the few tags that titles have; every other tag is dropped, what it holds stays."""
    parser = _Title()
    text = html.unescape(text) if _ESCAPED.search(text) else text
    parser.feed(_LOOSE_SIGN.sub("&lt;", text))
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


def _value(field: Field, value: object, report: Report) -> RichText | str:
    text = _text(value)
    if not text or text.lower() in PLACEHOLDERS:
        if not text and value not in (None, "", [], [""], {}):
            message = f"the value of {field.csl} cannot be used: {str(value)[:60]}"
            report("import/value", message, f"write {field.name} = {{…}}")
        return ""
    if field.kind == "rich":
        return rich(text)
    if field.kind == "pages":
        return _whole_pages(read_pages(plain(text), report))
    if field.csl == "language":
        text = re.split(r"[;,]", text)[0].strip()
        if text.lower().startswith("en"):
            return ""
        return read_value(field, _LANGUAGES.get(text.lower(), text), report)
    if field.csl in ("ISBN", "DOI"):
        text = re.sub(r"^https?://id\.crossref\.org/isbn/", "", text)
    return read_value(field, text if field.kind == "verbatim" else plain(text), report)


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
    if isinstance(value, float) and math.isfinite(value) and abs(value) < 1e9:
        value = int(value) if value.is_integer() else str(value)
    return str(value).strip() if isinstance(value, str | int) and value is not True else ""


def _names(people: object, report: Report) -> Iterator[Name]:
    if people and not isinstance(people, list):
        report(
            "import/value",
            f"names that are no list: {str(people)[:60]}",
            "write author = {Family, Given}",
        )
    for person in people if isinstance(people, list) else ():
        if not isinstance(person, dict):
            report(
                "import/value",
                f"a name that cannot be used: {str(person)[:60]}",
                "write author = {Family, Given}",
            )
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
            yield from read_names(f"{family}, {given}", report)
        else:
            yield Name(family, given, particle, said.get("suffix", ""))


def _dotted(given: str) -> str:
    """Initials with their dots: "Bruce K" as "Bruce K.", "BK" as "B. K."."""
    if re.fullmatch(r"[A-Z]{2,3}", given):
        given = " ".join(given)
    return re.sub(r"\b([A-Z])(?=[\s-]|$)", r"\1.", given)


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
