"""The data of a figure from a .csv file, as spreadsheets of any country save it.

The first line names the columns. They are parted by commas, semicolons or tabs, whichever makes the
columns that the figure needs out of the first line; a line `sep=;`, which Excel reads, may stand
above. Numbers may have a decimal point or a decimal comma, as long as the file tells which
(`csv_numbers.py`). What cannot be read for certain is a problem at its row, never a guess.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kith.content.figures.csv_numbers import Numbers
from kith.content.figures.rows import Cell, Row
from kith.problems import Problem, nearest
from kith.texts import read_text

_SEPARATORS: Final = (",", ";", "\t")
_SEP_LINE: Final = re.compile(r"\"?sep=(?P<sign>[,;\t])\"?[,;\t]*", re.IGNORECASE)
_RULE: Final = "figure/file"


@dataclass(frozen=True, slots=True)
class Columns:
    """How columns must be called: those needed, those possible, and which hold numbers."""

    needed: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        return (*self.needed, *self.optional)

    def __str__(self) -> str:
        also = f", and may be called {', '.join(self.optional)}" if self.optional else ""
        return f"the columns must be called {', '.join(self.needed)}{also}"


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The rows of a file that is in order and their lines, or what is wrong in it."""

    path: str
    rows: tuple[Row, ...] = ()
    lines: tuple[int, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def place(self, number: int, name: str) -> tuple[str, int, int]:
        """File, line and column of a row's cell; all cells of a row stand in one line."""
        del name
        return self.path, self.lines[number] if number < len(self.lines) else 1, 1


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    cells: tuple[str, ...]


def read_csv(file: Path, path: str, columns: Columns) -> CsvTable:
    """The rows of a .csv file. `path` is what problems call it."""
    read = read_text(file, path, _RULE)
    if read.problems:
        return CsvTable(path, problems=list(read.problems))
    return parse_csv(read.text, path, columns)


def parse_csv(text: str, path: str, columns: Columns) -> CsvTable:
    """The rows of a text."""
    try:
        sign, lines = _lines(text, columns)
    except csv.Error as error:
        message, fix = f"this is not read as a table: {error}", 'close each quotation mark: "..."'
        number = _unclosed(text)
        return CsvTable(path, problems=[Problem(path, number, 1, _RULE, message, fix)])
    if len(lines) < 2:
        message = "there is no row of data" if lines else "the file is empty"
        fix = f"{columns}; write them in the first line, and a row below for each point"
        return CsvTable(path, problems=[Problem(path, 1, 1, _RULE, message, fix)])
    head, *body = lines
    names = _names(head, columns)
    problems = [*_wrong_names(path, head, names, columns), *_wrong_rows(path, body, names)]
    if problems:
        return CsvTable(path, problems=problems)
    rows, problems = _values(path, body, names, columns, sign)
    return CsvTable(path, tuple(rows), tuple(line.number for line in body), problems)


def _lines(text: str, columns: Columns) -> tuple[str, list[_Line]]:
    """The sign between cells, and the lines that hold something, without empty last columns."""
    first, _, rest = text.partition("\n")
    told = _SEP_LINE.fullmatch(first.strip())
    skipped = 1 if told else 0
    text = rest if told else text
    sign = told["sign"] if told else _separator(text, columns)
    reader = csv.reader(text.split("\n"), delimiter=sign, strict=True, skipinitialspace=True)
    found, start = [], 1
    for cells in reader:
        stripped = tuple(" ".join(cell.split()) for cell in cells)
        if any(stripped):
            found.append(_Line(start + skipped, stripped))
        start = reader.line_num + 1
    width = max((at for line in found for at, cell in enumerate(line.cells, 1) if cell), default=0)
    return sign, [_Line(line.number, line.cells[:width]) for line in found]


def _separator(text: str, columns: Columns) -> str:
    """The sign that makes most of the columns' names out of the first line, or else most cells."""
    head = next((line for line in text.split("\n") if line.strip(" ,;\t")), "")

    def worth(sign: str) -> tuple[int, int]:
        cells = next(csv.reader([head], delimiter=sign), [])
        names = {_plain(cell) for cell in cells}
        return len(names & set(columns.known)), len(cells)

    return max(_SEPARATORS, key=worth)


def _unclosed(text: str) -> int:
    """The last line up to which quotation marks are paired, as where one is left open."""
    paired = 1
    for number, line in enumerate(text.split("\n"), 1):
        if line.count('"') % 2:
            return number
        paired = number
    return paired


def _plain(name: str) -> str:
    """A name as files write it, whatever its capitals and blanks."""
    return "_".join(name.casefold().split())


def _names(head: _Line, columns: Columns) -> list[str]:
    known = {_plain(name): name for name in columns.known}
    return [known.get(_plain(cell), cell) for cell in head.cells]


def _wrong_names(
    path: str, head: _Line, names: Sequence[str], columns: Columns
) -> Iterator[Problem]:
    missing = [name for name in columns.needed if name not in names]
    here = ", ".join(repr(name) for name in names)
    if missing:
        message = f"there is no column {' or '.join(missing)}: here are {here}"
        yield Problem(path, head.number, 1, _RULE, message, str(columns))
        return
    for at, name in enumerate(names, 1):
        if not name:
            message = f"column {at} has no name"
            yield Problem(path, head.number, 1, _RULE, message, "name it in the first line")
        elif name in names[: at - 1]:
            message = f"there are two columns {name!r}"
            yield Problem(path, head.number, 1, _RULE, message, "keep one, or name it anew")
        elif name not in columns.known and columns.known:
            left = [known for known in columns.optional if known not in names]
            hint = nearest(_plain(name), left)
            if hint:
                yield Problem(path, head.number, 1, _RULE, f"no column {name!r}", hint)


def _wrong_rows(path: str, body: Sequence[_Line], names: Sequence[str]) -> Iterator[Problem]:
    for line in body:
        if len(line.cells) > len(names):
            message = f"this row has {len(line.cells)} cells, and there are {len(names)} columns"
            fix = 'put a text that holds the sign between cells into quotation marks: "..."'
            yield Problem(path, line.number, 1, _RULE, message, fix)


def _values(
    path: str, body: Sequence[_Line], names: Sequence[str], columns: Columns, sign: str
) -> tuple[list[Row], list[Problem]]:
    """The rows with numbers as numbers, and the cells that may be none or more than one."""
    cells = [
        (line.number, name, cell)
        for line in body
        for name, cell in zip(names, line.cells, strict=False)
        if name in columns.numbers or name not in columns.known
    ]
    numbers = Numbers.of([cell for _, _, cell in cells], commas_part=sign == ",")
    if numbers.mixed:
        first, second = numbers.mixed
        number, name = next((number, name) for number, name, cell in cells if cell == second)
        message = f"column {name}: {second} and {first} do not go together"
        fix = "write all numbers of a file one way: 1234.5"
        return [], [Problem(path, number, 1, _RULE, message, fix)]
    by_column = {
        name: numbers.of_column([cell for _, other, cell in cells if other == name])
        for name in dict.fromkeys(name for _, name, _ in cells)
    }
    problems = []
    for number, name, cell in cells:
        doubt = by_column[name].doubt(cell, surely=name in columns.numbers)
        if doubt:
            problems.append(Problem(path, number, 1, _RULE, f"column {name}: {doubt[0]}", doubt[1]))
    rows: list[Row] = []
    for line in body:
        row: dict[str, Cell] = dict.fromkeys(names, "")
        for name, cell in zip(names, line.cells, strict=False):
            row[name] = by_column[name].read(cell) if name in by_column else cell
        rows.append(row)
    return rows, problems
