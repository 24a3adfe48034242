"""The pictures of an explainer's default scenario as text that can be compared line by line.

They are taken from the block as a page gets it, so that whatever is drawn there is held, and
written with an element a line, attributes in order, and numbers as fine as an eye could see.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from markdown import Markdown

from kith.explainers.markdown import ExplainerExtension
from kith.project import Project

_FRACTION: Final = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_SHOWN: Final = 30  # lines of a difference


def draw_pictures(project: Project, explainer: str) -> dict[str, str]:
    """File names and contents: picture-1.svg and so on, in the order of the page."""
    extension = ExplainerExtension(root=str(project.root))
    page = Markdown(extensions=[extension], output_format="xhtml")
    html = page.convert(f"/// explainer | {explainer}\n///")
    found = _drawings(ElementTree.fromstring(f"<div>{html}</div>"))
    return {f"picture-{number}.svg": as_text(svg) for number, svg in enumerate(found, start=1)}


def as_text(svg: Element) -> str:
    """A drawing as a file of its own, the same for two drawings that look the same."""
    svg.set("xmlns", "http://www.w3.org/2000/svg")
    return "\n".join(_lines(svg, "")) + "\n"


def difference(kept: str, now: str) -> str:
    """What differs between two pictures: their words, then the first lines; "" where nothing."""
    lines = list(unified_diff(kept.splitlines(), now.splitlines(), "kept", "now", lineterm="", n=1))
    more = [f"… and {len(lines) - _SHOWN} lines more"] if len(lines) > _SHOWN else []
    gone, new = _words(kept) - _words(now), _words(now) - _words(kept)
    words = [f"words gone: {', '.join(gone)}"] if gone else []
    words += [f"words new: {', '.join(new)}"] if new else []
    return "\n".join([*words, *lines[:_SHOWN], *more])


def _words(picture: str) -> Counter[str]:
    return Counter(
        text
        for node in ElementTree.fromstring(picture).iter()
        if (text := (node.text or "").strip())
    )


def _drawings(node: Element) -> Iterator[Element]:
    """Every drawing; the signs on buttons are none."""
    for child in node:
        if child.tag == "svg":
            yield child
        elif child.tag != "button":
            yield from _drawings(child)


def _lines(node: Element, indent: str) -> Iterator[str]:
    attributes = "".join(
        f" {name}={quoteattr(_coarser(value))}" for name, value in sorted(node.attrib.items())
    )
    words = escape(node.text.strip()) if node.text else ""
    if not len(node):
        yield f"{indent}<{node.tag}{attributes}>{words}</{node.tag}>"
    else:
        yield f"{indent}<{node.tag}{attributes}>{words}"
        for child in node:
            yield from _lines(child, f"{indent} ")
        yield f"{indent}</{node.tag}>"


def _coarser(value: str) -> str:
    """Numbers with two decimals at most: a hundredth of a unit cannot be seen."""
    return _FRACTION.sub(lambda number: f"{round(float(number[0]), 2) + 0.0:g}", value)
