"""The model held to what was published, over many seeds, and to what ODD.md and the page say of it.

The table "Intervals" of ODD.md is read here: each row's interval is where 90 of 100 seeds lie, to
the digit, and the published number, where there is one, lies inside.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import rat_park
from explainer_kit import complete, mean
from rat_park.drink_figure import drink_days
from rat_park.groups import amount, by_sex, of_100
from rat_park.headline import before_and_after
from rat_park.model import VISITS, Params, Result, run
from rat_park.plan import window
from rat_park.repeats import (
    COUNTS,
    RATS,
    SETTINGS,
    TIMES,
    Groups,
    agrees,
    ratio,
    removed,
    trend,
    weakest,
)

SEEDS = range(100)
ODD = (Path(rat_park.__file__).parent / "ODD.md").read_text("utf-8")

Measure = Callable[[Params, Groups], float]


def gap(high: str, low: str) -> Measure:
    return lambda p, g: amount(p, g[high], VISITS) - amount(p, g[low], VISITS)


def level(key: str) -> Measure:
    return lambda p, g: amount(p, g[key], VISITS)


def rise(key: str) -> Measure:
    return lambda p, g: trend(p, g[key], VISITS)


def sexes(key: str) -> Measure:
    def measure(params: Params, groups: Groups) -> float:
        female, male = (
            of_100(by_sex(groups[key], sex), VISITS, window(params)) for sex in (True, False)
        )
        return female - male

    return measure


def change(key: str, after: bool) -> Measure:
    return lambda p, g: before_and_after(p, g[key], VISITS)[after]


def now_alone_less_now_park(drinks: tuple[str, ...]) -> Measure:
    """Rats now alone less rats now in the park, over the days of these drinks."""

    def measure(params: Params, groups: Groups) -> float:
        days = [day for drink in drinks for day in drink_days(params)[drink]]
        alone, park = (
            mean([of_100(groups[key].rats, VISITS, days) for key in keys])
            for keys in (("ii", "ci"), ("ic", "cc"))
        )
        return alone - park

    return measure


MEASURES: dict[str, tuple[str, Measure]] = {
    "1979 females": ("1979", lambda p, g: ratio(p, g, VISITS, True)),
    "1979 males": ("1979", lambda p, g: ratio(p, g, VISITS, False)),
    "1979 gap": ("1979", gap("alone", "park")),
    "1979 sexes alone": ("1979", sexes("alone")),
    "1979 sexes park": ("1979", sexes("park")),
    "1978 gap": ("1978", gap("alone", "park")),
    "1978 sexes alone": ("1978", sexes("alone")),
    "1978 sexes park": ("1978", sexes("park")),
    "1978 rise alone": ("1978", rise("alone")),
    "1978 rise park": ("1978", rise("park")),
    "1981 morphine": ("1981", now_alone_less_now_park(("1", "0.5", "0.3", "0.15"))),
    "1981 controls": ("1981", now_alone_less_now_park(("none", "quinine"))),
    "1981 weakest": ("1981", lambda p, g: weakest(p, g, VISITS)),
    "petrie alone": ("petrie", level("alone")),
    "petrie gap": ("petrie", gap("alone", "park")),
    "hour gap": ("hour", gap("alone", "pair")),
    "hour removed": ("hour", lambda p, g: 100 * removed(p, g, VISITS)),
    "beside using": ("beside", gap("using", "alone")),
    "beside dry": ("beside", gap("dry", "alone")),
    "taken-away before": ("taken-away", change("park", False)),
    "taken-away after": ("taken-away", change("park", True)),
    "company before": ("company", change("alone", False)),
    "company after": ("company", change("alone", True)),
    "alcohol alone": ("alcohol", level("alone")),
    "alcohol park": ("alcohol", level("park")),
}
# Published directions: the sign that the mean and most runs must have.
RISES = {
    *("1979 gap", "1979 sexes park", "1978 gap", "1981 morphine", "1981 weakest", "hour gap"),
    *("1979 sexes alone", "1978 sexes alone", "1978 sexes park", "1978 rise alone"),
    "beside using",
}
FALLS = {"1978 rise park", "beside dry"}
RATIOS = {"1979 females": 5.0, "1979 males": 16.0}


@cache
def results(key: str) -> tuple[Groups, ...]:
    params = SETTINGS[key]
    done = (complete(run(params, seed)) for seed in SEEDS)
    return tuple({group.key: group for group in result.groups} for result in done)


@cache
def measured(name: str) -> tuple[float, ...]:
    key, measure = MEASURES[name]
    return tuple(sorted(measure(SETTINGS[key], groups) for groups in results(key)))


def stated() -> dict[str, tuple[float, float]]:
    rows = re.findall(r"^\| ([\w -]+) \|[^|]*\| (-?[\d.]+) to (-?[\d.]+) \|", ODD, re.MULTILINE)
    return {name: (float(low), float(high)) for name, low, high in rows}


def test_every_measure_has_its_interval_in_the_description() -> None:
    assert stated().keys() == MEASURES.keys()


@pytest.mark.parametrize("name", MEASURES)
def test_the_description_states_the_interval_that_the_model_has(name: str) -> None:
    """From the 6th to the 95th of 100 sorted runs, so that 90 lie inside."""
    values = measured(name)
    assert stated()[name] == (round(values[5], 1), round(values[94], 1))


@pytest.mark.parametrize(("name", "published"), RATIOS.items())
def test_the_published_ratio_lies_inside_the_interval(name: str, published: float) -> None:
    low, high = stated()[name]
    assert low <= published <= high
    assert 0.8 * published < measured(name)[50] < 1.25 * published


@pytest.mark.parametrize("name", sorted(RISES | FALLS))
def test_the_published_direction_holds_on_average(name: str) -> None:
    middle = mean(measured(name))
    assert middle > 0 if name in RISES else middle < 0


@pytest.mark.parametrize("name", sorted(RISES | FALLS))
def test_the_published_direction_holds_in_at_least_80_of_100_runs(name: str) -> None:
    sign = 1 if name in RISES else -1
    assert sum(sign * value > 0 for value in measured(name)) >= 80


def test_without_morphine_homes_make_no_difference() -> None:
    assert abs(mean(measured("1981 controls"))) < 1.0


def test_rats_like_petries_drink_little_in_both_homes() -> None:
    assert measured("petrie alone")[-1] < 10
    assert abs(mean(measured("petrie gap"))) < 2


def test_an_hour_a_day_removes_nearly_all_of_the_difference() -> None:
    assert mean(measured("hour removed")) > 90


def test_what_the_park_gave_is_lost_with_it() -> None:
    assert mean(measured("taken-away after")) > 5 * mean(measured("taken-away before"))


def test_company_wins_at_once_and_loses_ground_when_late() -> None:
    assert measured("company before")[-1] < 10
    assert min(measured("company after")) > 10


def test_alcohol_wins_in_both_homes() -> None:
    assert measured("alcohol alone")[0] > 90
    assert measured("alcohol park")[0] > 90


@pytest.mark.parametrize("key", SETTINGS)
def test_the_page_counts_the_repeats_that_agree(key: str) -> None:
    """The number a reader is told, with 4 rats of each sex in each group."""
    params = replace(SETTINGS[key], rats=RATS)
    runs: list[Result] = [complete(run(params, seed)) for seed in range(TIMES)]
    assert sum(agrees(key, params, result) for result in runs) == COUNTS[key]
