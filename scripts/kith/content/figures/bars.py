"""Bars, one below the other, from nought: labels above them, the number at each end."""

from kith.content.figures.dress import (
    Spec,
    across,
    chart,
    groups_of,
    key,
    lines_of,
    marks,
    style,
    words,
)
from kith.content.figures.rows import Figure, decimals, number

_BAR = 22
_GAP = 14


def draw_bars(figure: Figure) -> Spec:
    """`text` says a row's number in words, where digits alone would mislead."""
    groups = groups_of([str(row["group"]) for row in figure.rows if row.get("group")])
    texts, squares, y = key(groups)
    digits = decimals(figure, "value")
    bars: list[Spec] = []
    ends: list[Spec] = []
    for row in figure.rows:
        label = lines_of(str(row["label"]), 0, y)
        texts += label
        top = label[-1]["y"] + 8
        y = top + _BAR + _GAP
        painted = style(groups.get(str(row.get("group", "")), 0))
        bars.append({"at": row["value"], "y": top, "y2": top + _BAR, **painted})
        said = str(row.get("text") or number(row["value"], digits))
        ends.append({"at": row["value"], "y": top + _BAR - 5, "text": said})
    most = max(bar["at"] for bar in bars)
    x = across([0, most * 1.3], str(figure.options.get("axis", "")))
    layers = [
        marks("rect", bars, {**x, "x2": {"datum": 0}}, strokeWidth=2),
        marks("text", ends, x, align="left", baseline="alphabetic", dx=8),
        words(texts),
    ]
    if squares:
        layers.append(marks("rect", squares, strokeWidth=2))
    return chart(layers, y)
