"""Golden results and the manifest: every scenario gives the committed numbers to the last digit.

A change that is meant to alter results: `python -m explainer_kit.golden rat_park`, then read the
difference.
"""

import tomllib
from pathlib import Path

import pytest

import rat_park
from explainer_kit import parse_params
from explainer_kit.golden import golden
from rat_park.model import Params

FOLDER = Path(rat_park.__file__).parent
MANIFEST = tomllib.loads((FOLDER / "explainer.toml").read_text("utf-8"))
GOLDEN = golden("rat_park")


def test_there_is_a_golden_file_for_each_scenario_and_seed() -> None:
    assert {path.name for path in (FOLDER / "golden").iterdir()} == GOLDEN.keys()


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_the_result_is_the_golden_one(name: str) -> None:
    golden_text = (FOLDER / "golden" / name).read_text("utf-8")
    assert GOLDEN[name] == golden_text
    assert len(golden_text) < 20_000


def test_the_manifest_is_complete() -> None:
    assert MANIFEST["default"] in MANIFEST["scenarios"]
    assert "A teaching toy. Not data. Rats are not people." in MANIFEST["limits"]
    for scenario in MANIFEST["scenarios"].values():
        assert scenario["label"]
        assert scenario["sentence"]
        assert 0 <= scenario["seed"] <= 999_999
        parse_params(Params, scenario["params"])


def test_the_description_names_every_source() -> None:
    description = (FOLDER / "ODD.md").read_text("utf-8")
    assert [key for key in MANIFEST["sources"] if key not in description] == []
