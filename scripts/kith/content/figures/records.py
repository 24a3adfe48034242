"""Figures as their files in content/figures/ tell them: words, sources, licence, kind and data.

    title = "…"                     what it shows, in one line
    alt = "…"                       the drawing in words, for those who do not see it
    caption = "…"                   how to read it (Markdown, citations included)
    sources = ["alexander1978"]     keys of the bibliography
    licence = "CC BY 4.0"           of the drawing
    kind = "bars"                   or spec = "name.vl.json", a Vega-Lite spec without its data
    note = "…"                      what one must know besides; may be left out

    [headings]                      of the table's columns, in their order
    [[rows]]                        the data; or a file of the same name that ends in .csv

A row may name the keys of its own source. This module knows nothing of Markdown or drawing.
"""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from kith.cache import digest_files
from kith.content.figures.csv_rows import read_csv
from kith.content.figures.kinds import KINDS, Kind, columns_of
from kith.content.figures.rows import Figure, Row
from kith.content.tables import TableFile, read_table_file
from kith.problems import Problem, nearest
from kith.project import Project
from kith.texts import read_text

FOLDER: Final = "figures"  # below content/
NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LICENCES: Final = ("CC BY 4.0", "CC BY-SA 4.0", "CC0 1.0")
_TEXTS: Final = ("title", "alt", "caption", "licence")
_OPTIONAL: Final = ("note", "empty")
_FIELDS: Final = (*_TEXTS, *_OPTIONAL, "sources", "kind", "spec", "headings", "rows")


def figure_files(project: Project) -> list[Path]:
    """Every file that a figure may be drawn from."""
    return sorted(path for path in (project.content / FOLDER).glob("*") if path.is_file())


def figures_digest(project: Project) -> str:
    """The digest of all of them."""
    return digest_files(figure_files(project), project.root)


def read_figures(project: Project) -> tuple[dict[str, Figure], list[Problem]]:
    """Every figure that is in order, by name, and every slip in the others."""
    figures, problems = _read(project, figures_digest(project))
    return dict(figures), list(problems)


@lru_cache(maxsize=2)
def _read(project: Project, _digest: str) -> tuple[dict[str, Figure], list[Problem]]:
    figures: dict[str, Figure] = {}
    problems: list[Problem] = []
    for path in figure_files(project):
        if path.suffix == ".toml":
            file, found = read_table_file(project, path, "figure/file", missing="")
            found += _read_one(project, path, file, figures) if file else []
            problems += found
    return figures, problems


def _read_one(
    project: Project, path: Path, file: TableFile, figures: dict[str, Figure]
) -> list[Problem]:
    """Adds the figure of one file where it is in order."""
    found: list[Problem] = []

    def complain(field: str, message: str, fix: str, place: tuple[int, int] | None = None) -> None:
        at = place or file.place(field)
        found.append(Problem(file.path, *at, "figure/file", message, fix))

    if not NAME.fullmatch(path.stem):
        complain("", "the file's name cannot be a link", "use small letters, figures and hyphens")
    for field, message, fix in _head(file.values):
        complain(field, message, fix)
    spec, kind = _drawing(project, path, file.values, complain)
    rows, place_of = _rows(project, path, file, kind, found, complain)
    if found:
        return found
    values = file.values
    options = {name: values[name] for name in values if name not in _FIELDS}
    figure = Figure(
        path.stem,
        file.path,
        values["title"],
        values["alt"],
        values["caption"],
        values["licence"],
        values.get("note", ""),
        tuple(values["sources"]),
        values.get("kind", ""),
        spec,
        options,
        dict(values.get("headings", {})),
        tuple(rows),
        values.get("empty", "no number"),
    )
    for number, field, message, fix in kind.complaints(figure) if kind else ():
        if number >= 0:
            found.append(Problem(*place_of(number, field), "figure/file", message, fix))
        else:
            complain(field, message, fix)
    if not found:
        figures[figure.name] = figure
    return found


