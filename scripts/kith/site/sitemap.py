"""The list of pages for search engines, and where they find it.

A page has a date there only if someone dated it: when it was last checked. Pages to embed and the
page for addresses that lead nowhere are not listed.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kith.site.address import full_address

PLACE: Final = "sitemap.xml"
ROBOTS: Final = "robots.txt"
_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_sitemap(
    folder: Path, site_url: str, places: Iterable[str], checked: Mapping[str, str]
) -> None:
    """Write the list, in the order of the places; none for a site without an address.

    `checked` has the days on which pages were checked, by place. A site generator's own list goes.
    """
    for name in (PLACE, f"{PLACE}.gz"):
        (folder / name).unlink(missing_ok=True)
    if not site_url:
        return
    (folder / PLACE).write_bytes(sitemap(site_url, places, checked).encode())
    at_root = not urlsplit(site_url).path.strip("/")
    if at_root and not (folder / ROBOTS).exists():  # search engines read it at a host's root only
        text = f"User-agent: *\nAllow: /\n\nSitemap: {full_address(site_url, PLACE)}\n"
        (folder / ROBOTS).write_bytes(text.encode())


def sitemap(site_url: str, places: Iterable[str], checked: Mapping[str, str]) -> str:
    """The list as XML."""
    root = Element("urlset", {"xmlns": _NAMESPACE})
    for place in sorted(places):
        entry = SubElement(root, "url")
        SubElement(entry, "loc").text = full_address(site_url, quote(place))
        if place in checked:
            SubElement(entry, "lastmod").text = checked[place]
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'
