"""One entry to one work: each field read by the kind that the mapping table gives it."""

import re
from functools import lru_cache
from typing import Final

from kith.bibliography.reading.dates import Date, read_date, read_status, read_year
from kith.bibliography.reading.entry import Entry
from kith.bibliography.reading.fields import (
    BIBSTRINGS,
    DATES,
    EDITOR_ROLES,
    GENRES,
    NAMES,
    NOT_SHOWN,
    SUBTITLES,
    SUBTYPES,
    TYPE_NAMES,
    EntryType,
    Field,
    entry_type,
    fields_for,
    known_fields,
)
from kith.bibliography.reading.latex import decode, rich_text
from kith.bibliography.reading.markup import from_html
from kith.bibliography.reading.names import Name, is_one_group, read_names
from kith.bibliography.reading.place import Report
from kith.bibliography.reading.record import Evidence, Work
from kith.bibliography.reading.richtext import RichText
from kith.bibliography.reading.values import read_eprint, read_value
from kith.problems import Problem, nearest


@lru_cache(maxsize=16384)
def build_work(entry: Entry) -> tuple[Work, tuple[Problem, ...]]:
    """One work; remembered, so that under a live preview only edited entries cost time."""
    builder = _Builder(entry)
    work = builder.work()
    return work, tuple(builder.problems)


