"""What the Markdown extensions for blocks share: how a block is drawn, and where the folders are.

A block is a line `/// name | argument`, its options and a line `///`. It is drawn as elements or as
HTML that is finished. This module does not know what is drawn.
"""

from collections import Counter
from typing import Any, ClassVar
from xml.etree.ElementTree import Element

from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from kith.project import Project, current_project


class ProjectExtension(BlocksExtension):
    """An extension that reads the repository's folders; a subclass may have settings of its own."""

    SETTINGS: ClassVar[dict[str, list[Any]]] = {}

    def __init__(self, **settings: Any) -> None:
        root = ["", "Folder of the repository; the working folder when empty."]
        self.config = {"root": root, **{name: list(own) for name, own in self.SETTINGS.items()}}
        super().__init__(**settings)

    @property
    def project(self) -> Project:
        """The repository that the settings name."""
        return current_project(self.getConfig("root"))


class DrawnBlock(Block):
    """A block that stands for one element; nothing inside it is Markdown."""

    def on_create(self, parent: Element) -> Element:
        """The element, in its place on the page."""
        element = self.draw()
        parent.append(element)
        return element

    def draw(self) -> Element:
        """The finished element; an empty one where there is nothing to draw."""
        raise NotImplementedError

    def on_markdown(self) -> str:
        """What stands in the block is left as it is."""
        return "raw"


class FinishedBlock(DrawnBlock):
    """A block whose content is finished HTML, which no later step of Python-Markdown reads.

    `config["html"]` makes it, and only where the block is used. A subclass says whether the site's
    search reads it.
    """

    TAG = "section"
    CLASS = ""
    SEARCHED = True

    def draw(self) -> Element:
        """One element."""
        place = Element(self.TAG, {"class": self.CLASS, "data-part": self.CLASS})
        if not self.SEARCHED:
            place.set("data-search-exclude", "")
        place.text = AtomicString(self.md.htmlStash.store(self.html()))
        return place

    def html(self) -> str:
        """What stands in the block."""
        found: str = self.config["html"]()
        return found


def keep_words(element: Element) -> Element:
    """The same element, whose words no later step reads as Markdown."""
    for node in element.iter():
        node.text = AtomicString(node.text) if node.text else node.text
        node.tail = AtomicString(node.tail) if node.tail else node.tail
    return element


def own_id(used: Counter[str], name: str) -> str:
    """An id for one more thing of this name on a page: the name, then name-2 and so on."""
    used[name] += 1
    return name if used[name] == 1 else f"{name}-{used[name]}"
