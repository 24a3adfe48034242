"""The Python-Markdown extension for citations: `[@key]` and `@key` become links to a list.

Works on parsed text only, so code, links, addresses and raw HTML stay as they are. What it needs it
reads from the bibliography folder; it knows nothing of pages, of MkDocs or of other pages.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from kith.bibliography.citing.citations import NARRATIVE, Citation, parse_bracketed, parse_narrative
from kith.bibliography.citing.intext import Link, Run, Style, Words, render
from kith.bibliography.citing.locale import load_locale
from kith.bibliography.library import Library, load_library
from kith.bibliography.pages.references import HEADING, citation_id, page_list, reference_id
from kith.project import current_project

# After links (160), addresses (110) and raw HTML (90) are out of the way; before emphasis (60),
# which would read the underscores of a key.
_BRACKETED_PRIORITY = 88
_NARRATIVE_PRIORITY = 86
# After inline text is done (20), before headings get their ids and the table of contents (5).
_LIST_PRIORITY = 15
# Where a style cites by numbers, these come first, since the list is in their order.
_NUMBERS_PRIORITY = 16
_NUMBER = "citation__number"
_INSIDE = r"(?:[^\[\]]|\[[^\[\]]*\])"
_OURS = frozenset("(),; ")


class CitationExtension(Extension):
    """Citations on a page.

    After `convert`, `found` holds them all, known or not, and `tree` the page with its citations
    numbered.
    """

    def __init__(self, **settings: Any) -> None:
        self.config = {
            "root": ["", "Folder of the repository; the working folder when empty."],
            "language": ["en", "Language of the page, for words like “p.” and “Chapter”."],
            "listed": [True, "Whether the works cited are listed; the place of the list is there."],
        }
        self.found: list[Citation] = []
        self.tree: Element | None = None
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        project = current_project(self.getConfig("root"))
        library = load_library(project)
        locale = load_locale(project.cache / "npm" / "node_modules", self.getConfig("language"))
        style = Style(library.numeric, locale)
        md.registerExtension(self)
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "@"]
        md.inlinePatterns.register(
            _Bracketed(library, style, self.found, md), "citation", _BRACKETED_PRIORITY
        )
        md.inlinePatterns.register(
            _Narrative(library, style, self.found, md), "narrative_citation", _NARRATIVE_PRIORITY
        )
        if style.numeric:
            md.treeprocessors.register(_Numbers(md), "citation_numbers", _NUMBERS_PRIORITY)
        md.treeprocessors.register(_ReferenceList(library, self, md), "references", _LIST_PRIORITY)

    def reset(self) -> None:
        self.found.clear()
        self.tree = None


class _CitationProcessor(InlineProcessor):
    """What the two ways of citing share: a citation becomes a span of links."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(
        self, pattern: str, library: Library, style: Style, found: list[Citation], md: Markdown
    ) -> None:
        super().__init__(pattern, md)
        self.library = library
        self.style = style
        self.found = found

    def render(self, citation: Citation) -> Element:
        self.found.append(citation)
        if any(item.key not in self.library.works for item in citation.items):
            unknown = Element("span", {"class": "citation citation--unknown"})
            unknown.text = AtomicString(self.unescape(citation.source))
            return unknown
        narrative = " citation--narrative" if citation.narrative else ""
        span = Element("span", {"class": f"citation{narrative}"})
        for piece in render(citation, self.library.labels, self.style):
            if isinstance(piece, Words):
                _append(span, piece.text)
            else:
                _link(span, piece, self.library)
        return span


class _Bracketed(_CitationProcessor):
    def __init__(self, library: Library, style: Style, found: list[Citation], md: Markdown) -> None:
        # Brackets may hold one more pair: [@key, {pp. [3]}]. A link's brackets are gone by now.
        pattern = rf"\[(?P<inside>{_INSIDE}*@{_INSIDE}*)\](?P<more>(?:\[{_INSIDE}*@{_INSIDE}*\])*)"
        super().__init__(pattern, library, style, found, md)

    # Python-Markdown's base class types its return for the older API.
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        del data
        grammar = self.style.locale.grammar
        if m["more"]:  # [@a][@b] is one citation of two works
            together = parse_bracketed(m[0][1:-1].replace("][", "; "), grammar)
            if together:
                return self.render(together), m.start(0), m.end(0)
        citation = parse_bracketed(m["inside"], grammar)
        if citation is None:
            return None, None, None
        return self.render(citation), m.start(0), m.start("more")


