"""Effect sizes, each with its interval, against a line that means no difference."""

import math
from collections.abc import Sequence

from kith.content.figures.dress import (
    LINE,
    SERIES,
    TEXT,
    Spec,
    across,
    chart,
    lines_of,
    marks,
    words,
)
from kith.content.figures.rows import Figure, Row, decimals, number

_GAP = 26  # from an interval to the next words, so that each belongs to those above it


def draw_intervals(figure: Figure) -> Spec:
    """Rows of one `group` stand together under its name."""
    texts: list[Spec] = []
    heads: list[Spec] = []
    spans: list[Spec] = []
    points: list[Spec] = []
    nothing: list[Spec] = []
    none = float(figure.options.get("reference", 0))
    digits = max(decimals(figure, name) for name in ("estimate", "low", "high"))
    y, group = 0, ""
    for row in figure.rows:
        if row.get("group", "") != group:
            group = str(row.get("group", ""))
            heads += lines_of(group, 0, y, 44)
            y = heads[-1]["y"] + 4
        texts += lines_of(_said(row, digits), 0, y)
        middle = texts[-1]["y"] + 14
        y = middle + _GAP - 8
        spans.append({"at": row["low"], "to": row["high"], "y": middle})
        points.append({"at": row["estimate"], "y": middle})
        nothing.append({"at": none, "y": middle - 11, "y2": middle + 11})
    logarithmic = figure.options.get("scale") == "log"
    domain = _domain(figure.rows, none, logarithmic=logarithmic)
    scale = {"type": "log"} if logarithmic else {}
    x = across(domain, str(figure.options.get("axis", "")), **scale)
    across_both = {**x, "x2": {"field": "to"}}
    layers = [
        marks("rule", nothing, x, color=LINE, strokeWidth=2),
        marks("rule", spans, across_both, color=SERIES[0], strokeWidth=5, strokeCap="round"),
        marks("point", points, x, shape="circle", size=190, filled=True, opacity=1, color=TEXT),
        words(texts),
    ]
    if heads:
        layers.append(words(heads, fontWeight="bold"))
    return chart(layers, y)


def _said(row: Row, digits: int) -> str:
    estimate, low, high = (number(row[name], digits) for name in ("estimate", "low", "high"))
    return f"{row['label']}: {estimate} ({low} to {high})"


def _domain(rows: Sequence[Row], none: float, *, logarithmic: bool) -> tuple[float, float]:
    """All intervals and the line of no difference, with some air on both sides."""
    ends = [none, *(float(row[name]) for row in rows for name in ("low", "high"))]
    low, high = min(ends), max(ends)
    if logarithmic:
        air = (math.log(high) - math.log(low)) * 0.06
        return round(low / math.exp(air), 4), round(high * math.exp(air), 4)
    air = (high - low) * 0.06
    return round(low - air, 4), round(high + air, 4)
