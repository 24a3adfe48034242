"""The pages of content/, read once: typed front matter, source, how long they take to read."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from kith.content.frontmatter import check_front_matter
from kith.content.source import Source, read_source
from kith.problems import Problem
from kith.project import Project

WORDS_A_MINUTE: Final = 220  # silent reading of plain English non-fiction, rounded down


@dataclass(frozen=True)
class Page:
    """One Markdown file of content/. `name` is its path below content/, as MkDocs names it."""

    name: str
    source: Source
    fields: Mapping[str, Any]

    @property
    def minutes_to_read(self) -> int:
        return max(1, math.ceil(word_count(self.source) / WORDS_A_MINUTE))


def read_pages(project: Project) -> tuple[list[Page], list[Problem]]:
    """Every page, in the order of their names, and what is wrong with their front matter."""
    pages, problems = [], []
    for path in sorted(project.content.rglob("*.md")):
        source = read_source(project.relative(path), path.read_bytes())
        name = path.relative_to(project.content).as_posix()
        fields, found = check_front_matter(source, article=is_article(name))
        pages.append(Page(name, source, fields))
        problems += found
    return pages, problems


def is_article(name: str) -> bool:
    """Whether a page stands in a section: learn/rat-park.md does, learn/index.md does not."""
    path = PurePosixPath(name)
    return len(path.parts) > 1 and path.name != "index.md"


def word_count(source: Source) -> int:
    """The words of the running text: citations, blocks of options and code do not count."""
    prose = source.prose
    prose = re.sub(r"^///.*?^///", "", prose, flags=re.DOTALL | re.MULTILINE)
    prose = re.sub(r"\[[^\[\]]*@[^\[\]]*\]", "", prose)
    return len(re.findall(r"\w[\w'’-]*", prose))
