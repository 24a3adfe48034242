"""Editors' tables in TOML: read, or a problem that says why not; and where in the file things are.

What the tables are about is not known here.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kith.problems import Problem, nearest
from kith.project import Project
from kith.toml_texts import read_toml


@dataclass(frozen=True, slots=True)
class TableFile:
    """One file. `text` is what stands in it, for places."""

    path: str
    text: str
    values: dict[str, Any]

    def place(self, field: str) -> tuple[int, int]:
        """Line and column where a field of the file itself stands, or the file's start."""
        pattern = rf"^[ \t]*({re.escape(field)})[ \t]*="
        end = re.search(r"^\[", self.text, re.MULTILINE)
        head = self.text[: end.start()] if end else self.text
        found = re.search(pattern, head, re.MULTILINE) if field else None
        return _position(self.text, found.start(1)) if found else (1, 1)

    def place_in(self, name: str, number: int, field: str = "") -> tuple[int, int]:
        """Line and column of a field of the n-th [[name]], counted from 0, or of its head."""
        head = rf"^\[\[{re.escape(name)}\]\]"
        starts = [match.start() for match in re.finditer(head, self.text, re.MULTILINE)]
        if number >= len(starts):  # written some other way
            return 1, 1
        return _place_between(self.text, starts, number, field)


def read_table_file(
    project: Project, file: Path, rule: str, *, missing: str
) -> tuple[TableFile | None, list[Problem]]:
    """The file, or the one problem that keeps it from being read. `missing` mends its absence."""
    path = project.relative(file)
    if not file.exists() and not file.is_symlink():
        return None, [Problem(path, 1, 1, rule, "there is no such file", missing)]
    read = read_toml(file, path, rule)
    if read.problems:
        return None, list(read.problems)
    return TableFile(path, read.text, read.values), []


def unknown_tables(
    file: TableFile, known: Collection[str], rule: str, fix: str = ""
) -> Iterator[Problem]:
    """A problem for each table or field of the file itself that nothing reads."""
    for name, value in file.values.items():
        if name not in known:
            bracket = r"\[{1,2}[ \t]*" if isinstance(value, dict | list) else ""
            head = rf"^[ \t]*{bracket}[\"']?{re.escape(name)}\b"
            found = re.search(head, file.text, re.MULTILINE)
            place = _position(file.text, found.start() if found else 0)
            mend = nearest(name, known) or fix or f"use {', '.join(known)}"
            yield Problem(file.path, *place, rule, f"no table {name!r}", mend)


def _place_between(text: str, starts: Sequence[int], number: int, field: str) -> tuple[int, int]:
    end = starts[number + 1] if number + 1 < len(starts) else len(text)
    pattern = re.compile(rf"^[ \t]*({re.escape(field)})[ \t]*=", re.MULTILINE)
    found = pattern.search(text, starts[number], end) if field else None
    return _position(text, found.start(1) if found else starts[number])


def _position(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
