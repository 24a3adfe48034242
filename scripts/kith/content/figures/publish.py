"""Writes the data of every figure into the built site, as files that readers can take away."""

from pathlib import Path

from kith.content.figures.elements import DATA
from kith.content.figures.records import read_figures
from kith.content.figures.rows import as_csv
from kith.project import Project


def publish_figures(project: Project, site: Path) -> None:
    """One .csv for each figure."""
    folder = site / DATA
    for figure in read_figures(project)[0].values():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{figure.name}.csv").write_text(as_csv(figure), "utf-8", newline="")
