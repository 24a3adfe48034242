"""The form of an explainer: one labelled HTML control for each parameter, then the seed.

It stands in the page hidden, since it does nothing without a script; the script shows it.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from kith.explainers.manifest import Scenario

_RADIOS_UP_TO: Final = 3  # more options than this make a select
_SEED_MAXIMUM: Final = 999_999  # as explainer_kit.bridge has it
_SEED_HELP: Final = "The same seed gives the same run, on every device."


def build_form(
    controls: Iterable[Mapping[str, Any]], scenario: Scenario, identifier: str, transfer: int
) -> Element:
    """The form, set to a scenario's values. `transfer` is what a first start fetches, in bytes."""
    form = Element(
        "form",
        {
            "class": "explainer__controls",
            "data-part": "controls",
            "hidden": "hidden",
            "novalidate": "novalidate",
        },
    )
    fieldset = SubElement(form, "fieldset")
    SubElement(fieldset, "legend").text = "Change the experiment"
    for control in controls:
        value = scenario.params.get(control["name"], control["default"])
        fieldset.append(_control(control, value, f"{identifier}-{control['name']}"))
    fieldset.append(_seed(scenario.seed, f"{identifier}-seed"))
    form.append(_buttons())
    cost = SubElement(form, "p", {"class": "explainer__cost", "data-part": "cost"})
    cost.text = (
        "This runs Python in your own browser. The first run fetches about "
        f"{transfer / 1_000_000:.0f} MB, once; nothing you do here is sent anywhere."
    )
    return form


def _control(control: Mapping[str, Any], value: object, identifier: str) -> Element:
    kind = control["kind"]
    if kind == "choice" and len(control["options"]) <= _RADIOS_UP_TO:
        return _radios(control, value, identifier)
    box = Element("div", {"class": f"control control--{kind}"})
    label = SubElement(box, "label", {"for": identifier})
    label.text = control["label"]
    if kind == "choice":
        _select(box, control, value, identifier)
    elif kind == "switch":
        checked = {"checked": "checked"} if value else {}
        _input(box, control["name"], identifier, {"type": "checkbox", **checked})
    else:
        _number(box, control, value, identifier)
    _help(box, control["help"], identifier)
    return box


def _number(box: Element, control: Mapping[str, Any], value: object, identifier: str) -> None:
    slides = control["kind"] == "slider"
    bounds = {
        "min": str(control["minimum"]),
        "max": str(control["maximum"]),
        "step": str(control["step"]),
        "value": str(value),
    }
    _input(box, control["name"], identifier, {"type": "range" if slides else "number", **bounds})
    unit = control["unit"]
    if slides:
        output = SubElement(box, "output", {"for": identifier, "data-unit": unit})
        output.text = f"{value} {unit}".strip()
    elif unit:
        SubElement(box, "span", {"class": "control__unit"}).text = unit


def _input(box: Element, name: str, identifier: str, attributes: Mapping[str, str]) -> None:
    common = {"id": identifier, "name": name, "aria-describedby": f"{identifier}-help"}
    SubElement(box, "input", {**attributes, **common})


def _select(box: Element, control: Mapping[str, Any], value: object, identifier: str) -> None:
    common = {"id": identifier, "name": control["name"], "aria-describedby": f"{identifier}-help"}
    select = SubElement(box, "select", common)
    for option, label in control["options"]:
        chosen = {"selected": "selected"} if option == value else {}
        SubElement(select, "option", {"value": option, **chosen}).text = label


def _radios(control: Mapping[str, Any], value: object, identifier: str) -> Element:
    described = {"aria-describedby": f"{identifier}-help"}
    group = Element("fieldset", {"class": "control control--choice", **described})
    SubElement(group, "legend").text = control["label"]
    for option, text in control["options"]:
        label = SubElement(group, "label")
        chosen = {"checked": "checked"} if option == value else {}
        attributes = {"type": "radio", "name": control["name"], "value": option, **chosen}
        SubElement(label, "input", attributes).tail = f" {text}"
    _help(group, control["help"], identifier)
    return group


def _seed(seed: int, identifier: str) -> Element:
    box = Element("div", {"class": "control control--seed"})
    SubElement(box, "label", {"for": identifier}).text = "Seed"
    bounds = {"type": "number", "min": "0", "max": str(_SEED_MAXIMUM), "step": "1"}
    _input(box, "seed", identifier, {**bounds, "value": str(seed), "inputmode": "numeric"})
    _help(box, _SEED_HELP, identifier)
    return box


def _help(box: Element, text: str, identifier: str) -> None:
    SubElement(box, "p", {"id": f"{identifier}-help", "class": "control__help"}).text = text


def _buttons() -> Element:
    row = Element("div", {"class": "explainer__buttons"})
    for kind, action, text in (
        ("submit", "run", "Run it"),
        ("button", "stop", "Stop"),
        ("button", "seed", "Another run"),
        ("reset", "reset", "Back to the start"),
    ):
        button = SubElement(row, "button", {"type": kind, "data-action": action})
        button.text = text
        if action == "stop":
            button.set("hidden", "hidden")
    return row
