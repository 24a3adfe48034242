"""One built page as the checks see it: ids, headings, links, what it loads.

Pages share much: a thousand pages of works differ only inside <article>. So a page is read in
pieces, and a piece that was just read is remembered.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import Final

# Elements that make a browser fetch something, and the attribute that says what.
_LOADS: Final = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
}
_LOADING_LINKS: Final = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest"}
_SEAM: Final = re.compile(r"(?=<(?:body|header|nav|article)\b|</(?:header|nav|article)>)")


@dataclass(frozen=True, slots=True)
class Reference:
    """Something a page points to, and the line of the page where it does."""

    address: str
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """What HTML holds, in its order."""

    ids: tuple[str, ...] = ()
    headings: tuple[int, ...] = ()
    links: tuple[Reference, ...] = ()
    loads: tuple[Reference, ...] = ()
    handlers: tuple[Reference, ...] = ()
    scripts: tuple[int, ...] = ()  # lines of scripts that stand in the page and would run


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a page: the lines before it, and whether it is of the article itself."""

    before: int
    in_article: bool
    document: Document


def read_html(html: str) -> list[Piece]:
    """A page's pieces, in order; never fails, as browsers do not."""
    pieces, lines, in_article = [], 0, False
    for text in _SEAM.split(html):
        in_article = (in_article or text.startswith("<article")) and not text.startswith("</art")
        pieces.append(Piece(lines, in_article, _read_piece(text)))
        lines += text.count("\n")
    return pieces


@lru_cache(maxsize=1024)
def _read_piece(text: str) -> Document:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return Document(
        tuple(reader.ids),
        tuple(reader.headings),
        tuple(reader.links),
        tuple(reader.loads),
        tuple(reader.handlers),
        tuple(reader.scripts),
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.links: list[Reference] = []
        self.loads: list[Reference] = []
        self.handlers: list[Reference] = []
        self.scripts: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        values = {name: value or "" for name, value in attrs}
        if values.get("id"):
            self.ids.append(values["id"])
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag == "a" and "href" in values:
            self.links.append(Reference(values["href"], line))
        if tag in _LOADS and values.get(_LOADS[tag]):
            self.loads.append(Reference(values[_LOADS[tag]], line))
        if tag == "link" and _LOADING_LINKS & set(values.get("rel", "").lower().split()):
            self.loads.append(Reference(values.get("href", ""), line))
        if tag == "script" and not values.get("src"):
            self.scripts += [line] * (not values.get("type", "").startswith("application/"))
        for name in values:
            if name.startswith("on"):
                self.handlers.append(Reference(f"{name}={values[name]}", line))
