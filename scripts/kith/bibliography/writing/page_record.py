"""A page of this site as a work, so that its reference, BibTeX and RIS come from one record.

Title, dates and address are arguments: nothing is known here of pages, front matter or the site.
"""

import re
import unicodedata
from datetime import date
from itertools import groupby
from urllib.parse import urlsplit

from kith.bibliography.reading import identifiers
from kith.bibliography.reading.dates import Date, Point
from kith.bibliography.reading.names import Name
from kith.bibliography.reading.place import Place
from kith.bibliography.reading.richtext import Node, RichText, Span
from kith.bibliography.reading.work import Work
from kith.bibliography.writing.encode import tidy


def page_work(
    title: str,
    description: str,
    published: date | None,
    revised: date | None,
    url: str,
    site_name: str,
) -> Work:
    """The page as a web page by the site itself, which is why no site is named beside the author.

    Its date is that of the text a reader sees: the last revision. An address that cannot be a link
    is left out.
    """
    last = max(filter(None, (published, revised)), default=None)
    address = identifiers.url(url) if url else ""
    summary, author = tidy(description), tidy(site_name)
    fields: dict[str, RichText | str] = {}
    if summary:
        fields["abstract"] = RichText((summary,))
    if address:
        fields["URL"] = address
    return Work(
        key=_key(site_name, address, title),
        type="webpage",
        entry_type="online",
        place=Place(address, 1, 1),
        title=_title(tidy(title)),
        names={"author": (Name(literal=author),)} if author else {},
        issued=Date(Point(last.year, last.month, last.day)) if last else None,
        fields=fields,
    )


def _key(site_name: str, address: str, title: str) -> str:
    """`kith-learn-rat-park`: the site and the path, which no two pages share."""
    site = _slug(site_name) or "page"
    path = _slug(urlsplit(address).path) or ("home" if address else _slug(title))
    return path if path.startswith(f"{site}-") else f"{site}-{path}".rstrip("-")


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _title(text: str) -> RichText:
    """Titles are in sentence case, so a capital inside is one to keep: other programs lower it."""
    nodes: list[Node] = []
    words = enumerate(text.split(" "))
    for kept, group in groupby(words, key=lambda word: any(c.isupper() for c in word[1])):
        run = list(group)
        phrase = " ".join(word for _, word in run)
        opening = run[0][0] == 0 and len(run) == 1 and not any(c.isupper() for c in phrase[1:])
        blank = " " if nodes else ""
        if kept and not opening:
            nodes += [blank, Span("nocase", (phrase,))]
        else:
            nodes.append(blank + phrase)
    return RichText(tuple(_joined(nodes)))


def _joined(nodes: list[Node]) -> list[Node]:
    joined: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and joined and isinstance(joined[-1], str):
            joined[-1] += node
        elif node:
            joined.append(node)
    return joined
