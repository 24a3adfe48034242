"""The self-check: its items' wording, readings without a score, and answers it can't use."""

import json
import re
import statistics
from typing import Any

import pytest

from explainer_kit import ParamsError, bridge
from recovery_capital.model import ANSWERS, parse_answers, read
from recovery_capital.questionnaire import questionnaire
from recovery_capital.view import view

FORM = questionnaire()


def call(name: str, argument: object) -> Any:
    return json.loads(bridge.call("recovery_capital", name, json.dumps(argument)))


def everywhere(answer: str) -> dict[str, Any]:
    return {"answers": dict.fromkeys(FORM.items, answer)}


def test_the_form_has_six_areas_and_up_to_thirty_items() -> None:
    assert len(FORM.areas) == 6
    assert 24 <= len(FORM.items) <= 30
    assert all(len(FORM.of_area(area)) >= 4 for area in FORM.areas)


def test_items_are_short_plain_statements() -> None:
    words = [len(item.text.split()) for item in FORM.items.values()]
    assert statistics.mean(words) <= 12
    assert max(words) <= 15
    for item in FORM.items.values():
        assert re.search(r"\b(I|me|[Mm]y|myself)\b", item.text), item.text
        assert not re.search(r"\b(not|never|no)\b.*\b(not|never|no|without)\b", item.text)


def test_the_areas_of_a_reading_hold_the_readers_own_items_in_the_order_of_the_form() -> None:
    reading = call("read", {"answers": {"asking": "mostly", "giving": "somewhat"}})
    assert [area["id"] for area in reading["areas"]] == list(FORM.areas)
    direction = next(area for area in reading["areas"] if area["id"] == "direction")
    assert {item["id"]: item["answer"] for item in direction["items"]} == {
        "reason-to-get-up": "skip",
        "one-small-thing": "skip",
        "asking": "mostly",
        "using-a-skill": "skip",
        "starting-again": "skip",
    }
    assert reading["strengths"] == [{"id": "asking", "text": FORM.items["asking"].text}]


@pytest.mark.parametrize("answer", [*ANSWERS, "mixed"])
def test_no_words_of_a_reading_count_or_rank(answer: str) -> None:
    if answer == "mixed":
        given = zip(FORM.items, [*ANSWERS] * len(FORM.items), strict=False)
        reading = call("read", {"answers": dict(given), "harder": list(FORM.harder)})
    else:
        reading = call("read", everywhere(answer))
    said = [reading["headline"], reading["note"], reading["again"]]
    said += [area["words"] for area in reading["areas"]]
    said += [grow["intro"] for grow in reading["grow"].values()]
    for words in said:
        assert not re.search(r"\d|score|level|rank|best|worst|low(est)? area|fail", words), words


def test_mostly_not_yet_is_answered_kindly() -> None:
    reading = call("read", everywhere("notyet"))
    assert "One person or one service is enough to begin." in reading["note"]
    assert "not about effort" in reading["note"]
    assert reading["strengths"] == []


@pytest.mark.parametrize("item", [item.id for item in FORM.items.values() if item.cause])
def test_where_money_housing_or_law_is_the_cause_help_from_others_comes_first(item: str) -> None:
    area = FORM.items[item].area
    for answers in ({item: "notyet"}, everywhere("notyet")["answers"]):
        grow = call("read", {"answers": answers})["grow"][area]
        outside = [step["outside"] for step in grow["steps"]]
        assert outside == sorted(outside, reverse=True)
        assert outside[0]
        assert "Others can do something" in grow["intro"]


def test_steps_follow_the_items_that_are_not_there_yet() -> None:
    grow = call("read", {"answers": {"giving": "notyet", "safe-with-them": "mostly"}})["grow"]
    assert [step["id"] for step in grow["people"]["steps"]] == ["give"]


def test_every_area_offers_something_whatever_the_answers() -> None:
    for answer in ANSWERS:
        grow = call("read", everywhere(answer))["grow"]
        assert all(found["steps"] for found in grow.values())


def test_hindrances_stand_apart_and_are_nobodys_fault() -> None:
    assert call("read", {"answers": {}})["harder"] is None
    harder = call("read", {"answers": {}, "harder": ["grief"]})["harder"]
    assert "not your fault" in harder["intro"]
    assert [found["text"] for found in harder["items"]] == [FORM.harder["grief"].text]


def test_what_this_version_does_not_know_is_named_and_loses_nothing() -> None:
    saved = {"answers": {"asking": "mostly", "an-old-item": "notyet"}, "harder": ["old", "grief"]}
    reading = call("read", saved)
    assert reading["left"] == ["an-old-item", "old"]
    assert reading["strengths"] == [{"id": "asking", "text": FORM.items["asking"].text}]


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"answers": []},
        {"answers": {"asking": "very much"}},
        {"answers": {"asking": None}},
        {"answers": {"asking": ["mostly"]}},
        {"answers": {}, "harder": "grief"},
        {"answers": {str(number): "mostly" for number in range(600)}},
    ],
)
def test_what_is_not_a_set_of_answers_is_refused_in_words(value: dict[str, Any]) -> None:
    with pytest.raises(ParamsError, match=r"^(This does not hold|An answer to) .*\.$"):
        call("read", value)


def test_comparing_two_dates_tells_each_change_in_words() -> None:
    earlier = {"answers": {"asking": "notyet", "giving": "mostly"}}
    later = {"answers": {"asking": "somewhat", "giving": "mostly"}}
    found = call("compare", {"earlier": earlier, "later": later})
    changes = {area["id"]: area["changes"] for area in found["areas"] if area["changes"]}
    text = FORM.items["asking"].text
    assert changes == {"direction": [{"text": text, "before": "Not yet", "after": "Somewhat"}]}
    assert "same" in call("compare", {"earlier": earlier, "later": earlier})["headline"]


def test_an_unknown_call_is_refused_in_words() -> None:
    with pytest.raises(ParamsError, match="nothing of that name"):
        call("__import__", {})


@pytest.mark.parametrize("persona", FORM.personas.values(), ids=lambda persona: persona.id)
def test_an_invented_person_has_a_whole_form_and_a_mixed_reading(persona: Any) -> None:
    assert set(persona.answers) == set(FORM.items)
    reading = read(parse_answers({"answers": persona.answers, "harder": list(persona.harder)}))
    assert view(reading)["strengths"]
    assert reading.with_answer("notyet")
