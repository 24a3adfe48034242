"""What holds of every explainer, found by its folder: golden runs, scenarios, views, description.

These cases run wherever explainers do; a new explainer needs no line here. A change that is meant
to alter results: `python -m explainer_kit.golden NAME`, then read the difference.
"""

import json
import re
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import explainer_kit
from explainer_kit import SEED_MAXIMUM, complete, describe, open_run, parse_params
from explainer_kit.golden import golden

HOME = Path(explainer_kit.__file__).parent.parent
EXPLAINERS = sorted(path.parent.name for path in HOME.glob("*/explainer.toml"))
GOLDEN = [(name, file.name) for name in EXPLAINERS for file in HOME.glob(f"{name}/golden/*.json")]
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl")


@cache
def manifest(explainer: str) -> dict[str, Any]:
    return tomllib.loads((HOME / explainer / "explainer.toml").read_text("utf-8"))


@cache
def golden_now(explainer: str) -> dict[str, str]:
    return golden(explainer)


SCENARIOS = [(name, scenario) for name in EXPLAINERS for scenario in manifest(name)["scenarios"]]


@cache
def shown(explainer: str, scenario: str) -> dict[str, Any]:
    """The view of a scenario's own run, as a page gets it."""
    settings = manifest(explainer)["scenarios"][scenario]
    session = open_run(explainer, json.dumps(settings["params"]), settings["seed"])
    while not session.advance(1000):
        pass
    view: dict[str, Any] = json.loads(session.view_json())
    return view


def test_there_are_explainers() -> None:
    assert "rat_park" in EXPLAINERS


@pytest.mark.parametrize("explainer", EXPLAINERS)
def test_there_is_a_golden_file_for_each_scenario_and_seed(explainer: str) -> None:
    assert {file for name, file in GOLDEN if name == explainer} == golden_now(explainer).keys()


@pytest.mark.parametrize(("explainer", "file"), sorted(GOLDEN))
def test_the_result_is_the_golden_one(explainer: str, file: str) -> None:
    golden_text = (HOME / explainer / "golden" / file).read_text("utf-8")
    assert golden_now(explainer)[file] == golden_text
    assert len(golden_text) < 20_000


@pytest.mark.parametrize(("explainer", "scenario"), SCENARIOS)
def test_a_scenario_can_be_run_and_says_what_it_is(explainer: str, scenario: str) -> None:
    settings = manifest(explainer)["scenarios"][scenario]
    assert settings["label"]
    assert settings["sentence"]
    assert 0 <= settings["seed"] <= SEED_MAXIMUM
    model = import_module(f"{explainer}.model")
    params = parse_params(model.Params, settings["params"])
    assert sum(1 for _ in model.run(params, 3)) == model.days(params)
    assert complete(model.run(params, 3)) == complete(model.run(params, 3))


@pytest.mark.parametrize("explainer", EXPLAINERS)
def test_a_default_exists_and_every_control_says_what_it_does(explainer: str) -> None:
    assert manifest(explainer)["default"] in manifest(explainer)["scenarios"]
    for control in json.loads(describe(explainer))["controls"]:
        assert control["label"], control["name"]
        assert control["help"], control["name"]


@pytest.mark.parametrize(("explainer", "scenario"), SCENARIOS)
def test_a_view_is_whole_without_its_pictures(explainer: str, scenario: str) -> None:
    view = shown(explainer, scenario)
    assert re.search(r"\d", view["headline"]), "a headline has the numbers of its run"
    assert view["reading"]
    assert view["figures"]
    for figure in view["figures"]:
        assert figure["title"]
        assert len(figure["alt"]) > 40
        assert figure["table"]["rows"]
        assert figure["table"]["caption"]
        assert not COLOUR.search(json.dumps(figure["spec"])), "name colours as in vega.py"


@pytest.mark.parametrize("explainer", EXPLAINERS)
def test_the_description_names_every_source_and_tells_where_numbers_come_from(
    explainer: str,
) -> None:
    description = (HOME / explainer / "ODD.md").read_text("utf-8")
    assert [key for key in manifest(explainer)["sources"] if key not in description] == []
    assert re.search("published|illustrative", description, re.IGNORECASE)
    assert manifest(explainer)["limits"]
