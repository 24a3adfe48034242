"""The Python-Markdown extension for citations: `[@key]` and `@key` become links to a list.

Works on parsed text only, so code, links, addresses and raw HTML stay as they are. What it needs it
reads from the bibliography folder; it knows nothing of pages, of MkDocs or of other pages.
"""

import re
from collections import Counter
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from kith.bibliography.citations import (
    NARRATIVE,
    Citation,
    CitationItem,
    parse_bracketed,
    parse_narrative,
)
from kith.bibliography.library import Library, load_library
from kith.bibliography.references import HEADING, citation_id, page_list, reference_id
from kith.project import current_project

# After links (160), addresses (110) and raw HTML (90) are out of the way; before emphasis (60),
# which would read the underscores of a key.
_BRACKETED_PRIORITY = 88
_NARRATIVE_PRIORITY = 86
# After inline text is done (20), before headings get their ids and the table of contents (5).
_LIST_PRIORITY = 15

_LOCATOR_WORDS = {
    # CSL locator label: (for one, for several)
    "page": ("p.", "pp."),
    "paragraph": ("para.", "paras."),
    "volume": ("Vol.", "Vols."),
    "note": ("note", "notes"),
    "timestamp": ("", ""),
}


class CitationExtension(Extension):
    """Citations on a page.

    After `convert`, `found` holds them all, known or not, and `tree` the page with its citations
    numbered.
    """

    def __init__(self, **settings: Any) -> None:
        self.config = {
            "root": ["", "Folder of the repository; the working folder when empty."],
        }
        self.found: list[Citation] = []
        self.tree: Element | None = None
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        library = load_library(current_project(self.getConfig("root")))
        md.registerExtension(self)
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "@"]
        md.inlinePatterns.register(
            _Bracketed(library, self.found, md), "citation", _BRACKETED_PRIORITY
        )
        md.inlinePatterns.register(
            _Narrative(library, self.found, md), "narrative_citation", _NARRATIVE_PRIORITY
        )
        md.treeprocessors.register(_ReferenceList(library, self, md), "references", _LIST_PRIORITY)

    def reset(self) -> None:
        self.found.clear()
        self.tree = None


class _CitationProcessor(InlineProcessor):
    """What the two ways of citing share: a citation becomes a span of links."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: str, library: Library, found: list[Citation], md: Markdown) -> None:
        super().__init__(pattern, md)
        self.library = library
        self.found = found

    def render(self, citation: Citation) -> Element:
        self.found.append(citation)
        if any(item.key not in self.library.works for item in citation.items):
            unknown = Element("span", {"class": "citation citation--unknown"})
            unknown.text = AtomicString(citation.source)
            return unknown
        return (
            _narrative(citation, self.library) if citation.narrative else self._bracketed(citation)
        )

    def _bracketed(self, citation: Citation) -> Element:
        span = Element("span", {"class": "citation"})
        before = "("
        for item in citation.items:
            before += f"{item.prefix} " if item.prefix else ""
            _append(span, before)
            label = self.library.labels[item.key]
            text = label.date if item.suppress_author else f"{label.authors('&')}, {label.date}"
            _link(span, item, text, self.library)
            after = ", ".join(part for part in (_locator(item), item.suffix) if part)
            before = f"{', ' if after else ''}{after}; "
        _append(span, before.removesuffix("; ") + ")")
        return span


class _Bracketed(_CitationProcessor):
    def __init__(self, library: Library, found: list[Citation], md: Markdown) -> None:
        # Brackets may hold one more pair: [@key, {pp. [3]}]. A link's brackets are gone by now.
        super().__init__(r"\[(?P<inside>(?:[^\[\]]|\[[^\[\]]*\])*@[^\[\]]*)\]", library, found, md)

    # Python-Markdown's base class types its return for the older API.
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        citation = parse_bracketed(m["inside"])
        if citation is None or data[m.end() : m.end() + 1] in ("(", "["):
            return None, None, None
        return self.render(citation), m.start(0), m.end(0)


class _Narrative(_CitationProcessor):
    def __init__(self, library: Library, found: list[Citation], md: Markdown) -> None:
        super().__init__(NARRATIVE, library, found, md)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        del data
        return self.render(parse_narrative(m)), m.start(0), m.end(0)


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
            {"class": "references", "role": "doc-bibliography", "aria-labelledby": "references"},
        )
        SubElement(section, "h2", id="references").text = HEADING
        # The list is finished HTML: stashed, no later step reads or changes it.
        place = SubElement(section, "div")
        place.text = self.md.htmlStash.store(page_list(self.library, times))
        return section


def _narrative(citation: Citation, library: Library) -> Element:
    (item,) = citation.items
    span = Element("span", {"class": "citation citation--narrative"})
    label = library.labels[item.key]
    inside = ", ".join(part for part in (label.date, _locator(item), item.suffix) if part)
    _link(span, item, f"{label.authors('and')} ({inside})", library)
    return span


def _link(span: Element, item: CitationItem, text: str, library: Library) -> None:
    link = SubElement(
        span,
        "a",
        {
            "class": "citation__work",
            "role": "doc-biblioref",
            "href": f"#{reference_id(item.key)}",
            "data-key": item.key,
            "title": library.works[item.key].title.plain(),
        },
    )
    link.text = AtomicString(text)


def _locator(item: CitationItem) -> str:
    if not item.locator:
        return ""
    several = any(mark in item.locator for mark in "–,&")
    one, many = _LOCATOR_WORDS.get(item.label, (item.label.capitalize(),) * 2)
    return f"{many if several else one} {item.locator}".strip()


def _append(span: Element, text: str) -> None:
    """Text between the works: an editor's words, in which emphasis and code still count."""
    if len(span):
        span[-1].tail = text
    else:
        span.text = text
