"""The Python-Markdown extension for figures: a block that names one of content/figures/.

    /// figure | portugal-overdoses
    ///

What it needs it reads from the content and bibliography folders. A block that names no figure
draws nothing: `kith.content.figures.check` says so with file and line.
"""

from collections import Counter
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from kith.bibliography.library import load_library
from kith.content.figures.drawing import draw_figure
from kith.content.figures.elements import build_figure
from kith.content.figures.records import read_figures
from kith.project import Project, current_project


class FigureBlock(Block):
    """One block; `config` holds the project, read anew for each page, and the ids in use."""

    NAME = "figure"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """The finished figure, or an empty element where nothing can be drawn."""
        project: Project = self.config["project"]
        figure = read_figures(project)[0].get(self.argument.strip())
        drawing = draw_figure(project, figure)[0] if figure else None
        if figure is None or drawing is None:
            return SubElement(parent, "div", {"class": "figure figure--missing"})
        used: Counter[str] = self.config["used"]
        used[figure.name] += 1
        identifier = f"figure-{figure.name}"
        if used[figure.name] > 1:
            identifier += f"-{used[figure.name]}"
        element = build_figure(figure, drawing, identifier, load_library(project).works)
        for svg in element.iter("svg"):
            for node in svg.iter():
                node.text = AtomicString(node.text) if node.text else node.text
                node.tail = AtomicString(node.tail) if node.tail else node.tail
        parent.append(element)
        return element

    def on_markdown(self) -> str:
        """Nothing inside the block is Markdown."""
        return "raw"


class FigureExtension(BlocksExtension):
    """Figures on a page."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"root": ["", "Folder of the repository; the working folder when empty."]}
        self._used: Counter[str] = Counter()
        super().__init__(**settings)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        """Register the block with what it draws from."""
        md.registerExtension(self)
        project = current_project(self.getConfig("root"))
        block_mgr.register(FigureBlock, {"project": project, "used": self._used})

    def reset(self) -> None:
        """Forget the ids of the page before."""
        self._used.clear()
