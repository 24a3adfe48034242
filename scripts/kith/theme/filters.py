"""A form that narrows a list in the page: what theme/assets/js/filters.mjs brings to life.

The script shows it; without one the whole list stands, and no field that does nothing.
"""

from collections import Counter
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement


def new_filters(label: str) -> Element:
    """The form, still without fields."""
    return Element(
        "form",
        {
            "class": "filters",
            "data-part": "filters",
            "role": "search",
            "aria-label": label,
            "hidden": "hidden",
        },
    )


def add_input(form: Element, name: str, label: str, attributes: Mapping[str, str]) -> None:
    """A field to type in."""
    box = SubElement(form, "div", {"class": "filter"})
    SubElement(box, "label", {"for": f"filter-{name}"}).text = label
    SubElement(box, "input", {**attributes, "id": f"filter-{name}", "name": name})


def add_select(
    form: Element, name: str, label: str, nothing: str, options: Mapping[str, str]
) -> None:
    """A field to choose from; `nothing` is the choice that narrows nothing."""
    box = SubElement(form, "div", {"class": "filter"})
    SubElement(box, "label", {"for": f"filter-{name}"}).text = label
    select = SubElement(box, "select", {"id": f"filter-{name}", "name": name})
    for value, text in {"": nothing, **options}.items():
        SubElement(select, "option", {"value": value}).text = text


def add_clear(form: Element) -> None:
    """The button that empties every field."""
    SubElement(form, "button", {"type": "reset"}).text = "Clear"


def new_count(text: str) -> Element:
    """The line that says how many there are, and speaks when that changes."""
    count = Element("p", {"class": "filters__count", "data-part": "count", "role": "status"})
    count.text = text
    return count


def counted(counts: Counter[str], labels: Mapping[str, str]) -> dict[str, str]:
    """value -> label with how many it stands for, in the order of the labels."""
    named = {value: labels.get(value, value.replace("-", " ")) for value in counts}
    ordered = sorted(named.items(), key=lambda item: item[1].casefold())
    return {value: f"{label} ({counts[value]})" for value, label in ordered}
