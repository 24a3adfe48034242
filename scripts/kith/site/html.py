"""One built page as the checks see it: ids, headings, links, what it loads."""

from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Reference:
    """Something a page points to, and the line of the page where it does."""

    address: str
    line: int


@dataclass(slots=True)
class Document:
    """What one HTML page holds, in the order of the page."""

    ids: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    links: list[Reference] = field(default_factory=list)
    loads: list[Reference] = field(default_factory=list)
    handlers: list[Reference] = field(default_factory=list)


def read_html(html: str) -> Document:
    """Parse a page; never fails, as browsers do not."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.document


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.document = Document()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        document, line = self.document, self.getpos()[0]
        values = {name: value or "" for name, value in attrs}
        if values.get("id"):
            document.ids.append(values["id"])
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            document.headings.append(int(tag[1]))
        if tag == "a" and "href" in values:
            document.links.append(Reference(values["href"], line))
        if tag in _LOADS and values.get(_LOADS[tag]):
            document.loads.append(Reference(values[_LOADS[tag]], line))
        if tag == "link" and _LOADING_LINKS & set(values.get("rel", "").lower().split()):
            document.loads.append(Reference(values.get("href", ""), line))
        for name in values:
            if name.startswith("on"):
                document.handlers.append(Reference(f"{name}={values[name]}", line))
