"""What readers see of a figure: drawing, caption, note, table with its data file, sources, licence.

Caption, note and sources are left as Markdown, which the page's extensions read where the figure
stands; so its citations are the page's. Links inside the site begin with `site:/`.
"""

from collections.abc import Container
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from kith.content.figures.rows import SOURCE, Figure, row_keys, table_rows
from kith.drawing import read_svg, scrolling_table

DATA: Final = "assets/figures"  # below the site
_LICENCES: Final = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


def build_figure(figure: Figure, drawing: str, identifier: str, known: Container[str]) -> Element:
    """The <figure>, under an id of its own on the page. Only works that are `known` are cited."""
    element = Element("figure", {"class": "figure", "id": identifier})
    caption = SubElement(element, "figcaption")
    SubElement(caption, "strong").text = AtomicString(figure.title)
    SubElement(caption, "span").text = figure.caption
    shape = {"class": "figure__drawing", "role": "img", "aria-label": figure.alt}
    SubElement(element, "div", shape).append(read_svg(drawing))
    if figure.note:
        SubElement(element, "p", {"class": "figure__note"}).text = figure.note
    element.append(_data(figure, known))
    element.append(_sources(figure, known))
    return element


def _data(figure: Figure, known: Container[str]) -> Element:
    fold = Element("details", {"class": "figure__data"})
    SubElement(fold, "summary").text = AtomicString("The numbers as a table")
    columns = list(figure.columns.values())
    rows = list(table_rows(figure))
    sourced = any(row.get(SOURCE) for row in figure.rows)
    if sourced:
        columns.append(figure.headings.get(SOURCE, "Source"))
    box = scrolling_table(figure.title, columns, rows, caption=figure.title)
    for node in box.iter():
        if node.text:
            node.text = AtomicString(node.text)
    if sourced:
        for line, row in zip(list(box.iter("tr"))[1:], figure.rows, strict=True):
            SubElement(line, "td").text = _cited(row_keys(row), known)
    fold.append(box)
    line = SubElement(fold, "p")
    link = SubElement(line, "a", {"href": f"site:/{DATA}/{figure.name}.csv", "download": ""})
    link.text = AtomicString("Save the numbers as a file (CSV)")
    return fold


def _sources(figure: Figure, known: Container[str]) -> Element:
    line = Element("p", {"class": "figure__source"})
    line.text = f"Where the numbers come from: {_cited(figure.keys, known)}. "
    rights = SubElement(line, "span", {"class": "figure__licence"})
    rights.text = AtomicString("Drawing: ")
    link = SubElement(rights, "a", {"href": _LICENCES[figure.licence], "rel": "license"})
    link.text = AtomicString(figure.licence)
    link.tail = AtomicString(".")
    return line


def _cited(keys: list[str] | tuple[str, ...], known: Container[str]) -> str:
    """A citation as an editor would write it."""
    there = [f"@{key}" for key in keys if key in known]
    return f"[{'; '.join(there)}]" if there else ""
