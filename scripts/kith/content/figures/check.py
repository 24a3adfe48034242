"""Figures and the blocks that show them: what is wrong in files, keys and names."""

import re
from collections.abc import Collection, Iterable, Iterator

from kith.content.blocks import find_blocks
from kith.content.figures.drawing import draw_figure
from kith.content.figures.records import FOLDER, read_figures
from kith.content.figures.rows import Figure
from kith.content.pages import Page
from kith.problems import Problem, nearest
from kith.project import Project
from kith.texts import read_text


def check_figures(
    project: Project, pages: Iterable[Page], known_keys: Iterable[str]
) -> list[Problem]:
    """Problems of the files, of the keys in them, of every block that names one."""
    figures, problems = read_figures(project)
    keys = set(known_keys)
    for figure in figures.values():
        problems += _check_keys(project, figure, keys)
        problems += draw_figure(project, figure)[1]
    # A file with a mistake has its own problem; its blocks need no second one.
    names = {path.stem for path in (project.content / FOLDER).glob("*.toml")}
    shown: set[str] = set()
    for page in pages:
        problems += _check_blocks(page, names, shown)
    for figure in figures.values():
        if figure.name not in shown:
            fix = f"write `/// figure | {figure.name}` in a page"
            problems.append(_problem(figure.path, 1, "figure/unused", "no page shows it", fix))
    return problems


def _check_keys(project: Project, figure: Figure, known: Collection[str]) -> Iterator[Problem]:
    for key in figure.keys:
        if key not in known:
            fix = nearest(key, known) or "add it to a file in bibliography/"
            message = f"no work has the key {key!r}"
            yield Problem(*_place_of(project, figure, key), "figure/file", message, fix)


def _place_of(project: Project, figure: Figure, key: str) -> tuple[str, int, int]:
    """File, line and column where a figure first names a key: in its table or in its data."""
    for path in (figure.path, f"{figure.path.removesuffix('.toml')}.csv"):
        text = read_text(project.root / path, path, "figure/file").text
        found = re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", text)
        if found:
            before = text[: found.start()]
            return path, before.count("\n") + 1, len(before) - before.rfind("\n")
    return figure.path, 1, 1


def _check_blocks(page: Page, names: set[str], shown: set[str]) -> Iterator[Problem]:
    for block in find_blocks(page.source, "figure"):
        shown.add(block.argument)
        if block.argument not in names:
            named = repr(block.argument) if block.argument else "without a name"
            there = ", ".join(sorted(names)) or "none"
            fix = nearest(block.argument, names) or f"there are {there}"
            message = f"no figure {named}"
            yield _problem(page.source.path, block.line, "figure/unknown", message, fix)
        elif block.options:
            message = "a figure has no options here"
            yield _problem(
                page.source.path, block.line, "figure/unknown", message, "set them in its file"
            )


def _problem(path: str, line: int, rule: str, message: str, fix: str) -> Problem:
    return Problem(path, line, 1, rule, message, fix)
