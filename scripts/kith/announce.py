"""What the site tells others of itself: tags and pictures for links, a feed, a list of its pages.

All of it needs the address at which the site will be published. Without one, pages keep their plain
tags, and pictures, feed and list are left out (see `kith.site.feed` for why).
"""

from collections.abc import Container, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kith.content.pages import Page, page_url
from kith.content.redirects import former_names
from kith.site import feed
from kith.site.feed import Entry
from kith.site.kept import KeptSite
from kith.site.sharing import NOT_FOUND, Picture, Sharing
from kith.site.sitemap import write_sitemap
from kith.theme.fonts import Fonts
from kith.theme.headers import CARDS, FRAMED

if TYPE_CHECKING:
    from kith.theme.card import Cards

HOME: Final = "index.md"


def prepare_sharing(
    pages: Sequence[Page], fonts: Fonts | None, site: KeptSite, cache: Path, name: str, url: str
) -> Sharing:
    """What pages say in their tags; the pictures that they name are drawn and put into the site."""
    articles = {_place(page): _entry(page) for page in pages if page.is_article}
    if not url or not fonts:
        return Sharing(name, url, articles=articles)
    from kith.theme.card import Cards  # here: a preview has no cards, and no need of what draws

    cards = Cards(fonts, cache / "cards", name)
    drawn = {
        _place(page): _draw(cards, site, page)
        for page in pages
        if page.is_article or page.name == HOME
    }
    return Sharing(name, url, drawn, drawn.get(_place_of(HOME)), articles)


def write_lists(
    sharing: Sharing, pages: Iterable[Page], site: KeptSite, unlisted: Container[str] = ()
) -> None:
    """The feed, and the list of pages for search engines, of a site that lacks only these.

    `unlisted` are the places of pages that only lead on.
    """
    known = list(pages)
    listed = (
        place
        for place in site.places
        if place.endswith(".html")
        and place != NOT_FOUND
        and place not in unlisted
        and not place.startswith(f"{FRAMED}/")
    )
    checked = {
        _place(page): str(page.fields["reviewed"]) for page in known if "reviewed" in page.fields
    }
    write_sitemap(site.folder, sharing.site_url, listed, checked)
    if sharing.site_url:
        words = next((str(p.fields.get("description", "")) for p in known if p.name == HOME), "")
        built = [entry for place, entry in sharing.articles.items() if place in site.places]
        text = feed.feed(sharing.site_url, sharing.site_name, words, built)
        (site.folder / feed.PLACE).write_bytes(text.encode())


def _draw(cards: "Cards", site: KeptSite, page: Page) -> Picture:
    from kith.theme.card import Card

    title, words = str(page.fields.get("title", "")), str(page.fields.get("description", ""))
    section = page.name.partition("/")[0].capitalize() if page.is_article else ""
    card = Card(title, words, section)
    stem = page.name.removesuffix(".md").replace("/", "-")
    place = f"{CARDS}/{stem}-{cards.name(card)}.png"
    path = site.folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(cards.png(card))
    return Picture(place, title)


def _entry(page: Page) -> Entry:
    fields = {name: str(page.fields.get(name) or "") for name in ("title", "description")}
    days = {name: str(page.fields.get(name) or "") for name in ("reviewed", "published")}
    former = former_names(page)
    first = page_url(former[0]) if former else ""
    title, words = fields["title"], fields["description"]
    return Entry(page_url(page.name), title, words, days["reviewed"], days["published"], first)


def _place(page: Page) -> str:
    return _place_of(page.name)


def _place_of(name: str) -> str:
    return f"{page_url(name)}index.html"
