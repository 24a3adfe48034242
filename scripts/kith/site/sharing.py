"""What a page says of itself to those who show a link to it: Open Graph, and the feed it is in.

Title, description and address are read from the page, so that all that speak of it agree. Without a
known address there is no picture either, since only full addresses are followed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Final

from kith.site import feed
from kith.site.address import full_address

NOT_FOUND: Final = "404.html"
_TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION: Final = re.compile(r'<meta name="description" content="([^"]*)">')
_CANONICAL: Final = re.compile(r'<link rel="canonical" href="([^"]*)">')
_NOT_SHARED: Final = re.compile(r'<meta name="robots" content="noindex">')


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of 1200 by 630, and what stands on it, for those who do not see it."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Sharing:
    """What is known of the site; pictures and articles by the places of their pages."""

    site_name: str
    site_url: str = ""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    otherwise: Picture | None = None  # of pages without one of their own
    articles: Mapping[str, feed.Entry] = field(default_factory=dict)

    def add_tags(self, place: str, html: str) -> str:
        """The page with its tags, at the end of its head. A page that is not found has none."""
        title = _TITLE.search(html)
        if not title or place == NOT_FOUND or _NOT_SHARED.search(html):
            return html
        return html.replace("</head>", f"{self._tags(place, html, title[1])}</head>", 1)

    def _tags(self, place: str, html: str, title: str) -> str:
        name = escape(self.site_name)
        description, address = _DESCRIPTION.search(html), _CANONICAL.search(html)
        picture = self.pictures.get(place, self.otherwise) if self.site_url else None
        article = self.articles.get(place)
        tags = {
            "og:type": "article" if article else "website",
            "og:site_name": name,
            "og:title": title.strip().removesuffix(f" - {name}"),
            "og:description": description[1] if description else "",
            "og:url": address[1] if address else "",
        }
        if article:
            tags |= {
                "article:published_time": article.published,
                "article:modified_time": article.updated,
            }
        if picture:
            tags |= {
                "og:image": escape(full_address(self.site_url, picture.place)),
                "og:image:type": "image/png",
                "og:image:width": "1200",
                "og:image:height": "630",
                "og:image:alt": escape(picture.words),
            }
        found = [
            f'<meta property="{key}" content="{value}">' for key, value in tags.items() if value
        ]
        card = "summary_large_image" if picture else "summary"
        found.append(f'<meta name="twitter:card" content="{card}">')
        if self.site_url:
            title = f"{name}: {feed.TITLE}"
            found.append(
                f'<link rel="alternate" type="{feed.TYPE}" title="{title}" '
                f'href="site:/{feed.PLACE}">'
            )
        return "\n".join(["", *found, ""])