class _Narrative(_CitationProcessor):
    def __init__(self, library: Library, style: Style, found: list[Citation], md: Markdown) -> None:
        super().__init__(NARRATIVE, library, style, found, md)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        del data
        citation = parse_narrative(m, self.style.locale.grammar)
        return self.render(citation), m.start(0), m.start(0) + len(citation.source)


class _Numbers(Treeprocessor):
    """Gives each work the number of its first citation, in reading order."""

    def run(self, root: Element) -> None:
        numbers: dict[str, int] = {}
        for link in root.iter("a"):
            key = link.get("data-key")
            for place in link.iter("span"):
                if key and place.get("class") == _NUMBER:
                    place.text = AtomicString(str(numbers.setdefault(key, len(numbers) + 1)))
        for span in root.iter("span"):
            tails = [link.tail for link in span]
            if span.get("class") == "citation" and tails[:-1] and set(tails[:-1]) == {", "}:
                _reorder(span, numbers)


class _ReferenceList(Treeprocessor):
    """Numbers the citations in reading order and appends the list of what was cited."""

    def __init__(self, library: Library, extension: CitationExtension, md: Markdown) -> None:
        super().__init__(md)
        self.library = library
        self.extension = extension

    def run(self, root: Element) -> None:
        times: Counter[str] = Counter()
        for link in root.iter("a"):
            key = link.get("data-key")
            if key:
                times[key] += 1
                link.set("id", citation_id(key, times[key]))
        self.extension.tree = root
        if times:
            root.append(self._section(times))

    def _section(self, times: Counter[str]) -> Element:
        section = Element(
            "section",
            {
                "class": "references",
                "role": "doc-bibliography",
                "aria-labelledby": "references",
                # The site's search finds words of articles; works have a page with filters.
                "data-search-exclude": "",
            },
        )
        SubElement(section, "h2", id="references").text = HEADING
        place = SubElement(section, "div")
        if self.extension.getConfig("listed"):
            # The list is finished HTML: stashed, no later step reads or changes it.
            place.text = self.md.htmlStash.store(page_list(self.library, times))
        return section


def _reorder(span: Element, numbers: Mapping[str, int]) -> None:
    """[3, 1] -> [1, 3], where nothing but commas stands between the numbers."""
    links, tails = list(span), [link.tail for link in span]
    links.sort(key=lambda link: numbers.get(link.get("data-key", ""), 0))
    for link, tail in zip(links, tails, strict=True):
        link.tail = tail
    span[:] = links


def _link(span: Element, piece: Link, library: Library) -> None:
    link = SubElement(
        span,
        "a",
        {
            "class": "citation__work",
            "role": "doc-biblioref",
            "href": f"#{reference_id(piece.key)}",
            "data-key": piece.key,
            "title": library.works[piece.key].title.plain(),
        },
    )
    for run in piece.runs:
        _append_run(link, run)


def _append_run(link: Element, run: Run) -> None:
    if run.kind == "number":
        SubElement(link, "span", {"class": _NUMBER})
    elif run.kind == "italic":
        SubElement(link, "em").text = AtomicString(run.text)
    elif len(link):
        link[-1].tail = AtomicString(run.text)
    else:
        link.text = AtomicString((link.text or "") + run.text)


def _append(span: Element, text: str) -> None:
    """Text between the works: an editor's words, in which emphasis and code still count.

    Most of it is our own brackets and commas, for which no pattern of Markdown need be tried.
    """
    if _OURS.issuperset(text):
        text = AtomicString(text)
    if len(span):
        span[-1].tail = text
    else:
        span.text = text
