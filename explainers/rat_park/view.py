"""What the mini Rat Park shows of one run: a sentence with its numbers, two figures, a reading.

Sentences speak of this run and of what was published, and say which is which. Facts about the
studies come from the sources in explainer.toml. No suffering, no cure, no milligrams.
"""

from typing import Final

from explainer_kit.spread import Measure
from explainer_kit.view import View
from rat_park.day_figure import by_day
from rat_park.groups import LAST, bottle, by_sex, of_100
from rat_park.model import VISITS, GroupResult, Params, Result
from rat_park.rat_figure import by_rat

_LITTLE: Final = 6.0  # drinks of every 100 below which a group "drinks little"
_ALIKE: Final = 5.0  # drinks of every 100 by which groups may differ and still be "alike"
_PARTS: Final = (
    *("half", "a third", "a quarter", "a fifth", "a sixth", "a seventh", "an eighth"),
    *("a ninth", "a tenth", "an eleventh", "a twelfth", "a thirteenth", "a fourteenth"),
    *("a fifteenth", "a sixteenth", "a seventeenth", "an eighteenth", "a nineteenth"),
    "a twentieth",
)
_QUESTIONS: Final = (
    "Press “Another run” a few times. What stays the same, and what changes?",
    "Look at single rats. Why might two rats in the same home drink so differently?",
    "A park has company, space, mates and things to do. How could you test company on its own?",
)

_DRINKS: Final = f"Drinks of every 100, last {LAST} days"
_OF_100: Final = "of every 100 drinks from the second bottle"
MEASURES: Final = {
    "alone": Measure(_DRINKS, "Alone", "the rats alone took", _OF_100, bounds=(0.0, 100.0)),
    "visited": Measure(_DRINKS, "Visited", "the visited rats took", _OF_100, bounds=(0.0, 100.0)),
    "pair": Measure(_DRINKS, "Pairs", "the rats in pairs took", _OF_100, bounds=(0.0, 100.0)),
    "park": Measure(_DRINKS, "Park", "the rats in the park took", _OF_100, bounds=(0.0, 100.0)),
    "times": Measure(
        "Times as much as the park",
        "Alone beside park",
        "the rats alone took",
        "times as much as the park",
        digits=1,
    ),
}
"""What many runs are compared by."""


def view(params: Params, result: Result) -> View:
    """The view of a finished run."""
    reading = (_how_to_read(params), _published(params, result), _what_it_shows(params))
    figures = (by_day(params, result), by_rat(params, result))
    return View(headline(params, result), figures, reading, _QUESTIONS)


def headline(params: Params, result: Result) -> str:
    """What happened in this run, in numbers with their base."""
    amounts = [_amount(group) for group in result.groups]
    sentences = []
    for number, (group, amount) in enumerate(zip(result.groups, amounts, strict=True)):
        who = f"{len(group.rats)} {_who(params, group)}"
        if number == 0:
            sentences.append(
                f"In this run, over the last {LAST} days, the {who} took {_say(amount)} of every "
                f"100 drinks from the {bottle(params)}."
            )
        else:
            compared = comparison(amounts[0], amount)
            sentences.append(f"The {who} took {_say(amount)} of every 100: {compared}.")
    return " ".join(sentences)


def measure(_params: Params, result: Result) -> dict[str, float]:
    """The drinks of every 100 that each group took; where the park took some, how many times."""
    found = {group.key: _amount(group) for group in result.groups}
    if "alone" in found and found.get("park", 0.0) >= 0.5:
        found["times"] = found["alone"] / found["park"]
    return found


def comparison(first: float, other: float) -> str:
    """The second amount as a part of the first; both are drinks of every 100."""
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


def _say(amount: float) -> str:
    return "fewer than 1" if 0 < amount < 0.5 else f"{amount:.0f}"


def _amount(group: GroupResult) -> float:
    return of_100(group.rats, VISITS, slice(-LAST, None))


def _who(params: Params, group: GroupResult) -> str:
    if group.key == "visited":
        hours = "1 hour" if params.company_hours == 1 else f"{params.company_hours} hours"
        return f"caged rats with {hours} of company a day"
    words = {"alone": "rats alone in cages", "pair": "rats in pairs", "park": "rats in the park"}
    return words[group.key]


def _contents(params: Params) -> str:
    sweet = "sweet " if params.sweetness > 0 else "unsweetened "
    if params.drink == "none":
        return "sugar water and no drug" if params.sweetness > 0 else "plain water too"
    if params.drink == "quinine":
        return f"a {sweet}drink made bitter with quinine, and no drug".replace("a u", "an u")
    return f"{sweet}morphine, {params.drink} mg in each ml"


def _how_to_read(params: Params) -> str:
    text = (
        f"Each rat drinks {VISITS} times a day and picks a bottle each time. One bottle holds "
        f"water. The other holds {_contents(params)}."
    )
    if params.forced_days:
        text += (
            f" Before that, every rat had {params.forced_days} days with the second bottle only. "
            "In the 1978 study, rats alone and rats in the park both had 57 such days."
        )
    return text


def _published(params: Params, result: Result) -> str:
    """What real studies found, for the kind of run this is."""
    if params.drink in ("none", "quinine"):
        return (
            "In a real study in 1981, rats alone and rats in the park drank alike when the drink "
            "held no drug. The gap appeared with morphine."
        )
    if params.stock == "petrie":
        return (
            "Petrie tried twice to repeat Rat Park. His rats drank little even when they lived "
            "alone, so a park had nothing to lower. He suggested that the "
            "supplier’s rats had changed."
        )
    if any(group.key == "visited" for group in result.groups):
        return (
            "In a real study in 2010, rats alone drank more morphine than rats in pairs. One hour "
            "of touch and company a day was enough to remove the difference."
        )
    if params.forced_days:
        return (
            "In the real study of 1978, choice days came late in that time and after it. Rats "
            "alone then drank more morphine than rats in the park. Females drank more than males."
        )
    if params.sweetness == 0:
        return (
            "Morphine tastes bitter. In a real study in 1971, rats that had never had it kept on "
            "refusing it. The Rat Park team had to sweeten it, or give nothing else to drink."
        )
    return _ratios(params, result)


def _ratios(params: Params, result: Result) -> str:
    """This run beside the published ratios, where the two may be set side by side."""
    published = (
        "The real study of 1979 compared the sexes at the drink they took most of. Females alone "
        "took about 5 times as much morphine as females in the park. Males took about 16 times."
    )
    groups = {group.key: group for group in result.groups}
    if params.sweetness < 1 or params.drink != "0.5" or not {"alone", "park"} <= groups.keys():
        return published
    times = []
    for female in (True, False):
        alone, park = (
            of_100(by_sex(groups[key], female), VISITS, slice(-LAST, None))
            for key in ("alone", "park")
        )
        times.append(f"about {alone / park:.0f} times" if park else "many times")
    if times[0] == times[1]:
        return f"{published} In this run it was {times[0]} for both."
    return f"{published} In this run it was {times[0]} for females and {times[1]} for males."


def _what_it_shows(params: Params) -> str:
    text = (
        "Each rat here has four dials. They say how much it minds a bitter taste and how strongly "
        "the drug pulls. They also say how much it values company and how much the drug eases "
        "being alone. We set them to agree with the studies, so this toy proves nothing."
    )
    if params.housing == "cage-and-park":
        text += " It lets you see how such parts could work together."
    return text
