"""What databases and reference managers write into BibTeX that no reader of the site should meet.

A field that says “n/a”, a PubMed number in a note, how often a work was cited on some day. Each is
put where it belongs or left out; what is left out and could have meant something is told.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kith.bibliography.reading.entry import Field
from kith.problems import Problem

_NOTHING: Final = re.compile(r"n/a|n\.a\.|na|null|none|undefined|nan", re.IGNORECASE)
_NEVER_SO: Final = frozenset(
    "volume number issue pages eid doi url pmid pmcid isbn issn date year month day edition "
    "series publisher location institution journaltitle booktitle chapter pagetotal urldate "
    "eprint langid language keywords type".split()
)
"""Fields in which such a word means that a program knew nothing to write."""
_PMID: Final = re.compile(r"PMID:?\s*(\d{1,9})[.;,]?\s*", re.IGNORECASE)
_PMCID: Final = re.compile(r"PMCID:?\s*(PMC\d{1,9})[.;,]?\s*", re.IGNORECASE)
_ARTICLE_NUMBER: Final = re.compile(r"e\d{3,9}", re.IGNORECASE)
_NOISE: Final = re.compile(
    r"(?:times )?cited (?:by|times):?\s*\d+.*|export date:.*|all open access.*|query date:.*"
    r"|(?:open access|conference (?:name|date|code)|journal article|accession number):?.*"
    r"|place:.*|publisher:.*|doi:\s*\S+|_eprint:.*|tex\.\w+:.*|citation key:.*",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS: Final = re.compile(r"(?:\\url\s*\{)?(https?://[^\s{}]+)\}?")
_WORK_KINDS: Final = re.compile(
    r"(?:journal |original |research |review |conference |data |short |early access;?\s*)*"
    r"(?:article|paper|review|editorial|letter|note|survey|erratum|book|chapter|book chapter"
    r"|proceedings paper|article in press|meeting abstract|other|jour|text|generic)s?",
    re.IGNORECASE,
)
_OF_KINDS: Final = frozenset(
    ["article", "book", "incollection", "inbook", "inproceedings", "conference", "proceedings"]
)
"""Types of entries in which a `type` such as “Article” says nothing more."""


def tidied(
    entry_type: str, fields: Mapping[str, Field], problems: list[Problem]
) -> dict[str, Field]:
    """The fields of an entry as a person would have written them."""
    found: dict[str, Field] = {}
    for name, field in fields.items():
        value = " ".join(_without_braces(field.value).split())
        if name in _NEVER_SO and _NOTHING.fullmatch(value):
            message = f"{name} says only “{value}”, so it is left out"
            problems.append(field.place.problem("bib/empty-value", message, "remove the field"))
        elif name == "type" and entry_type in _OF_KINDS and _WORK_KINDS.fullmatch(value):
            continue  # that it is an article is said by its entry
        else:
            found[name] = field
    return _from_notes(_from_howpublished(found))


def _from_howpublished(fields: dict[str, Field]) -> dict[str, Field]:
    """An address stands in `url`."""
    field = fields.get("howpublished")
    address = _ADDRESS.fullmatch(field.value.strip()) if field else None
    if field and address and "url" not in fields:
        del fields["howpublished"]
        fields["url"] = replace(field, name="url", value=address[1])
    return fields


def _from_notes(fields: dict[str, Field]) -> dict[str, Field]:
    """Numbers of PubMed stand in fields of their own; counts of citations are for nobody."""
    note = fields.get("note")
    if note is None:
        return fields
    text = note.value
    for name, pattern in (("pmid", _PMID), ("pmcid", _PMCID)):
        if (number := pattern.search(text)) and number[0].strip():
            text = (text[: number.start()] + text[number.end() :]).strip()
            fields.setdefault(name, replace(note, name=name, value=number[1]))
    if "eid" not in fields and "pages" not in fields and _ARTICLE_NUMBER.fullmatch(text.strip()):
        fields["eid"] = replace(note, name="eid", value=text.strip())
        text = ""
    parts = re.split(r"[;\n]\s*", text)
    kept = [part.strip() for part in parts if part.strip() and not _NOISE.fullmatch(part.strip())]
    if len(kept) < len(parts):
        text = "; ".join(kept)
    if text.strip():
        fields["note"] = replace(note, name="note", value=text)
    else:
        del fields["note"]
    return fields


def _without_braces(value: str) -> str:
    text = value.strip()
    while text.startswith("{") and text.endswith("}") and text.count("{") == 1:
        text = text[1:-1].strip()
    return text
