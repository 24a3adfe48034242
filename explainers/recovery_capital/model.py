"""From answers to a reading: what is there, what is not yet, and what could help with it.

There is no score here: nothing is added up, ranked or compared with other people. Pure, without a
clock; what the reading is called in words is the view's part.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from explainer_kit.params import ParamsError
from recovery_capital.questionnaire import Hindrance, Item, Questionnaire, Step, questionnaire

ANSWERS: Final = {
    "mostly": "Yes, mostly",
    "somewhat": "Somewhat",
    "notyet": "Not yet",
    "na": "Does not apply",
    "skip": "Skip",
}
"""The answers an item can have, and how a form names them. No answer counts as skip."""
_OPEN: Final = ("notyet", "somewhat")
_MOST: Final = 500  # entries that a file of answers may hold; the self-check has far fewer


@dataclass(frozen=True, slots=True)
class Answers:
    """What a reader answered, by item; what makes it harder; names that this version lacks."""

    items: Mapping[str, str]
    harder: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaReading:
    """One area: each item with its answer, and what could help there, the nearest help first.

    `causes` are the kinds of outside cause among the items that are not there yet.
    """

    area: str
    answers: tuple[tuple[Item, str], ...]
    causes: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the answers say, area by area, in the order of the form."""

    areas: tuple[AreaReading, ...]
    harder: tuple[Hindrance, ...]
    left: tuple[str, ...]

    def with_answer(self, answer: str) -> list[Item]:
        """The items that were given this answer."""
        return [item for area in self.areas for item, given in area.answers if given == answer]


def parse_answers(value: object) -> Answers:
    """Answers from what a page or a saved file holds.

    Items that this version does not know are named in `left` and do no harm.

    Raises:
        ParamsError: in plain words, for anything that is not a set of answers.
    """
    if not isinstance(value, dict):
        raise ParamsError("answers", "This does not hold answers of the self-check.")
    given, harder = value.get("answers"), value.get("harder", [])
    if not isinstance(given, dict) or not isinstance(harder, list) or len(given) > _MOST:
        raise ParamsError("answers", "This does not hold answers of the self-check.")
    form = questionnaire()
    for name, answer in given.items():
        if name in form.items and (not isinstance(answer, str) or answer not in ANSWERS):
            raise ParamsError("answers", f"An answer to “{form.items[name].text}” is not readable.")
    named = [name for name in harder[:_MOST] if isinstance(name, str)]
    return Answers(
        {name: cast(str, given[name]) for name in form.items if name in given},
        tuple(name for name in form.harder if name in named),
        _unknown(form, given, named),
    )


def _unknown(
    form: Questionnaire, given: Mapping[str, object], harder: list[str]
) -> tuple[str, ...]:
    items = [name[:60] for name in given if name not in form.items]
    return (*items, *(name[:60] for name in harder if name not in form.harder))


def read(answers: Answers) -> Reading:
    """The reading of these answers."""
    form = questionnaire()
    areas = tuple(_read_area(form, area, answers.items) for area in form.areas)
    return Reading(areas, tuple(form.harder[name] for name in answers.harder), answers.left)


def _read_area(form: Questionnaire, area: str, given: Mapping[str, str]) -> AreaReading:
    answers = tuple((item, given.get(item.id, "skip")) for item in form.of_area(area))
    waiting = [item for answer in _OPEN for item, found in answers if found == answer]
    causes = tuple(dict.fromkeys(item.cause for item in waiting if item.cause))
    named = dict.fromkeys(step for item in waiting for step in item.steps)
    own = [step.id for step in form.steps.values() if step.area == area]
    steps = [form.steps[name] for name in named or own]
    if causes:  # where money, housing or law is the cause, what others can do comes first
        steps.sort(key=lambda step: not step.outside)
    return AreaReading(area, answers, causes, tuple(steps))
