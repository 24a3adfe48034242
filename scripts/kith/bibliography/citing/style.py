"""CSL style files: what one says of itself, and one that writes each entry alone.

The list of works follows a style; what stands in the text does not (`labels.py`): there a style
only decides between numbers, and author and date.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from kith.bibliography.reading.place import Place
from kith.problems import Problem
from kith.texts import read_text

_CSL: Final = "{http://purl.org/net/xbiblio/csl}"
_OTHER_STYLE: Final = "put another CSL style in its place, or remove it to have APA"


def style_problems(style: Path, name: str) -> Iterator[Problem]:
    """What of a style of the library's own cannot be honoured, or keeps it from being used at all.

    `name` is its path relative to the repository.
    """
    place = Place(name, 1, 1)
    try:
        root = ElementTree.fromstring(style.read_bytes())
    except (OSError, ElementTree.ParseError, LookupError, ValueError) as error:
        if wrong := read_text(style, name, "bib/style").problems:
            yield from wrong
            return
        line, column = getattr(error, "position", (1, 0))
        message = f"this is not a CSL style: {error}"
        yield Place(name, line, column + 1).problem("bib/style", message, _OTHER_STYLE)
        return
    if root.tag != f"{_CSL}style":
        message = "this is not a CSL style: its outermost element is not <style>"
        yield place.problem("bib/style", message, _OTHER_STYLE)
    elif parent := _parent(root):
        message = f"this style only names another one that it depends on, {parent}"
        yield place.problem("bib/style", message, f"put the file {parent}.csl in its place")
    elif root.find(f"{_CSL}bibliography") is None:
        message = "this style writes no list of works, so only their titles would stand there"
        yield place.problem("bib/style", message, "use a style that has a bibliography")
    elif _format(root) not in ("author-date", "numeric"):
        message = f"of this style ({_format(root) or 'note'}) only the list is followed: the text"
        message += " names author and date all the same"
        fix = "choose a style by author and date, or by numbers, if the text should follow it"
        yield place.problem("bib/style-in-text", message, fix)


def _parent(root: Element) -> str:
    """The name of the style that a dependent style stands for."""
    for link in root.iter(f"{_CSL}link"):
        if link.get("rel") == "independent-parent":
            return link.get("href", "").rstrip("/").rpartition("/")[2]
    return ""


def _format(root: Element) -> str:
    found = (item.get("citation-format") for item in root.iter(f"{_CSL}category"))
    return next((word for word in found if word), "")


def entries_alone(style: bytes) -> bytes:
    """A style that writes the same entries, but none in the light of another one.

    Without citations nothing is told apart from anything: our labels do that, and it took pandoc
    quadratic time. The number of an entry counts in pandoc's run only, so it is left out, and with
    it the margin that it stands in. Parts that stand on lines of their own become text, with blanks
    between. A style that is not XML is left as it is, for pandoc to say so.
    """
    try:
        root = ElementTree.fromstring(style)
    except (ElementTree.ParseError, LookupError, ValueError):
        return style
    for citation in root.iter(f"{_CSL}citation"):
        citation.clear()
        layout = SubElement(citation, f"{_CSL}layout")
        SubElement(layout, f"{_CSL}text", value="cited")
    for bibliography in root.iter(f"{_CSL}bibliography"):
        bibliography.attrib.pop("subsequent-author-substitute", None)
        bibliography.attrib.pop("second-field-align", None)
    for parent in root.iter():
        for child in list(parent):
            if child.get("variable") == "citation-number" and child.tag != f"{_CSL}key":
                parent.remove(child)
            elif child.attrib.pop("display", None):
                child.set("suffix", f"{child.get('suffix', '')} ")
    return ElementTree.tostring(root)
