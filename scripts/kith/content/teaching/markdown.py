"""The Python-Markdown extension for session plans and quizzes.

    ## Guess, then look (12 minutes) {kind=exercise}

    /// facilitator | Say
    Words that the room hears and does not see.
    ///

A heading of the second level that ends in minutes gets a line that says when it begins and ends.
Blocks with a mistake are drawn as well as they can be: `kith.content.teaching.check` tells of it.
"""

from typing import ClassVar
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksProcessor
from pymdownx.blocks.block import Block

from kith.blocks import DrawnBlock, ProjectExtension
from kith.content.blocks import find_blocks
from kith.content.pages import page_address, read_pages
from kith.content.teaching import elements, quiz
from kith.content.teaching.plan import MEETING, STEP
from kith.explainers.questionnaire import read_questionnaires
from kith.project import Project

_AFTER_ATTRIBUTES = 7  # of the steps on a tree: after attr_list (8), before headings get ids (5)


class _Body(Block):
    """A block whose Markdown goes into the last child of its element."""

    ARGUMENT = None  # a label or a title, if there is one

    def on_create(self, parent: Element) -> Element:
        """The empty element."""
        element = self.make((self.argument or "").strip())
        parent.append(element)
        return element

    def make(self, title: str) -> Element:
        """The element under this title."""
        raise NotImplementedError

    def on_add(self, block: Element) -> Element:
        """What stands in the block goes into its body."""
        return block[2] if block.get("class", "").startswith("leaf") else block[1]

    def on_markdown(self) -> str:
        """Whole paragraphs of Markdown."""
        return "block"


class FacilitatorBlock(_Body):
    """Words for the facilitator alone."""

    NAME = "facilitator"

    def make(self, title: str) -> Element:
        """A closed fold."""
        return elements.new_facilitator(title)


class ExerciseBlock(_Body):
    """Something to do."""

    NAME = "exercise"

    def make(self, title: str) -> Element:
        """A box with a heading."""
        return elements.new_exercise(title)


class DebriefBlock(_Body):
    """What to ask afterwards."""

    NAME = "debrief"

    def make(self, title: str) -> Element:
        """A box with a heading."""
        return elements.new_debrief(title)


class _Leaf(_Body):
    """What people take home."""

    def make(self, title: str) -> Element:
        """A section."""
        return elements.new_leaf(self.NAME, title)

    def on_end(self, block: Element) -> None:
        """Its last lines."""
        elements.finish_leaf(block)


class HandoutBlock(_Leaf):
    """One page."""

    NAME = "handout"


class CardBlock(_Leaf):
    """A quarter of a page."""

    NAME = "card"


class CheckBlock(_Body):
    """A quiz."""

    NAME = "check"

    def make(self, title: str) -> Element:
        """The form with its question."""
        return quiz.new_quiz(title)

    def on_add(self, block: Element) -> Element:
        """Options and reason, which `on_end` parts."""
        return quiz.body_of(block)

    def on_end(self, block: Element) -> None:
        """The list becomes choices."""
        quiz.finish_quiz(block)


class PersonasBlock(DrawnBlock):
    """The invented people of a questionnaire; `config` holds the project."""

    NAME = "personas"
    ARGUMENT = True

    def draw(self) -> Element:
        """Their stories, or an empty element where there is no such questionnaire."""
        project: Project = self.config["project"]
        name = self.argument.strip()
        found = read_questionnaires(project)[0].get(name)
        if found is None:
            return Element("div", {"class": "personas personas--missing"})
        holds = (
            page_address(page.name)
            for page in read_pages(project)[0]
            for block in find_blocks(page.source, "questionnaire")
            if block.argument == name
        )
        return elements.new_personas(found.form["personas"], next(holds, ""))


class _StepTimes(Treeprocessor):
    """Parts a heading from its minutes, and counts them up."""

    def run(self, root: Element) -> None:
        clock = 0
        headings = [child for child in root if child.tag == "h2"]
        apart = any(heading.get("kind") == MEETING for heading in headings)
        for heading in headings:
            match = STEP.match(_end(heading))
            if match:
                _set_end(heading, match["title"])
                minutes = int(match["minutes"])
                kind = heading.attrib.pop("kind", "")
                line = elements.add_step_time(heading, minutes, None if apart else clock, kind)
                root.insert(list(root).index(heading) + 1, line)
                clock += minutes


def _end(heading: Element) -> str:
    """The text that a heading ends in."""
    return (heading[-1].tail if len(heading) else heading.text) or ""


def _set_end(heading: Element, text: str) -> None:
    if len(heading):
        heading[-1].tail = text
    else:
        heading.text = text


class TeachingExtension(ProjectExtension):
    """Session plans on a page, and quizzes on any."""

    BLOCKS: ClassVar = (
        FacilitatorBlock,
        ExerciseBlock,
        DebriefBlock,
        HandoutBlock,
        CardBlock,
        CheckBlock,
        PersonasBlock,
    )

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register what reads headings, beside the blocks."""
        super().extendMarkdown(md)
        md.treeprocessors.register(_StepTimes(md), "kith_steps", _AFTER_ATTRIBUTES)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        """Register the blocks."""
        del md
        for block in self.BLOCKS:
            block_mgr.register(block, {"project": self.project})
