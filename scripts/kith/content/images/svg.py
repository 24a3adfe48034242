"""Drawings in SVG: passed on as they are, unless something in them would run or load.

In <img> a browser runs nothing of a drawing; opened by itself it would.
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kith.content.images.make import MOST_BYTES, NotMadeError

_FIX: Final = "save it as plain SVG, or as PNG"
_RUNS: Final = ("script", "foreignObject", "iframe", "embed", "object", "handler", "audio", "video")
_LOADS: Final = re.compile(r"@import|url\((?![\"']?(?:#|data:image/))", re.IGNORECASE)
_LENGTH: Final = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")


def svg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a drawing, None where it names none; NotMadeError where it is refused."""
    if len(data) > MOST_BYTES:
        raise NotMadeError(f"it has {len(data) / 1e6:.0f} MB", "save it simpler, or as PNG")
    if b"<!ENTITY" in data:
        raise NotMadeError("it defines entities, which can grow without end", _FIX)
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise NotMadeError(f"it cannot be read: {error}", "save it anew, as plain SVG") from error
    if _local(root.tag) != "svg":
        raise NotMadeError("it is no SVG drawing", "save it anew, as plain SVG")
    for complaint in _unsafe(root):
        raise NotMadeError(complaint, _FIX)
    return _size(root)


def _unsafe(root: Element) -> Iterator[str]:
    for node in root.iter():
        name = _local(node.tag)
        if name in _RUNS:
            yield f"it holds <{name}>"
        for attribute, value in node.attrib.items():
            known, bare = _local(attribute), re.sub(r"\s", "", value).lower()
            if known.lower().startswith("on"):
                yield f"it holds a script in {known}"
            loads = known in ("href", "src") and name != "a"
            if loads and not bare.startswith(("#", "data:image/")):
                yield f"it would load {value[:60]}"
            if bare.startswith(("javascript:", "data:text/html")):
                yield f"it holds a script in {known}"
            if _LOADS.search(bare):
                yield f"it would load what {known} names"
        if name == "style" and _LOADS.search(re.sub(r"\s", "", node.text or "")):
            yield "its style sheet would load something"


def _size(root: Element) -> tuple[int, int] | None:
    found = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if all(found):
        width, height = (round(float(match[1])) for match in found if match)
    else:
        try:
            box = [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
            width, height = round(box[2]), round(box[3])
        except (ValueError, IndexError, OverflowError):
            return None
    return (width, height) if width > 0 and height > 0 else None


def _local(name: object) -> str:
    """A name without its namespace; comments and instructions have none."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""
