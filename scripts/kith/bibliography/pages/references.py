"""A reference as readers see it in a list: entry, evidence, links; and the list of one page.

Everything is built as elements and serialised once a work, so that a work cited on a hundred pages
costs one. Links inside the site begin with `site:/`, since a list does not know on which page it
stands; `kith.site.complete` makes them relative when the pages are there.
"""

from collections.abc import Mapping
from html import escape
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from kith.bibliography.citing import csl
from kith.bibliography.citing.labels import letter
from kith.bibliography.library import Library
from kith.bibliography.reading.work import Work
from kith.elements import to_html

HEADING: Final = "References"
FORMATS: Final = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}


def reference_id(key: str) -> str:
    """The id of a work's entry in the list of a page."""
    return f"ref-{key}"


def citation_id(key: str, number: int) -> str:
    """The id of the n-th citation of a work on a page."""
    return f"cite-{key}-{number}"


def work_path(key: str) -> str:
    """Where a work's own page is, below the site's root."""
    safe = "".join(char if char.isalnum() or char in "_-" else "-" for char in key)
    return f"references/{safe}/"


def page_list(library: Library, times_cited: Mapping[str, int]) -> str:
    """The HTML below the heading: the works cited on a page, each with ways back to the text.

    In a style by numbers they stand in the order of `times_cited`, which is that of the page.
    """
    items = []
    keys = list(times_cited) if library.numeric else library.ordered(times_cited)
    for key in keys:
        label = library.labels[key]
        name = f"{label.authors('and')} ({label.date})"
        back = _backlinks(key, name, times_cited[key])
        parts = entry_html(library, key) + to_html(back)
        items.append(f'<li class="reference" id="{escape(reference_id(key))}">{parts}</li>')
    take = Element("p", {"class": "references__take"})
    take.text = "Take these references with you: "
    add_downloads(take, "references")
    numbered = " references__list--numbered" if library.numeric else ""
    return f'<ol class="references__list{numbered}">{"".join(items)}</ol>{to_html(take)}'


def entry_html(library: Library, key: str) -> str:
    """What every list says of a work: notice, entry, evidence, links. Serialised once."""
    known = library.html.get(key)
    if known is None:
        known = to_html(*entry_elements(library, key))
        library.html[key] = known
    return known


def entry_elements(library: Library, key: str) -> list[Element]:
    """The same as elements."""
    work = library.works[key]
    parts = []
    if work.evidence.retracted:
        parts.append(_text("p", "reference__retracted", f"Retracted: {work.evidence.retracted}"))
    entry = Element("p", {"class": "reference__entry"})
    csl.to_elements(library.entries[key], entry)
    parts.append(entry)
    evidence = _evidence(library, work)
    if len(evidence):
        parts.append(evidence)
    parts.append(_links(work))
    return parts


def add_downloads(parent: Element, stem: str) -> None:
    """Links to the same references in each format, beside the page they stand on."""
    for ending, name in FORMATS.items():
        link = SubElement(parent, "a", {"href": f"{stem}.{ending}", "download": ""})
        link.text = name
        link.tail = " "


def design_badge(library: Library, work: Work) -> Element | None:
    """What kind of study it is, in a word or two."""
    design = library.designs.get(work.evidence.design)
    if design is None:
        return None
    return _text("span", f"design design--{work.evidence.design}", design.label)


def _evidence(library: Library, work: Work) -> Element:
    paragraph = Element("p", {"class": "reference__evidence"})
    badge = design_badge(library, work)
    if badge is not None:
        paragraph.append(badge)
    for name, text in (
        ("reference__sample", work.evidence.sample),
        ("reference__plain", work.evidence.plain),
    ):
        if text:
            paragraph.append(_text("span", name, text))
    for part in paragraph:
        part.tail = " "
    return paragraph


def _links(work: Work) -> Element:
    paragraph = Element("p", {"class": "reference__links"})
    about = SubElement(paragraph, "a", {"href": f"site:/{work_path(work.key)}"})
    about.text = "About this work"
    about.tail = " "
    for variable, name, address in (
        ("PMID", "PubMed", "https://pubmed.ncbi.nlm.nih.gov/{}/"),
        ("PMCID", "Free full text", "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
    ):
        if variable in work.fields:
            link = SubElement(paragraph, "a", {"href": address.format(work.fields[variable])})
            link.text = name
            link.tail = " "
    return paragraph


def _backlinks(key: str, name: str, times: int) -> Element:
    paragraph = Element("p", {"class": "reference__back"})
    paragraph.text = "Cited here: "
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
        link.text = letter(number)
        link.tail = " "
    return paragraph


def _text(tag: str, name: str, text: str) -> Element:
    element = Element(tag, {"class": name})
    element.text = text
    return element
