"""RIS, as reference managers and publishers' sites write it, to CSL-JSON.

By the published list of tags; where a tag means something else from type to type, the commonest
meaning counts. Tags that say nothing of a reference are passed over.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from kith.bibliography.reading.fields import ENTRY_TYPES

_LINE: Final = re.compile(r"^([A-Z][A-Z0-9])  ?- ?(.*)$")
_TYPES: Final = {
    **{row.ris: row.csl for row in reversed(ENTRY_TYPES)},
    "ABST": "article-journal", "EJOU": "article-journal", "INPR": "article-journal",
    "EBOOK": "book", "ECHAP": "chapter", "BLOG": "webpage", "WEB": "webpage",
}  # fmt: skip
_NAMES: Final = {"AU": "author", "A1": "author", "ED": "editor", "A2": "editor", "A4": "translator"}
_TEXTS: Final = {
    "TI": "title", "T1": "title", "CT": "title", "JO": "container-title", "JF": "container-title",
    "T2": "container-title", "BT": "container-title", "JA": "container-title",
    "J2": "container-title", "VL": "volume", "IS": "issue", "ET": "edition", "PB": "publisher",
    "CY": "publisher-place", "DO": "DOI", "UR": "URL", "LA": "language", "M3": "genre",
    "SN": "ISBN",
}  # fmt: skip
_DATES: Final = ("DA", "PY", "Y1")


def read_ris(text: str) -> list[dict[str, Any]]:
    """Every record of a text, in order."""
    return [record for record in map(_record, _blocks(text)) if record]


def _blocks(text: str) -> Iterator[list[tuple[str, str]]]:
    lines: list[tuple[str, str]] = []
    for line in text.lstrip("\ufeff").splitlines():
        match = _LINE.match(line.rstrip())
        if match is None:
            if lines and line.strip() and lines[-1][0] != "ER":  # a long value goes on
                lines[-1] = (lines[-1][0], f"{lines[-1][1]} {line.strip()}")
        elif match[1] == "ER":
            yield lines
            lines = []
        else:
            lines.append((match[1], match[2].strip()))
    if lines:
        yield lines


def _record(lines: list[tuple[str, str]]) -> dict[str, Any]:
    kind = next((value for tag, value in lines if tag == "TY"), "")
    record: dict[str, Any] = {"type": _TYPES.get(kind, "document" if kind else "article-journal")}
    record |= {name: texts for name in set(_NAMES.values()) if (texts := _people(lines, name))}
    for tag in _TEXTS:  # the table's order: a journal's full name before a short one
        for found, value in lines:
            if found == tag and value:
                record.setdefault(_TEXTS[tag], value)
    first, last = (next((v for t, v in lines if t == tag), "") for tag in ("SP", "EP"))
    if first:
        record["page"] = f"{first}-{last}" if last and last != first else first
    date = next((value for tag in _DATES for t, value in lines if t == tag and value), "")
    if date:
        record["issued"] = _date(date)
    number = next((value for tag, value in lines if tag == "AN" and value.isdigit()), "")
    if number and kind == "JOUR" and any("pubmed" in v.lower() for t, v in lines if t in "DB DP"):
        record["PMID"] = number
    return record if any(name in record for name in ("title", "author", "DOI")) else {}


def _people(lines: list[tuple[str, str]], role: str) -> list[dict[str, str]]:
    found = []
    for tag, value in lines:
        if _NAMES.get(tag) != role or not value:
            continue
        family, comma, rest = value.partition(",")
        given, _, suffix = rest.partition(",")
        if comma and given.strip():
            parts = {"family": family, "given": given, "suffix": suffix}
            found.append({name: part.strip() for name, part in parts.items() if part.strip()})
        else:
            found.append({"literal": family.strip()})
    return found


def _date(value: str) -> dict[str, Any]:
    """2009/03/17/ or 1978 May 5: the numbers that are there."""
    match = re.match(r"(\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?", value)
    if match is None:
        return {"literal": value}
    return {"date-parts": [[int(part) for part in match.groups() if part]]}
