"""The named scenarios of an explainer as a group of radio buttons.

Without its script it is a plain list of what there is: the group stands disabled, and CSS hides
buttons that nothing answers.
"""

from xml.etree.ElementTree import Element, SubElement

from kith.explainers.manifest import Manifest, Scenario


def build_picker(manifest: Manifest, chosen: Scenario, identifier: str) -> Element:
    """The group, with one scenario chosen, and a line for what goes wrong when another is."""
    box = Element("div", {"class": "scenarios", "data-part": "scenarios"})
    group = SubElement(box, "fieldset", {"disabled": "disabled"})
    SubElement(group, "legend").text = "Runs to look at"
    for scenario in manifest.scenarios.values():
        label = SubElement(group, "label", {"class": "scenarios__one"})
        radio = {"type": "radio", "name": f"{identifier}-scenario", "value": scenario.name}
        if scenario.name == chosen.name:
            radio["checked"] = "checked"
        SubElement(label, "input", radio)
        words = SubElement(label, "span")
        SubElement(words, "strong").text = scenario.label
        SubElement(words, "span").text = scenario.sentence
    SubElement(box, "p", {"class": "scenarios__said", "data-part": "said", "role": "status"})
    return box
