"""What a reader is told matches the numbers of the run, for any setting."""

import json
import re

import pytest

from explainer_kit import View, complete
from rat_park.groups import LAST
from rat_park.model import Params, run
from rat_park.view import comparison, view


def shown(params: Params, seed: int = 1978) -> View:
    return view(params, complete(run(params, seed)))


def test_the_headline_gives_this_runs_numbers_with_their_base() -> None:
    params = Params()
    result = complete(run(params, 1978))
    alone, park = result.groups
    drinks = sum(sum(rat.drinks[-LAST:]) for rat in alone.rats)
    of_100 = f"{100 * drinks / (16 * LAST * result.visits):.0f}"
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
    assert "caged rats with 1 hour of company a day" in headline


def test_sentences_are_short() -> None:
    for params in (
        Params(),
        Params(company_hours=1),
        Params(stock="petrie"),
        Params(forced_days=57),
    ):
        for paragraph in shown(params).reading:
            for sentence in re.split(r"(?<=[.?!])\s", paragraph):
                assert len(sentence.split()) <= 22, sentence


def test_nothing_is_shown_as_milligrams_taken() -> None:
    text = json.dumps(shown(Params()).to_json())
    assert "mg/kg" not in text
