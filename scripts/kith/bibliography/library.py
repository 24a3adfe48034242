"""All that is known of the works: records, labels, entries, kinds of study.

A function of one folder, kept in memory by the hash of its files, so that every page, the checks
and a live preview share one reading and a changed .bib file is seen at once.
"""

import datetime
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kith.bibliography import csl, lint
from kith.bibliography.labels import Label, build_labels, sort_key
from kith.bibliography.work import Work, read_library
from kith.cache import Cache, digest_files
from kith.npm import ensure_packages
from kith.problems import Problem
from kith.project import Project

DEFAULT_STYLE = "apa"


@dataclass(frozen=True, slots=True)
class Design:
    """A kind of study in plain words, and what such a study can and cannot show."""

    label: str
    can: str
    cannot: str


@dataclass(frozen=True, slots=True)
class Library:
    """Every work of the bibliography, with how it is named in the text and in a list."""

    works: Mapping[str, Work]
    labels: Mapping[str, Label]
    entries: Mapping[str, csl.Inlines]
    designs: Mapping[str, Design]
    problems: tuple[Problem, ...]

    def ordered(self, keys: Iterable[str]) -> list[str]:
        """The keys in the order of a reference list."""
        return sorted(keys, key=lambda key: sort_key(self.works[key]))


def load_library(project: Project, style: str = DEFAULT_STYLE) -> Library:
    """The library of a project. `style` names a file bibliography/STYLE.csl or a style of npm's."""
    return _load(project, style, digest_files(_files(project), project.root))


def _files(project: Project) -> list[Path]:
    found = project.bibliography.glob("*") if project.bibliography.is_dir() else []
    return [path for path in found if path.suffix in (".bib", ".csl", ".toml")]


@lru_cache(maxsize=4)
def _load(project: Project, style: str, _files_digest: str) -> Library:
    bib_files = sorted(path for path in _files(project) if path.suffix == ".bib")
    works, problems = read_library(bib_files, project.root)
    designs, design_problems = _read_designs(project)
    problems += design_problems
    problems += lint.check_works(works, designs.keys(), datetime.datetime.now(datetime.UTC).date())
    labels = build_labels(works.values())
    style_file, style_problems = _find_style(project, style)
    problems += style_problems
    entries: dict[str, csl.Inlines] = {}
    if not style_problems:
        try:
            cache = Cache(project.cache / "references")
            entries = csl.format_entries(works.values(), labels, style_file, cache)
        except RuntimeError as error:
            problems.append(_style_problem(project, style, str(error)))
    for key in works.keys() - entries.keys():
        entries[key] = [{"t": "Str", "c": works[key].title.plain()}]
    return Library(works, labels, entries, designs, tuple(problems))


def _read_designs(project: Project) -> tuple[dict[str, Design], list[Problem]]:
    path = project.bibliography / "evidence.toml"
    try:
        tables = tomllib.loads(path.read_text("utf-8"))["designs"]
        return {key: Design(**table) for key, table in tables.items()}, []
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"the kinds of study cannot be read: {error}"
        fix = "each [designs.NAME] table has label, can and cannot"
        return {}, [Problem(project.relative(path), 1, 1, "bib/designs", message, fix)]


def _find_style(project: Project, style: str) -> tuple[Path, list[Problem]]:
    """The CSL file: the editors' own, or else one that the package of styles on npm holds."""
    own = project.bibliography / f"{style}.csl"
    if own.exists():
        return own, []
    modules, problems = ensure_packages(project)
    if problems:
        return own, problems
    styles = json.loads((modules / "@citation-js/plugin-csl/lib/styles.json").read_text("utf-8"))
    if style not in styles:
        return own, [_style_problem(project, style, "there is no such style")]
    file = project.cache / "styles" / f"{style}.csl"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(styles[style], "utf-8")
    return file, []


def _style_problem(project: Project, style: str, reason: str) -> Problem:
    place = project.relative(project.bibliography / f"{style}.csl")
    fix = "put a CSL file there, or name another style in mkdocs.yml"
    return Problem(place, 1, 1, "bib/style", f"the style {style!r} cannot be used: {reason}", fix)
