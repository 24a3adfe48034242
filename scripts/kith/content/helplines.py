"""The Python-Markdown extension for help lines: all of them by country, on the page about help.

    /// helplines
    ///

What it needs it reads from help.toml of the content folder; `kith.content.help` draws it.
"""

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from kith.content.help import help_page, read_help
from kith.project import current_project


class HelpLinesBlock(Block):
    """The lines, read anew for each page."""

    NAME = "helplines"

    def on_create(self, parent: Element) -> Element:
        """The finished list, whose words no later step reads as Markdown."""
        element = help_page(read_help(self.config["project"])[0])
        for node in element.iter():
            node.text = AtomicString(node.text) if node.text else node.text
            node.tail = AtomicString(node.tail) if node.tail else node.tail
        parent.append(element)
        return element

    def on_markdown(self) -> str:
        """Nothing inside the block is Markdown."""
        return "raw"


class HelpLinesExtension(BlocksExtension):
    """The block `/// helplines`."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"root": ["", "Folder of the repository; the working folder when empty."]}
        super().__init__(**settings)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        """Register the block with what it draws from."""
        del md
        project = current_project(self.getConfig("root"))
        block_mgr.register(HelpLinesBlock, {"project": project})
