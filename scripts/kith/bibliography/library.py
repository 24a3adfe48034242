"""All that is known of the works: records, labels, entries, kinds of study.

A function of one folder, kept in memory and between builds by the digest of its files, so that
every page, the checks and a live preview share one reading and a changed .bib file is seen at once.
"""

import datetime
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from kith.bibliography.citing import csl
from kith.bibliography.citing.intext import is_numeric
from kith.bibliography.citing.labels import Label, build_labels, sort_key
from kith.bibliography.citing.style import style_problems
from kith.bibliography.reading import lint
from kith.bibliography.reading.place import Place
from kith.bibliography.reading.work import Work, read_library
from kith.bibliography.retracting import retractions
from kith.cache import digest, digest_files, machine, shelf, write_whole
from kith.content.tables import TableFile, unknown_tables
from kith.npm import ensure_packages
from kith.problems import Problem, has_errors
from kith.project import Project
from kith.toml_texts import read_toml

DEFAULT_STYLE: Final = "apa"  # where the bibliography folder holds no .csl file of its own
_SUFFIXES: Final = (".bib", ".csl", ".toml", ".json")
_STYLES: Final = "@citation-js/plugin-csl/lib/styles.json"


@dataclass(frozen=True, slots=True)
class Design:
    """A kind of study in plain words, and what such a study can and cannot show."""

    label: str
    can: str
    cannot: str

    @property
    def in_words(self) -> bool:
        """Whether all of it is text, which a file may not have."""
        return all(isinstance(text, str) for text in (self.label, self.can, self.cannot))


