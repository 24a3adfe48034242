"""The feed of new and revised articles, in the Atom format, for those who follow a site by one.

An article stands there by the day on which it was last checked, the newest first. Names of entries
are their addresses, so a site that does not know its address has no feed: a made-up name would make
every entry new again on the day on which the site gets one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kith.site.address import full_address

PLACE: Final = "feed.xml"
TITLE: Final = "new and revised articles"
TYPE: Final = "application/atom+xml"
_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article. Days as 2026-11-21; `published` may be "", where nobody noted it."""

    address: str  # below the root of the site
    title: str
    summary: str
    checked: str
    published: str = ""
    first: str = ""  # the address at which it came out, if another: its name stays that

    @property
    def updated(self) -> str:
        """The later of the two days."""
        return max(self.checked, self.published)


def feed(site_url: str, site_name: str, words: str, entries: Iterable[Entry]) -> str:
    """The feed as XML; `words` say what the site is."""
    newest_first = sorted(entries, key=lambda entry: entry.title.casefold())
    newest_first.sort(key=lambda entry: entry.updated, reverse=True)
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "en"})
    home, here = full_address(site_url, ""), full_address(site_url, PLACE)
    SubElement(root, "title").text = f"{site_name}: {TITLE}"
    SubElement(root, "subtitle").text = words
    SubElement(root, "id").text = home
    SubElement(root, "link", {"rel": "self", "type": TYPE, "href": here})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": home})
    if newest_first:
        SubElement(root, "updated").text = _moment(newest_first[0].updated)
    SubElement(SubElement(root, "author"), "name").text = site_name
    SubElement(root, "rights").text = f"CC BY 4.0, {_LICENCE}"
    for entry in newest_first:
        root.append(_entry(site_url, entry))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _entry(site_url: str, entry: Entry) -> Element:
    address = full_address(site_url, entry.address)
    element = Element("entry")
    SubElement(element, "title").text = entry.title
    SubElement(element, "id").text = full_address(site_url, entry.first or entry.address)
    SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": address})
    if entry.published:
        SubElement(element, "published").text = _moment(entry.published)
    SubElement(element, "updated").text = _moment(entry.updated)
    SubElement(element, "summary").text = entry.summary
    return element


def _moment(day: str) -> str:
    """A day as Atom wants it, with an hour, which is not known: the first."""
    return f"{day}T00:00:00Z"
