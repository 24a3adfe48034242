"""What every figure of the site shares: a Vega-Lite spec as SVG, the SVG as elements, a table.

Explainers draw what their models give, figures of articles what stands in their data files. This
module knows neither.
"""

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any, Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

VEGA_LITE: Final = "6.4"  # the version that draws at build time; package.json pins the browser's
_SVG: Final = "{http://www.w3.org/2000/svg}"


def draw(spec: Mapping[str, Any]) -> str:
    """The SVG of a Vega-Lite spec, with its colours still named as CSS variables."""
    import vl_convert  # here, since most builds draw nothing new

    return vl_convert.vegalite_to_svg(dict(spec), vl_version=VEGA_LITE)


def drawn_by() -> str:
    """What a drawing depends on besides its spec."""
    return f"{version('vl-convert-python')} {VEGA_LITE}"


def read_svg(drawing: str) -> Element:
    """The <svg> element of a drawing, for use inside HTML: no namespaces, hidden from speech.

    Its container carries the text alternative. Width and height give way to the viewBox, so that
    the page decides how large it is.
    """
    svg = ElementTree.fromstring(drawing)
    for node in svg.iter():
        node.tag = node.tag.removeprefix(_SVG)
        for name in [*node.attrib]:
            if name.startswith(("aria-", "{")) or name in ("role", "style", "class"):
                del node.attrib[name]
    svg.set("aria-hidden", "true")
    svg.set("focusable", "false")
    return svg


def scrolling_table(
    title: str, columns: Iterable[object], rows: Iterable[Iterable[object]], *, caption: str
) -> Element:
    """A table of which the first column names the rows, in a box that scrolls sideways."""
    box = Element(
        "div",
        {
            "class": "table-scroll",
            "tabindex": "0",
            "role": "region",
            "aria-label": f"Table: {title}",
        },
    )
    table = SubElement(box, "table", {"class": "explainer__table", "data-part": "table"})
    SubElement(table, "caption").text = caption
    head = SubElement(SubElement(table, "thead"), "tr")
    for column in columns:
        SubElement(head, "th", {"scope": "col"}).text = str(column)
    body = SubElement(table, "tbody")
    for row in rows:
        line = SubElement(body, "tr")
        for number, cell in enumerate(row):
            name, scope = ("td", {}) if number else ("th", {"scope": "row"})
            SubElement(line, name, scope).text = str(cell)
    return box
