"""The Python-Markdown extension for questionnaires, and the check of their blocks.

    /// questionnaire | recovery_capital
    ///

What it needs it reads from the explainers, bibliography and content folders; it knows nothing of
MkDocs. A block that names no questionnaire draws nothing, and `check_questionnaires` says so.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from pymdownx.blocks import BlocksProcessor

from kith.bibliography.library import load_library
from kith.blocks import DrawnBlock, ProjectExtension, keep_words
from kith.content.blocks import find_blocks
from kith.content.help import read_help
from kith.content.pages import Page
from kith.explainers.questionnaire import check_keys, read_questionnaires
from kith.explainers.questionnaire_elements import build_self_check
from kith.explainers.runtime import python_name, transfer_bytes
from kith.problems import Problem, nearest
from kith.project import Project


class QuestionnaireBlock(DrawnBlock):
    """One block; `config` holds the project, read anew for each page, and the names in use."""

    NAME = "questionnaire"
    ARGUMENT = True

    def draw(self) -> Element:
        """The finished form, or an empty element where nothing can be drawn."""
        project: Project = self.config["project"]
        questionnaire = read_questionnaires(project)[0].get(self.argument.strip())
        drawn: set[str] = self.config["drawn"]
        if questionnaire is None or questionnaire.name in drawn:
            return Element("div", {"class": "self-check self-check--missing"})
        drawn.add(questionnaire.name)
        lines, _ = read_help(project)
        library = load_library(project)
        size, runtime = transfer_bytes(project), python_name(project)
        return keep_words(build_self_check(questionnaire, library, lines, size, runtime))


class QuestionnaireExtension(ProjectExtension):
    """Questionnaires on a page."""

    def __init__(self, **settings: Any) -> None:
        self._drawn: set[str] = set()
        super().__init__(**settings)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        """Register the block with what it draws from."""
        md.registerExtension(self)
        block_mgr.register(QuestionnaireBlock, {"project": self.project, "drawn": self._drawn})

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
