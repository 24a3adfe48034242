"""What a scenario teaches, as elements: what stands behind it, a guess, and its one idea.

A guess is a question with its answer folded under it. That needs no script: the fold opens by
itself, and on paper it stands open. Where scripts run it is a guess *first*:

- The result waits behind the question: at page load, when a reader picks another scenario or
  follows a link to one, and in projector mode. "Show what happened" brings it, guess or no guess.
- A reader who goes back to the start has seen it, and sees it at once.
- No guess is kept, counted, scored or sent, and none is called right or wrong.

Nothing here has an id: a recording of a scenario may stand in several explainers of one page.
"""

from typing import Final
from xml.etree.ElementTree import Element, SubElement

from kith.explainers.manifest import Manifest
from kith.explainers.scenario import STATUSES, Guess, Scenario

SHOW: Final = "Show what happened"


def scenario_head(scenario: Scenario) -> list[Element]:
    """What stands between a scenario's sentence and its headline."""
    badge = Element("p", {"class": f"badge badge--{scenario.status}", "data-part": "badge"})
    badge.text = STATUSES[scenario.status]
    head = [badge]
    if scenario.guess:
        head.append(guess_form(scenario, scenario.guess))
    if scenario.idea:
        idea = Element("p", {"class": "explainer__idea", "data-part": "idea"})
        idea.text = scenario.idea  # after the guess, since it often gives the answer away
        head.append(idea)
    return head


def limit_line(manifest: Manifest) -> list[Element]:
    """The first of the limits, to stand beside every result; nothing where none is declared."""
    lines = []
    for limit in manifest.limits[:1]:
        line = Element("p", {"class": "explainer__limit", "data-part": "limit"})
        line.text = limit
        lines.append(line)
    return lines


def guess_form(scenario: Scenario, guess: Guess) -> Element:
    """The question, its options, and the answer in a fold.

    A form of its own keeps its radio buttons apart from those of the same scenario elsewhere on the
    page; with method "dialog" it sends nothing anywhere, even without a script.
    """
    form = Element("form", {"class": "guess", "data-part": "guess", "method": "dialog"})
    fieldset = SubElement(form, "fieldset")
    legend = SubElement(fieldset, "legend")
    SubElement(legend, "span", {"class": "guess__lead"}).text = "Guess first"
    legend[-1].tail = f" {guess.question}"
    for number, option in enumerate(guess.options):
        label = SubElement(fieldset, "label", {"class": "guess__option"})
        attributes = {"type": "radio", "name": f"guess-{scenario.name}", "value": str(number)}
        SubElement(label, "input", attributes)
        SubElement(label, "span").text = option
    fold = SubElement(form, "details", {"class": "guess__answer", "data-part": "answer"})
    SubElement(fold, "summary").text = SHOW
    said = SubElement(fold, "p", {"role": "status", "data-part": "guess-said"})
    SubElement(said, "span", {"data-part": "guessed"})
    SubElement(said, "strong").text = f"In this run: {guess.options[guess.answer].rstrip('.')}."
    said[-1].tail = f" {guess.why}"
    return form
