"""The form of a questionnaire: an area a fieldset, in it each statement with its answers as radios.

It is whole without a script, which hides all areas but one; see questionnaire_elements.py.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement


def build_form(form: Mapping[str, Any], identifier: str) -> Element:
    """The form of what a questionnaire's api.py says of it, with ids that begin as told."""
    element = Element(
        "form",
        {
            "class": "self-check__form",
            "data-part": "form",
            "autocomplete": "off",
            "method": "dialog",  # sends nothing anywhere, even without a script
            "novalidate": "novalidate",
            "aria-labelledby": f"{identifier}-title",
        },
    )
    part_of(element, "div", "map", "self-check__map", hidden=True)
    for area in form["areas"]:
        element.append(_area(area, form["answers"], identifier))
    element.append(_harder(form["harder"], identifier))
    row = part_of(element, "div", "move", "self-check__buttons", hidden=True)
    for kind, action, words in (
        ("button", "back", "Back"),
        ("button", "next", "Next"),
        ("submit", "read", "See what my answers say"),
    ):
        SubElement(row, "button", {"type": kind, "data-action": action}).text = words
    return element


def _area(area: Mapping[str, Any], answers: Mapping[str, str], identifier: str) -> Element:
    fieldset = _screen(area["id"], area["name"], area["about"], identifier)
    for item in area["items"]:
        fieldset.append(_item(item, answers, identifier))
    return fieldset


def _screen(name: str, title: str, about: str, identifier: str) -> Element:
    fieldset = Element(
        "fieldset",
        {
            "class": "self-check__area",
            "data-area": name,
            "aria-describedby": f"{identifier}-{name}-about",
        },
    )
    legend = SubElement(fieldset, "legend")
    SubElement(legend, "h4", {"tabindex": "-1"}).text = title
    text_in(fieldset, "p", "self-check__about", about).set("id", f"{identifier}-{name}-about")
    return fieldset


def _item(item: Mapping[str, Any], answers: Mapping[str, str], identifier: str) -> Element:
    why = f"{identifier}-{item['id']}-why"
    fieldset = Element(
        "fieldset",
        {"class": "self-check__item", "data-item": item["id"], "aria-describedby": why},
    )
    SubElement(fieldset, "legend").text = item["text"]
    text_in(fieldset, "p", "self-check__why", item["why"]).set("id", why)
    options = SubElement(fieldset, "div", {"class": "self-check__answers"})
    for value, words in answers.items():
        label = SubElement(options, "label")
        attributes = {"type": "radio", "name": item["id"], "value": value, "autocomplete": "off"}
        SubElement(label, "input", attributes)
        SubElement(label, "span").text = words
    return fieldset


def _harder(hindrances: Iterable[Mapping[str, Any]], identifier: str) -> Element:
    about = "You can leave this out. None of it is your fault. Tick what is there."
    fieldset = _screen("harder", "Things that make it harder", about, identifier)
    fieldset.set("class", "self-check__area self-check__area--apart")
    for hindrance in hindrances:
        label = SubElement(fieldset, "label", {"class": "self-check__tick"})
        attributes = {"type": "checkbox", "name": "harder", "value": hindrance["id"]}
        SubElement(label, "input", {**attributes, "autocomplete": "off"})
        SubElement(label, "span").text = hindrance["text"]
        text_in(fieldset, "p", "self-check__why self-check__help", hindrance["help"])
    return fieldset


def part_of(parent: Element, tag: str, name: str, style: str, *, hidden: bool = False) -> Element:
    """A new element that the script finds by its name."""
    attributes = {"class": style} if style else {}
    element = SubElement(parent, tag, {**attributes, "data-part": name})
    if hidden:
        element.set("hidden", "hidden")
    return element


def text_in(parent: Element, tag: str, style: str, text: str) -> Element:
    """A new element with a text."""
    element = SubElement(parent, tag, {"class": style} if style else {})
    element.text = text
    return element
