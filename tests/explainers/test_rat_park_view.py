"""What a reader is told matches the numbers of the run, for any setting."""

import json
import re

import pytest

from explainer_kit import View, complete
from rat_park.headline import comparison
from rat_park.model import Params, run
from rat_park.plan import window
from rat_park.repeats import COUNTS, SETTINGS
from rat_park.studies import PUBLISHED, TOY, study
from rat_park.view import view

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl")


def shown(params: Params, seed: int = 1978) -> View:
    return view(params, complete(run(params, seed)))


def test_the_headline_gives_this_runs_numbers_with_their_base() -> None:
    params = Params()
    result = complete(run(params, 1978))
    alone, park = result.groups
    days = window(params)
    drinks = sum(rat.drinks[day] for rat in alone.rats for day in days)
    of_100 = f"{100 * drinks / (16 * len(days) * result.visits):.0f}"
    headline = view(params, result).headline
    assert f"the 16 rats alone in cages took {of_100} of every 100 drinks" in headline
    assert f"The {len(park.rats)} rats in the park took" in headline


@pytest.mark.parametrize(
    ("first", "other", "words"),
    [
        (41, 6, "about a seventh as much"),
        (90, 45, "about half as much"),
        (90, 60, "about two thirds as much"),
        (90, 80, "somewhat less"),
        (90, 4.5, "about a twentieth as much"),
        (90, 1, "less than a twentieth as much"),
        (90, 0, "less than a twentieth as much"),
        (90, 88, "about the same"),
        (3, 2, "little as well"),
        (0, 0, "little as well"),
        (10, 30, "more"),
    ],
)
def test_comparisons_in_words(first: float, other: float, words: str) -> None:
    assert comparison(first, other) == words


def test_a_run_without_a_drug_does_not_speak_of_a_drug_bottle() -> None:
    text = json.dumps(shown(Params(drink="none")).to_json())
    assert "drug bottle" not in text


def test_a_third_group_is_named_by_its_hours() -> None:
    headline = shown(Params(company_hours=1)).headline
    assert "rats with 1 hour of company a day" in headline


def test_sentences_are_short() -> None:
    shown_texts = [text for params in SETTINGS.values() for text in shown(params).reading]
    headlines = [shown(params).headline for params in SETTINGS.values()]
    for paragraph in (*shown_texts, *headlines, *PUBLISHED.values(), *TOY.values()):
        for sentence in re.split(r"(?<=[.?!])\s", paragraph):
            assert len(sentence.split()) <= 20, sentence


@pytest.mark.parametrize("key", SETTINGS)
def test_each_named_setting_tells_of_its_own_study(key: str) -> None:
    reading = " ".join(shown(SETTINGS[key]).reading)
    assert study(SETTINGS[key]) == key
    assert PUBLISHED[key] in reading
    assert f"{COUNTS[key]} of 200" in reading or "In all 200" in reading


@pytest.mark.parametrize(
    ("params", "key"),
    [
        (Params(company=2.0), "none"),
        (Params(drink="alcohol"), "none"),
        (Params(drink="none"), "control"),
        (Params(sweetness=0.0, plan="every-day"), "bitter"),
        (Params(change="to-park"), "moved"),
        (Params(change="to-park", stock="petrie"), "moved"),
        (Params(change="to-park", drink="none"), "none"),
        (Params(change="to-park", company=3.0, relief=3.0, pull=2.0), "story"),
        (Params(stock="petrie", housing="four"), "none"),
        (Params(rival="company"), "none"),
    ],
)
def test_no_setting_borrows_a_study_that_is_not_its_own(params: Params, key: str) -> None:
    assert study(params) == key


def test_a_move_while_drinking_is_called_a_prediction() -> None:
    assert "prediction of the toy" in " ".join(shown(Params(change="to-park")).reading)


def test_a_change_half_way_is_told_before_and_after() -> None:
    headline = shown(Params(change="to-cage", plan="every-day")).headline
    assert "lived alone from half-way on" in headline
    assert " before, and " in headline


def test_nothing_is_shown_as_milligrams_taken() -> None:
    text = json.dumps(shown(Params()).to_json())
    assert "mg/kg" not in text
