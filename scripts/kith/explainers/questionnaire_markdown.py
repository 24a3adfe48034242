"""The Python-Markdown extension for questionnaires, and the check of their blocks.

    /// questionnaire | recovery_capital
    ///

What it needs it reads from the explainers, bibliography and content folders; it knows nothing of
MkDocs. A block that names no questionnaire draws nothing, and `check_questionnaires` says so.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from kith.bibliography.library import load_library
from kith.content.blocks import find_blocks
from kith.content.help import read_help
from kith.content.pages import Page
from kith.explainers.questionnaire import check_keys, read_questionnaires
from kith.explainers.questionnaire_elements import build_self_check
from kith.explainers.runtime import prepare_runtime
from kith.problems import Problem, nearest
from kith.project import Project, current_project


class QuestionnaireBlock(Block):
    """One block; `config` holds the project, read anew for each page, and the names in use."""

    NAME = "questionnaire"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """The finished form, or an empty element where nothing can be drawn."""
        project: Project = self.config["project"]
        questionnaire = read_questionnaires(project)[0].get(self.argument.strip())
        drawn: set[str] = self.config["drawn"]
        if questionnaire is None or questionnaire.name in drawn:
            return SubElement(parent, "div", {"class": "self-check self-check--missing"})
        drawn.add(questionnaire.name)
        runtime, _ = prepare_runtime(project)
        transfer_bytes = runtime.transfer_bytes if runtime else 0
        lines, _ = read_help(project)
        element = build_self_check(questionnaire, load_library(project), lines, transfer_bytes)
        for node in element.iter():
            node.text = AtomicString(node.text) if node.text else node.text
            node.tail = AtomicString(node.tail) if node.tail else node.tail
        parent.append(element)
        return element

    def on_markdown(self) -> str:
        """Nothing inside the block is Markdown."""
        return "raw"


class QuestionnaireExtension(BlocksExtension):
    """Questionnaires on a page."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"root": ["", "Folder of the repository; the working folder when empty."]}
        self._drawn: set[str] = set()
        super().__init__(**settings)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        """Register the block with what it draws from."""
        md.registerExtension(self)
        project = current_project(self.getConfig("root"))
        block_mgr.register(QuestionnaireBlock, {"project": project, "drawn": self._drawn})

    def reset(self) -> None:
        """Forget what the page before has drawn."""
        self._drawn.clear()


def check_questionnaires(
    project: Project, pages: Iterable[Page], known_keys: Iterable[str]
) -> list[Problem]:
    """Problems of the files, of the keys in them, and of every block that names one."""
    questionnaires, problems = read_questionnaires(project)
    problems += check_keys(project, questionnaires.values(), known_keys)
    # A file with a mistake has its own problem; its blocks need no second one.
    names = {path.parent.name for path in project.explainers.glob("*/questionnaire.toml")}
    for page in pages:
        problems += _check_blocks(page, names)
    return problems


def _check_blocks(page: Page, names: set[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for block in find_blocks(page.source, "questionnaire"):
        place = (page.source.path, block.line, 1, "questionnaire/unknown")
        if block.argument not in names:
            named = repr(block.argument) if block.argument else "without a name"
            fix = nearest(block.argument, names) or f"there are {', '.join(names) or 'none'}"
            yield Problem(*place, f"no questionnaire {named}", fix)
        elif block.argument in seen:
            message = f"the questionnaire {block.argument!r} stands twice on this page"
            yield Problem(*place, message, "take one out")
        elif block.options:
            yield Problem(*place, "a questionnaire has no options", "take the options out")
        seen.add(block.argument)
