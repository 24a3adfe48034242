"""What a page is made from, as one key: two pages with one key are the same, byte for byte.

A key has everything in it that a rendering may read. Most blocks draw from a few files and works
alone; of a block that is not known here it cannot be told, so such a page has all folders in its
key. How pages are remembered by their keys is not known here (see `remembered`).
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Final

from kith.bibliography.citing.citings import Citings
from kith.bibliography.library import Library
from kith.cache import Shelf, digest, digest_files, machine, shelf
from kith.content.blocks import find_blocks
from kith.content.claims.records import read_claims
from kith.content.figures.records import figure_files
from kith.content.glossary.records import read_glossary, shown_glossary
from kith.content.pages import Page
from kith.explainers.runtime import python_name, transfer_bytes
from kith.explainers.wheel import source_files
from kith.project import Project

_BLOCK: Final = "///"
_BLOCK_NAME: Final = re.compile(r"^[ \t]*/{3,}[ \t]*([^\s|]+)", re.MULTILINE)
_OF_ITSELF: Final = {"card", "check", "claim", "debrief", "exercise", "facilitator", "handout"}
_OF_FILES: Final = _OF_ITSELF | {"explainer", "figure", "helplines", "questionnaire", "verdicts"}
_OF_HEADS: Final = _OF_FILES | {
    *("articles", "claims", "door", "glossary", "newest-claims", "personas")
}
_OF_CITINGS: Final = _OF_HEADS | {"bibliography"}
"""Blocks that draw from the page and its works alone; besides, from files that are no pages and
from the works that explainers name; besides, from every page's front matter, length, claims
and questionnaires and from the works that claims and terms name; besides, from all works and where
each is cited."""
_CITED: Final = re.compile(r"@\{?([\w-]+)")
_NAMED: Final = re.compile(r"""["']([\w-]+)["']""")


def _told_elsewhere(page: Page) -> Iterator[str]:
    """All that other pages may show of a page."""
    yield page.name
    yield page.source.front_matter or ""
    yield str(page.minutes_to_read)
    for block in find_blocks(page.source, "questionnaire"):
        yield repr((block.argument, block.options))


class PageMemory:
    """The keys of pages in one build, and the shelf where their renderings are."""

    def __init__(
        self, project: Project, library: Library, citings: Citings, pages: Iterable[Page]
    ) -> None:
        self._project = project
        self._library = library
        self._citings = citings
        self._pages = list(pages)
        self._shared = self._around = self._pictures = ""
        self._glossary = shown_glossary(project)
        self.shelf: Shelf = shelf(project.cache / "kept" / "pages", machine())

    def share(self, settings: str, targets: str, pictures: str) -> None:
        """Tell the site generator's settings, where links in Markdown may lead, and the digest of
        all images, which stand in finished pages."""
        self._pictures = pictures
        self._shared = digest(settings, targets)

    def surround(self, navigation: str) -> None:
        """Tell what the templates print on each page, as soon as that is known.

        That is the menu, and of pages to read next, which need not be in it, title and summary.
        """
        theme = digest_files(self._project.theme.rglob("*"), self._project.root)
        heads = (f"{page.name}\n{page.source.front_matter}" for page in self._pages)
        date = os.getenv("SOURCE_DATE_EPOCH", "")
        self._around = digest(self._shared, navigation, theme, date, self._pictures, *heads)

    def content_key(self, page: Page) -> str:
        """Of a page's text, works, terms, and all else that its Markdown may draw from."""
        works = self._prints(self._citings.by_page[page.name].keys)
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
        if not names:
            return self._everything
        if names <= _OF_ITSELF:
            return ""
        if names <= _OF_FILES:
            return self._files
        if names <= _OF_HEADS:
            return self._heads
        return self._places if names <= _OF_CITINGS else self._everything

    @cached_property
    def _heads(self) -> str:
        """The digest of files, of what each page tells of itself, of every claim, and of works."""
        said = ["\n".join(_told_elsewhere(page)) for page in self._pages]
        terms = (term.source for term in read_glossary(self._project)[0].terms)
        works = self._prints({*terms, *_CITED.findall("\n".join(said))})
        return digest(self._files, works, self._claims, *said)

    @property
    def _claims(self) -> str:
        """All that pages show of claims: each in full, in both orders that lists have."""
        claims = read_claims(self._project)
        told = [repr(replace(claim, line=0)) for claim in claims.all]
        told += [f"{name} {claim.id}" for name, of in claims.by_page.items() for claim in of]
        return "\n".join(told)

    @cached_property
    def _places(self) -> str:
        """The digest of all that, of all works, and of the places where they are cited."""
        cited = (
            f"{key} {citing.page} {citing.anchor}"
            for key, places in self._citings.by_work.items()
            for citing in places
        )
        return digest(self._heads, self._library.whole, *cited)

    @cached_property
    def _files(self) -> str:
        """The digest of explainers, figures and data, of the works that explainers name, and of
        what Python for the browser weighs and is called, which pages say.

        What a figure cites is among the works that its page cites.
        """
        project = self._project
        data = [*project.explainers.glob("*/*.toml")]
        texts = (path.read_text("utf-8", "replace") for path in data)
        works = self._prints({key for text in texts for key in _NAMED.findall(text)})
        files = [*data, *source_files(project), *project.explainers.rglob("*.json")]
        files += [*project.content.glob("*.toml"), *figure_files(project)]
        files.append(project.npm / "package-lock.json")
        runtime = f"{transfer_bytes(project)} {python_name(project)}"
        return digest(digest_files(files, project.root), works, runtime)

    def _prints(self, keys: Iterable[str]) -> str:
        """What is printed of these works, as far as there are such."""
        return "\n".join(f"{key} {self._library.prints.get(key)}" for key in sorted(keys))

    @cached_property
    def _everything(self) -> str:
        """The digest of all that a block may draw from."""
        project = self._project
        texts = [f"{page.name}\n{page.source.text}" for page in self._pages]
        files = [*project.bibliography.rglob("*"), *source_files(project), *figure_files(project)]
        files += [project.npm / "package-lock.json", *project.content.glob("*.toml")]
        files += project.explainers.rglob("*.json")
        runtime = f"{transfer_bytes(project)} {python_name(project)}"
        return digest(self._library.whole, digest_files(files, project.root), runtime, *texts)
