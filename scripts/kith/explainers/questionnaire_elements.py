"""A questionnaire as HTML elements: a whole form to read, print and fill in by pen.

Elements only, never strings of HTML. What needs a script stands hidden and waits for it; the script
(theme/assets/js/self-check.mjs) finds its parts by their `data-part` and shows one area at a time.
Links inside the site begin with `site:/`; `kith.site.complete` makes them relative.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from kith.bibliography.citing import csl
from kith.bibliography.library import Library
from kith.bibliography.pages.references import work_path
from kith.content.help import HelpLine, help_box
from kith.explainers.questionnaire import Questionnaire
from kith.explainers.questionnaire_form import build_form, part_of, text_in

_SURE: Final = {"sensible": "Good sense"}  # any other: "Strong evidence", from its name
# Answers would be lost with the page, so links out of the form open beside it.
_BESIDE: Final = {"target": "_blank", "rel": "noopener"}


def build_self_check(
    questionnaire: Questionnaire,
    library: Library,
    lines: Sequence[HelpLine],
    transfer_bytes: int,
    runtime: str,
) -> Element:
    """The <kith-self-check> element. `transfer_bytes` is the most that a start fetches, `runtime`
    the name of the Python that the page is made with."""
    form = questionnaire.form
    identifier = f"self-check-{questionnaire.name}"
    root = Element(
        "kith-self-check",
        {
            "class": "self-check",
            "id": identifier,
            "name": questionnaire.name,
            "data-version": form["version"],
            "data-runtime": runtime,
            "data-private": "",
        },
    )
    section = SubElement(root, "section", {"aria-labelledby": f"{identifier}-title"})
    text_in(section, "p", "self-check__kind", "Try it")
    SubElement(section, "h3", {"id": f"{identifier}-title"}).text = form["title"]
    text_in(section, "p", "self-check__summary", form["summary"])
    section.append(_privacy(transfer_bytes))
    part_of(section, "p", "pen", "self-check__pen").text = (
        "On paper: tick one box for each statement, or none. Keep this sheet where you like, or "
        f"take it to someone you trust. From Kith, version {form['version']}."
    )
    part_of(section, "div", "offer", "self-check__offer", hidden=True)
    part_of(section, "div", "banner", "self-check__banner", hidden=True)
    screen = part_of(section, "div", "screen", "self-check__screen")
    screen.append(help_box(lines, f"{identifier}-help"))
    screen.append(build_form(form, identifier))
    part_of(screen, "section", "reading", "self-check__reading", hidden=True)
    progress = part_of(section, "progress", "progress", "", hidden=True)
    progress.set("max", "1")
    progress.set("aria-label", "Fetching Python")
    status = part_of(section, "div", "status", "self-check__status")
    status.set("role", "status")
    status.set("aria-live", "polite")
    section.append(_tools(identifier))
    section.append(_steps(form, library))
    section.append(_groups(form))
    section.append(_limits(form["limits"]))
    section.append(_sources(form, library))
    return root


def _privacy(transfer_bytes: int) -> Element:
    box = Element("div", {"class": "self-check__privacy"})
    first = SubElement(box, "p")
    SubElement(first, "strong").text = "Your answers stay in this browser."
    first[-1].tail = (
        " Nothing is sent. Nothing is stored unless you press “Save on this device”. On a shared "
        "device, do not save, and press “Clear everything” before you leave."
    )
    cost = SubElement(box, "p", {"class": "self-check__cost", "data-part": "cost"})
    cost.text = (
        "Your first answer starts a download from this site, of at most "
        f"{transfer_bytes / 1_000_000:.0f} MB: the program that reads answers. After that, this "
        "page uses no network."
    )
    noscript = SubElement(box, "noscript")
    text_in(noscript, "p", "", "Without scripts, this is a form to read, print and fill in by pen.")
    return box


# --- What stands below it ------------------------------------------------------------------------


def _tools(identifier: str) -> Element:
    tools = Element(
        "section",
        {
            "class": "self-check__tools",
            "data-part": "tools",
            "hidden": "hidden",
            "aria-labelledby": f"{identifier}-tools",
        },
    )
    SubElement(tools, "h4", {"id": f"{identifier}-tools"}).text = "Keep it, take it, or clear it"
    row = SubElement(tools, "div", {"class": "self-check__buttons"})
    for action, words in (
        ("save", "Save on this device"),
        ("file", "Save as a file"),
        ("open", "Open a file"),
        ("print", "Print the blank form"),
        ("clear", "Clear everything"),
    ):
        SubElement(row, "button", {"type": "button", "data-action": action}).text = words
    chooser = {"type": "file", "accept": ".json,application/json", "data-part": "chooser"}
    SubElement(tools, "input", {**chooser, "hidden": "hidden", "aria-label": "Open a file"})
    text_in(
        tools,
        "p",
        "self-check__cost",
        "Whoever uses this device after you can open what is saved on it. A file shows your "
        "answers to whoever opens it. “Clear everything” empties the form and this device’s copy; "
        "files that you saved stay where you put them.",
    )
    part_of(tools, "div", "asked", "self-check__asked")
    return tools


def _steps(form: Mapping[str, Any], library: Library) -> Element:
    fold = Element("details", {"class": "self-check__fold", "data-part": "steps"})
    SubElement(fold, "summary").text = "What could help, area by area"
    for area in form["areas"]:
        text_in(fold, "h4", "", area["name"])
        items = SubElement(fold, "ul", {"class": "self-check__steps"})
        for step in form["steps"]:
            if step["area"] == area["id"]:
                items.append(_step(step, form["sureness"], library))
    return fold


def _step(step: Mapping[str, Any], sureness: Mapping[str, str], library: Library) -> Element:
    item = Element("li", {"data-step": step["id"]})
    text_in(item, "p", "self-check__step", step["text"])
    if step["outside"]:
        text_in(item, "p", "self-check__outside", "Someone else can do part of this")
    sure = SubElement(item, "p", {"class": "self-check__sure"})
    name = _SURE.get(step["sure"], f"{step['sure'].capitalize()} evidence")
    SubElement(sure, "strong").text = f"{name}."
    sure[-1].tail = f" {' '.join(part for part in (sureness[step['sure']], step['note']) if part)}"
    keys = [key for key in step["keys"] if key in library.works]
    for number, key in enumerate(keys):
        sure[-1].tail += "; " if number else " ("
        label = library.labels[key]
        link = SubElement(sure, "a", {"href": f"site:/{work_path(key)}", **_BESIDE})
        link.text = f"{label.authors('&')}, {label.date}"
        link.tail = ")" if number == len(keys) - 1 else ""
    return item


def _groups(form: Mapping[str, Any]) -> Element:
    fold = Element("details", {"class": "self-check__fold", "data-part": "groups"})
    SubElement(fold, "summary").text = "For groups: three invented people"
    text_in(
        fold,
        "p",
        "",
        "Fill in the form for one of these people together, so that nobody has to tell their own "
        "story. All three are invented. Your own answers are put aside meanwhile.",
    )
    for persona in form["personas"]:
        answers = {"answers": persona["answers"], "harder": persona["harder"]}
        box = SubElement(
            fold,
            "div",
            {
                "class": "self-check__persona",
                "data-persona": persona["id"],
                "data-name": persona["name"],
                "data-answers": json.dumps(answers, separators=(",", ":")),
            },
        )
        title = SubElement(box, "h4")
        title.text = f"{persona['name']} "
        SubElement(title, "span", {"class": "self-check__mark"}).text = "invented"
        text_in(box, "p", "", persona["story"]).set("data-part", "story")
        row = SubElement(box, "div", {"class": "self-check__buttons", "hidden": "hidden"})
        for action, words in (
            ("persona-empty", f"{persona['name']}, with an empty form"),
            ("persona-filled", f"{persona['name']}, with answers to talk about"),
        ):
            SubElement(row, "button", {"type": "button", "data-action": action}).text = words
    return fold


def _limits(limits: Iterable[str]) -> Element:
    box = Element("div", {"class": "self-check__limits"})
    text_in(box, "p", "self-check__lead", "What this cannot tell you")
    items = SubElement(box, "ul")
    for limit in limits:
        SubElement(items, "li").text = limit
    return box


def _sources(form: Mapping[str, Any], library: Library) -> Element:
    fold = Element("details", {"class": "self-check__fold self-check__sources"})
    SubElement(fold, "summary").text = "Where the form comes from"
    text_in(
        fold,
        "p",
        "",
        "Every statement was written for this site, from broad ideas in these works. None is taken "
        f"from a published form. This is version {form['version']}.",
    )
    items = SubElement(fold, "ul")
    for key in form["sources"]:
        if key in library.entries:
            csl.to_elements(library.entries[key], SubElement(items, "li"))
    return fold
