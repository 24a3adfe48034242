"""What people type into the search, and where it leads: search.toml of the content folder.

    [groups]                                words that are alike, to be named in braces below
    someone = ["son", "daughter"]

    [[same]]                                who types one of these finds the others too
    words = ["naloxone", "narcan"]

    [[first]]                               what stands above everything else that is found
    when = ["overdose", "{someone} drinks"] words in any order; each of these is enough
    show = ["help.md#numbers-to-call"]      pages, or headings of pages, in this order
    always = true                           above a page of that very title too; may be left out

What the search makes of it is not known here: theme/assets/js/search-words.mjs.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from kith.cache import digest_files
from kith.content.pages import Page
from kith.content.tables import TableFile, read_table_file, unknown_tables
from kith.problems import Problem, nearest
from kith.project import Project

FILE: Final = "search.toml"  # below content/
_TABLES: Final = ("groups", "same", "first")
_FIELDS: Final = {"same": ("words",), "first": ("when", "show", "always")}
_NEEDED: Final = {"same": ("words",), "first": ("when", "show")}
_GROUP: Final = re.compile(r"\{([^{}]*)\}")
_DRAWN: Final = ("claim-", "explainer-", "figure-", "help-", "ref-", "term-", "verdict-")
"""How the ids begin that only a built page has; the build says which of them are not there."""


@dataclass(frozen=True, slots=True)
class First:
    """What stands first when one of `when` is asked for. `show` holds pages with their anchors."""

    when: tuple[str, ...]
    show: tuple[str, ...]
    always: bool = False
    line: int = 1


@dataclass(frozen=True, slots=True)
class SearchWords:
    """All of search.toml that is in order."""

    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    same: tuple[tuple[str, ...], ...] = ()
    first: tuple[First, ...] = ()


def read_search_words(project: Project) -> tuple[SearchWords, list[Problem]]:
    """The words that are in order, and a problem for each slip. No file means no words."""
    file = project.content / FILE
    if not file.is_file():
        return SearchWords(), []
    words, problems = _read(project, digest_files([file], project.root))
    return words, list(problems)


def check_search_words(
    project: Project, pages: Iterable[Page], anchors: Mapping[str, Container[str]]
) -> list[Problem]:
    """What an editor got wrong in search.toml. `anchors` are the ids of each page, by its name."""
    words, problems = read_search_words(project)
    path = project.relative(project.content / FILE)
    names = [page.name for page in pages]
    for rule in words.first:
        for target in rule.show:
            name, _, anchor = target.partition("#")
            if name not in names:
                message, fix = f"there is no page {name}", nearest(name, names)
                fix = fix or "name a page below content/"
                problems.append(Problem(path, rule.line, 1, "search/words", message, fix))
            elif anchor and anchor not in anchors.get(name, ()) and not anchor.startswith(_DRAWN):
                message = f"the page {name} has no place {anchor!r}"
                fix = "name one of its headings as links do"
                problems.append(Problem(path, rule.line, 1, "search/words", message, fix))
    return problems


@lru_cache(maxsize=2)
def _read(project: Project, _digest: str) -> tuple[SearchWords, list[Problem]]:
    file, problems = read_table_file(project, project.content / FILE, "search/words", missing="")
    if file is None:
        return SearchWords(), problems
    problems += unknown_tables(file, _TABLES, "search/words")
    groups = _groups(file, problems)
    same = tuple(tuple(row["words"]) for _, row in _rows(file, "same", (), problems))
    first = tuple(
        First(tuple(row["when"]), tuple(row["show"]), row.get("always", False), line)
        for line, row in _rows(file, "first", groups, problems)
    )
    return SearchWords(groups, same, first), problems


def _groups(file: TableFile, problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    found = file.values.get("groups", {})
    if not isinstance(found, dict):
        problems.append(_problem(file, (1, 1), "groups is not a table", "write [groups] above it"))
        return {}
    groups = {}
    for name, words in found.items():
        if _are_words(words):
            groups[name] = tuple(words)
        else:
            start = re.search(rf"^[ \t]*{re.escape(name)}\b", file.text, re.MULTILINE)
            line = file.text.count("\n", 0, start.start()) + 1 if start else 1
            message, fix = f"{name} is not a list of words", f'write {name} = ["..."]'
            problems.append(_problem(file, (line, 1), message, fix))
    return groups


def _rows(
    file: TableFile, name: str, groups: Container[str], problems: list[Problem]
) -> list[tuple[int, dict[str, Any]]]:
    """The tables [[name]] that are in order, each with its line."""
    rows = file.values.get(name, [])
    if not isinstance(rows, list):
        problems.append(
            _problem(file, file.place(name), f"{name} is no list", f"write [[{name}]] above it")
        )
        return []
    good = []
    for number, row in enumerate(rows):
        slips = list(_slips(name, row, groups))
        for at, message, fix in slips:
            problems.append(_problem(file, file.place_in(name, number, at), message, fix))
        if not slips:
            good.append((file.place_in(name, number)[0], row))
    return good


def _slips(name: str, row: object, groups: Container[str]) -> Iterator[tuple[str, str, str]]:
    """(field, message, fix) for each slip of one table."""
    fields = _FIELDS[name]
    if not isinstance(row, dict):
        yield "", "this is not a table", f"write [[{name}]] above its fields"
        return
    for key in row:
        if key not in fields:
            yield key, f"no field {key!r}", nearest(key, fields) or f"use {', '.join(fields)}"
    for key in _NEEDED[name]:
        if not _are_words(row.get(key)):
            yield key, f"{key} is not a list of words", f'write {key} = ["..."]'
    if not isinstance(row.get("always", False), bool):
        yield "always", "always is neither true nor false", "write always = true, or leave it out"
    if name == "first" and _are_words(row.get("when")):
        for phrase in row["when"]:
            for group in _GROUP.findall(phrase):
                if group not in groups:
                    yield "when", f"there is no group {group!r}", "add it below [groups]"


def _are_words(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(word, str) and re.search(r"\w", word) for word in value)
    )


def _problem(file: TableFile, place: tuple[int, int], message: str, fix: str) -> Problem:
    return Problem(file.path, *place, "search/words", message, fix)
