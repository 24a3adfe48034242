"""How often a small repeat of each named setting comes out as published: counted, not assumed.

COUNTS were counted over seeds 0 to 199 with 4 rats of each sex in each group, the sizes of 1981; a
test counts them again. This module knows nothing of pictures.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from rat_park.drink_figure import drink_days
from rat_park.groups import amount, by_sex, of_100
from rat_park.headline import before_and_after
from rat_park.model import GroupResult, Params, Result
from rat_park.plan import window

TIMES: Final = 200
RATS: Final = 8

SETTINGS: Final = {
    "1979": Params(),
    "1978": Params(plan="cycles", sweetness=0.0, forced_days=57, choice_days=10),
    "1981": Params(housing="four", plan="seven", choice_days=31),
    "petrie": Params(stock="petrie"),
    "hour": Params(housing="cage-and-pair", company_hours=1, plan="every-day"),
    "beside": Params(housing="beside", drink="dose", sweetness=0.0, plan="every-day"),
    "taken-away": Params(
        change="to-cage", drink="dose", sweetness=0.0, plan="every-day", choice_days=40
    ),
    "company": Params(
        drink="dose", rival="company-late", sweetness=0.0, plan="every-day", choice_days=20
    ),
    "alcohol": Params(
        drink="alcohol", rival="company", sweetness=0.0, plan="every-day", choice_days=20
    ),
}
CLAIMS: Final = {
    "1979": "the ratio was from 2.5 to 10 in females and from 8 to 32 in males",
    "1978": "rats alone rose and park rats fell over four days, and females led in both homes",
    "1981": "with the weakest morphine, park rats raised alone drank more than lifelong park rats",
    "petrie": "the two homes differed by fewer than 5 drinks of 100",
    "hour": "the hour took away at least nine tenths of the gap to the pairs",
    "beside": "a drug partner raised the share above that of rats alone, and a dry one lowered it",
    "taken-away": "the rats took at least three times as much once the park was gone",
    "company": "both groups chose the visit more than 90 times of 100, and less often once late",
    "alcohol": "both groups took the alcohol more than 90 times of 100",
}
COUNTS: Final = {
    "1979": 184,
    "1978": 83,
    "1981": 196,
    "petrie": 200,
    "hour": 162,
    "beside": 200,
    "taken-away": 200,
    "company": 200,
    "alcohol": 200,
}


def repeat_words(params: Params, key: str) -> str:
    """How often a repeat agreed, for a named setting; "" for any other."""
    if key not in SETTINGS or replace(params, rats=SETTINGS[key].rats) != SETTINGS[key]:
        return ""
    count = COUNTS[key]
    often = f"In all {TIMES}" if count == TIMES else f"In {count} of {TIMES}"
    other = "" if count == TIMES else f" In the other {TIMES - count} it came out otherwise."
    return (
        f"We ran this setting {TIMES} times, with 4 rats of each sex in each group. {often}, "
        f"{CLAIMS[key]}.{other}"
    )


def agrees(key: str, params: Params, result: Result) -> bool:
    """Whether a run comes out as CLAIMS says."""
    groups = {group.key: group for group in result.groups}
    return _TESTS[key](params, groups, result.visits)


Groups = dict[str, GroupResult]


def ratio(params: Params, groups: Groups, visits: int, female: bool) -> float:
    """What rats alone took, as a multiple of what park rats of the same sex took."""
    alone, park = (
        of_100(by_sex(groups[key], female), visits, window(params)) for key in ("alone", "park")
    )
    return alone / park if park else float("inf")


def trend(params: Params, group: GroupResult, visits: int) -> float:
    """The mean of the last half of the days that make the result, less that of the first half."""
    days = window(params)
    first, last = days[: len(days) // 2], days[(len(days) + 1) // 2 :]
    return of_100(group.rats, visits, last) - of_100(group.rats, visits, first)


def removed(params: Params, groups: Groups, visits: int) -> float:
    """The share of the gap between rats alone and pairs that visits take away."""
    alone, visited, pair = (
        amount(params, groups[key], visits) for key in ("alone", "visited", "pair")
    )
    return (alone - visited) / (alone - pair)


def weakest(params: Params, groups: Groups, visits: int) -> float:
    """Park rats raised alone, less lifelong park rats, with the weakest morphine."""
    days = drink_days(params)["0.15"]
    return of_100(groups["ic"].rats, visits, days) - of_100(groups["cc"].rats, visits, days)


def _as_in_1978(params: Params, groups: Groups, visits: int) -> bool:
    females_lead = all(
        of_100(by_sex(group, True), visits, window(params))
        > of_100(by_sex(group, False), visits, window(params))
        for group in groups.values()
    )
    rises = trend(params, groups["alone"], visits) > 0 > trend(params, groups["park"], visits)
    return females_lead and rises


def _in_order(params: Params, groups: Groups, visits: int) -> bool:
    each = [amount(params, groups[key], visits) for key in ("using", "alone", "dry")]
    return all(more > less for more, less in pairwise(each))


def _lost(params: Params, groups: Groups, visits: int) -> bool:
    before, after = before_and_after(params, groups["park"], visits)
    return after >= 3 * before


def _late(params: Params, groups: Groups, visits: int) -> bool:
    pairs = [before_and_after(params, group, visits) for group in groups.values()]
    return all(before < 10 and after > before for before, after in pairs)


_TESTS: Final[dict[str, Callable[[Params, Groups, int], bool]]] = {
    "1979": lambda p, g, v: 2.5 <= ratio(p, g, v, True) <= 10 and 8 <= ratio(p, g, v, False) <= 32,
    "1978": _as_in_1978,
    "1981": lambda p, g, v: weakest(p, g, v) > 0,
    "petrie": lambda p, g, v: abs(amount(p, g["alone"], v) - amount(p, g["park"], v)) < 5,
    "hour": lambda p, g, v: removed(p, g, v) >= 0.9,
    "beside": _in_order,
    "taken-away": _lost,
    "company": _late,
    "alcohol": lambda p, g, v: all(amount(p, group, v) > 90 for group in g.values()),
}
