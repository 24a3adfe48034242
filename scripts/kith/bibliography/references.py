"""The reference list of one page, as elements: entry, evidence, ways back to the text."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from kith.bibliography import csl
from kith.bibliography.labels import Label, letter
from kith.bibliography.library import Library
from kith.bibliography.work import Work

HEADING = "References"


def reference_id(key: str) -> str:
    return f"ref-{key}"


def citation_id(key: str, number: int) -> str:
    return f"cite-{key}-{number}"


def build_list(library: Library, times_cited: Mapping[str, int]) -> Element:
    """The section of references for the works cited on a page, each so many times."""
    section = Element(
        "section",
        {"class": "references", "role": "doc-bibliography", "aria-labelledby": "references"},
    )
    SubElement(section, "h2", id="references").text = HEADING
    items = SubElement(section, "ol", {"class": "references__list"})
    for key in library.ordered(times_cited):
        item = SubElement(items, "li", {"id": reference_id(key), "class": "reference"})
        _add_entry(item, library.entries[key])
        _add_evidence(item, library, library.works[key])
        _add_backlinks(item, key, library.labels[key], times_cited[key])
    return section


def _add_entry(item: Element, entry: csl.Inlines) -> None:
    paragraph = SubElement(item, "p", {"class": "reference__entry"})
    csl.to_elements(entry, paragraph)
    _keep_as_text(paragraph)


def _add_evidence(item: Element, library: Library, work: Work) -> None:
    """What kind of study it is, on whom, and what it found, in plain words."""
    evidence = work.evidence
    if evidence.retracted:
        notice = SubElement(item, "p", {"class": "reference__retracted"})
        notice.text = AtomicString(f"Retracted: {evidence.retracted}")
    paragraph = SubElement(item, "p", {"class": "reference__evidence"})
    design = library.designs.get(evidence.design)
    parts: Sequence[tuple[str, str]] = (
        (f"design design--{evidence.design}", design.label if design else ""),
        ("reference__sample", evidence.sample),
        ("reference__plain", evidence.plain),
    )
    for name, text in parts:
        if text:
            span = SubElement(paragraph, "span", {"class": name})
            span.text = AtomicString(text)
            span.tail = " "
    if not len(paragraph):
        item.remove(paragraph)


def _add_backlinks(item: Element, key: str, label: Label, times: int) -> None:
    paragraph = SubElement(item, "p", {"class": "reference__back"})
    paragraph.text = "Cited here: "
    name = f"{label.authors('and')} ({label.date})"
    for number in range(1, times + 1):
        link = SubElement(
            paragraph,
            "a",
            {
                "class": "reference__backlink",
                "role": "doc-backlink",
                "href": f"#{citation_id(key, number)}",
                "aria-label": f"Back to citation {number} of {name}",
            },
        )
        link.text = AtomicString(letter(number))
        link.tail = " "


def _keep_as_text(element: Element) -> None:
    """Mark all text as final, so that no later Markdown step reads markup into it."""
    for node in element.iter():
        if node.text:
            node.text = AtomicString(node.text)
        if node is not element and node.tail:
            node.tail = AtomicString(node.tail)
