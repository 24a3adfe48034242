"""What was published for the kind of run this is, and what is only the toy's.

Facts come from the sources named in explainer.toml. A setting that no study stands behind says so.
This module knows nothing of results but the ratios that a study has numbers for.
"""

from typing import Final

from rat_park.groups import by_sex, of_100
from rat_park.model import Params, Result
from rat_park.plan import window

_DIALS: Final = ("taste", "pull", "company", "relief")
_COMMON: Final = (1.0, 1.0, 1.0, 1.0)

PUBLISHED: Final = {
    "1978": "In the study of 1978 both groups had morphine as their only drink for 57 days. Then "
    "came three-day cycles. On choice days, rats alone drank more morphine than rats in the park. "
    "Females drank more than males. Over four choice days, rats alone drank more and more, and "
    "park rats less and less.",
    "1979": "The study of 1979 made the drink sweeter in steps, about every five days. At the step "
    "where they took most, females alone took about 5 times as much morphine as park females. "
    "Males alone took about 16 times as much as park males. The study counted morphine for body "
    "weight; the toy counts drinks.",
    "1981": "In the study of 1981, half of 32 rats grew up alone and half in the park. At 65 days "
    "old, half of each changed homes. The drinks began at 80 days, so no rat had met morphine when "
    "it moved. Rats now in the park drank less morphine than rats now alone. They drank no less of "
    "the drinks without morphine. Park rats raised alone tended to drink more than lifelong park "
    "rats. This was clear only with the weakest morphine.",
    "petrie": "Petrie tried twice to repeat Rat Park, with sweet morphine, and did not find the "
    "difference. His rats drank little even when they lived alone, so a park had nothing to lower. "
    "He suggested that the supplier’s rats had changed.",
    "hour": "In a study of 2010, rats kept alone for 21 days drank more morphine than rats in "
    "pairs. One hour of contact with another rat each day removed the difference. It held for both "
    "sexes.",
    "beside": "In a study of 2012, male rats had a partner beside them. They took more cocaine "
    "than rats alone if the partner had cocaine too. They took less if the partner had none.",
    "taken-away": "In a study of 2012, rats had taken cocaine for ten days. A richer home lowered "
    "how much they then looked for it. When that home was taken away, the gain was lost. The study "
    "counted seeking without any drug; the toy counts drug taken.",
    "company": "In a study of 2018, rats could take a dose of drug or meet another rat. With "
    "methamphetamine they chose the meeting more than 90 times of 100; heroin was similar. When "
    "the meeting was long delayed or punished, rats took the drug again.",
    "alcohol": "In a study of 2023, rats could take alcohol or meet another rat. They almost "
    "always took alcohol, whether they lived alone or with others. They did so even when it cost "
    "10 times the effort (females) or 16 times (males).",
    "control": "In the study of 1981, rats alone and rats in the park drank alike when the drink "
    "held no drug. The gap appeared with morphine.",
    "bitter": "Morphine tastes bitter. In a study of 1971, rats that had never had it and refused "
    "it at first kept on refusing. Rat Park sweetened it, or gave nothing else to drink.",
    "moved": "No Rat Park study that we know of moved rats already drinking morphine. In 1981 "
    "rats moved before they met it. So this run is a prediction of the toy, and not a finding.",
    "story": "The story says that caged rats took the drug and hardly anything else, and park rats "
    "almost none. Some versions say that rats moved to the park stopped. No Rat Park study that we "
    "know of measured these things. To draw the story, we turned three dials of this toy far up.",
    "none": "No study that we know of stands behind just this setting. It shows only what this toy "
    "does.",
}
TOY: Final = {
    "1978": "The toy fills its cycles with morphine only. We have not read what the real ones "
    "held.",
    "1981": "The order of the seven drinks is ours. So is the strongest one, which we could not "
    "read. In the toy, early life shows at more strengths than in the study.",
    "hour": "The toy’s drink is sweet, so that rats try it. In the study it was morphine of the "
    "same strength, and we know of no sugar.",
    "beside": "The toy’s partner always takes the drug, or never. Its rats are of both sexes.",
    "company": "How much a visit is worth, and how much a delay takes away, are our own numbers.",
    "alcohol": "That alcohol beats company, and other drugs lose to it, was put in by us.",
    "petrie": "We gave these rats a strong dislike of bitter taste. Why Petrie’s drank so little, "
    "nobody knows.",
}


def study(params: Params) -> str:
    """The key of what was published for this kind of run; "none" where nothing was."""
    dials = tuple(getattr(params, name) for name in _DIALS)
    if dials != _COMMON:
        turned_up = min(params.company, params.relief) >= 2.0 and params.taste <= 1.0
        return "story" if turned_up and params.change == "to-park" else "none"
    if params.rival != "water":
        return _against_company(params)
    if params.change != "none":
        return _after_a_move(params)
    if params.stock == "petrie":
        return "petrie" if params.housing == "cage-and-park" and params.sweetness > 0 else "none"
    return _at_home(params)


def _against_company(params: Params) -> str:
    if params.change != "none" or params.plan == "seven":
        return "none"
    if params.drink == "alcohol" and params.rival == "company":
        return "alcohol"
    return "company" if params.drink == "dose" else "none"


def _after_a_move(params: Params) -> str:
    drug = params.plan == "seven" or params.drink not in ("none", "quinine")
    if params.change == "to-cage" and params.housing == "cage-and-park" and drug:
        return "taken-away"
    return "moved" if params.change == "to-park" and drug else "none"


def _at_home(params: Params) -> str:
    if params.housing == "beside":
        return "beside" if params.drink == "dose" and params.plan != "seven" else "none"
    if params.plan == "seven":
        return "1981" if params.housing == "four" else "none"
    if params.drink in ("none", "quinine"):
        return "control" if params.housing in ("cage-and-park", "four") else "none"
    if params.drink in ("dose", "alcohol"):
        return "none"
    if params.company_hours == 1 and params.housing != "four":
        return "hour"
    if params.forced_days and params.housing == "cage-and-park":
        return "1978"
    if params.sweetness == 0:
        return "bitter"
    return "1979" if params.housing == "cage-and-park" else "none"


def published(params: Params, result: Result) -> str:
    """What real studies found, for the kind of run this is."""
    key = study(params)
    if key == "1979" and params.plan == "ladder" and params.drink == "0.5":
        return f"{PUBLISHED[key]} {_ratios(params, result)}"
    return PUBLISHED[key]


def _ratios(params: Params, result: Result) -> str:
    """This run beside the published ratios, which may be set side by side."""
    groups = {group.key: group for group in result.groups}
    times = []
    for female in (True, False):
        alone, park = (
            of_100(by_sex(groups[key], female), result.visits, window(params))
            for key in ("alone", "park")
        )
        times.append(f"about {alone / park:.0f} times" if park else "many times")
    if times[0] == times[1]:
        return f"In this run it was {times[0]} for both."
    return f"In this run it was {times[0]} for females and {times[1]} for males."
