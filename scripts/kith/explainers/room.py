"""What an explainer offers a room full of people and other sites: projector, run code, embed, code.

Elements only. What needs a script waits hidden for it; the folds and their links work without one.
"""

from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from kith.explainers.listing import FOLDER, text_address
from kith.explainers.manifest import Manifest

EMBED: Final = "embed"  # the folder of the pages for other sites, below the site


def add_room(explainer: Element, manifest: Manifest, files: Sequence[str]) -> None:
    """Put the row of a room before the limits, and the folds at the end of an explainer."""
    section = explainer.find("section")
    assert section is not None
    classes = [part.get("class", "") for part in section]
    section.insert(classes.index("explainer__limits"), _row())
    section.append(_code(manifest, files))
    section.append(_embed(manifest))


def _row() -> Element:
    row = Element("div", {"class": "room", "data-part": "room", "hidden": "hidden"})
    button = SubElement(row, "button", {"type": "button", "data-action": "projector"})
    button.text = "Projector"
    form = SubElement(row, "form", {"class": "room__code", "data-part": "room-code"})
    form.set("method", "dialog")
    label = SubElement(form, "label")
    SubElement(label, "span").text = "Type the room’s code"
    box = {"type": "text", "name": "code", "size": "6", "maxlength": "12", "spellcheck": "false"}
    box |= {"autocomplete": "off", "autocapitalize": "characters"}
    SubElement(label, "input", box)
    SubElement(form, "button", {"type": "submit"}).text = "Use this code"
    SubElement(form, "p", {"role": "status", "class": "room__said"})
    return row


def _code(manifest: Manifest, files: Sequence[str]) -> Element:
    # The class of the sources' fold gives every fold of an explainer the same look.
    fold = Element("details", {"class": "explainer__sources code", "data-part": "code"})
    fold.set("data-listing", f"{FOLDER}/{manifest.name}.json")
    SubElement(fold, "summary").text = "Show the model’s code"
    listing = SubElement(fold, "div", {"data-part": "listing"})
    words = SubElement(listing, "p")
    words.text = "This is the Python that ran to make what you see. As plain text: "
    for name in files:
        link = SubElement(words, "a", {"href": f"site:/{text_address(manifest.name, name)}"})
        link.text = name
        link.tail = ", "
    if files:
        words[-1].tail = "."
    return fold


def _embed(manifest: Manifest) -> Element:
    fold = Element("details", {"class": "explainer__sources embed", "data-part": "embed"})
    SubElement(fold, "summary").text = "Embed this"
    words = SubElement(fold, "p")
    words.text = "You may show this on your own site. "
    link = SubElement(words, "a", {"href": f"site:/{EMBED}/{manifest.name}/"})
    link.text = "Its page for other sites"
    link.tail = " holds it with its limits and sources, and nothing else."
    return fold
