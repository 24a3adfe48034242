"""What the mini Rat Park must say beside every result, and what each scenario must."""

import re
import tomllib
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import rat_park
from explainer_kit import controls, parse_params
from rat_park.model import Params
from rat_park.repeats import SETTINGS

MANIFEST = tomllib.loads((Path(rat_park.__file__).parent / "explainer.toml").read_text("utf-8"))


def test_it_says_that_it_is_a_toy() -> None:
    assert "A teaching toy. Not data. Rats are not people." in MANIFEST["limits"]


def test_every_scenario_teaches_one_thing_and_asks_first() -> None:
    for scenario in MANIFEST["scenarios"].values():
        guess = scenario["guess"]
        assert scenario["idea"]
        assert guess["why"]
        assert 0 <= guess["answer"] < len(guess["options"])
        for text in (scenario["idea"], scenario["sentence"], guess["question"], guess["why"]):
            for sentence in re.split(r"(?<=[.?!])\s", text):
                assert len(sentence.split()) <= 20, sentence


def test_what_was_never_measured_says_so() -> None:
    statuses = {name: table.get("status") for name, table in MANIFEST["scenarios"].items()}
    assert {name for name, status in statuses.items() if status} == {"moved", "story"}
    assert (statuses["moved"], statuses["story"]) == ("prediction", "never-measured")


def test_repeats_are_of_the_named_scenarios() -> None:
    named = [parse_params(Params, table["params"]) for table in MANIFEST["scenarios"].values()]
    for setting in SETTINGS.values():
        assert [params for params in named if replace(params, rats=16) == setting]


def test_controls_of_one_group_stand_together() -> None:
    """Fifteen controls in four groups, so that no reader meets them all at once."""
    groups = [group for group, _ in groupby(control.group for control in controls(Params))]
    assert len(groups) == len(set(groups)) == 4
    assert all(groups)