def _head(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name in _TEXTS:
        if name not in values:
            yield "", f"{name} is missing", f'add {name} = "..."'
    for name in (*_TEXTS, *_OPTIONAL):
        if name in values and not _is_text(values[name]):
            yield name, f"{name} is not a text", f'write {name} = "..."'
    licence = values.get("licence")
    if _is_text(licence) and licence not in LICENCES:
        fix = nearest(str(licence), LICENCES) or f"use one of {', '.join(LICENCES)}"
        yield "licence", f"no licence {licence!r} is known here", fix
    sources = values.get("sources")
    if not isinstance(sources, list) or not sources or not all(map(_is_key, sources)):
        yield "sources", "sources is not a list of keys", 'write sources = ["alexander1978"]'
    headings = values.get("headings", {})
    if not isinstance(headings, dict) or not all(map(_is_text, headings.values())):
        yield "", "headings is not a table of texts", 'write [headings] and label = "Study"'


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_key(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9_-]+", value) is not None


def _drawing(
    project: Project, path: Path, values: Mapping[str, Any], complain: Any
) -> tuple[Mapping[str, Any] | None, Kind | None]:
    """The Vega-Lite spec of its own, or the kind of drawing."""
    kind, spec = values.get("kind"), values.get("spec")
    if (kind is None) == (spec is None):
        complain("", "one of kind and spec says how to draw it", f"kinds are {', '.join(KINDS)}")
        return None, None
    options = KINDS[kind].options if isinstance(kind, str) and kind in KINDS else ()
    known = (*_FIELDS, *options)
    for name in values:
        if name not in known:
            fix = nearest(name, known) or f"use {', '.join(known)}"
            complain(name, f"no field {name!r}", fix)
    if spec is None:
        if not isinstance(kind, str) or kind not in KINDS:
            fix = nearest(str(kind), KINDS) or f"the kinds are {', '.join(KINDS)}"
            complain("kind", f"no kind {kind!r}", fix)
            return None, None
        return None, KINDS[kind]
    beside = path.parent / str(spec)
    if not isinstance(spec, str) or beside.parent != path.parent:
        complain("spec", f"{spec!r} is no file beside this one", 'write spec = "name.vl.json"')
        return None, None
    read = read_text(beside, project.relative(beside), "figure/file")
    if read.problems:
        complain("spec", f"{spec} cannot be read: {read.problems[0].message}", read.problems[0].fix)
        return None, None
    try:
        found = json.loads(read.text)
    except (ValueError, RecursionError) as error:
        complain("spec", f"{spec} cannot be read: {error}", "put a Vega-Lite spec there")
        return None, None
    if not isinstance(found, dict) or "data" in found:
        complain("spec", f"{spec} is not a spec without data", "leave its data to the rows")
        return None, None
    return found, None


PlaceOf = Callable[[int, str], tuple[str, int, int]]
"""File, line and column of a field of a row, counted from 0."""


def _rows(
    project: Project,
    path: Path,
    file: TableFile,
    kind: Kind | None,
    found: list[Problem],
    complain: Any,
) -> tuple[list[Row], PlaceOf]:
    """The data, from the file or from the .csv beside it, and where each of them stands."""
    beside = path.with_suffix(".csv")
    written = file.values.get("rows")

    def place_of(number: int, field: str) -> tuple[str, int, int]:
        return file.path, *file.place_in("rows", number, field)

    there = beside.exists() or beside.is_symlink()
    if (written is None) != there:
        fix = "keep one of them" if written is not None else "write [[rows]], or put a .csv beside"
        message = "the data stand twice" if written is not None else "there are no data"
        complain("", message, fix)
        return [], place_of
    if written is None:
        table = read_csv(beside, project.relative(beside), columns_of(kind))
        found += table.problems
        return [*table.rows], table.place
    if not isinstance(written, list) or not all(isinstance(row, dict) for row in written):
        complain("rows", "rows is not a list of tables", "write [[rows]] above each")
        return [], place_of
    for number, row in enumerate(written):
        for name, cell in row.items():
            if not isinstance(cell, str | int | float) or isinstance(cell, bool):
                place = file.place_in("rows", number, name)
                complain(name, f"{name} is neither a text nor a number", "write it as one", place)
            elif isinstance(cell, float) and not math.isfinite(cell):
                place = file.place_in("rows", number, name)
                complain(name, f"{name} is not a number that can be drawn", "leave it out", place)
    return [dict(row) for row in written], place_of