class _Builder:
    """Reads the fields of one entry; each problem gets the place of its field."""

    def __init__(self, entry: Entry) -> None:
        self.problems: list[Problem] = []
        self._entry = entry
        self._values = {
            field.name: _bare(field.value) if field.name in _BARE else field.value
            for field in entry.fields
            if field.value
        }
        self._places = {field.name: field.place for field in entry.fields}

    def work(self) -> Work:
        """The record of the entry."""
        entry, row = self._entry, self._row()
        csl_type = SUBTYPES.get(self._value("entrysubtype").lower(), row.csl)
        csl_type = csl_type if row.name == "article" else row.csl
        names = self._people()
        self._tell_what_is_not_shown()
        return Work(
            key=entry.key,
            type=csl_type,
            entry_type=entry.entry_type,
            place=entry.place,
            title=self._titled("title"),
            names={role: people for role, people in names.items() if people},
            issued=self._issued(),
            fields=self._fields(csl_type, row),
            evidence=self._evidence(),
            dates=self._dates(),
            places={name: self._places[name] for name in self._values},
            former_keys=tuple(re.findall(r"[^\s,]+", self._value("ids"))),
        )

    def _value(self, name: str) -> str:
        return self._values.get(name, "")

    def _report(self, name: str) -> Report:
        return self._places.get(name, self._entry.place).reporter(self.problems)

    def _row(self) -> EntryType:
        for name, place in self._places.items():
            if name not in known_fields() and not _ADDED.match(name):
                fix = _nearest_field(name) or "remove it, or put what it says into note"
                message = f"nothing reads the field {name}"
                self.problems.append(place.problem("bib/unknown-field", message, fix))
        row = entry_type(self._entry.entry_type)
        if row is None:
            fix = nearest(self._entry.entry_type, TYPE_NAMES) or "use @misc"
            message = f"there is no type @{self._entry.entry_type}"
            self.problems.append(self._entry.place.problem("bib/unknown-type", message, fix))
        return row or _MISC

    def _people(self) -> dict[str, tuple[Name, ...]]:
        """Who made the work, by role; biblatex may give editors another role."""
        roles = {name: role for name, role, _ in NAMES}
        kind = self._value("editortype").lower()
        if "editor" in self._values and kind:
            roles["editor"] = EDITOR_ROLES.get(kind, "editor")
            if kind not in EDITOR_ROLES:
                message = f"there is no role {kind} here, so these people are shown as editors"
                self._report("editortype")(
                    "bib/not-shown", message, "say it in note, if it matters"
                )
        names: dict[str, tuple[Name, ...]] = {}
        for name, role in roles.items():
            if name in self._values:
                names[role] = names.get(role, ()) + self._names(name)
        return names

    def _tell_what_is_not_shown(self) -> None:
        for name in sorted(NOT_SHOWN & self._values.keys()):
            message = f"{name} is shown nowhere: no style has a place for it"
            self._report(name)("bib/not-shown", message, "put it into title or note, or remove it")

    def _names(self, name: str) -> tuple[Name, ...]:
        return read_names(self._value(name), self._report(name))

    def _titled(self, name: str) -> RichText:
        """A title with its subtitle, which editors may keep in a field of its own."""
        title = rich_text(from_html(self._value(name)), self._report(name))
        under = SUBTITLES.get(name, "")
        subtitle = rich_text(from_html(self._value(under)), self._report(under))
        if not (title and subtitle):
            return title or subtitle
        joint = " " if title.plain().endswith(("?", "!", ".", ":")) else ": "
        return RichText((*title.nodes, joint, *subtitle.nodes))

    def _issued(self) -> Date | None:
        if "date" in self._values:
            return read_date(self._value("date"), self._report("date"))
        if "year" in self._values:
            year, month, day = (self._value(name) for name in ("year", "month", "day"))
            return read_year(year, month, day, self._report("year"))
        return read_status(self._value("pubstate"))

    def _dates(self) -> dict[str, Date]:
        dates = {}
        for name, variable, _ in DATES[1:]:
            date = read_date(self._value(name), self._report(name)) if self._value(name) else None
            if date:
                dates[variable] = date
        return dates

    def _fields(self, csl_type: str, row: EntryType) -> dict[str, RichText | str]:
        fields: dict[str, RichText | str] = {}
        for mapping in fields_for(csl_type):
            if mapping.name == "abstract":
                continue  # it belongs to its publisher, so it is nowhere printed
            if mapping.name in self._values and mapping.csl not in fields:
                value = self._read(mapping)
                if value:
                    fields[mapping.csl] = value
        genre = str(fields.get("genre", ""))
        if genre or row.genre:
            fields["genre"] = GENRES.get(genre.lower(), genre) or row.genre
        fields |= {name: value for name, value in self._eprint().items() if name not in fields}
        return fields

    def _read(self, mapping: Field) -> RichText | str:
        if mapping.kind == "rich":
            words = BIBSTRINGS.get(self._value(mapping.name).strip().lower(), "")
            return RichText((words,)) if words else self._titled(mapping.name)
        return read_value(mapping, self._value(mapping.name), self._report(mapping.name))

    def _eprint(self) -> dict[str, str]:
        value, archive = self._value("eprint"), self._value("eprinttype")
        return read_eprint(value, archive, self._report("eprint")) if value else {}

    def _evidence(self) -> Evidence:
        texts = {name: decode(self._value(name), self._report(name)) for name in _EVIDENCE_TEXTS}
        keywords = re.split(
            r"\s*[,;]\s*", decode(self._value("keywords"), self._report("keywords"))
        )
        return Evidence(**texts, keywords=tuple(dict.fromkeys(filter(None, keywords))))


_BARE: Final = frozenset(
    "date year month day urldate origdate eventdate doi url pmid pmcid isbn issn eprint eprinttype "
    "pages volume number issue eid chapter edition pagetotal langid language pubstate editortype "
    "entrysubtype design checked".split()
)
"""Fields whose value braces do not protect: some programs write {{2011}}."""
_ADDED: Final = re.compile(r"bdsk-(?:file|url)-\d+|zotero-\w+|x-\w+|risfield_\w+|tex\.\w+")
"""Names of fields that programs make as they need them."""


def _bare(value: str) -> str:
    """A value without braces around all of it."""
    text = value.strip()
    while is_one_group(text):
        text = text[1:-1].strip()
    return text


@lru_cache(maxsize=4096)
def _nearest_field(name: str) -> str:
    return nearest(name, known_fields())


_MISC: Final = entry_type("misc") or EntryType("misc", "document", "GEN")
_EVIDENCE_TEXTS: Final = ("design", "sample", "plain", "checked", "retracted")
