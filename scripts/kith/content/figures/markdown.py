"""The Python-Markdown extension for figures: a block that names one of content/figures/.

    /// figure | portugal-overdoses
    ///

What it needs it reads from the content and bibliography folders. A block that names no figure
draws nothing: `kith.content.figures.check` says so with file and line.
"""

from collections import Counter
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from pymdownx.blocks import BlocksProcessor

from kith.bibliography.library import load_library
from kith.blocks import DrawnBlock, ProjectExtension, keep_words, own_id
from kith.content.figures.drawing import draw_figure
from kith.content.figures.elements import build_figure
from kith.content.figures.records import read_figures
from kith.project import Project


class FigureBlock(DrawnBlock):
    """One block; `config` holds the project, read anew for each page, and the ids in use."""

    NAME = "figure"
    ARGUMENT = True

    def draw(self) -> Element:
        """The finished figure, or an empty element where nothing can be drawn."""
        project: Project = self.config["project"]
        figure = read_figures(project)[0].get(self.argument.strip())
        drawing = draw_figure(project, figure)[0] if figure else None
        if figure is None or drawing is None:
            return Element("div", {"class": "figure figure--missing"})
        identifier = own_id(self.config["used"], f"figure-{figure.name}")
        element = build_figure(figure, drawing, identifier, load_library(project).works)
        for svg in element.iter("svg"):
            keep_words(svg)
        return element


class FigureExtension(ProjectExtension):
    """Figures on a page."""

    def __init__(self, **settings: Any) -> None:
        self._used: Counter[str] = Counter()
        super().__init__(**settings)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        """Register the block with what it draws from."""
        md.registerExtension(self)
        block_mgr.register(FigureBlock, {"project": self.project, "used": self._used})

    def reset(self) -> None:
        """Forget the ids of the page before."""
        self._used.clear()
