"""Every claim of the site, read from the pages: words, verdict, place, body, works cited.

A function of content/ and bibliography/, kept in memory by the hash of their files; each body is
parsed once, with the extension that renders it on its page, and kept on disk.
"""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element

import markdown
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from kith.bibliography.citing.markdown import CitationExtension
from kith.bibliography.library import Library, load_library
from kith.bibliography.pages.references import work_path
from kith.cache import digest, digest_files, machine, shelf
from kith.content.blocks import Block, find_blocks
from kith.content.claims.elements import claim_id
from kith.content.claims.verdicts import VERDICTS, Verdict
from kith.content.pages import Page, page_address, page_url, read_pages
from kith.project import Project

ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MARKDOWN: Final = (
    *("tables", "attr_list", "def_list"),
    *("pymdownx.superfences", "kith.commonmark"),
)
_LAST: Final = -1  # of the steps on a tree: after reference lists (15), ids of attr_list (8)


@dataclass(frozen=True, slots=True)
class Draft:
    """A block as its author wrote it, in order or not, and the keys that its body cites."""

    page: Page
    block: Block
    body: str
    keys: tuple[str, ...]

    def option(self, name: str) -> object:
        """The value of an option, or None."""
        return (self.block.options or {}).get(name)

    @property
    def in_order(self) -> bool:
        """Whether there is a claim in it that can be listed and linked."""
        name = self.option("id")
        return (
            bool(self.block.argument)
            and self.option("verdict") in list(VERDICTS)  # which may hold anything an editor wrote
            and isinstance(name, str)
            and ID.fullmatch(name) is not None
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. `page` is the page's name, `line` where the block begins there.

    `body` is HTML that can stand anywhere: its links begin with `site:/`. `keys` are the works it
    cites, each once, in their order there.
    """

    id: str
    text: str
    verdict: Verdict
    page: str
    line: int
    body: str
    keys: tuple[str, ...]

    @property
    def address(self) -> str:
        """Where it stands, below the site's root."""
        return f"{page_address(self.page)}#{claim_id(self.id)}"


@dataclass(frozen=True)
class Claims:
    """All claims of a site, what is furthest from its evidence first; every block as written."""

    all: tuple[Claim, ...] = ()
    drafts: tuple[Draft, ...] = ()

    @cached_property
    def by_page(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims of each page that has some, by the page's name, in their order there."""
        found: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(self.all, key=lambda claim: claim.line):
            found[claim.page].append(claim)
        return {page: tuple(claims) for page, claims in found.items()}

    @cached_property
    def by_work(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims that cite each work, by its key."""
        found: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self.all:
            for key in claim.keys:
                found[key].append(claim)
        return {key: tuple(claims) for key, claims in found.items()}


def read_claims(project: Project) -> Claims:
    """The claims of every page of the project."""
    pages = digest_files(project.content.rglob("*.md"), project.root)
    return _read(project, pages, load_library(project))


@lru_cache(maxsize=2)
def _read(project: Project, _pages_digest: str, library: Library) -> Claims:
    reader = _Reader(project, library)
    drafts = tuple(draft for page in read_pages(project)[0] for draft in _drafts(page, reader))
    claims = [_claim(draft) for draft in drafts if draft.in_order]
    order = list(VERDICTS)
    claims.sort(key=lambda claim: (order.index(claim.verdict.key), claim.page, claim.line))
    return Claims(tuple(claims), drafts)


def _drafts(page: Page, reader: "_Reader") -> Iterator[Draft]:
    for block in find_blocks(page.source, "claim"):
        yield Draft(page, block, *reader.read(page.name, block.body))


def _claim(draft: Draft) -> Claim:
    return Claim(
        str(draft.option("id")),
        draft.block.argument,
        VERDICTS[str(draft.option("verdict"))],
        draft.page.name,
        draft.block.line,
        draft.body,
        draft.keys,
    )


class _Reader:
    """Parses bodies with one parser, or remembers what they were."""

    def __init__(self, project: Project, library: Library) -> None:
        self._citations = CitationExtension(root=str(project.root), listed=False)
        self._excerpt = _ExcerptExtension()
        self._parser = markdown.Markdown(extensions=[*_MARKDOWN, self._citations, self._excerpt])
        self._kept = shelf(project.cache / "kept" / "claims", machine())
        named = (
            f"{key} {label!r} {library.works[key].title.plain()}"
            for key, label in sorted(library.labels.items())
        )
        self._base = digest(str(library.numeric), *named)

    def read(self, page: str, body: str) -> tuple[str, tuple[str, ...]]:
        """The body as HTML that can stand anywhere, and the keys it cites, known or not."""
        name = digest(page, body, self._base)
        found: tuple[str, tuple[str, ...]] | None = self._kept.get(name)
        if found is None:
            found = self._parse(page, body)
            self._kept.put(name, found)
        return found

    def _parse(self, page: str, body: str) -> tuple[str, tuple[str, ...]]:
        self._parser.reset()
        self._excerpt.page = page
        html = self._parser.convert(body)
        keys = (item.key for citation in self._citations.found for item in citation.items)
        return html, tuple(dict.fromkeys(keys))


class _ExcerptExtension(Extension):
    """Makes a piece of a page one that can stand on another: no ids, no list, links of the site."""

    page = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.treeprocessors.register(_Excerpt(self, md), "claim_excerpt", _LAST)


class _Excerpt(Treeprocessor):
    def __init__(self, extension: _ExcerptExtension, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        for section in root.findall("section[@class='references']"):
            root.remove(section)
        for element in root.iter():
            element.attrib.pop("id", None)
            for name in ("href", "src"):
                if name in element.attrib:
                    element.set(name, _from_anywhere(self.extension.page, element.attrib[name]))
            key = element.attrib.pop("data-key", None)
            if key:  # the list that the link led to stays behind; the work's own page does not
                element.attrib = {
                    "href": f"site:/{work_path(key)}",
                    "title": element.get("title", ""),
                }


def _from_anywhere(page: str, address: str) -> str:
    """A link of a page as one that leads to the same place from any page."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or address.startswith("/"):
        return address
    place = page
    if parts.path:
        place = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    path = page_url(place) if place.endswith(".md") else place
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"site:/{quote(path)}{fragment}"
