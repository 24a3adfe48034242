"""Macros, xdata and crossref: raw entries of the whole library to entries that stand alone.

The rules of inheritance are biber's, as data. What the fields mean is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kith.bibliography.reading.entry import Entry, Field
from kith.bibliography.reading.exported import tidied
from kith.bibliography.reading.fields import ALIASES
from kith.bibliography.reading.place import Place
from kith.problems import Hints, Problem, nearest

if TYPE_CHECKING:
    from kith.bibliography.reading.bibtex import ParsedFile, RawEntry, RawField

_MONTH_NAMES: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
)  # fmt: skip
MONTHS: Final = {name: str(number) for number, name in enumerate(_MONTH_NAMES, 1)}
_LONGEST: Final = 50_000
"""Characters of one value: macros that double each other could fill any memory."""
_HIGHEST: Final = 8
"""Steps from an entry to the parents of its parents; more is taken for a circle."""

_INTO_BOOK: Final = ("inbook", "bookinbook", "suppbook")
_COLLECTIONS: Final = ("collection", "reference", "mvcollection", "mvreference")
_IN_COLLECTIONS: Final = ("incollection", "suppcollection", "inreference")
_AS_BOOK: Final = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_AS_MAIN: Final = {"title": "maintitle", "subtitle": "mainsubtitle"}
_AS_JOURNAL: Final = {"title": "journaltitle", "subtitle": "journalsubtitle"}

RULES: Final[tuple[tuple[tuple[str, ...], tuple[str, ...], Mapping[str, str]], ...]] = (
    # parents, children, fields that change their name on the way
    (("book", "mvbook"), _INTO_BOOK, {**_AS_BOOK, "author": "bookauthor"}),
    (("book",), (*_IN_COLLECTIONS, "inproceedings", "conference"), _AS_BOOK),
    (("proceedings", "mvproceedings"), ("inproceedings", "conference"), _AS_BOOK),
    (_COLLECTIONS, (*_IN_COLLECTIONS, *_INTO_BOOK), _AS_BOOK),
    (("mvbook", "mvcollection", "mvreference", "mvproceedings"), (), _AS_MAIN),
    (("periodical",), ("article", "suppperiodical"), _AS_JOURNAL),
)
NEVER: Final = frozenset([
    "ids", "crossref", "xref", "xdata", "entryset", "entrysubtype", "execute", "label",
    "options", "presort", "related", "relatedoptions", "relatedstring", "relatedtype",
    "shorthand", "shorttitle", "sorttitle", "sortkey", "doi", "pmid", "pmcid", "eprint",
    "eprinttype", "eprintclass", "abstract", "file", "design", "sample", "plain", "checked",
    "retracted", "keywords",
])  # fmt: skip
"""Fields that stay with their entry. Biber's list, with identifiers and evidence added: they are
about one work alone."""
_DATES: Final = frozenset(["date", "year", "month", "day"])


type _Fields = dict[str, Field]


def resolve(files: Iterable[ParsedFile], problems: list[Problem]) -> list[Entry]:
    """All entries that are works, in the order of the files; of equal keys the first counts."""
    files = list(files)
    macros = dict(MONTHS)
    for macro in (macro for file in files for macro in file.macros):
        macros.setdefault(macro.name, _expanded(macro, macros, problems))
    raw: dict[str, RawEntry] = {}
    capitals: dict[str, str] = {}
    for entry in (entry for file in files for entry in file.entries):
        first = raw.get(capitals.setdefault(entry.key.casefold(), entry.key))
        if first is None:
            raw[entry.key] = entry
        else:
            problems.append(_duplicate(entry, first))
    own = {
        key: tidied(entry.entry_type, _own_fields(entry, macros, problems), problems)
        for key, entry in raw.items()
    }
    known = _Library(raw, own, problems)
    return [
        Entry(entry.entry_type, key, entry.place, tuple(known.fields(key).values()))
        for key, entry in raw.items()
        if entry.entry_type != "xdata"
    ]


def _duplicate(entry: RawEntry, first: RawEntry) -> Problem:
    same = entry.key == first.key
    what = f"the key {entry.key}" if same else f"the key {entry.key}, but for capitals {first.key},"
    message = f"{what} is taken by the entry at {first.place}, so this entry is not read"
    return entry.place.problem(
        "bib/duplicate-key", message, "give this work a key of its own, or remove one entry"
    )


def _own_fields(entry: RawEntry, macros: Mapping[str, str], problems: list[Problem]) -> _Fields:
    """The fields an entry has itself, under their one name."""
    fields: _Fields = {}
    for field in entry.fields:
        name = ALIASES.get(field.name, field.name)
        if name in fields:
            message = f"{field.name} says the same as the field at {fields[name].place}"
            problems.append(field.place.problem("bib/duplicate-field", message, "keep one of them"))
            continue
        fields[name] = Field(name, _expanded(field, macros, problems).strip(), field.place)
    return fields


def _expanded(field: RawField, macros: Mapping[str, str], problems: list[Problem]) -> str:
    """The text of a value: its pieces joined, macros replaced."""
    texts: list[str] = []
    for piece in field.pieces:
        if piece.is_macro and piece.text.lower() not in macros:
            problems.append(_undefined(piece.text, piece.place, macros))
            # The name of a macro is no text; a number without braces is.
            texts.append(piece.text if piece.text[0].isdigit() else "")
        else:
            texts.append(macros[piece.text.lower()] if piece.is_macro else piece.text)
    text = "".join(texts)
    if len(text) > _LONGEST:
        message = f"{field.name} is longer than {_LONGEST} characters"
        problems.append(field.place.problem("bib/syntax", message, "shorten it"))
    return text[:_LONGEST]


def _undefined(name: str, place: Place, macros: Mapping[str, str]) -> Problem:
    if name[0].isdigit():
        message = f"{name} stands without braces"
        return place.problem("bib/syntax", message, f"write {{{name}}}")
    fix = (
        nearest(name.lower(), macros)
        or f"write {{{name}}}, or define it: @string{{{name} = {{…}}}}"
    )
    return place.problem("bib/undefined-macro", f"no @string defines {name}", fix)


class _Library:
    """Entries that can look up their parents."""

    def __init__(
        self, raw: Mapping[str, RawEntry], own: dict[str, _Fields], problems: list[Problem]
    ) -> None:
        self._raw = raw
        self._own = own
        self._problems = problems
        self._said: set[Problem] = set()
        self._hints = Hints(raw)

    def fields(self, key: str) -> _Fields:
        """The fields of an entry with those of its xdata and its parents."""
        line = self._line_of_parents(key)
        fields: _Fields = {}
        child_type = parent_type = ""
        for ancestor in reversed(line):
            child_type = self._raw[ancestor].entry_type
            inherited = _handed_down(fields, parent_type, child_type)
            fields = _filled(self._with_xdata(ancestor), inherited)
            parent_type = child_type
        return fields

    def _line_of_parents(self, key: str) -> list[str]:
        """The entry, its parent, that one's parent and so on."""
        line = [key]
        while (link := self._own[line[-1]].get("crossref")) and self._is_known(link, link.value):
            if link.value in line or len(line) > _HIGHEST:
                self._circle(link)
                break
            line.append(link.value)
        return line

    def _with_xdata(self, key: str) -> _Fields:
        fields = dict(self._own[key])
        waiting, seen = [fields.get("xdata")], {key}
        while waiting:
            link = waiting.pop()
            for name in (part.strip() for part in link.value.split(",")) if link else ():
                if not link or not self._is_known(link, name):
                    continue
                if name in seen:
                    self._circle(link)
                    continue
                seen.add(name)
                fields = _filled(fields, self._own[name])
                waiting.append(self._own[name].get("xdata"))
        return fields

    def _is_known(self, link: Field, key: str) -> bool:
        if key in self._raw:
            return True
        fix = self._hints.nearest(key) or "add that entry, or remove the field"
        self._add(link.place.problem("bib/crossref", f"{link.name} names no entry: {key}", fix))
        return False

    def _circle(self, link: Field) -> None:
        message = f"{link.name} = {link.value} leads in a circle"
        self._add(link.place.problem("bib/crossref", message, "remove it from one of the entries"))

    def _add(self, problem: Problem) -> None:
        """Once only: a parent is asked for by each of its children."""
        if problem not in self._said:
            self._said.add(problem)
            self._problems.append(problem)


def _handed_down(fields: _Fields, parent_type: str, child_type: str) -> _Fields:
    """What a child may take from its parent, under the names it has for it."""
    names: Mapping[str, str] = next(
        (
            names
            for parents, children, names in RULES
            if parent_type in parents and (child_type in children or not children)
        ),
        {},
    )
    handed = {
        name: field for name, field in fields.items() if name not in NEVER and name not in names
    }
    for name in names.keys() & fields.keys():
        handed[names[name]] = replace(fields[name], name=names[name])
    if "author" in names and "author" in fields:
        handed["author"] = fields["author"]
    return handed


def _filled(own: _Fields, more: _Fields) -> _Fields:
    """Own fields first; a date comes whole from one place."""
    dated = bool(_DATES & own.keys() - {"month", "day"})
    added = {name: field for name, field in more.items() if not (dated and name in _DATES)}
    return {**added, **own}
