"""An explainer as HTML elements: complete without a script, ready to be upgraded by one.

Elements only, never strings of HTML. The drawings are SVG of our own making; they are read as XML.
The page's script finds the parts it replaces by their `data-part`.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from kith.bibliography.citing import csl
from kith.drawing import read_svg, scrolling_table
from kith.explainers.controls import build_form
from kith.explainers.manifest import Manifest, Scenario
from kith.explainers.picker import build_picker
from kith.explainers.scene_figure import build_scene_figure
from kith.explainers.snapshot import Snapshot
from kith.explainers.teaching import limit_line, scenario_head


def build_explainer(
    manifest: Manifest,
    scenario: Scenario,
    snapshot: Snapshot,
    identifier: str,
    *,
    entries: Mapping[str, csl.EntryJson],
    transfer_bytes: int,
    runtime: str,
    heading: int = 3,
    recordings: str = "",
) -> Element:
    """The <kith-explainer> element, under an id that is its own on the page.

    `entries` are the library's reference entries; `transfer_bytes` is what a first start costs,
    `runtime` the name of the Python that the page is made with;
    `heading` is the level of the title; `recordings` the name of the folder of its recordings.
    """
    root = Element(
        "kith-explainer",
        {
            "class": "explainer",
            "id": identifier,
            "name": manifest.name,
            "scenario": scenario.name,
            "seed": str(scenario.seed),
            "data-version": manifest.version,
            "data-recordings": recordings,
            "data-runtime": runtime,
        },
    )
    section = SubElement(root, "section", {"aria-labelledby": f"{identifier}-title"})
    _text(section, "p", "explainer__kind", "Try it")
    SubElement(section, f"h{heading}", {"id": f"{identifier}-title"}).text = manifest.title
    _text(section, "p", "explainer__question", manifest.question)
    _text(section, "p", "explainer__summary", manifest.summary)
    if len(manifest.scenarios) > 1:
        section.append(build_picker(manifest, scenario, identifier))
    result = build_result(manifest, scenario, snapshot, identifier)
    if scenario.guess:
        result.set("data-guessing", "")  # it waits behind its question, where scripts run
    section.append(result)
    can_repeat = snapshot.measures
    section.append(
        build_form(snapshot.controls, scenario, identifier, transfer_bytes, measures=can_repeat)
    )
    SubElement(
        section,
        "progress",
        {"data-part": "progress", "hidden": "hidden", "max": "1", "aria-label": "Fetching Python"},
    )
    SubElement(
        section,
        "div",
        {
            "class": "explainer__status",
            "data-part": "status",
            "role": "status",
            "aria-live": "polite",
        },
    )
    section.append(_limits(manifest))
    section.append(_sources(manifest, entries))
    return root


def build_result(
    manifest: Manifest, scenario: Scenario, snapshot: Snapshot, identifier: str
) -> Element:
    """All that one scenario shows: what stands in the page and what a recording holds."""
    view = snapshot.view
    result = Element("div", {"class": "explainer__result", "data-part": "result"})
    said = _text(result, "p", "explainer__scenario", "")
    said.set("data-part", "scenario")
    _text(said, "strong", "", f"{scenario.label}. ").tail = scenario.sentence
    result.extend(scenario_head(scenario))
    _text(result, "p", "explainer__headline", view["headline"]).set("data-part", "headline")
    if view["scene"]:
        source = f"{scenario.name}.bin"
        result.append(build_scene_figure(view["scene"], snapshot.frames, identifier, source))
    result.extend(limit_line(manifest))
    for figure, drawing in zip(view["figures"], snapshot.drawings, strict=True):
        result.append(_figure(figure, drawing))
    reading = SubElement(result, "div", {"class": "explainer__reading", "data-part": "reading"})
    for paragraph in view["reading"]:
        _text(reading, "p", "", paragraph)
    if view["questions"]:
        questions = SubElement(
            result, "div", {"class": "explainer__questions", "data-part": "questions"}
        )
        _text(questions, "p", "explainer__lead", "To think about")
        _list(questions, view["questions"])
    return result


def _figure(figure: Mapping[str, Any], drawing: str) -> Element:
    element = Element("figure", {"class": "explainer__figure", "data-part": "figure"})
    box = SubElement(
        element,
        "div",
        {
            "class": "explainer__drawing",
            "data-part": "drawing",
            "role": "img",
            "aria-label": figure["alt"],
        },
    )
    box.append(read_svg(drawing))
    details = SubElement(element, "details", {"class": "explainer__data"})
    SubElement(details, "summary").text = "The numbers as a table"
    table = figure["table"]
    details.append(
        scrolling_table(figure["title"], table["columns"], table["rows"], caption=table["caption"])
    )
    # Shown before the numbers, but HTML wants it first or last.
    caption = SubElement(element, "figcaption", {"data-part": "caption"})
    _text(caption, "strong", "", figure["title"]).tail = f" {figure['caption']}".rstrip()
    return element


def _limits(manifest: Manifest) -> Element:
    box = Element("div", {"class": "explainer__limits", "data-part": "limits"})
    _text(box, "p", "explainer__lead", "What this cannot tell you")
    _list(box, manifest.limits)
    return box


def _sources(manifest: Manifest, entries: Mapping[str, csl.EntryJson]) -> Element:
    details = Element("details", {"class": "explainer__sources", "data-part": "sources"})
    SubElement(details, "summary").text = "Where the model comes from"
    built = "It was built from these works:" if manifest.sources else "No study stands behind it."
    _text(details, "p", "", f"Model version {manifest.version}. {built}")
    if manifest.sources:
        items = SubElement(details, "ul")
        for key in manifest.sources:
            if key in entries:
                csl.to_elements(entries[key], SubElement(items, "li"))
    return details


def _list(parent: Element, items: Sequence[str]) -> None:
    element = SubElement(parent, "ul")
    for item in items:
        SubElement(element, "li").text = item


def _text(parent: Element, tag: str, name: str, text: str) -> Element:
    element = SubElement(parent, tag, {"class": name} if name else {})
    element.text = text or None
    return element
