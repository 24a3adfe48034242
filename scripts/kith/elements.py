"""HTML elements as text: the one way out for whatever is built as elements.

The text is that of `ElementTree.tostring(element, "unicode", method="html")`, which takes three
times as long, since it looks for namespaces at every element; a test compares the two.
"""

from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import HTML_EMPTY, Element

_RAW: Final = ("script", "style")


def to_html(*elements: Element) -> str:
    """The elements in a row, with their tails."""
    parts: list[str] = []
    for element in elements:
        _write(element, parts.append)
    return "".join(parts)


def _write(element: Element, write: Callable[[str], None]) -> None:
    tag, text = element.tag, element.text
    write(f"<{tag}")
    for name, value in element.items():
        write(f' {name}="{_attribute(value)}"')
    write(">")
    if text:
        write(text if tag in _RAW else _text(text))
    for child in element:
        _write(child, write)
    if tag not in HTML_EMPTY:
        write(f"</{tag}>")
    if element.tail:
        write(_text(element.tail))


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(value: str) -> str:
    return value.replace("&", "&amp;").replace(">", "&gt;").replace('"', "&quot;")
