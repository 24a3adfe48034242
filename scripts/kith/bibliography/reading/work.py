"""Works: the frozen records that everything about citations is made from.

`read_library` is the door: .bib files in, works and problems out, and the only reading of files
in this half. How a work looks in a page or a style is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kith.bibliography.reading import identifiers
from kith.bibliography.reading.dates import Date, read_date, read_status, read_year
from kith.bibliography.reading.fields import (
    DATES,
    GENRES,
    NAMES,
    SUBTITLES,
    SUBTYPES,
    TYPE_NAMES,
    EntryType,
    Field,
    entry_type,
    fields_for,
    known_fields,
)
from kith.bibliography.reading.inherit import Entry, resolve
from kith.bibliography.reading.latex import decode, rich_text
from kith.bibliography.reading.names import Name, read_names
from kith.bibliography.reading.place import Place, Report
from kith.bibliography.reading.richtext import RichText, csl_text
from kith.bibliography.reading.values import read_eprint, read_value
from kith.problems import Problem, nearest

if TYPE_CHECKING:
    from kith.bibliography.reading.bibtex import ParsedFile

__all__ = ["Evidence", "Place", "Work", "build_works", "read_library"]

_UNTITLED: Final = RichText()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What kind of study a work is, what it found, and what was compared when it was entered."""

    design: str = ""
    sample: str = ""
    plain: str = ""
    checked: str = ""
    retracted: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """One work. `type` and the names in `names`, `dates` and `fields` are CSL's.

    `former_keys` are those that biblatex's `ids` names. `places` tells where each BibTeX field
    stands (under its one biblatex name, inherited ones in the parent). A field that could not be
    read has a place, but no value.
    """

    key: str
    type: str
    entry_type: str
    place: Place
    title: RichText = _UNTITLED
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    issued: Date | None = None
    fields: Mapping[str, RichText | str] = field(default_factory=dict)
    evidence: Evidence = Evidence()
    dates: Mapping[str, Date] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    former_keys: tuple[str, ...] = ()

    @property
    def creators(self) -> tuple[Name, ...]:
        """The authors, or else the editors."""
        return self.names.get("author") or self.names.get("editor") or ()

    @property
    def link(self) -> str:
        """The best address of the work, always http or https; "" when there is none."""
        makers = (
            ("DOI", identifiers.doi_link),
            ("PMID", "https://pubmed.ncbi.nlm.nih.gov/{}/".format),
            ("PMCID", "https://pmc.ncbi.nlm.nih.gov/articles/{}/".format),
            ("arxiv", "https://arxiv.org/abs/{}".format),
            ("URL", str),
        )
        return next((make(str(self.fields[v])) for v, make in makers if v in self.fields), "")

    def place_of(self, *names: str) -> Place:
        """Where the first of these BibTeX fields stands, or else the entry."""
        return next((self.places[name] for name in names if name in self.places), self.place)

    def to_csl(self) -> dict[str, Any]:
        """The work in CSL-JSON."""
        csl: dict[str, Any] = {"id": self.key, "type": self.type}
        if self.title:
            csl["title"] = self.title.to_csl()
        for role, names in self.names.items():
            csl[role] = [name.to_csl() for name in names]
        for variable, value in self.fields.items():
            csl[variable] = value.to_csl() if isinstance(value, RichText) else csl_text(value)
        for variable, date in self.dates.items():
            csl[variable] = date.to_csl()
        if self.issued and self.issued.literal:
            csl["status"] = self.issued.literal
        elif self.issued:
            csl["issued"] = self.issued.to_csl()
        if arxiv := csl.pop("arxiv", ""):
            csl.setdefault("URL", f"https://arxiv.org/abs/{arxiv}")
            if "container-title" not in csl:
                csl.setdefault("publisher", "arXiv")
        return csl


def read_library(paths: Sequence[Path], root: Path) -> tuple[dict[str, Work], list[Problem]]:
    """All works of some .bib files, which form one library, and what is wrong with them."""
    # Here, since most builds find their works on the shelf and need no parser of BibTeX.
    from kith.bibliography.reading.bibtex import parse
    from kith.bibliography.reading.source import decoded

    files: list[ParsedFile] = []
    problems: list[Problem] = []
    for path in paths:
        name = (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
        try:
            content = path.read_bytes()
        except OSError as error:
            reason = f"cannot be read: {error.strerror or error}"
            problems.append(Place(name, 1, 1).problem("bib/file", reason))
            continue
        files.append(parse(decoded(content, name, problems), name))
    works, more = build_works(files)
    return works, sorted({*problems, *more})


def build_works(files: Sequence[ParsedFile]) -> tuple[dict[str, Work], list[Problem]]:
    """Works by key, from the files of one library."""
    problems = [problem for file in files for problem in file.problems]
    works = {}
    for entry in resolve(files, problems):
        work, more = _build(entry)
        works[entry.key] = work
        problems += more
    return works, problems


@lru_cache(maxsize=16384)
def _build(entry: Entry) -> tuple[Work, tuple[Problem, ...]]:
    """One work; remembered, so that under a live preview only edited entries cost time."""
    builder = _Builder(entry)
    work = builder.work()
    return work, tuple(builder.problems)


class _Builder:
    """Reads the fields of one entry; each problem gets the place of its field."""

    def __init__(self, entry: Entry) -> None:
        self.problems: list[Problem] = []
        self._entry = entry
        self._values = {field.name: field.value for field in entry.fields if field.value}
        self._places = {field.name: field.place for field in entry.fields}

    def work(self) -> Work:
        """The record of the entry."""
        entry, row = self._entry, self._row()
        csl_type = SUBTYPES.get(self._value("entrysubtype").lower(), row.csl)
        csl_type = csl_type if row.name == "article" else row.csl
        names = {role: self._names(name) for name, role, _ in NAMES if name in self._values}
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
            if name not in known_fields():
                fix = nearest(name, known_fields()) or "remove it, or put what it says into note"
                message = f"nothing reads the field {name}"
                self.problems.append(place.problem("bib/unknown-field", message, fix))
        row = entry_type(self._entry.entry_type)
        if row is None:
            fix = nearest(self._entry.entry_type, TYPE_NAMES) or "use @misc"
            message = f"there is no type @{self._entry.entry_type}"
            self.problems.append(self._entry.place.problem("bib/unknown-type", message, fix))
        return row or _MISC

    def _names(self, name: str) -> tuple[Name, ...]:
        return read_names(self._value(name), self._report(name))

    def _titled(self, name: str) -> RichText:
        """A title with its subtitle, which editors may keep in a field of its own."""
        title = rich_text(self._value(name), self._report(name))
        under = SUBTITLES.get(name, "")
        subtitle = rich_text(self._value(under), self._report(under))
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
            return self._titled(mapping.name)
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


_MISC: Final = entry_type("misc") or EntryType("misc", "document", "GEN")
_EVIDENCE_TEXTS: Final = ("design", "sample", "plain", "checked", "retracted")
