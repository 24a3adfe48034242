"""A figure as a record, and its rows as a table. Nothing here reads files or draws."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Cell = str | int | float
Row = Mapping[str, Cell]
SOURCE: Final = "source"  # the column that names the keys of a row's own sources


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `path` is its file, for problems; `spec` is None where `kind` draws it.

    `headings` are the table's columns, in order; `empty` is said where a row has no such cell.
    """

    name: str
    path: str
    title: str
    alt: str
    caption: str
    licence: str
    note: str
    sources: tuple[str, ...]
    kind: str
    spec: Mapping[str, Any] | None
    options: Mapping[str, Any]
    headings: Mapping[str, str]
    rows: tuple[Row, ...]
    empty: str

    @property
    def columns(self) -> Mapping[str, str]:
        """The heading of each column of the table; sources have a column of their own."""
        if self.headings:
            return {name: head for name, head in self.headings.items() if name != SOURCE}
        names = dict.fromkeys(name for row in self.rows for name in row if name != SOURCE)
        return {name: name.capitalize() for name in names}

    @property
    def keys(self) -> tuple[str, ...]:
        """The works that the figure and its rows name, each once."""
        named = (key for row in self.rows for key in row_keys(row))
        return tuple(dict.fromkeys([*self.sources, *named]))


def row_keys(row: Row) -> list[str]:
    """The keys of a row's own sources."""
    return str(row.get(SOURCE, "")).replace(",", " ").split()


def table_rows(figure: Figure) -> Iterator[list[str]]:
    """The cells of each row as text, in the order of the columns."""
    digits = {name: decimals(figure, name) for name in figure.columns}
    for row in figure.rows:
        cells = ((row.get(name, ""), digits[name]) for name in figure.columns)
        yield [figure.empty if cell == "" else number(cell, places) for cell, places in cells]


def decimals(figure: Figure, column: str) -> int:
    """How many places behind the point the numbers of a column have: 1.2 beside 1.26 is 1.20."""
    cells = (row.get(column) for row in figure.rows)
    places = (len(repr(cell).partition(".")[2]) for cell in cells if isinstance(cell, float))
    return max(places, default=0)


def number(cell: Cell, digits: int = 0) -> str:
    """A cell as readers see it: thousands in groups, but not in what may be a year."""
    if isinstance(cell, str):
        return cell
    grouped = "," if abs(cell) >= 10_000 else ""
    places = digits if isinstance(cell, float) else 0
    return f"{cell:{grouped}.{places}f}".replace("-", "−")


def as_csv(figure: Figure) -> str:
    """The data as a file that any spreadsheet opens: every column, under the names editors use."""
    names = list(dict.fromkeys(name for row in figure.rows for name in row))
    written = io.StringIO()
    lines = csv.DictWriter(written, names, restval="", lineterminator="\n")
    lines.writeheader()
    lines.writerows(figure.rows)
    return written.getvalue()
