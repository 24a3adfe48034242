"""The common dress of every figure: size, type, colours as CSS variables.

Colours are CSS variables because Vega hands them through to the SVG: one drawing then serves the
light and the dark palette. A figure is 480 units wide with 17-unit type, so that its words are
still readable when a phone shows it at about 300 pixels. This module knows of no model or data.
"""

from typing import Any, Final

from explainer_kit.view import Spec

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
SERIES: Final = tuple(f"var(--kith-series-{number})" for number in range(1, 5))
TEXT: Final = "var(--kith-figure-text)"
LINE: Final = "var(--kith-figure-line)"
# Solid, dashed, dotted, dash-dot: series differ without colour too.
DASHES: Final = ([1, 0], [8, 5], [2, 4], [10, 4, 2, 4])
WIDTH: Final = 480
HEIGHT: Final = 320
TYPE: Final = 17

CONFIG: Final[dict[str, Any]] = {
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
        "gridOpacity": 0.6,
        "labelPadding": 6,
    },
    "title": {
        "color": TEXT,
        "fontSize": TYPE,
        "fontWeight": "normal",
        "anchor": "start",
        "frame": "bounds",
        "offset": 14,
    },
    "text": {"color": TEXT, "fontSize": TYPE},
}


def chart(title: str, layers: list[dict[str, Any]], *, height: int = HEIGHT, **parts: Any) -> Spec:
    """A layered figure in the common dress; `parts` are further top-level properties."""
    return {
        "$schema": SCHEMA,
        "background": None,
        "width": WIDTH,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "config": CONFIG,
        "title": title,
        "layer": layers,
        **parts,
    }
