"""A record of tagged lines to CSL-JSON, by the tables in `ris_tags.py`.

What a record says and this cannot use is told, at its line. Tags that say nothing of a reference
(`PASSED`) are passed over, abstracts and notes too, which may not be published here.
"""

import re
from typing import Final

from kith.bibliography.adding.journals import abbreviates, mend_names
from kith.bibliography.adding.people import is_editor, read_people
from kith.bibliography.adding.record import Record, not_kept, short, text
from kith.bibliography.adding.ris_numbers import said
from kith.bibliography.adding.ris_places import read_dates, read_numbers, read_pages
from kith.bibliography.adding.ris_tags import (
    CONTAINERS,
    DEGREES,
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
from kith.bibliography.adding.tagged import Block
from kith.bibliography.reading.place import Place

_BRACKETED: Final = re.compile(r"\s*\[[^\]]*\]\s*")
_COUNTED: Final = re.compile(
    r"(?:vol(?:ume)?|v|no|nr|number|issue|iss)\b\.?\s*(?=\d)", re.IGNORECASE
)
_EDITION: Final = re.compile(r"(\d+)(?:st|nd|rd|th)?\.? *(?:ed(?:ition|n)?\.?)?", re.IGNORECASE)


def read_ris(block: Block, path: str) -> Record:
    """One record, a work or not."""
    kind = next((line.value.upper() for line in block if line.tag == "TY"), "").partition("\n")[0]
    record = Record({}, Place(path, block[0].number, 1))
    csl_type = _type(block, kind, record)
    record.csl["type"] = csl_type
    for line in said(block, *TITLES, *(["BT"] if csl_type == "book" else []), "ST"):
        record.put("title", line, re.sub(r"\s+:\s+", ": ", text(line.value)).rstrip(" /:"))
    _people(block, kind, csl_type, record)
    _container(block, csl_type, record)
    _texts(block, csl_type, record)
    read_dates(block, record)
    read_pages(block, csl_type, record)
    read_numbers(block, csl_type, record)
    _unknown(block, record)
    mend_names(block, record)
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
            message = f"the people of {line.tag} are not kept: {short(line.value)}"
            record.at(line.number)(
                "import/value", message, "add them to author or editor, if that is what they are"
            )
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
    lines = [line for line in lines if text(line.value) != record.csl.get("title")] or lines
    if not lines:
        return
    first = lines[0]
    longer = [line for line in lines if line.tag in FULL and abbreviates(first.value, line.value)]
    first = longer[0] if longer else first
    if csl_type in SERIALS | PARTS | SITES or csl_type == "periodical":
        record.put("container-title", first)
    elif csl_type in ("book", "report", "dataset", "software") and first.tag != "BT":
        record.put("collection-title", next(said(block, "T3"), None))
        record.put("collection-title", first)
    elif first.tag not in ("BT", "T2"):
        not_kept(record, first)


def _texts(block: Block, csl_type: str, record: Record) -> None:
    for tag, variable in TEXTS.items():
        for line in said(block, tag):
            if tag == "ET" and csl_type in SERIALS | KINDS_NAMED - {"report"}:
                continue  # the version of a file, or a date
            if tag in ("CY", "PP", "PI", "PB", "PU") and csl_type in SERIALS:
                continue  # no style names the house of a journal
            if tag == "ET" and csl_type == "software":
                variable = "version"
            record.put(variable, line, _trimmed(variable, text(line.value)))
    for line in said(block, "SE") if csl_type in PARTS | {"book"} else ():
        record.put("chapter-number", line)
    for line in said(block, "M3"):
        kind = _BRACKETED.sub(" ", line.value).strip()
        if csl_type in KINDS_NAMED and kind and kind.lower() not in GENERIC and "10." not in kind:
            record.put("genre", line, _degree(kind) if csl_type == "thesis" else kind)


def _trimmed(variable: str, value: str) -> str:
    """A value without the words that its place in a reference says already."""
    if variable == "edition":
        found = _EDITION.fullmatch(value)
        return found[1] if found else value
    if variable in ("volume", "issue"):
        return _COUNTED.sub("", value)
    return value.rstrip(" ,;:/") if variable.startswith("publisher") else value


def _degree(kind: str) -> str:
    """“Ph.D. thesis” as what a reference calls it; anything else as it stands."""
    bare = kind.lower().replace(".", "").replace("’", "").replace("'", "")
    return next(
        (name for sign, name in DEGREES.items() if re.match(rf"{sign}(?:al|s|ate)?\b", bare)), kind
    )


def _unknown(block: Block, record: Record) -> None:
    """Tags that nobody knows; and what stands twice and counts once."""
    for line in block:
        if line.tag not in KNOWN and line.value:
            not_kept(record, line)


def _of_web_of_science(block: Block) -> bool:
    return any(line.value.startswith("WOS:") for line in said(block, "AN", "UT"))
