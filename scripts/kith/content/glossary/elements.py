"""What readers see of the glossary: a term in running text, what it means, the list of all.

A term is a link to its entry, which works without a script. What it means stands in the page, out
of sight, so that the script (theme/assets/js/terms.mjs) has nothing to fetch and a screen reader
can speak it. Links inside the site begin with `site:/`.
"""

from collections.abc import Container, Iterable, Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from kith.content.glossary.records import PAGE, Term
from kith.content.pages import page_address

_ADDRESS: Final = f"site:/{page_address(PAGE)}"


def new_term(term: Term, words: str) -> Element:
    """A term where it first stands on a page, in the page's own words; its card goes in here."""
    place = Element("span", {"class": "term"})
    address = {"href": f"{_ADDRESS}#{term.id}", "aria-describedby": _note_id(term)}
    SubElement(place, "a", address).text = AtomicString(words)
    return place


def notes(terms: Iterable[Term]) -> Element:
    """What the terms of a page mean. No search finds it there: the glossary's page has it."""
    box = Element("section", {"class": "terms", "hidden": "hidden", "data-search-exclude": ""})
    for term in terms:
        note = SubElement(box, "p", {"id": _note_id(term)})
        SubElement(note, "strong").text = AtomicString(f"{term.term}:")
        note[-1].tail = AtomicString(f" {term.plain}")
    return box


def glossary_list(
    terms: Iterable[Term], known: Container[str], titles: Mapping[str, str]
) -> Element:
    """All terms. Sources are left as Markdown, so that the page's extension cites them.

    Only works that are `known` are cited; `titles` are those of the pages, by name.
    """
    box = Element("div", {"class": "glossary"})
    letters = SubElement(box, "p", {"class": "glossary__letters"})
    entries = SubElement(box, "dl")
    before = ""
    for term in sorted(terms, key=lambda term: term.term.casefold()):
        letter = term.term[0].upper()
        if letter != before:
            link = SubElement(letters, "a", {"href": f"#{term.id}", "aria-label": f"To {letter}"})
            link.text, link.tail, before = AtomicString(letter), " ", letter
        entries.append(_entry(term, known, titles))
    return box


def _entry(term: Term, known: Container[str], titles: Mapping[str, str]) -> Element:
    group = Element("div", {"class": "glossary__term", "id": term.id})
    name = SubElement(group, "dt")
    name.text = AtomicString(term.term)
    said = SubElement(group, "dd")
    said.text = AtomicString(term.plain)
    if term.source in known:
        source = SubElement(said, "span", {"class": "glossary__source"})
        source.text = f" [@{term.source}]"
    if term.article in titles:
        more = SubElement(group, "dd", {"class": "glossary__more"})
        more.text = AtomicString("More: ")
        link = SubElement(more, "a", {"href": f"site:/{page_address(term.article)}"})
        link.text = AtomicString(titles[term.article])
    return group


def _note_id(term: Term) -> str:
    return f"meaning-{term.slug}"
