"""Works as BibTeX, in biblatex's flavour: what `work.py` reads is what is written here.

The mapping table is read from right to left; how a value is written is in `encode.py`.
"""

import re
from collections.abc import Iterator
from typing import Final

from kith.bibliography.reading.bibtex import LONGEST_KEY
from kith.bibliography.reading.fields import (
    DATES,
    EVIDENCE,
    EXPORT_ORDER,
    LANGUAGES,
    LISTS,
    NAMES,
    SUBTYPES,
    EntryType,
    Field,
    export_type,
    fields_for,
)
from kith.bibliography.reading.place import silent
from kith.bibliography.reading.richtext import RichText
from kith.bibliography.reading.values import read_value
from kith.bibliography.reading.work import Work
from kith.bibliography.writing.encode import (
    braced,
    encode_date,
    encode_names,
    encode_rich,
    encode_status,
    encode_text,
)

_WIDTH: Final = 12  # of the column of names, as in the .bib files of this repository
_NOT_IN_KEYS: Final = re.compile(r"[\s{}\"#,=%()\\\x00-\x1f\x7f]+")
_RANGE: Final = re.compile(r"(?<=[^\W_])–(?=[^\W_])")
_SUBTYPE_OF: Final = {csl_type: subtype for subtype, csl_type in SUBTYPES.items()}
_LANGUAGE_NAMES: Final = {tag: name for name, tag in reversed(LANGUAGES.items())}
_PLACES: Final = {variable: place for place, variable in enumerate(EXPORT_ORDER)}

Row = tuple[str, str, str]
"""CSL variable (it gives the place in the entry), name of the field, value."""


def write_entry(work: Work) -> str:
    """One entry with its evidence."""
    row = export_type(work.entry_type, work.type)
    rows = [*_record(work, row), *_evidence(work)]
    rows.sort(key=lambda found: _PLACES[found[0]])
    lines = [f"  {name:<{_WIDTH}} = {{{value}}}" for _, name, value in rows if value]
    key = _NOT_IN_KEYS.sub("-", work.key)[:LONGEST_KEY] or "work"
    head = f"@{row.name}{{{key}"
    return ",\n".join([head, *lines]) + "\n}\n"


def _record(work: Work, row: EntryType) -> Iterator[Row]:
    if row.name == "article" and work.type in _SUBTYPE_OF:
        yield "entrysubtype", "entrysubtype", _SUBTYPE_OF[work.type]
    yield "title", "title", encode_rich(work.title)
    for name, role, _ in NAMES:
        yield role, name, encode_names(work.names.get(role, ()))
    # Without it, others take “van den” for a part that moves behind the given name.
    if any(name.particle for names in work.names.values() for name in names):
        yield "author", "options", "useprefix=true"
    yield from _dates(work)
    done: set[str] = set()
    for field in fields_for(work.type):
        if field.csl not in done and (value := work.fields.get(field.csl)):
            done.add(field.csl)
            yield field.csl, field.name, _value(field, value)
    if number := str(work.fields.get("arxiv", "")):
        yield "arxiv", "eprint", encode_text(number)
        yield "arxiv", "eprinttype", "arxiv"


def _dates(work: Work) -> Iterator[Row]:
    if work.issued and work.issued.literal:
        yield "issued", "pubstate", encode_status(work.issued.literal)
    elif work.issued:
        yield "issued", "date", encode_date(work.issued)
    for name, variable, _ in DATES[1:]:
        if date := work.dates.get(variable):
            yield variable, name, encode_date(date)


def _value(field: Field, value: RichText | str) -> str:
    if isinstance(value, RichText):
        return encode_rich(value)
    match field.kind:
        case "verbatim":
            return read_value(field, value, silent)  # "" for what is not one
        case "pages" | "range":
            return _RANGE.sub("--", encode_text(value))
        case "language":
            return _LANGUAGE_NAMES.get(value, encode_text(value))
    text = encode_text(value)
    return braced(text) if field.name in LISTS and " and " in text else text


def _evidence(work: Work) -> Iterator[Row]:
    for name in EVIDENCE:
        value = getattr(work.evidence, name)
        yield name, name, encode_text(value if isinstance(value, str) else ", ".join(value))
