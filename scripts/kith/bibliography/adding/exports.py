"""What an editor has, from bytes to works: BibTeX, RIS, PubMed, EndNote, CSL-JSON.

The format is told by the text, never by the name of the file. Nothing is lost without a word: each
work carries what was not kept of it, and a record that is no work is a problem with its line. No
file is opened here, and nothing is written.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from kith.bibliography.adding.csl_record import KNOWN, read_csl
from kith.bibliography.adding.endnote import XmlError, is_refer, refer_blocks, xml_blocks
from kith.bibliography.adding.medline import is_medline, medline_blocks
from kith.bibliography.adding.pasted_bibtex import BEGINS, read_bibtex
from kith.bibliography.adding.ris import read_ris
from kith.bibliography.adding.tagged import Block, blocks, is_ris
from kith.bibliography.adding.works import Export, Found, is_work
from kith.bibliography.reading.place import Place, Report
from kith.bibliography.reading.work import Evidence
from kith.encoding import ADVICE, EncodingError, decode_export, encoding_of
from kith.problems import Problem

__all__ = ["Export", "Found", "read_bytes", "read_text"]

FORMATS: Final = "BibTeX, RIS, PubMed (.nbib), EndNote (.enw or XML) or CSL-JSON"
_HOW: Final = f"export it as {FORMATS}; docs/exports.md says how"
_FOREIGN: Final = (
    (b"%PDF", "a PDF: look its DOI up instead"),
    (b"PK\x03\x04", "a packed file, such as Word’s or Excel’s"),
    (b"{\\rtf", "a document of a word processor"),
    (b"\xd0\xcf\x11\xe0", "an old document of Word or Excel"),
    (b"SQLite format", "a database of a reference manager"),
)
"""How files begin that hold no text of references."""
_DOI: Final = re.compile(r"10\.\d{4,9}/[^\s\"<>{}]+")
_STRANGERS: Final = (
    (r"FN (?:Clarivate|Thomson|ISI)", "Web of Science’s plain text: choose RIS there"),
    (r"<!doctype html|<html", "a web page: look for “cite” or “export” on it"),
    (r"[^\n]*\btitle\b[^\n]*[,;\t][^\n]*\n", "a table: a list of references is needed"),
)


_WRAPPERS: Final = ("message", "items", "references")
"""Names under which programs put a list of works."""
_HARMLESS: Final = frozenset(
    """id type citation-key citation-label source keyword categories custom system_id status
    year-suffix prefix member score indexed deposited created license link subject relation
    resource reference reference-count references-count is-referenced-by-count content-domain
    published published-online published-print published-other journal-issue alternative-id
    assertion funder update-policy original-title short-title issn-type isbn-type archive_location
    call-number archive-place shortTitle journalAbbreviation aliases copyright version
    """.split()
)
"""What CSL-JSON and Crossref say beside the reference."""


@dataclass(frozen=True, slots=True)
class _Format:
    begins: int
    read: Any


def read_bytes(data: bytes, path: str, evidence: Evidence) -> Export:
    """The works of a file or of standard input; `path` is what problems call it."""
    place = Place(path, 1, 1)
    for mark, what in _FOREIGN:
        if data.startswith(mark):
            return Export(lost=(place.problem("import/file", f"this is {what}", _HOW),))
    try:
        encoding, text = encoding_of(data), decode_export(data)
    except EncodingError as error:
        return Export(lost=(place.problem("import/file", f"this cannot be read: {error}", ADVICE),))
    export = read_text(text, path, evidence)
    if encoding.guessed:
        words = list(dict.fromkeys(re.findall(r"[\w’]*[^\W\x00-\x7f][\w’]*", text)))[:4]
        sample = f": {', '.join(words)}" if words else ""
        message = f"this is not UTF-8, and is read as {encoding.name}{sample}"
        told = place.problem("import/encoding", message, f"if these words look wrong, {ADVICE}")
        return replace(export, told=(told, *export.told))
    return export


def read_text(text: str, path: str, evidence: Evidence) -> Export:
    """The works of a text, and what could not be kept of it."""
    text = re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))
    start = text.lstrip()
    place = Place(path, 1, 1)
    if not start:
        return Export(lost=(place.problem("import/file", "this is empty", _HOW),))
    for pattern, what in _STRANGERS[:2]:
        if re.match(pattern, start, re.IGNORECASE):
            return Export(lost=(place.problem("import/file", f"this is {what}", _HOW),))
    if start[0] == "<":
        return _xml(text, path, evidence)
    if start[0] in "{[":
        return _csl_json(text, path, evidence)
    bibtex = BEGINS.search(text)
    formats = (
        _Format(is_ris(text), blocks),
        _Format(is_medline(text), medline_blocks),
        _Format(is_refer(text), refer_blocks),
        _Format(bibtex.start() if bibtex else -1, None),
    )
    first = min(
        (form for form in formats if form.begins >= 0), key=lambda form: form.begins, default=None
    )
    if first is None:
        table = re.match(_STRANGERS[2][0], start, re.IGNORECASE)
        what = _STRANGERS[2][1] if table else "nothing that can be read as references"
        doi = _DOI.search(text)
        how = f"look it up: kith cite {doi[0].rstrip('.,;)')}; or {_HOW}" if doi else _HOW
        return Export(lost=(place.problem("import/file", f"this is {what}", how),))
    if first.read is None:
        return read_bibtex(text, path, evidence)
    return _tagged(first.read(text), path, evidence)


def _xml(text: str, path: str, evidence: Evidence) -> Export:
    try:
        found = xml_blocks(text)
    except XmlError as error:
        problem = Place(path, error.line, 1).problem("import/file", str(error), _HOW)
        return Export(lost=(problem,))
    if not found:
        message = "this XML is not EndNote’s: it has no records"
        return Export(lost=(Place(path, 1, 1).problem("import/file", message, _HOW),))
    return _tagged(found, path, evidence)


def _tagged(found: Iterable[Block], path: str, evidence: Evidence) -> Export:
    """Records of tagged lines."""
    works: list[Found] = []
    lost: list[Problem] = []
    for count, block in enumerate(found, 1):
        record = read_ris(block, path)
        if not is_work(record.csl):
            lost.append(_no_work(record.place, count))
            continue
        work = read_csl(record.csl, evidence, record.reporter)
        works.append(Found(work, tuple(sorted(record.problems))))
    if not works and not lost:
        message = "there is a beginning of a record here, and nothing in it"
        lost.append(Place(path, 1, 1).problem("import/file", message, _HOW))
    return Export(tuple(works), tuple(lost))


def _csl_json(text: str, path: str, evidence: Evidence) -> Export:
    """CSL-JSON: one work, a list of them, or such a list under the name that a program gave it."""
    works: list[Found] = []
    lost: list[Problem] = []
    try:
        for count, (at, row) in enumerate(_items(text), 1):
            place = _place(text, at, path)
            problems: list[Problem] = []
            if not isinstance(row, dict) or not is_work(row):
                lost.append(_no_work(place, count))
                continue
            if "itemType" in row or "creators" in row:
                message = f"record {count} is in the form of Zotero itself"
                lost.append(place.problem("import/record", message, "choose CSL JSON or RIS there"))
                continue
            if unknown := sorted(row.keys() - KNOWN - _HARMLESS):
                message = f"nothing here reads {', '.join(unknown)[:200]}"
                problems.append(place.problem("import/value", message, "CSL-JSON has other names"))
            report = place.reporter(problems)
            work = read_csl(row, evidence, partial(_same, report))
            if is_work({"title": work.title.plain(), "author": work.creators, **work.fields}):
                works.append(Found(work, tuple(problems)))
            else:
                lost.append(_no_work(place, count))
    except json.JSONDecodeError as error:
        place = _place(text, error.pos, path)
        lost.append(place.problem("import/file", f"the JSON breaks off here: {error.msg}", _HOW))
    except RecursionError:
        message = "the JSON is nested too deeply to be CSL-JSON"
        lost.append(Place(path, 1, 1).problem("import/file", message, _HOW))
    except ValueError as error:  # a number of too many digits
        lost.append(
            Place(path, 1, 1).problem("import/file", f"the JSON cannot be read: {error}", _HOW)
        )
    if not works and not lost:
        lost.append(Place(path, 1, 1).problem("import/file", "there is no work in this JSON", _HOW))
    return Export(tuple(works), tuple(lost))


def _same(report: Report, _: str) -> Report:
    """One report for every variable: where each stands in JSON is not known."""
    return report


def _items(text: str) -> Iterator[tuple[int, object]]:
    """The works of a JSON text, each with where it begins."""
    decoder = json.JSONDecoder()
    at = len(text) - len(text.lstrip())
    if text[at] == "{":
        whole, end = decoder.raw_decode(text, at)
        if text[end:].strip():
            raise json.JSONDecodeError("something follows the end", text, end)
        rows: Any = whole
        while isinstance(rows, dict) and not is_work(rows):
            inner = [rows[name] for name in _WRAPPERS if isinstance(rows.get(name), dict | list)]
            if not inner:
                break
            rows = inner[0]
        yield from ((at, row) for row in (rows if isinstance(rows, list) else [rows]))
        return
    at = _after_blanks(text, at + 1)
    while text[at : at + 1] != "]":
        row, end = decoder.raw_decode(text, at)
        yield at, row
        at = _after_blanks(text, end)
        if text[at : at + 1] == ",":
            at = _after_blanks(text, at + 1)
        elif text[at : at + 1] != "]":
            raise json.JSONDecodeError("a comma or ] is missing", text, at)


def _after_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _place(text: str, at: int, path: str) -> Place:
    before = text[:at]
    return Place(path, before.count("\n") + 1, at - before.rfind("\n"))


def _no_work(place: Place, count: int) -> Problem:
    message = f"record {count} has no title, author or DOI, so it is not added"
    return place.problem("import/record", message, "look whether the export was cut off")
