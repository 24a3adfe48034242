"""The form of an explainer: one labelled HTML control for each parameter, the seed, the buttons.

It stands in the page hidden, since it does nothing without a script; the script shows it. Each
control's box says in data attributes what the script must know of it: its name, its kind, the
model's own default (a scenario may have set another value) and its unit.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from kith.explainers.manifest import Scenario

_RADIOS_UP_TO: Final = 3  # more options than this make a select
_SEED_MAXIMUM: Final = 999_999  # as explainer_kit.bridge has it
_SEED_HELP: Final = "The same seed gives the same run, on every device."
_RUNS: Final = 40
_ACTIONS: Final = (
    ("submit", "run", "Run it"),
    ("button", "stop", "Stop"),
    ("button", "seed", "Another run"),
    ("reset", "reset", "Back to the start"),
)
_COMPARISONS: Final = (
    ("button", "keep", "Keep this run to compare"),
    ("button", "many", f"Run it {_RUNS} times"),
)
_FILES: Final = (
    ("button", "csv", "Save numbers (CSV)"),
    ("button", "json", "Save run (JSON)"),
    ("button", "svg", "Save picture (SVG)"),
    ("button", "png", "Save picture (PNG)"),
)


def build_form(
    controls: Iterable[Mapping[str, Any]],
    scenario: Scenario,
    identifier: str,
    transfer: int,
    *,
    measures: bool = False,
) -> Element:
    """The form, set to a scenario's values. `transfer` is what a first start fetches, in bytes.

    `measures` says whether the explainer has numbers that many runs can be compared by.
    """
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
    for group, members in groupby(controls, lambda control: control["group"]):
        parent = _group(fieldset, group) if group else fieldset
        for control in members:
            value = scenario.params.get(control["name"], control["default"])
            parent.append(_control(control, value, f"{identifier}-{control['name']}"))
    fieldset.append(_seed(scenario.seed, f"{identifier}-seed"))
    form.append(_buttons(_ACTIONS))
    form.append(_buttons(_COMPARISONS if measures else _COMPARISONS[:1]))
    cost = SubElement(form, "p", {"class": "explainer__cost", "data-part": "cost"})
    cost.text = (
        "This runs Python in your own browser. The first run fetches about "
        f"{transfer / 1_000_000:.0f} MB, once; nothing you do here is sent anywhere."
    )
    form.append(_tools(identifier))
    return form


def _group(parent: Element, name: str) -> Element:
    group = SubElement(parent, "fieldset", {"class": "control-group"})
    SubElement(group, "legend").text = name
    return group


def _box(tag: str, control: Mapping[str, Any]) -> Element:
    """What holds a control; its default is written as the control itself would hold it."""
    default = control["default"]
    if isinstance(default, bool):
        default = str(default).lower()
    attributes = {
        "class": f"control control--{control['kind']}",
        "data-control": control["name"],
        "data-kind": control["kind"],
        "data-default": _lines(default),
    }
    return Element(tag, attributes | ({"data-unit": control["unit"]} if control["unit"] else {}))


def _lines(value: object) -> str:
    return "\n".join(value) if isinstance(value, list | tuple) else str(value)


def _control(control: Mapping[str, Any], value: object, identifier: str) -> Element:
    kind = control["kind"]
    if kind == "choice" and len(control["options"]) <= _RADIOS_UP_TO:
        return _radios(control, value, identifier)
    box = _box("div", control)
    label = SubElement(box, "label", {"for": identifier})
    label.text = control["label"]
    if kind == "choice":
        _select(box, control, value, identifier)
    elif kind == "switch":
        checked = {"checked": "checked"} if value else {}
        _input(box, control["name"], identifier, {"type": "checkbox", **checked})
    elif kind == "text_list":
        _text_list(box, control, value, identifier)
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
    unit = control["unit"]
    words = f"{value} {unit}".strip()
    # A slider speaks its value itself, with its unit: what stands beside it must not say it again.
    spoken = {"aria-valuetext": words} if slides else {}
    kind = {"type": "range" if slides else "number", **bounds, **spoken}
    _input(box, control["name"], identifier, kind)
    if slides:
        output = {"for": identifier, "data-unit": unit, "aria-live": "off"}
        SubElement(box, "output", output).text = words
    elif unit:
        SubElement(box, "span", {"class": "control__unit"}).text = unit


def _text_list(box: Element, control: Mapping[str, Any], value: object, identifier: str) -> None:
    """One text on each line: a plain box that every keyboard and screen reader knows."""
    most = control["most"]
    attributes = {
        "id": identifier,
        "name": control["name"],
        "rows": str(min(most, 5)),
        "data-most": str(most),
        "data-longest": str(control["longest"]),
        "autocomplete": "off",
        "aria-describedby": f"{identifier}-help {identifier}-lines",
    }
    SubElement(box, "textarea", attributes).text = _lines(value)
    words = f"One on each line, at most {most}."
    SubElement(box, "p", {"id": f"{identifier}-lines", "class": "control__help"}).text = words


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
    group = _box("fieldset", control)
    group.attrib.update(described)
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


def _buttons(actions: Iterable[tuple[str, str, str]]) -> Element:
    row = Element("div", {"class": "explainer__buttons"})
    for kind, action, text in actions:
        button = SubElement(row, "button", {"type": kind, "data-action": action})
        button.text = text
        if action == "stop":
            button.set("hidden", "hidden")
        if action == "many":
            button.set("data-runs", str(_RUNS))
    return row


def _tools(identifier: str) -> Element:
    """What to do with a run that is shown: a link to it, and files."""
    tools = Element("details", {"class": "explainer__data", "data-part": "tools"})
    SubElement(tools, "summary").text = "Share or save this run"
    tools.append(_buttons([("button", "link", "Copy link")]))
    box = SubElement(tools, "div", {"class": "control", "data-part": "which"})
    SubElement(box, "label", {"for": f"{identifier}-which"}).text = "Which picture"
    SubElement(box, "select", {"id": f"{identifier}-which"})
    tools.append(_buttons(_FILES))
    words = "Every file says where the numbers come from and what they cannot tell."
    SubElement(tools, "p", {"class": "explainer__cost"}).text = words
    return tools
