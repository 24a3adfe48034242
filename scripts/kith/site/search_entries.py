"""What the search knows of a built page: the page itself, its sections, claims, terms and lists.

Each can be a result of its own. Read from the finished HTML, so that what blocks draw is in it.
What is marked with `data-search-exclude`, and what a reader cannot read, is left out. Nothing of
Markdown is known here, and nothing of how the search ranks.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

PAGE: Final = "page"
SECTION: Final = "section"
TERM: Final = "term"
CLAIM: Final = "claim"
WORK: Final = "work"

_EMPTY: Final = frozenset(
    "area base br col embed hr img input link meta source track wbr path circle rect".split()
)
_NOT_READ: Final = frozenset(
    "button datalist footer form nav noscript option script select style svg template".split()
)
_NOT_READ_CLASSES: Final = frozenset(
    "article-facts article-reviewer claim__kind claim__links glossary__letters help__jumps".split()
)
_BLOCKS: Final = frozenset(
    (
        "blockquote br caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol p"
        " section summary table td th tr ul"
    ).split()
)
_HEADING: Final = re.compile(r"h[1-6]")
_OF_PAGE: Final = frozenset({"article", "key-points"})
"""The ids of headings that begin no section: what follows is the page's own beginning."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One result that can be. `at` is its address below the site's root, `of` its page's title."""

    at: str
    kind: str
    title: str
    of: str = ""
    text: str = ""
    also: str = ""  # other words for it, which count as its title does
    verdict: str = ""


@dataclass(slots=True)
class _Part:
    """An entry as it is read: pieces of text, and the depth of the element that ends it."""

    kind: str
    anchor: str
    ends_at: int = 0  # the depth of its element; 0 for what the next heading ends
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    verdict: list[str] = field(default_factory=list)


def read_entries(address: str, html: str, also: Mapping[str, str]) -> list[Entry]:
    """The entries of the page at an address; none where it has no article.

    `also` has other words for some of them, by their anchors.
    """
    start = html.find("<article")
    if start < 0:
        return []
    reader = _Reader()
    reader.feed(html[start : html.rfind("</article>")])
    reader.close()
    return list(_entries(address, reader.parts, also))


def _entries(address: str, parts: list[_Part], also: Mapping[str, str]) -> Iterator[Entry]:
    title = _joined(parts[0].title)
    for part in parts:
        name, text = _joined(part.title), _joined(part.text)
        if not name:
            continue
        at = f"{address}#{part.anchor}" if part.anchor else address
        of = "" if part.kind == PAGE else title
        more = also.get(part.anchor, "")
        yield Entry(at, part.kind, name, of, text, more, _joined(part.verdict))


def _joined(pieces: list[str]) -> str:
    return re.sub(r"\s+", " ", "".join(pieces)).strip()


class _Reader(HTMLParser):
    """Walks through an article, and knows into which part a text goes."""

    def __init__(self) -> None:
        super().__init__()
        self.parts = [_Part(PAGE, "")]
        self._open: list[str] = []  # tags
        self._skipped_from = 0  # the depth of an element that is not read
        self._within: list[_Part] = []  # claims and terms that are open, the innermost last
        self._into: tuple[int, list[str]] | None = None  # the depth of a title or verdict

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._text(" ")
        if tag in _EMPTY:
            return
        self._open.append(tag)
        values = {name: value or "" for name, value in attrs}
        classes = values.get("class", "").split()
        if not self._skipped_from and _is_skipped(tag, values, classes):
            self._skipped_from = len(self._open)
        if not self._skipped_from:
            self._begin(tag, values.get("id", ""), classes)

    def _begin(self, tag: str, identifier: str, classes: list[str]) -> None:
        depth = len(self._open)
        if _HEADING.fullmatch(tag) and not self._into:
            if identifier and identifier not in _OF_PAGE and not self._within:
                self.parts.append(_Part(SECTION, identifier))
                self._into = (depth, self.parts[-1].title)
            elif identifier == "article":
                self._into = (depth, self.parts[0].title)
        elif identifier and "claim" in classes:
            self._add(_Part(CLAIM, identifier, depth))
        elif identifier and tag == "div" and len(self._open) > 1 and self._open[-2] == "dl":
            kind = TERM if "glossary__term" in classes else SECTION
            self._add(_Part(kind, identifier, depth))
        elif self._within and (tag == "dt" or "claim__text" in classes):
            self._into = (depth, self._within[-1].title)
        elif self._within and "claim__verdict" in classes:
            self._into = (depth, self._within[-1].verdict)

    def _add(self, part: _Part) -> None:
        self.parts.append(part)
        self._within.append(part)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open:
            depth = len(self._open)
            closed = self._open.pop()
            if self._skipped_from == depth:
                self._skipped_from = 0
            if self._into and self._into[0] == depth:
                self._into = None
            if self._within and self._within[-1].ends_at == depth:
                self._within.pop()
            if closed in _BLOCKS:
                self._text(" ")
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        self._text(data)

    def _text(self, data: str) -> None:
        if self._skipped_from:
            return
        if self._into:
            self._into[1].append(data)
        elif self._within:
            self._within[-1].text.append(data)
        else:
            sections = (part for part in reversed(self.parts) if not part.ends_at)
            next(sections).text.append(data)


def _is_skipped(tag: str, values: Mapping[str, str], classes: list[str]) -> bool:
    return (
        tag in _NOT_READ
        or "hidden" in values
        or "data-search-exclude" in values
        or values.get("aria-hidden") == "true"
        or not _NOT_READ_CLASSES.isdisjoint(classes)
    )
