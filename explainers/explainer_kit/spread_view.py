"""The view of many runs: a sentence with the spread, a dot for each run, a table, how to read it.

It speaks of any explainer in the words of its measures; see `spread`. Of two settings the first is
called the kept one and the second the new one, as the page does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from explainer_kit.spread import Measure, Spread, Summary, summarise
from explainer_kit.vega import SERIES, TEXT, chart
from explainer_kit.view import Cell, Figure, Table, View

_WHOSE: Final = ("kept", "new")
_SHAPES: Final = ("circle", "diamond")
_DOT: Final = 0.022  # of the axis: two dots nearer than this stand above each other
_ROW: Final = 0.3  # half the height of a row that dots may fill


@dataclass(frozen=True, slots=True)
class _Row:
    """One measure of one setting: a row of a figure and of its table."""

    measure: Measure
    setting: int
    label: str
    summary: Summary


def spread_view(spread: Spread, measures: Mapping[str, Measure]) -> View:
    """What the runs that have come show, after at least one."""
    rows = list(_rows(spread, measures))
    figures = [_figure(title, list(same), spread) for title, same in groupby(rows, _title)]
    main = [row for row in rows if _title(row) == _title(rows[0])]
    rest = [row for row in rows if row not in main]
    reading = [*_reading(spread, measures)]
    if rest:
        reading.insert(0, _sentences(rest))
    return View(_headline(main, spread), tuple(figures), tuple(reading))


def _title(row: _Row) -> str:
    return row.measure.title


def _rows(spread: Spread, measures: Mapping[str, Measure]) -> Iterator[_Row]:
    """The measures that at least one run has, those of the same figure together."""
    titles = [measure.title for measure in measures.values()]
    for name, measure in sorted(measures.items(), key=lambda item: titles.index(item[1].title)):
        for number, runs in enumerate(spread.settings):
            values = runs.values(name)
            if values:
                label = measure.label
                if len(spread.settings) > 1:
                    label = f"{measure.label}, {_WHOSE[number]}"
                yield _Row(measure, number, label, summarise(values, measure))


# --- In words -------------------------------------------------------------------------------------


def _headline(rows: list[_Row], spread: Spread) -> str:
    two = " with each setting" if len(spread.settings) > 1 else ""
    said = _sentences(rows)
    return f"Over {_count(spread.complete)}{two}, {said[0].lower()}{said[1:]}"


def _sentences(rows: list[_Row]) -> str:
    """A sentence for each measure; the unit stands in the first only."""
    two = {row.setting for row in rows} == {0, 1}
    sentences: list[str] = []
    for _, same in groupby(rows, lambda row: row.measure.label):
        ranges: list[str] = []
        for row in same:
            unit = "" if sentences or ranges else f" {row.measure.unit}"
            setting = f" ({_WHOSE[row.setting]})" if two else ""
            ranges.append(f"{_reach(row)}{unit} in {_share(row)}{setting}")
        phrase = row.measure.phrase
        sentences.append(f"{phrase[0].upper()}{phrase[1:]} {', and '.join(ranges)}.")
    return " ".join(sentences)


def _reach(row: _Row) -> str:
    low, high = row.measure.say(row.summary.low), row.measure.say(row.summary.high)
    return low if low == high else f"between {low} and {high}"


def _share(row: _Row) -> str:
    return f"{row.summary.within} of {len(row.summary.values)}"


def _count(runs: int) -> str:
    return "1 run" if runs == 1 else f"{runs} runs"


def _reading(spread: Spread, measures: Mapping[str, Measure]) -> Iterator[str]:
    first, last = spread.seeds[0], spread.seeds[spread.complete - 1]
    seeds = f"seed {first}" if first == last else f"the seeds {first} to {last}"
    yield (
        f"Each mark is one run, with {seeds}. The upright bar is the middle value: half of the "
        "runs lie on each side of it. The shaded band holds the middle 80% of the runs."
    )
    if len(spread.settings) > 1:
        yield from _same_seeds(spread, measures)
    yield (
        "One run can mislead by chance, and this shows by how much. It says nothing about how well "
        "the model fits the real world."
    )


def _same_seeds(spread: Spread, measures: Mapping[str, Measure]) -> Iterator[str]:
    """How often the new setting gave less than the kept one with the same seed."""
    parts = []
    for name, measure in measures.items():
        kept, new = (runs.found for runs in spread.settings)
        pairs = [(a[name], b[name]) for a, b in zip(kept, new, strict=True) if name in a.keys() & b]
        if pairs:
            less = sum(b < a for a, b in pairs)
            parts.append(f"{measure.label}: in {less} of {len(pairs)}.")
    if parts:
        yield "How often the new setting gave less with the same seed. " + " ".join(parts)


# --- In a figure and a table ----------------------------------------------------------------------


def _figure(title: str, rows: list[_Row], spread: Spread) -> Figure:
    head = f"Dot plot, one dot for each of {_count(spread.complete)}."
    alt = [f"{row.label}: middle value {row.measure.say(row.summary.middle)}." for row in rows]
    return Figure(
        title=f"Many runs: {title}",
        spec=_spec(rows, title),
        alt=" ".join([head, *alt, "The table has the spread."]),
        table=_table(rows, title),
        caption="A mark is a run, the bar is the middle value, the band is the middle 80%.",
    )


def _spec(rows: list[_Row], title: str) -> dict[str, Any]:
    bounds = rows[0].measure.bounds or (0.0, max(max(row.summary.values) for row in rows) or 1.0)
    across, down = _axes(bounds, len(rows))
    dots, bands, bars = [], [], []
    for number, row in enumerate(rows):
        one, summary = {"setting": _WHOSE[row.setting]}, row.summary
        dots += [point | one for point in _dots(number, summary.values, bounds)]
        ends = {"x": _round(summary.low), "x2": _round(summary.high)}
        bands.append(ends | one | {"y": number - _ROW - 0.04, "y2": number + _ROW + 0.04})
        say = f"{row.label}: middle value {row.measure.say(summary.middle)}"
        bars.append({"x": _round(summary.middle), "y": number, "text": say})
    colour = _by_setting(SERIES[:2])
    place = {"x": across | {"field": "x"}, "y": down | {"field": "y"}}
    layers = [
        {
            "data": {"values": bands},
            "mark": {"type": "rect", "opacity": 0.18},
            "encoding": place | {"x2": {"field": "x2"}, "y2": {"field": "y2"}, "color": colour},
        },
        {
            "data": {"values": dots},
            "mark": {"type": "point", "filled": True, "size": 60, "opacity": 0.75},
            "encoding": place | {"color": colour, "shape": _by_setting(_SHAPES)},
        },
        {
            "data": {"values": bars},
            "mark": {"type": "tick", "orient": "vertical", "thickness": 3, "size": 40},
            "encoding": place | {"color": {"value": TEXT}},
        },
        {
            "data": {"values": bars},
            "mark": {"type": "text", "align": "left", "dy": -31},
            "encoding": {
                "x": across | {"datum": bounds[0]},
                "y": down | {"field": "y"},
                "text": {"field": "text"},
            },
        },
    ]
    return chart(title, layers, height=80 + 72 * len(rows))


def _axes(bounds: tuple[float, float], rows: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The measure across, with a margin that keeps whole dots inside; rows downwards."""
    low, high = bounds
    margin = (high - low) * 0.02
    domain = [_round(low - margin), _round(high + margin)]
    across = {
        "type": "quantitative",
        "scale": {"domain": domain, "nice": False, "zero": False},
        "axis": {"title": None, "domain": False, "ticks": False, "tickCount": 5},
    }
    span = {"domain": [rows - 0.4, -0.75], "nice": False, "zero": False}
    return across, {"type": "quantitative", "scale": span, "axis": None}


