"""A block of a page whose content comes from the site's records, as HTML that is finished.

No later step of Python-Markdown reads or changes it; `config["html"]` makes it, and only where the
block is used.
"""

from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString
from pymdownx.blocks.block import Block


class FinishedBlock(Block):
    """A block without a body; a subclass names it, and says whether the site's search reads it."""

    CLASS = ""
    SEARCHED = True

    def on_create(self, parent: Element) -> Element:
        """One element."""
        place = SubElement(parent, "section", {"class": self.CLASS, "data-part": self.CLASS})
        if not self.SEARCHED:
            place.set("data-search-exclude", "")
        place.text = AtomicString(self.md.htmlStash.store(self.html()))
        return place

    def html(self) -> str:
        """What stands in the block."""
        found: str = self.config["html"]()
        return found

    def on_markdown(self) -> str:
        """Nothing inside the block is Markdown."""
        return "raw"
