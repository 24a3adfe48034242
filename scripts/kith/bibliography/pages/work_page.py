"""The page of one work: its reference, what kind of study it is, where this site cites it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from kith.bibliography.citing.citings import Citing
from kith.bibliography.library import Library
from kith.bibliography.pages.references import add_downloads, design_badge, entry_elements
from kith.bibliography.reading.work import Work
from kith.content.claims.elements import badge
from kith.content.claims.records import Claim
from kith.content.pages import page_address
from kith.elements import to_html

_COMPARED: Final = {
    "record": "We compared this record with a library's or publisher's, not with the text.",
    "abstract": "We compared our words with the published abstract or summary, not the whole text.",
    "full text": "We compared our words with the whole text.",
}


def work_html(
    library: Library,
    key: str,
    places: Sequence[Citing],
    titles: Mapping[str, str],
    claims: Sequence[Claim] = (),
) -> str:
    """The content of a work's page, below its heading."""
    work = library.works[key]
    root = Element("div", {"class": "work"})
    for part in entry_elements(library, key):
        if part.get("class") in ("reference__retracted", "reference__entry"):
            root.append(part)
    entry = "".join(root[-1].itertext())
    root.append(copy_button(entry))
    root.append(_facts(library, work))
    if claims:
        root.append(_related_claims(claims))
    root.append(_cited_in(places, titles))
    root.append(_take(key))
    return to_html(root)


def copy_button(text: str) -> Element:
    """Shown by the page's script, which alone can copy."""
    button = Element(
        "button", {"type": "button", "class": "copy", "data-copy": text, "hidden": "hidden"}
    )
    button.text = "Copy reference"
    return button


def _facts(library: Library, work: Work) -> Element:
    facts = Element("dl", {"class": "work__facts"})
    badge = design_badge(library, work)
    if badge is not None:
        design = library.designs[work.evidence.design]
        value = _fact(facts, "Kind of study")
        badge.tail = f" {design.can} {design.cannot}"
        value.append(badge)
    for name, text in (
        ("Who or what was studied", work.evidence.sample),
        ("What we compared", _compared(work.evidence.checked)),
    ):
        if text:
            _fact(facts, name).text = text
    if "abstract" in work.fields:
        _fact(facts, "Abstract").text = str(work.fields["abstract"])
    if work.link:
        link = SubElement(_fact(facts, "Where to find it"), "a", {"href": work.link})
        link.text = work.link
    if work.evidence.keywords:
        topics = _fact(facts, "Topics")
        for word in work.evidence.keywords:
            link = SubElement(topics, "a", {"href": f"site:/references/?topic={quote(word)}"})
            link.text = word.replace("-", " ")
            link.tail = " "
    return facts


def _fact(facts: Element, name: str) -> Element:
    box = SubElement(facts, "div")
    SubElement(box, "dt").text = name
    return SubElement(box, "dd")


def _compared(checked: str) -> str:
    day, _, level = checked.partition(",")
    words = _COMPARED.get(level.strip(), "")
    return f"{words} Last on {day.strip()}." if words else ""


def _cited_in(places: Sequence[Citing], titles: Mapping[str, str]) -> Element:
    section = Element("section", {"class": "work__cited"})
    SubElement(section, "h2", {"id": "cited-in"}).text = "Cited in"
    if not places:
        SubElement(section, "p").text = "No page of this site cites it yet."
        return section
    items = SubElement(section, "ul")
    by_page: defaultdict[str, list[Citing]] = defaultdict(list)
    for place in places:
        by_page[place.page].append(place)
    for page, found in by_page.items():
        item = SubElement(items, "li")
        SubElement(item, "a", {"href": f"site:/{page_address(page)}"}).text = titles[page]
        for place in found:
            quotation = SubElement(item, "blockquote")
            address = f"site:/{page_address(page)}#{place.anchor}"
            SubElement(quotation, "a", {"href": address}).text = place.sentence
    return section


def _related_claims(claims: Sequence[Claim]) -> Element:
    section = Element("section", {"class": "work__claims"})
    SubElement(section, "h2", {"id": "claims"}).text = "Claims judged with it"
    items = SubElement(section, "ul")
    for claim in claims:
        item = SubElement(items, "li")
        link = SubElement(item, "a", {"href": f"site:/{claim.address}"})
        link.text = claim.text
        link.tail = " "
        item.append(badge(claim.verdict))
    return section


def _take(key: str) -> Element:
    section = Element("section", {"class": "work__take"})
    SubElement(section, "h2", {"id": "take"}).text = "Take it with you"
    paragraph = SubElement(section, "p")
    add_downloads(paragraph, "reference")
    back = SubElement(section, "p")
    link = SubElement(back, "a", {"href": f"site:/references/#ref-{key}"})
    link.text = "All references"
    return section
