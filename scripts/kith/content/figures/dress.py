"""The common dress of figures: size, type, colours as CSS variables, labels above what they name.

It is that of the explainers' figures (explainer_kit/vega.py), which live in the browser and so have
a copy of their own. A figure is 480 units wide with 17-unit type, and labels stand above bars and
intervals, never beside them: so the words can be read when a phone shows it at 290 pixels.
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

Spec = dict[str, Any]

SERIES: Final = tuple(f"var(--kith-series-{number})" for number in range(1, 5))
TEXT: Final = "var(--kith-figure-text)"
LINE: Final = "var(--kith-figure-line)"
# Full, outlined, half full, faint: groups differ without colour too.
FILLS: Final = (1.0, 0.0, 0.45, 0.2)
DASHES: Final = ([1, 0], [8, 5], [2, 4], [10, 4, 2, 4])
SHAPES: Final = ("circle", "square", "triangle-up", "diamond")
WIDTH: Final = 470
TYPE: Final = 17
LEADING: Final = 22  # from one line of text to the next
LETTERS: Final = 50  # in a line that is as wide as the figure

CONFIG: Final[Spec] = {
    "aria": False,
    "font": "inherit",
    "view": {"stroke": None},
    "axis": {
        "labelColor": TEXT,
        "titleColor": TEXT,
        "gridColor": LINE,
        "domainColor": LINE,
        "tickColor": LINE,
        "labelFontSize": TYPE,
        "titleFontSize": TYPE,
        "titleFontWeight": "normal",
        "gridOpacity": 0.4,
        "labelPadding": 6,
        "titlePadding": 10,
        "titleLimit": WIDTH,
    },
    "legend": {
        "labelColor": TEXT,
        "labelFontSize": TYPE,
        "labelLimit": WIDTH,
        "symbolSize": 160,
        "symbolStrokeWidth": 3,
        "title": None,
        "orient": "top",
        "direction": "vertical",
    },
    "text": {"color": TEXT, "fontSize": TYPE},
}


def chart(layers: Sequence[Spec], height: int, **parts: Any) -> Spec:
    """A figure of these layers, `height` units high without its axis."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": None,
        "width": WIDTH,
        "height": height,
        "autosize": {"type": "pad"},
        "padding": 2,
        "config": CONFIG,
        "layer": list(layers),
        **parts,
    }


def own_spec(spec: Spec, rows: Sequence[Any]) -> Spec:
    """An editor's spec with its rows, and in the common dress where it chose no other."""
    dressed = {"background": None, "width": WIDTH, "height": 300, "autosize": {"type": "pad"}}
    return {**dressed, "config": CONFIG, **spec, "data": {"values": [dict(row) for row in rows]}}


def marks(kind: str, values: Sequence[Spec], encoding: Spec | None = None, **settings: Any) -> Spec:
    """A layer of marks that are told by their own values, in units of the figure from top left.

    What is in a value under the name of a property of the mark is that property. Only what
    `encoding` names stands on a scale of the data.
    """
    told = {name for value in values for name in value} - set(_names(encoding or {}))
    taken = {name: {"expr": f"datum.{name}"} for name in sorted(told)}
    layer = {"data": {"values": list(values)}, "mark": {"type": kind, **taken, **settings}}
    return {**layer, "encoding": encoding or {}}


def _names(encoding: Spec) -> Iterator[str]:
    return (channel["field"] for channel in encoding.values() if "field" in channel)


def across(domain: Sequence[float], title: str = "", **scale: Any) -> Spec:
    """The encoding of x by `at`, with an axis where it has a title."""
    axis = {"title": title, "tickCount": 5, "grid": False} if title else None
    full = {"domain": list(domain), "nice": False, "zero": False, **scale}
    return {"x": {"field": "at", "type": "quantitative", "scale": full, "axis": axis}}


def words(texts: Sequence[Spec], **settings: Any) -> Spec:
    """Texts, each with `x`, `y` of its base line and `text`."""
    return marks("text", texts, align="left", baseline="alphabetic", **settings)


def lines_of(text: str, x: int, y: int, letters: int = LETTERS) -> list[Spec]:
    """A text in lines that fit, the first below `y`."""
    wrapped = textwrap.wrap(text, letters, break_long_words=False) or [""]
    return [{"x": x, "y": y + LEADING * n, "text": line} for n, line in enumerate(wrapped, 1)]


def groups_of(names: Sequence[str]) -> dict[str, int]:
    """The number of each group, in the order of its first row."""
    return {name: number % len(SERIES) for number, name in enumerate(dict.fromkeys(names))}


def style(group: int) -> Spec:
    """How a group's areas are painted."""
    return {"fill": SERIES[group], "stroke": SERIES[group], "fillOpacity": FILLS[group]}


def key(groups: Mapping[str, int]) -> tuple[list[Spec], list[Spec], int]:
    """The key of two or more groups: its words, its squares, and where it ends."""
    texts: list[Spec] = []
    squares: list[Spec] = []
    for name, group in groups.items() if len(groups) > 1 else ():
        top = LEADING * len(texts)
        texts += lines_of(name, 26, top, LETTERS - 4)
        squares.append({"x": 1, "x2": 17, "y": top + 8, "y2": top + 24, **style(group)})
    return texts, squares, LEADING * len(texts) + (10 if texts else 0)
