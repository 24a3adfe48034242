"""The form of an explainer: what stands in it, for people and for the page's script."""

from xml.etree.ElementTree import Element

from explainer_kit import choice, slider, switch, text_list
from explainer_kit.params import Control
from kith.explainers.controls import build_form
from kith.explainers.manifest import Scenario

GROUP = "Around you"
DECLARED = {
    "hours": slider(2, label="Hours", help="A day.", unit="h", minimum=0, maximum=9, step=1),
    "mood": choice("a", label="Mood", help="Now.", options={"a": "Calm", "b": "Not"}, group=GROUP),
    "open": switch(True, label="Open", help="Or not.", group=GROUP),
    "people": text_list(("Ann",), label="People", help="Names.", most=3, longest=20),
}


def form(*, measures: bool = False) -> Element:
    controls = []
    for name, field in DECLARED.items():
        control: Control = field.metadata["kith.control"]  # type: ignore[attr-defined]
        controls.append(control.to_json() | {"name": name})
    scenario = Scenario("s", "S", "It.", 5, {"hours": 4, "people": ["Bo", "Cy"]})
    return build_form(controls, scenario, "explainer-x", 5_000_000, measures=measures)


def by_attribute(root: Element, name: str, value: str) -> Element:
    (found,) = [node for node in root.iter() if node.get(name) == value]
    return found


def test_a_list_is_a_box_with_one_text_on_each_line() -> None:
    box = by_attribute(form(), "data-control", "people")
    area = by_attribute(box, "name", "people")
    assert area.tag == "textarea"
    assert area.text == "Bo\nCy"
    assert area.get("data-most") == "3"
    assert box.get("data-default") == "Ann"
    described = (area.get("aria-describedby") or "").split()
    assert {node.get("id") for node in box.iter("p")} == set(described)
    assert by_attribute(box, "for", area.get("id") or "").text == "People"


def test_controls_of_a_group_stand_under_its_name() -> None:
    group = by_attribute(form(), "class", "control-group")
    assert group.tag == "fieldset"
    assert group.findtext("legend") == GROUP
    names = [node.get("data-control") for node in group.iter() if node.get("data-control")]
    assert names == ["mood", "open"]


def test_each_box_tells_the_models_own_default_and_unit() -> None:
    root = form()
    hours = by_attribute(root, "data-control", "hours")
    assert (hours.get("data-default"), hours.get("data-unit")) == ("2", "h")
    assert by_attribute(hours, "name", "hours").get("value") == "4"
    assert by_attribute(root, "data-control", "open").get("data-default") == "true"


def test_many_runs_are_offered_only_where_there_is_something_to_measure() -> None:
    assert [node for node in form().iter() if node.get("data-action") == "many"] == []
    assert by_attribute(form(measures=True), "data-action", "many").get("data-runs") == "40"


def test_every_label_has_its_field() -> None:
    root = form()
    ids = {node.get("id") for node in root.iter()}
    assert {node.get("for") for node in root.iter("label") if node.get("for")} <= ids
