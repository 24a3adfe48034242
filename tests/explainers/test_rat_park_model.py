"""Dials and settings move results as they say, and any setting runs within its bounds.

What was published is tested in test_rat_park_calibration.py.
"""

from dataclasses import asdict, replace
from functools import cache

import pytest

from explainer_kit import complete, mean, parse_params
from rat_park.groups import amount
from rat_park.model import VISITS, Params, run
from rat_park.plan import CYCLES, schedule, window

SEEDS = range(20)
DAILY = Params(plan="every-day", rats=10)


@cache
def average(params: Params, key: str) -> float:
    """Choices of every 100 for the second bottle, over 20 seeds."""
    shares = []
    for seed in SEEDS:
        groups = {group.key: group for group in complete(run(params, seed)).groups}
        shares.append(amount(params, groups[key], VISITS))
    return mean(shares)


def turned(params: Params, dial: str, value: float) -> Params:
    return parse_params(Params, asdict(params) | {dial: value})


@pytest.mark.parametrize(
    ("dial", "key", "sign"),
    [
        ("taste", "alone", -1),
        ("pull", "alone", 1),
        ("company", "park", -1),
        ("relief", "alone", 1),
    ],
)
def test_a_dial_moves_drinking_its_own_way(dial: str, key: str, sign: int) -> None:
    base = replace(DAILY, sweetness=0.6)
    taken = [average(turned(base, dial, value), key) for value in (0.5, 1.0, 2.0)]
    assert sorted(taken, reverse=sign < 0) == taken
    assert abs(taken[2] - taken[0]) > 3


def test_company_alone_in_a_cage_is_worth_nothing_and_relief_in_the_park_nothing() -> None:
    """Dials are separate: neither reaches the home that the other is about."""
    for dial, key in (("company", "alone"), ("relief", "park")):
        low, high = (average(turned(DAILY, dial, value), key) for value in (0.0, 3.0))
        assert abs(low - high) < 2.5


def test_without_company_and_relief_homes_are_alike() -> None:
    params = replace(DAILY, company=0.0, relief=0.0)
    assert abs(average(params, "alone") - average(params, "park")) < 4


def test_sugar_water_is_liked_and_bitterness_is_not() -> None:
    assert average(replace(DAILY, drink="none"), "park") > 80
    assert average(replace(DAILY, drink="quinine"), "park") < 45


def test_more_hours_do_no_harm() -> None:
    taken = [average(replace(DAILY, company_hours=hours), "visited") for hours in (1, 4, 24)]
    assert taken[0] > taken[1] > taken[2]


def test_bitter_morphine_is_little_drunk_by_rats_new_to_it() -> None:
    assert average(replace(DAILY, sweetness=0.0, choice_days=10), "alone") < 10


def test_forced_days_raise_later_choice() -> None:
    naive = replace(DAILY, sweetness=0.0, choice_days=10)
    for key in ("alone", "park"):
        assert average(replace(naive, forced_days=57), key) > average(naive, key) + 1


def test_a_move_to_the_park_lowers_drinking_and_a_move_to_cages_raises_it() -> None:
    to_park = replace(DAILY, change="to-park", choice_days=40)
    to_cage = replace(to_park, change="to-cage")
    stays = replace(to_park, change="none")
    assert average(to_park, "alone") < average(stays, "alone") / 2
    assert average(to_cage, "park") > 2 * average(stays, "park")


def test_small_groups_disagree_more_from_run_to_run() -> None:
    def width(rats: int) -> float:
        params = Params(rats=rats)
        shares = [amount(params, complete(run(params, s)).groups[1], VISITS) for s in SEEDS]
        return max(shares) - min(shares)

    assert width(4) > width(20)


def test_the_days_of_1978() -> None:
    params = Params(plan="cycles", sweetness=0.0, forced_days=57, choice_days=10)
    kinds = [plan.kind for plan in schedule(params)]
    assert kinds[:57].count("forced") == 55
    assert kinds[:57].count("choice") == 2
    assert kinds[57:73] == ["forced", "forced", "forced", "choice"] * CYCLES
    assert kinds.count("choice") == 10
    assert window(params) == (2, 3, 4, 5)


def test_the_ladder_climbs_every_five_days_to_the_sweetest() -> None:
    steps = [plan.sweetness for plan in schedule(Params(sweetness=0.8))]
    assert steps == sorted(steps)
    assert [len([s for s in steps if s == step]) for step in sorted(set(steps))] == [5] * 6
    assert (steps[0], steps[-1]) == (0.0, 0.8)


def test_the_seven_drinks_last_as_published() -> None:
    plans = schedule(Params(plan="seven", choice_days=31))
    runs = [plans[0].drink]
    lengths = [0]
    for plan in plans:
        if plan.drink != runs[-1]:
            runs.append(plan.drink)
            lengths.append(0)
        lengths[-1] += 1
    assert lengths == [3, 5, 5, 5, 5, 5, 3]
