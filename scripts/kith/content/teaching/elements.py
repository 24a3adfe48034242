"""What a plan's blocks become. Elements only, which work without a script.

A facilitator's block is a fold: closed, so hidden from readers; on paper the print style opens it;
the page's script shows all of them at once to who asks, and remembers that on the device.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

NOTE: Final = "Note"
LEAF_WORDS: Final = {"handout": "Handout", "card": "Pocket card"}


def new_facilitator(label: str) -> Element:
    """A fold named by who it is for; its body is its last child."""
    fold = Element("details", {"class": "facilitator", "data-part": "facilitator"})
    summary = SubElement(fold, "summary")
    SubElement(summary, "span", {"class": "facilitator__who"}).text = "Facilitator"
    summary[0].tail = f" {label or NOTE}"
    kind = " facilitator__body--say" if label.lower() == "say" else ""
    SubElement(fold, "div", {"class": f"facilitator__body{kind}"})
    return fold


def new_exercise(title: str) -> Element:
    """A box with a heading, so that it is a slide and stands in the list of headings."""
    box = Element("div", {"class": "exercise", "data-part": "exercise"})
    SubElement(box, "h3").text = f"Exercise: {title}" if title else "Exercise"
    SubElement(box, "div", {"class": "exercise__body"})
    return box


def new_debrief(title: str) -> Element:
    """What to ask afterwards."""
    box = Element("div", {"class": "debrief", "data-part": "debrief"})
    SubElement(box, "h3").text = title or "Talk about it"
    SubElement(box, "div", {"class": "debrief__body"})
    return box


def new_leaf(name: str, title: str) -> Element:
    """A handout or a pocket card: a section that prints on a page of its own."""
    words = LEAF_WORDS[name]
    section = Element("section", {"class": f"leaf leaf--{name}", "data-part": name})
    SubElement(section, "p", {"class": "leaf__kind"}).text = words
    SubElement(section, "h2").text = title or words
    SubElement(section, "div", {"class": "leaf__body"})
    return section


def finish_leaf(section: Element) -> None:
    """Where it comes from, for who finds it on paper; and the button that prints it alone."""
    name = section.get("data-part", "")
    SubElement(
        section, "p", {"class": "leaf__from", "data-part": "leaf-from"}
    ).text = "Kith. Words: CC BY 4.0."
    attributes = {"type": "button", "data-prints": name, "hidden": "hidden"}
    button = SubElement(SubElement(section, "p", {"class": "leaf__tools"}), "button", attributes)
    button.text = f"Print this {LEAF_WORDS[name].lower()}"


def add_step_time(heading: Element, minutes: int, starts: int | None, kind: str) -> Element:
    """The line below a step's heading: how long it takes, and from when to when if that is told."""
    line = Element("p", {"class": "step-time", "data-part": "step"})
    if kind:
        heading.set("data-kind", kind)
        SubElement(line, "span", {"class": f"step-time__kind step-time__kind--{kind}"}).text = kind
        line[0].tail = " "
    length = SubElement(line, "strong")
    length.text = f"{minutes} minute{'' if minutes == 1 else 's'}"
    if starts is not None:
        length.tail = f", from {_clock(starts)} to {_clock(starts + minutes)}"
    return line


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def new_personas(personas: Iterable[Mapping[str, Any]], form_page: str) -> Element:
    """Invented people, each with the link to a form that a group fills in for them.

    `form_page` is the address of the page with the form, below the site's root, or "".
    """
    box = Element("div", {"class": "personas", "data-part": "personas"})
    note = "These people are invented. Nobody here fills in the form about themselves."
    SubElement(box, "p", {"class": "personas__note"}).text = note
    for persona in personas:
        one = SubElement(box, "div", {"class": "personas__one"})
        name = SubElement(SubElement(one, "p"), "strong")
        name.text = AtomicString(persona["name"])
        name.tail = " (invented)"
        SubElement(one, "p").text = AtomicString(persona["story"])
        if form_page:
            address = f"site:/{form_page}#for={persona['id']}"
            link = SubElement(SubElement(one, "p"), "a", {"href": address})
            link.text = AtomicString(f"The form for {persona['name']}")
    return box
