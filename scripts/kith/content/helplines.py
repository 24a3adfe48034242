"""The Python-Markdown extension for help lines: all of them by country, on the page about help.

    /// helplines
    ///

What it needs it reads from help.toml of the content folder; `kith.content.help` draws it.
"""

from xml.etree.ElementTree import Element

from markdown import Markdown
from pymdownx.blocks import BlocksProcessor

from kith.blocks import DrawnBlock, ProjectExtension, keep_words
from kith.content.help import help_page, read_help


class HelpLinesBlock(DrawnBlock):
    """The lines, read anew for each page."""

    NAME = "helplines"

    def draw(self) -> Element:
        """The finished list, whose words no later step reads as Markdown."""
        return keep_words(help_page(read_help(self.config["project"])[0]))


class HelpLinesExtension(ProjectExtension):
    """The block `/// helplines`."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        """Register the block with what it draws from."""
        del md
        block_mgr.register(HelpLinesBlock, {"project": self.project})
