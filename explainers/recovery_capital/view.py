"""The words of a reading: strengths first, one row an area, next steps, kindly and without a score.

Everything is plain data for the page to lay out. No sentence ranks, praises or blames.
"""

from typing import Any, Final

from recovery_capital.model import ANSWERS, Answers, AreaReading, Reading
from recovery_capital.questionnaire import SURENESS, Step, questionnaire

_CAUSES: Final = {"money": "money", "housing": "housing", "law": "law or papers"}
_AGAIN: Final = (
    "You can come back in a month or so and look again, out of curiosity. It is not a test."
)


def view(reading: Reading) -> dict[str, Any]:
    """The reading in words, ready for JSON."""
    strengths = reading.with_answer("mostly")
    return {
        "version": questionnaire().version,
        "headline": _headline(reading),
        "note": _note(reading),
        "strengths": [{"id": item.id, "text": item.text} for item in strengths],
        "areas": [_row(area) for area in reading.areas],
        "grow": {area.area: _grow(area) for area in reading.areas},
        "harder": _harder(reading),
        "again": _AGAIN,
        "left": list(reading.left),
    }


def _headline(reading: Reading) -> str:
    if reading.with_answer("mostly"):
        return "Here is what you can lean on."
    if reading.with_answer("somewhat"):
        return "Here is what has begun."
    if reading.with_answer("notyet"):
        return "Thank you for looking at this. It takes honesty."
    return "You have not answered anything yet, and that is fine."


def _note(reading: Reading) -> str:
    """A few kind words that suit the pattern of the answers; the same respect for each."""
    mostly, somewhat, not_yet = (
        len(reading.with_answer(answer)) for answer in ("mostly", "somewhat", "notyet")
    )
    if not mostly + somewhat + not_yet:
        return "You can read the statements, talk about them or leave them. Nothing has to be done."
    if not_yet > mostly + somewhat:
        return (
            "Much of this is not there yet. You do not have to build all of it. One person or one "
            "service is enough to begin. Low spots are often about money, housing, stigma or luck, "
            "and not about effort."
        )
    if mostly >= somewhat + not_yet:
        return (
            "Much of this is there. Strengths can carry you on a hard day, so it helps to know "
            "them. There may still be something that you would like more of."
        )
    return (
        "Some of this is there, and some is on its way or not there yet. Low spots are often about "
        "money, housing, stigma or luck, and not about effort."
    )


def _row(area: AreaReading) -> dict[str, Any]:
    about = questionnaire().areas[area.area]
    return {
        "id": about.id,
        "name": about.name,
        "words": _area_in_words(area),
        "items": [
            {"id": item.id, "text": item.text, "answer": answer, "words": ANSWERS[answer]}
            for item, answer in area.answers
        ],
    }


def _area_in_words(area: AreaReading) -> str:
    found = {answer for _, answer in area.answers}
    if not found & {"mostly", "somewhat", "notyet"}:
        return "You left this area open."
    if "notyet" not in found:
        words = "There is something to lean on here."
        if "mostly" not in found:
            words = "Something has begun here, and it could grow."
    elif "mostly" in found:
        words = "Some of this is in place, and some is not yet."
    elif "somewhat" in found:
        words = "Something has begun here, and some is not yet."
    else:
        words = "This is not there yet. That says nothing about your effort."
    return f"{words} {_cause_in_words(area)}".strip()


def _cause_in_words(area: AreaReading) -> str:
    if not area.causes:
        return ""
    names = [_CAUSES[cause] for cause in area.causes]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"Part of it is about {listed}, where others can help."


def _grow(area: AreaReading) -> dict[str, Any]:
    intro = "Things that could help here. Choose one, or none."
    if area.causes:
        intro = "Others can do something about this. Their help comes first."
    return {"intro": intro, "steps": [_step(step) for step in area.steps]}


def _step(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "text": step.text,
        "outside": step.outside,
        "sure": step.sure,
        "sure_words": SURENESS[step.sure],
        "note": step.note,
        "keys": list(step.keys),
    }


def _harder(reading: Reading) -> dict[str, Any] | None:
    if not reading.harder:
        return None
    return {
        "intro": "These make it harder, and they are not your fault.",
        "items": [{"text": found.text, "help": found.help} for found in reading.harder],
    }


def compare(earlier: Answers, later: Answers) -> dict[str, Any]:
    """What two sets of answers have that differs, in words; nothing is counted."""
    form = questionnaire()
    areas = []
    for area in form.areas.values():
        changes = [
            {
                "text": item.text,
                "before": ANSWERS[earlier.items.get(item.id, "skip")],
                "after": ANSWERS[later.items.get(item.id, "skip")],
            }
            for item in form.of_area(area.id)
            if earlier.items.get(item.id, "skip") != later.items.get(item.id, "skip")
        ]
        words = "Something is different here." if changes else "The same as before."
        areas.append({"id": area.id, "name": area.name, "words": words, "changes": changes})
    if any(area["changes"] for area in areas):
        headline = "Here is what is different, in your own answers."
    else:
        headline = "Your answers are the same both times. Holding on is something too."
    note = "Days differ, and so do answers. One different answer need not mean much."
    return {"headline": headline, "note": note, "areas": areas}
