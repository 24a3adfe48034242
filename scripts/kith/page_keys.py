"""What a page is made from, as one key: two pages with one key are the same, byte for byte.

A key has everything in it that a rendering may read. Most blocks draw from a few files and works
alone; of a block that is not known here it cannot be told, so such a page has all folders in its
key. How pages are remembered by their keys is not known here (see `remembered`).
"""

import os
import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from kith.bibliography.citing.citings import Citings
from kith.bibliography.library import Library
from kith.cache import Shelf, digest, digest_files, machine, shelf
from kith.content.figures.records import figure_files
from kith.content.glossary.records import shown_glossary
from kith.content.pages import Page
from kith.explainers.wheel import source_files
from kith.project import Project

_BLOCK: Final = "///"
_BLOCK_NAME: Final = re.compile(r"^[ \t]*/{3,}[ \t]*([^\s|]+)", re.MULTILINE)
_OF_ITSELF: Final = {"claim"}
_OF_FILES: Final = {"claim", "explainer", "figure", "helplines", "questionnaire", "verdicts"}
_OF_HEADS: Final = _OF_FILES | {"articles", "claims", "door", "glossary", "newest-claims"}
"""Blocks that draw from the page and its works alone; besides, from files that are no pages and
from the works that these name; besides, from all works, every page's front matter and claims."""
_CLAIM: Final = re.compile(r"^/{3,}[ \t]*claim\b.*?^/{3,}[ \t]*$", re.MULTILINE | re.DOTALL)


class PageMemory:
    """The keys of pages in one build, and the shelf where their renderings are."""

    def __init__(
        self, project: Project, library: Library, citings: Citings, pages: Iterable[Page]
    ) -> None:
        self._project = project
        self._library = library
        self._citings = citings
        self._pages = list(pages)
        self._shared = self._around = ""
        self._glossary = shown_glossary(project)
        self.shelf: Shelf = shelf(project.cache / "kept" / "pages", machine())

    def share(self, settings: str, targets: str) -> None:
        """Tell the site generator's settings, and where links in Markdown may lead."""
        self._shared = digest(settings, targets)

    def surround(self, navigation: str) -> None:
        """Tell what the templates print on each page, as soon as that is known."""
        theme = digest_files(self._project.theme.rglob("*"), self._project.root)
        self._around = digest(self._shared, navigation, theme, os.getenv("SOURCE_DATE_EPOCH", ""))

    def content_key(self, page: Page) -> str:
        """Of a page's text, works, terms, and all else that its Markdown may draw from."""
        prints, cited = self._library.prints, self._citings.by_page[page.name].keys
        works = "\n".join(f"{key} {prints.get(key)}" for key in cited)
        drawn = self._drawn(page.source.body)
        terms = self._glossary.prints_in(page.source.body)
        return digest(self._shared, page.name, page.source.text, works, drawn, terms)

    def page_key(self, content_key: str) -> str:
        """Of a finished page. Its own reference and its tags come from text, works and settings."""
        return digest(content_key, self._around)

    def _drawn(self, body: str) -> str:
        """What the blocks of a page draw from, besides its text and the works that it cites."""
        if _BLOCK not in body:
            return ""
        names = set(_BLOCK_NAME.findall(body))
        if names == _OF_ITSELF:
            return ""
        if names and names <= _OF_FILES:
            return self._files
        return self._heads if names and names <= _OF_HEADS else self._everything

    @cached_property
    def _heads(self) -> str:
        """The digest of files, of all works, and of each page's front matter and claims."""
        said = [
            digest(page.name, page.source.front_matter or "", *_CLAIM.findall(page.source.text))
            for page in self._pages
        ]
        return digest(self._files, self._library.whole, *said)

    @cached_property
    def _files(self) -> str:
        """The digest of explainers, figures and data, and of the works that they name."""
        project = self._project
        data = [*project.explainers.glob("*/*.toml"), *project.content.glob("*.toml")]
        data += figure_files(project)
        files = [*data, *source_files(project), *project.explainers.rglob("*.json")]
        files.append(project.npm / "package-lock.json")
        texts = (path.read_text("utf-8", "replace") for path in data if path.suffix == ".toml")
        named = {key for text in texts for key in re.findall(r'"([\w-]+)"', text)}
        works = (f"{key} {self._library.prints.get(key)}" for key in sorted(named))
        return digest(digest_files(files, project.root), *works)

    @cached_property
    def _everything(self) -> str:
        """The digest of all folders that a block may draw from."""
        project = self._project
        texts = [f"{page.name}\n{page.source.text}" for page in self._pages]
        files = [*project.bibliography.rglob("*"), *source_files(project), *figure_files(project)]
        files += [project.npm / "package-lock.json", *project.content.glob("*.toml")]
        files += project.explainers.rglob("*.json")
        return digest(self._library.whole, digest_files(files, project.root), *texts)
