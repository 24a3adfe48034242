"""What an explainer shows: a headline, a scene, figures with alt text and a table, and words.

Every part is plain data, so that the build and the browser draw the same thing from one JSON.
This module knows nothing of HTML or of any one model; figures are Vega-Lite specs made elsewhere.
"""

from dataclasses import dataclass
from typing import Any

from explainer_kit.scene import Scene

Cell = str | int | float
Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers behind a figure. Every row has one cell for each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of {self.caption!r} does not fit its columns")

    def to_json(self) -> dict[str, Any]:
        """The table as JSON-ready lists."""
        rows = [list(row) for row in self.rows]
        return {"columns": list(self.columns), "rows": rows, "caption": self.caption}


@dataclass(frozen=True, slots=True)
class Figure:
    """One drawing: `alt` and `table` say in words and numbers what `spec` draws."""

    title: str
    spec: Spec
    alt: str
    table: Table
    caption: str = ""

    def to_json(self) -> dict[str, Any]:
        """The figure as JSON-ready values."""
        return {
            "title": self.title,
            "spec": self.spec,
            "alt": self.alt,
            "table": self.table.to_json(),
            "caption": self.caption,
        }


@dataclass(frozen=True, slots=True)
class View:
    """All that a reader sees of one run. `headline` says what happened in this run."""

    headline: str
    figures: tuple[Figure, ...]
    reading: tuple[str, ...]
    questions: tuple[str, ...] = ()
    scene: Scene | None = None

    def to_json(self) -> dict[str, Any]:
        """The view as JSON-ready values. The frames of its scene are bytes: see Session.frames."""
        return {
            "headline": self.headline,
            "figures": [figure.to_json() for figure in self.figures],
            "reading": list(self.reading),
            "questions": list(self.questions),
            "scene": self.scene.to_json() if self.scene else None,
        }
