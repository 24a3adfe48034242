"""The sentences that say what happened in this run, in numbers with their base.

Computed from a result alone. What was published stands in studies.py.
"""

from typing import Final

from rat_park.groups import amount, label, of_100, took, who
from rat_park.model import GroupResult, Params, Result
from rat_park.plan import half_way, turns, window

_LITTLE: Final = 6.0  # choices of every 100 below which a group "drinks little"
_ALIKE: Final = 5.0  # choices of every 100 by which groups may differ and still be "alike"
_PARTS: Final = (
    *("half", "a third", "a quarter", "a fifth", "a sixth", "a seventh", "an eighth"),
    *("a ninth", "a tenth", "an eleventh", "a twelfth", "a thirteenth", "a fourteenth"),
    *("a fifteenth", "a sixteenth", "a seventeenth", "an eighteenth", "a nineteenth"),
    "a twentieth",
)


def headline(params: Params, result: Result) -> str:
    """What happened in this run."""
    if turns(params):
        return " ".join([_turn(params), *_before_and_after(params, result)])
    amounts = [amount(params, group, result.visits) for group in result.groups]
    sentences = []
    for number, (group, taken) in enumerate(zip(result.groups, amounts, strict=True)):
        them = f"{len(group.rats)} {who(params, group.key)}"
        if number == 0:
            sentences.append(f"In this run, the {them} {took(params, say(taken))}.")
        else:
            compared = comparison(amounts[0], taken)
            verb = "took" if params.rival == "water" else "made"
            sentences.append(f"The {them} {verb} {say(taken)}: {compared}.")
    return " ".join([*sentences, f"That counts {counted(params)}."])


def counted(params: Params) -> str:
    """Which days make the result, in words."""
    number = len(window(params))
    if params.plan == "cycles":
        return f"the {number} choice days between the cycles"
    if params.plan == "seven":
        return f"the {number} days with morphine"
    if params.plan == "ladder" and params.sweetness > 0:
        return f"the sweetest step, the last {number} days"
    return f"the last {number} days"


def comparison(first: float, other: float) -> str:
    """The second amount as a part of the first; both are choices of every 100."""
    if abs(first - other) < _ALIKE:
        little = first < _LITTLE and other < _LITTLE
        return "little as well" if little else "about the same"
    if other > first:
        return "more"
    times = first / other if other else float("inf")
    if times < 1.25:
        return "somewhat less"
    if times < 1.75:
        return "about two thirds as much"
    if times >= len(_PARTS) + 1.5:
        return "less than a twentieth as much"
    return f"about {_PARTS[round(times) - 2]} as much"


def say(taken: float) -> str:
    """An amount as a whole number, and never 0 where there was something."""
    return "fewer than 1" if 0 < taken < 0.5 else f"{taken:.0f}"


def before_and_after(params: Params, group: GroupResult, visits: int) -> tuple[float, float]:
    """What a group took on the last days before half-way, and on the days of the result."""
    after = window(params)
    half = half_way(params)
    before = range(max(0, half - len(after)), half)
    return of_100(group.rats, visits, before), of_100(group.rats, visits, after)


def _turn(params: Params) -> str:
    what = {
        "to-park": "all rats lived in a park from half-way on",
        "to-cage": "all rats lived alone from half-way on",
        "none": "",
    }[params.change]
    if params.rival == "company-late":
        what = f"{what}, and visits came late" if what else "visits came late from half-way on"
    return f"In this run, {what}."


def _before_and_after(params: Params, result: Result) -> list[str]:
    sentences = []
    for number, group in enumerate(result.groups):
        before, after = (say(part) for part in before_and_after(params, group, result.visits))
        name = label(params, group.key)
        if number == 0:
            sentences.append(
                f"{name}: {len(group.rats)} rats {took(params, before)} before, and {after} after."
            )
        else:
            verb = "took" if params.rival == "water" else "made"
            sentences.append(
                f"{name}: {len(group.rats)} rats {verb} {before} before, and {after} after."
            )
    days = len(window(params))
    return [*sentences, f"Each number counts {days} days."]
