"""The Python-Markdown extension for the glossary: first uses of terms, and the list of all.

    /// glossary
    ///

Works on parsed text only, so code, links, headings and citations stay as they are. A page that
lists the terms does not explain them again. What it needs it reads from the content folder.
"""

from collections.abc import Iterator
from typing import Any, ClassVar, Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksProcessor

from kith.bibliography.library import load_library
from kith.blocks import DrawnBlock, ProjectExtension
from kith.content.glossary.elements import glossary_list, new_term, notes
from kith.content.glossary.records import Glossary, Term, read_glossary, shown_glossary
from kith.content.pages import page_titles
from kith.project import Project

# After inline text is done (20), so that links, code and citations are elements; before the list
# of references (15), whose words are those of others.
_PRIORITY: Final = 17
_LEFT_ALONE: Final = frozenset(
    "a button code dt figure h1 h2 h3 h4 h5 h6 kbd label math nav pre samp script style summary"
    " svg template textarea th var".split()
)
_LEFT_CLASSES: Final = ("citation", "claim__kind", "claim__text", "claim__verdict", "help")


class GlossaryBlock(DrawnBlock):
    """All terms."""

    NAME = "glossary"

    def draw(self) -> Element:
        """The list. Its citations are read with the page's own."""
        project: Project = self.config["project"]
        self.config["listed"].append(True)
        terms = read_glossary(project)[0].terms
        return glossary_list(terms, load_library(project).works, page_titles(project))


class GlossaryExtension(ProjectExtension):
    """Terms on a page."""

    SETTINGS: ClassVar = {
        "explain": [True, "Whether terms are explained, or only the list of them is drawn."]
    }

    def __init__(self, **settings: Any) -> None:
        self.listed: list[bool] = []  # something, once the page has the list
        super().__init__(**settings)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        """Register the block; for readers, the step that explains first uses too."""
        md.registerExtension(self)
        project = self.project
        block_mgr.register(GlossaryBlock, {"project": project, "listed": self.listed})
        if self.getConfig("explain"):
            step = _FirstUses(shown_glossary(project), self, md)
            md.treeprocessors.register(step, "glossary_terms", _PRIORITY)

    def reset(self) -> None:
        """Forget the page before."""
        self.listed.clear()


class _FirstUses(Treeprocessor):
    """Makes each term a link where it first stands, and adds what it means."""

    def __init__(self, glossary: Glossary, extension: GlossaryExtension, md: Markdown) -> None:
        super().__init__(md)
        self._glossary = glossary
        self._extension = extension
        self._met: dict[str, Term] = {}

    def run(self, root: Element) -> None:
        self._met = {}
        if self._glossary.pattern is None or self._extension.listed:
            return
        self._walk(root)
        if self._met:
            root.append(notes(self._met.values()))

    def _walk(self, element: Element) -> None:
        if _is_left_alone(element):
            return
        children = list(element)  # as its author left them: links made here are not read again
        element.text, made = self._split(element.text)
        element[:0] = made
        for child in children:
            self._walk(child)
            child.tail, made = self._split(child.tail)
            at = list(element).index(child) + 1
            element[at:at] = made

    def _split(self, text: str | None) -> tuple[str | None, list[Element]]:
        """The text before the first term that is new, and a link for each such term, with tails."""
        if not text or isinstance(text, AtomicString):
            return text, []
        before, done = text, 0
        made: list[Element] = []
        for start, end, term in self._new(text):
            if made:
                made[-1].tail = text[done:start]
            else:
                before = text[:start]
            made.append(new_term(term, text[start:end]))
            done = end
        if made:
            made[-1].tail = text[done:]
        return before, made

    def _new(self, text: str) -> Iterator[tuple[int, int, Term]]:
        assert self._glossary.pattern is not None
        for match in self._glossary.pattern.finditer(text):
            term = self._glossary.find(match[0])
            if term.term not in self._met:
                self._met[term.term] = term
                yield match.start(), match.end(), term


def _is_left_alone(element: Element) -> bool:
    """Whether no term is explained in there: other people's words, controls, drawings."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _LEFT_ALONE or "-" in tag:
        return True
    classes = element.get("class", "").split()
    return any(name in _LEFT_CLASSES for name in classes)