def _by_setting(values: tuple[str, ...]) -> dict[str, Any]:
    scale = {"domain": list(_WHOSE), "range": list(values)}
    return {"field": "setting", "scale": scale, "legend": None}


def _dots(
    row: int, values: tuple[float, ...], bounds: tuple[float, float]
) -> list[dict[str, float]]:
    """Places of a row's dots: each in the first lane where it does not cover its neighbour."""
    gap = (bounds[1] - bounds[0]) * _DOT
    lanes: list[float] = []
    placed = []
    for value in sorted(values):
        free = (lane for lane, last in enumerate(lanes) if value - last >= gap)
        lane = next(free, len(lanes))
        lanes[lane:] = [value, *lanes[lane + 1 :]]
        placed.append((value, (lane + 1) // 2 * (1 if lane % 2 else -1)))
    step = min(0.07, _ROW / max(1, len(lanes) // 2))
    return [{"x": _round(value), "y": round(row + step * lane, 3)} for value, lane in placed]


def _table(rows: list[_Row], title: str) -> Table:
    columns = ("", "Runs", "Lowest", "80%: from", "80%: to", "Middle value", "Highest")
    cells: list[tuple[Cell, ...]] = []
    for row in rows:
        runs, digits = row.summary, row.measure.digits + 1
        numbers = (min(runs.values), runs.low, runs.high, runs.middle, max(runs.values))
        cells.append((row.label, len(runs.values), *(round(value, digits) for value in numbers)))
    return Table(columns, tuple(cells), f"The spread of the runs: {title}")


def _round(value: float) -> float:
    return round(value, 3)
