"""The pages of content/, read once: typed front matter, source, how long they take to read."""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from kith.cache import digest_files
from kith.content.frontmatter import check_front_matter
from kith.content.source import Source
from kith.content.teaching.plan import is_plan
from kith.problems import Problem
from kith.project import Project
from kith.texts import read_text, unreadable

WORDS_A_MINUTE: Final = 220  # silent reading of plain English non-fiction, rounded down
_BLOCK_HEAD: Final = re.compile(
    r"^/{3,}[ \t]*[\w-]*[ \t]*\|?(?P<argument>.*)(?:\n(?: {4}|\t)\S.*)*", re.MULTILINE
)


@dataclass(frozen=True)
class Page:
    """One Markdown file of content/. `name` is its path below content/, as MkDocs names it."""

    name: str
    source: Source
    fields: Mapping[str, Any]

    @property
    def is_article(self) -> bool:
        """Whether the page stands in a section and so declares all that an article must."""
        return is_article(self.name)

    @property
    def readable(self) -> str:
        """The text for a site generator: without front matter where that cannot be read."""
        return self.source.text if self.fields else f"\n{self.source.body}"

    @property
    def minutes_to_read(self) -> int:
        return max(1, math.ceil(word_count(self.source) / WORDS_A_MINUTE))


def read_pages(project: Project) -> tuple[list[Page], list[Problem]]:
    """Every page, in the order of their names, and what is wrong with their front matter."""
    found = _read(project, digest_files(project.content.rglob("*.md"), project.root))
    return list(found[0]), list(found[1])


@lru_cache(maxsize=2)
def _read(project: Project, _digest: str) -> tuple[list[Page], list[Problem]]:
    pages: list[Page] = []
    problems: list[Problem] = []
    for path in sorted(project.content.rglob("*.md")):
        place = project.relative(path)
        problems += unreadable(path, place, "page/encoding")
        if not path.is_file():
            continue
        read = read_text(path, place, "page/encoding")
        source = Source(place, read.text)
        problems += [*read.problems, *_name(place)]
        name = path.relative_to(project.content).as_posix()
        fields, found = check_front_matter(source, article=is_article(name), plan=is_plan(name))
        pages.append(Page(name, source, fields))
        problems += found
    return pages, problems


def _name(path: str) -> Iterator[Problem]:
    """A problem for a name that looks as another one does, and is not the same."""
    composed = unicodedata.normalize("NFC", path)
    if composed != path:
        message = "an accented letter in this name is stored as two signs, as Macs do"
        fix = f"rename it to {composed}, typed anew, since links to it may not find it"
        yield Problem(path, 1, 1, "page/name", message, fix)


def page_titles(project: Project) -> dict[str, str]:
    """The title of each page, by its name."""
    return {page.name: str(page.fields.get("title", page.name)) for page in read_pages(project)[0]}


@cache
def page_url(name: str) -> str:
    """Where a page is in the built site, below its root: learn/rat-park.md -> learn/rat-park/."""
    path = PurePosixPath(name)
    folder = path.parent if path.name == "index.md" else path.with_suffix("")
    return "" if folder == PurePosixPath() else f"{folder.as_posix()}/"


@cache
def page_address(name: str) -> str:
    """The same as it stands in a link, with every sign that means something there escaped."""
    return quote(page_url(name))


@cache
def is_article(name: str) -> bool:
    """Whether a page stands in a section: learn/rat-park.md does, learn/index.md does not."""
    path = PurePosixPath(name)
    return len(path.parts) > 1 and path.name != "index.md"


def word_count(source: Source) -> int:
    """The words of the running text: citations, options of blocks and code do not count."""
    prose = _BLOCK_HEAD.sub(r"\g<argument>", source.prose)
    prose = re.sub(r"\[[^\[\]]*@[^\[\]]*\]", "", prose)
    return len(re.findall(r"\w[\w'’-]*", prose))
