"""Images as they stand in a built page: in two widths, with their size, so that nothing jumps.

A reader's browser takes the file that fits its window. Those further down wait until a reader comes
near. What an author gave an image besides (words, a class, a width) stays.
"""

import posixpath
import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from kith.content.images.records import Picture, Pictures, Variant

COLUMN: Final = 640
"""The widest that an image gets in a page, in CSS pixels: the measure of the text."""

_SHOWN: Final = re.compile(r"<img\b(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_NAMED: Final = re.compile(r'(?P<before>\s(?:href|poster)=")(?P<address>[^"]+)(?=")')
_ATTRIBUTE: Final = re.compile(r"""([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")
_MAIN: Final = "<main"


def show_pictures(pictures: Pictures, place: str, html: str) -> str:
    """A page with its images as readers get them. `place` is the page's path in the site."""
    if not pictures.found:
        return html
    start = max(html.find(_MAIN), 0)
    head, body = html[:start], html[start:]
    shown = 0

    def show(match: re.Match[str]) -> str:
        nonlocal shown
        attributes = _attributes(match["attributes"])
        picture = pictures.found.get(_name(place, attributes.get("src", "")))
        if picture is None:
            return match[0]
        shown += 1
        return _element(picture, attributes, "../" * place.count("/"), first=shown == 1)

    def name(match: re.Match[str]) -> str:
        picture = pictures.found.get(_name(place, unescape(match["address"])))
        if picture is None or not picture.variants:
            return match[0]
        return f"{match['before']}{_address(picture.of('wide')[-1], '../' * place.count('/'))}"

    return head + _NAMED.sub(name, _SHOWN.sub(show, body))


def _name(place: str, address: str) -> str:
    """The name below content/ of the file that an address on a page leads to."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    path = unquote(parts.path)
    if parts.scheme == "site":
        return path.lstrip("/")
    if parts.scheme or parts.netloc or not path or path.startswith("/"):
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(place), path))


def _element(picture: Picture, attributes: dict[str, str], up: str, *, first: bool) -> str:
    given = {name: value for name, value in attributes.items() if name in ("width", "height")}
    told = attributes | _size(picture, given) | {"decoding": "async"}
    if not first:
        told.setdefault("loading", "lazy")
    if not picture.variants:
        return _tag("img", told)
    told["src"] = _address(picture.of("plain")[0], up)
    sources = "".join(_sources(picture, up))
    return f"<picture>{sources}{_tag('img', told)}</picture>"


def _size(picture: Picture, given: dict[str, str]) -> dict[str, str]:
    """Width and height as attributes; where an author gave one of them, the other in proportion."""
    wide = picture.of("wide")
    size = (wide[-1].width, wide[-1].height) if wide else picture.size
    if size is None or len(given) == 2 or not all(value.isdigit() for value in given.values()):
        return given
    width, height = size
    if "width" in given:
        return {**given, "height": str(round(int(given["width"]) * height / width))}
    if "height" in given:
        return {**given, "width": str(round(int(given["height"]) * width / height))}
    return {"width": str(width), "height": str(height)}


def _sources(picture: Picture, up: str) -> Iterator[str]:
    for still in picture.of("still"):
        told = {"media": "(prefers-reduced-motion: reduce)", "type": "image/webp"}
        yield _tag("source", {**told, "srcset": _address(still, up)})
    wide = picture.of("wide")
    told = {"type": "image/webp"}
    if len(wide) == 1:
        yield _tag("source", {**told, "srcset": _address(wide[0], up)})
    else:
        listed = ", ".join(f"{_address(variant, up)} {variant.width}w" for variant in wide)
        sizes = f"(min-width: {COLUMN + 40}px) {COLUMN}px, calc(100vw - 40px)"
        yield _tag("source", {**told, "srcset": listed, "sizes": sizes})


def _address(variant: Variant, up: str) -> str:
    return f"{up}{quote(variant.place)}"


def _attributes(text: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(text)
    return {name.lower(): unescape("".join(values)) for name, *values in found}


def _tag(name: str, attributes: dict[str, str]) -> str:
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>"
