"""A record of tagged lines to CSL-JSON, by the tables in `ris_tags.py`.

What a record says and this cannot use is told, at its line. Tags that say nothing of a reference
(`PASSED`) are passed over, abstracts and notes too, which may not be published here.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from kith.bibliography.adding.foreign_dates import ForeignDate, read_foreign_date, says_no_date
from kith.bibliography.adding.people import is_editor, read_people
from kith.bibliography.adding.ris_numbers import (
    find_doi,
    find_isbn,
    find_links,
    find_pmcid,
    find_pmid,
    is_issn,
    said,
)
from kith.bibliography.adding.ris_tags import (
    CONTAINERS,
    DATES,
    FULL,
    GENERIC,
    KINDS_NAMED,
    KNOWN,
    PARTS,
    PEOPLE,
    SERIALS,
    SITES,
    TEXTS,
    TITLES,
    TYPES,
)
from kith.bibliography.adding.tagged import Block, Line
from kith.bibliography.reading.place import Place, Report
from kith.problems import Problem

_BRACKETED: Final = re.compile(r"\s*\[[^\]]*\]\s*")
_ARTICLE_NUMBER: Final = re.compile(
    r"(?:article |art\. ?)?((?:[a-z]{1,4}[.-]?)?\d{1,10}(?:\.\d+)?)", re.IGNORECASE
)
_LONE_NUMBER: Final = re.compile(r"e\d{2,}|[a-z]{0,3}\d{5,}", re.IGNORECASE)
_DASHES: Final = re.compile(r"[\u00ad\u2010-\u2015\u2212]")
_SMALL: Final = frozenset(
    "a an and at by de del des du et for from in la le of on or the to und with y".split()
)


@dataclass(slots=True)
class Record:
    """What was read of a record: CSL-JSON, where each variable stands, and what was not kept."""

    csl: dict[str, Any]
    place: Place
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def reporter(self, variable: str) -> Report:
        """The report of what is wrong with a variable."""
        return self.at(self.lines.get(variable, self.place.line))

    def at(self, number: int) -> Report:
        """The report of what is wrong in a line."""
        return self.place._replace(line=number).reporter(self.problems)

    def put(self, variable: str, line: Line | None, value: object = None) -> None:
        """A variable from a line, unless it has a value already."""
        if line is not None and variable not in self.csl:
            self.csl[variable] = _text(line.value) if value is None else value
            self.lines[variable] = line.number


def read_ris(block: Block, path: str) -> Record:
    """One record, a work or not."""
    kind = _text(next((line.value for line in block if line.tag == "TY"), "")).upper()
    record = Record({}, Place(path, block[0].number, 1))
    csl_type = _type(block, kind, record)
    record.csl["type"] = csl_type
    for line in said(block, *TITLES, *(["BT"] if csl_type == "book" else []), "ST"):
        record.put("title", line)
    _people(block, kind, csl_type, record)
    _container(block, csl_type, record)
    _texts(block, csl_type, record)
    _dates(block, record)
    _pages(block, csl_type, record)
    _numbers(block, csl_type, record)
    _unknown(block, record)
    _capitals(record)
    return record


def _type(block: Block, kind: str, record: Record) -> str:
    known = TYPES.get(kind, "")
    names_a_whole = any(said(block, "T2", "BT", "JO", "JF", "C3"))
    if kind == "GEN" and any(said(block, "VL", "IS")) and names_a_whole:
        return "article-journal"
    if kind == "CONF" and not names_a_whole and not any(said(block, "AU", "A1")):
        return "book"  # the proceedings themselves
    if kind == "SER" and any(said(block, "AU", "A1")):
        return "chapter" if names_a_whole and any(said(block, "SP")) else "book"
    if known:
        return known
    guess = "article-journal" if any(said(block, "JO", "JF", "T2")) else "document"
    message = f"{kind} is no type of RIS" if kind else "the record has no type (TY)"
    meaning = "an article" if guess == "article-journal" else "a work of no special kind"
    record.at(block[0].number)("import/guess", f"{message}: read as {meaning}", "look at its @type")
    return guess


def _people(block: Block, kind: str, csl_type: str, record: Record) -> None:
    found: dict[str, list[dict[str, str]]] = {}
    for line in block:
        roles = PEOPLE.get(line.tag, {})
        if not roles or not line.value or (line.tag == "TA" and "," not in line.value):
            continue
        role = roles.get(kind, roles[""])
        role = "editor" if role == "author" and is_editor(line.value) else role
        crowd = csl_type in SERIALS and line.tag == "A2" and line.value.count(",") > 3
        if not role or crowd:
            message = f"{line.tag} names people whom no entry here names: {_short(line.value)}"
            record.at(line.number)("import/value", message, "nothing, if they did not write it")
            continue
        found.setdefault(role, []).extend(read_people(line.value, record.at(line.number)))
        record.lines.setdefault(role, line.number)
    if kind == "EDBOOK" and not found.get("editor"):
        found["editor"] = found.pop("author", [])
    record.csl |= {role: people for role, people in found.items() if people}


def _container(block: Block, csl_type: str, record: Record) -> None:
    """What the work stands in; for a whole book or a report, its series."""
    lines = list(said(block, *CONTAINERS))
    if csl_type in PARTS and any(said(block, "C3")) and not _of_web_of_science(block):
        if csl_type == "paper-conference":  # T2 is then the conference
            record.put("event-title", next(said(block, "T2"), None))
        lines = [*said(block, "C3"), *lines]
    lines = [line for line in lines if _text(line.value) != record.csl.get("title")] or lines
    if not lines:
        return
    first = lines[0]
    longer = [line for line in lines if line.tag in FULL and _abbreviates(first.value, line.value)]
    first = longer[0] if longer else first
    if csl_type in SERIALS | PARTS | SITES or csl_type == "periodical":
        record.put("container-title", first)
    elif csl_type in ("book", "report", "dataset", "software") and first.tag != "BT":
        record.put("collection-title", next(said(block, "T3"), None))
        record.put("collection-title", first)
    elif first.tag not in ("BT", "T2"):
        _not_kept(record, first)


def _texts(block: Block, csl_type: str, record: Record) -> None:
    for tag, variable in TEXTS.items():
        for line in said(block, tag):
            if tag == "ET" and csl_type in SERIALS | KINDS_NAMED - {"report"}:
                continue  # the version of a file, or a date
            if tag in ("CY", "PP", "PI", "PB", "PU") and csl_type in SERIALS:
                continue  # no style names the house of a journal
            record.put("version" if tag == "ET" and csl_type == "software" else variable, line)
    for line in said(block, "M3"):
        kind = _BRACKETED.sub(" ", line.value).strip()
        if csl_type in KINDS_NAMED and kind and kind.lower() not in GENERIC and "10." not in kind:
            record.put("genre", line, kind)


def _dates(block: Block, record: Record) -> None:
    """The year of the issue, and the month and day that go with it."""
    found: list[tuple[Line, ForeignDate]] = []
    for line in said(block, *DATES):
        date = read_foreign_date(_text(line.value))
        if date.is_empty and not says_no_date(line.value):
            message = f"“{_short(line.value)}” is not a date"
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
    for tag, variable in (("Y2", "accessed"), ("OP", "original-date")):
        for line in said(block, tag):
            date = read_foreign_date(_text(line.value))
            if date.year and (tag == "OP" or date.day):
                record.put(variable, line, date.to_csl())


def _pages(block: Block, csl_type: str, record: Record) -> None:
    """Pages, or the number of an article that has none; of a whole book, how many there are."""
    start, end = (next(said(block, tag), None) for tag in ("SP", "EP"))
    first, last = (_DASHES.sub("-", _text(line.value)) if line else "" for line in (start, end))
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
    match = _ARTICLE_NUMBER.fullmatch(_text(line.value))
    if match and csl_type in SERIALS | {"paper-conference"}:
        record.put("number" if csl_type in SERIALS else "page", line, match[1])
    elif not match and line.tag in ("C7", "AR"):
        _not_kept(record, line)


def _numbers(block: Block, csl_type: str, record: Record) -> None:
    record.put("DOI", find_doi(block))
    record.put("PMID", find_pmid(block))
    record.put("PMCID", find_pmcid(block))
    isbn, wrong = find_isbn(block, csl_type)
    if csl_type == "report":
        record.put(
            "number", next((n for n in said(block, "SN", "M1") if not is_issn(n.value)), None)
        )
        if isbn and record.csl.get("number") == isbn.value:
            del record.csl["number"]
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
        message = f"the link leads into a database, so it is left out: {_short(line.value)}"
        record.at(line.number)("import/value", message, "give the address of the work itself: url")


def _unknown(block: Block, record: Record) -> None:
    """Tags that nobody knows; and what stands twice and counts once."""
    for line in block:
        if line.tag not in KNOWN and line.value:
            _not_kept(record, line)


def _not_kept(record: Record, line: Line) -> None:
    message = f"{line.tag} is not kept: {_short(line.value)}"
    record.at(line.number)("import/value", message, "write it into the entry, if readers need it")


def _capitals(record: Record) -> None:
    """A journal's name in capitals, as Web of Science has it, in letters that can be read."""
    name = str(record.csl.get("container-title", ""))
    if len(name.split()) > 1 and name.isupper():
        words = [_capital(word, at) for at, word in enumerate(name.split())]
        record.csl["container-title"] = calm = " ".join(words)
        message = f"{name} is read as {calm}"
        record.reporter("container-title")("import/guess", message, "look how it writes its name")
    title = str(record.csl.get("title", ""))
    if len(title.split()) > 2 and title.isupper():
        message = f"the title is all in capitals: {_short(title)}"
        record.reporter("title")("import/guess", message, "write it in small letters")


def _capital(word: str, at: int) -> str:
    if at and word.lower() in _SMALL:
        return word.lower()
    return (
        word
        if len(word) < 5 and word not in ("OPEN", "DRUG", "DATA", "LIFE", "PAIN", "CARE", "MIND")
        else word.capitalize()
    )


def _abbreviates(short: str, long: str) -> bool:
    """Whether each word of a name begins a word of the other, in order: Nat. Commun."""
    if len(short) >= len(long):
        return False
    words: Iterator[str] = iter(re.findall(r"\w+", long.lower()))
    pieces = re.findall(r"\w+", short.lower())
    return bool(pieces) and all(any(word.startswith(piece) for word in words) for piece in pieces)


def _of_web_of_science(block: Block) -> bool:
    return any(line.value.startswith("WOS:") for line in said(block, "AN", "UT"))


def _text(value: str) -> str:
    """One line, with the entities that some databases leave in."""
    return " ".join(html.unescape(value).split()) if "&" in value else " ".join(value.split())


def _short(value: str) -> str:
    text = _text(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