@dataclass(frozen=True, eq=False)
class Library:
    """Every work of the bibliography, with how it is named in the text and in a list.

    `digests` tell works apart, and not by where they stand in a file; `prints` by all that a page
    may show of them: what is made of a work whose print is as it was, is as it was. `ranks` is the
    order of a list by names, `read` what was found wrong on reading. `html` remembers what
    `references.entry_html` made of a work.

    `entries`, and with them `problems` and `prints`, wait for pandoc, which writes while the pages
    are read.
    """

    works: Mapping[str, Work]
    labels: Mapping[str, Label]
    designs: Mapping[str, Design]
    style: Path
    numeric: bool
    digests: Mapping[str, str]
    ranks: Mapping[str, int]
    read: tuple[Problem, ...]
    formatting: "_Formatting"
    html: dict[str, str] = field(default_factory=dict)

    @property
    def entries(self) -> Mapping[str, csl.EntryJson]:
        """The reference entry of each work."""
        return self.formatting.done[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong in the folder."""
        return self.read + self.formatting.done[1]

    @cached_property
    def prints(self) -> Mapping[str, str]:
        """Of each work, the digest of all that a page may show of it."""
        shared = digest(repr(sorted(self.designs.items())), str(self.numeric))
        return {
            key: digest(shared, own, repr(self.labels[key]), self.entries[key])
            for key, own in self.digests.items()
        }

    @cached_property
    def whole(self) -> str:
        """The digest of all prints, in order."""
        return digest(*(f"{key} {self.prints[key]}" for key in self.ordered(self.works)))

    def ordered(self, keys: Iterable[str]) -> list[str]:
        """The keys in the order of names: of a list by names, and of the whole library."""
        return sorted(keys, key=self.ranks.__getitem__)


def load_library(project: Project) -> Library:
    """The library of a project's bibliography folder."""
    return _load(project, digest_files(_files(project), project.root))


def _files(project: Project) -> list[Path]:
    """Its files, with few questions to the disk, since the extensions of each page ask for them."""
    if not project.bibliography.is_dir():
        return []
    with os.scandir(project.bibliography) as found:
        wanted = (entry for entry in found if entry.name.endswith(_SUFFIXES) and entry.is_file())
        return [Path(entry.path) for entry in wanted]


@lru_cache(maxsize=4)
def _load(project: Project, files_digest: str) -> Library:
    """The library from the shelf, where nothing it is made from has changed; the day is among it,
    since a record grows old."""
    today = datetime.datetime.now(datetime.UTC).date()
    installed = digest_files([project.npm / "package-lock.json"], project.root)
    name = digest(str(project.root), files_digest, installed, today.isoformat())
    kept = shelf(project.cache / "kept" / "library", machine())
    library = kept.get(name)
    if not isinstance(library, Library):
        library = _read(project, today)
        kept.put(name, library)
    return library


def _read(project: Project, today: datetime.date) -> Library:
    bib_files = sorted(path for path in _files(project) if path.suffix == ".bib")
    works, problems = read_library(bib_files, project.root)
    lock = project.bibliography / retractions.LOCK_FILE
    notices, lock_problems = retractions.read_retractions(lock, project.root)
    works = retractions.apply_retractions(works, notices)
    problems += [*lock_problems, *retractions.under_concern(works, notices)]
    designs, design_problems = _read_designs(project)
    problems += design_problems
    problems += lint.check_works(works, designs.keys(), today)
    problems += _to_be_mended(project, bib_files)
    style, style_problems = _find_style(project)
    numeric = is_numeric(style)
    labels = build_labels(works.values())
    if numeric:  # a number tells works apart, and a letter in the list would name nothing
        labels = {key: replace(label, letter="") for key, label in labels.items()}
    problems += style_problems
    formatting = _Formatting(project, works, labels, style)
    digests = {key: _digest(work) for key, work in works.items()}
    order = sorted(works, key=lambda key: sort_key(works[key]))
    ranks = {key: rank for rank, key in enumerate(order)}
    read = tuple(problems)
    return Library(works, labels, designs, style, numeric, digests, ranks, read, formatting)


def _to_be_mended(project: Project, paths: Iterable[Path]) -> Iterator[Problem]:
    """What `kith check --fix` would mend, so that nothing it does comes as a surprise."""
    # Here, since a build that finds its library on the shelf needs no writer of BibTeX.
    from kith.bibliography.writing.fix import told

    for path in paths:
        with suppress(OSError, UnicodeError):  # told by the reader
            yield from told(path.read_bytes().decode("utf-8"), project.relative(path))


def _digest(work: Work) -> str:
    """Of all of a work but where it stands."""
    return digest(repr(replace(work, place=Place("", 1, 1), places={})))


def _read_designs(project: Project) -> tuple[dict[str, Design], list[Problem]]:
    path = project.bibliography / "evidence.toml"
    place = project.relative(path)
    read = read_toml(path, place, "bib/designs")
    if read.problems:
        return {}, list(read.problems)
    tables = read.values.get("designs")
    reason = "there is no table [designs.NAME]"
    try:
        if isinstance(tables, dict) and tables:
            designs = {key: Design(**table) for key, table in tables.items()}
            wrong = [key for key, design in designs.items() if not design.in_words]
            if not wrong:
                file = TableFile(place, read.text, read.values)
                fix = "begin it with [designs.NAME]"
                return designs, list(unknown_tables(file, ("designs",), "bib/designs", fix))
            reason = f"designs.{wrong[0]} holds something else than text"
    except TypeError as error:
        reason = str(error)
    message = f"the kinds of study cannot be read: {reason}"
    fix = "each [designs.NAME] table has label, can and cannot"
    return {}, [Problem(place, 1, 1, "bib/designs", message, fix)]


class _Formatting:
    """The entries in the project's style; bare titles where the style cannot be used."""

    def __init__(
        self, project: Project, works: Mapping[str, Work], labels: Mapping[str, Label], style: Path
    ) -> None:
        self._project, self._works, self._style = project, works, style
        kept = shelf(project.cache / "kept" / "entries")
        self._begun = csl.begin_entries(works.values(), labels, style, kept)

    @cached_property
    def done(self) -> tuple[Mapping[str, csl.EntryJson], tuple[Problem, ...]]:
        """The entries, waited for, and what is wrong with the style."""
        problems: tuple[Problem, ...] = ()
        entries: dict[str, csl.EntryJson] = {}
        try:
            entries = self._begun()
        except RuntimeError as error:
            message = f"this style cannot be used: {error}"
            fix = "put another CSL style in its place, or remove it to have APA"
            own = self._style.is_relative_to(self._project.bibliography)
            place = self._project.relative(self._style if own else self._project.bibliography)
            problems = (Problem(place, 1, 1, "bib/style", message, fix),)
        for key in self._works.keys() - entries.keys():
            entries[key] = csl.plain_entry(self._works[key].title.plain())
        return entries, problems

    def __getstate__(self) -> dict[str, object]:
        return {"done": self.done}


def _find_style(project: Project) -> tuple[Path, list[Problem]]:
    """The one CSL file of the bibliography folder, or else APA from the styles that npm gave us.

    A file that cannot be used is told, and APA stands in for it.
    """
    own = sorted(project.bibliography.glob("*.csl"))
    problems: list[Problem] = []
    if len(own) > 1:
        fix = f"keep {own[0].name} or another one, and remove the rest"
        place = project.relative(own[1])
        problems.append(Problem(place, 1, 1, "bib/style", "there are two CSL styles", fix))
    elif own:
        problems += style_problems(own[0], project.relative(own[0]))
    if own and own[0].is_file() and (len(own) > 1 or not has_errors(problems)):
        return own[0], problems
    default, missing = _default_style(project)
    return default, problems + missing


def _default_style(project: Project) -> tuple[Path, list[Problem]]:
    modules, problems = ensure_packages(project)
    file = project.cache / "styles" / f"{DEFAULT_STYLE}.csl"
    if not problems:
        style = json.loads((modules / _STYLES).read_text("utf-8"))[DEFAULT_STYLE].encode()
        if not file.exists() or file.read_bytes() != style:
            write_whole(file, style)  # another build may be reading it
    return file, problems
