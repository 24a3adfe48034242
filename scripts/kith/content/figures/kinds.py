"""The kinds of drawing: what each needs in its rows, what may be set, and who draws it.

A kind is a function of a figure to a Vega-Lite spec; a new one is a module and a line here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from kith.content.figures.bars import draw_bars
from kith.content.figures.csv_rows import Columns
from kith.content.figures.dress import SERIES, Spec
from kith.content.figures.icons import draw_icons, too_many
from kith.content.figures.intervals import draw_intervals
from kith.content.figures.lines import draw_lines
from kith.content.figures.rows import SOURCE, Figure, Row
from kith.content.figures.timeline import draw_timeline

Complaint = tuple[int, str, str, str]
"""(row from 0, or -1 for the whole; field; message; fix)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `numbers` and `texts` are the columns it needs; `optional` it can do without."""

    draw: Callable[[Figure], Spec]
    numbers: tuple[str, ...]
    texts: tuple[str, ...]
    optional: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    besides: Callable[[Figure], Iterator[Complaint]] = field(default=lambda _figure: iter(()))
    may_be_numbers: tuple[str, ...] = ()  # of the optional ones

    def complaints(self, figure: Figure) -> Iterator[Complaint]:
        """What keeps the figure from being drawn."""
        if not figure.rows:
            yield -1, "", "there are no rows", "write [[rows]]"
            return
        slips = [slip for at, row in enumerate(figure.rows) for slip in self._slips(at, row)]
        yield from slips
        if not slips:
            yield from self.besides(figure)

    def _slips(self, at: int, row: Row) -> Iterator[Complaint]:
        for name in self.numbers:
            if not isinstance(row.get(name), int | float):
                yield at, name, f"{name} is not a number", f"write {name} = 1"
        for name in self.texts:
            if not str(row.get(name, "")).strip():
                yield at, name, f"{name} is missing", f'write {name} = "..."'


def _check_bars(figure: Figure) -> Iterator[Complaint]:
    for at, row in enumerate(figure.rows):
        if float(row["value"]) < 0:
            yield at, "value", "a bar begins at nought", "use the kind effects"
    if max(float(row["value"]) for row in figure.rows) == 0:
        yield -1, "", "every bar is nought", "say it in words"
    names = dict.fromkeys(str(row["group"]) for row in figure.rows if row.get("group"))
    if len(names) > len(SERIES):
        yield -1, "", "there are more than four groups", "join some"


def _check_effects(figure: Figure) -> Iterator[Complaint]:
    for at, row in enumerate(figure.rows):
        low, estimate, high = (float(row[name]) for name in ("low", "estimate", "high"))
        if not low <= estimate <= high:
            yield at, "estimate", "the estimate is not in its interval", "compare the source"
    ends = [float(row["low"]) for row in figure.rows] + [float(figure.options.get("reference", 0))]
    if figure.options.get("scale", "linear") not in ("linear", "log"):
        yield -1, "scale", "scale is not linear or log", 'write scale = "log"'
    elif figure.options.get("scale") == "log" and min(ends) <= 0:
        yield -1, "scale", "a logarithm has no place for nought", "set reference = 1"


def _check_lines(figure: Figure) -> Iterator[Complaint]:
    for at, row in enumerate(figure.rows):
        if row.get("y", "") != "" and not isinstance(row["y"], int | float):
            yield at, "y", "y is not a number", "leave it out where none is known"
    if not any(isinstance(row.get("y"), int | float) for row in figure.rows):
        yield -1, "", "no row has a number", "write y = 1"


def _check_icons(figure: Figure) -> Iterator[Complaint]:
    for at, row in enumerate(figure.rows):
        if not isinstance(row["count"], int) or row["count"] < 0:
            yield at, "count", "count is not a whole number", "count people"
    if too_many(figure):
        yield -1, "", "there are more than 400", "draw so many of a hundred"


KINDS: Final[Mapping[str, Kind]] = {
    "bars": Kind(
        draw_bars, ("value",), ("label",), ("group", "text", SOURCE), ("axis",), _check_bars
    ),
    "effects": Kind(
        draw_intervals,
        ("estimate", "low", "high"),
        ("label",),
        ("group", SOURCE),
        ("axis", "reference", "scale"),
        _check_effects,
    ),
    "icons": Kind(draw_icons, ("count",), ("label",), (SOURCE,), (), _check_icons),
    "lines": Kind(
        draw_lines, ("x",), (), ("y", "series", "text", SOURCE), ("axis",), _check_lines, ("y",)
    ),
    "timeline": Kind(draw_timeline, ("year",), ("when", "what"), (SOURCE,)),
}


def columns_of(kind: Kind | None) -> Columns:
    """How the columns of a kind's data must be called; a spec of its own may call them anything."""
    if kind is None:
        return Columns()
    optional = tuple(dict.fromkeys((*kind.optional, SOURCE)))
    return Columns((*kind.texts, *kind.numbers), optional, (*kind.numbers, *kind.may_be_numbers))
