"""The scene shows the run and nothing else: places, postures and numbers, for any setting."""

import gzip
import json
import tomllib
from itertools import chain, pairwise
from pathlib import Path

import pytest

import rat_park
from explainer_kit import parse_params
from explainers.rat_park_scenes import made, poses
from rat_park.model import VISITS, Params
from rat_park.plan import schedule
from rat_park.scene_look import DRUG, POSTURES, WATER

MANIFEST = tomllib.loads((Path(rat_park.__file__).parent / "explainer.toml").read_text("utf-8"))


def test_moments_name_the_step_or_the_drink() -> None:
    _, ladder = made(Params(rats=4))
    assert ladder.moments[0] == "Day 1, step 1"
    assert ladder.moments[-1] == "Day 30, step 6"
    _, seven = made(Params(rats=4, plan="seven", choice_days=31))
    assert seven.moments[0] == "Day 1, sugar"
    assert seven.moments[-1] == "Day 31, morphine 0.15 mg/ml"


def test_moments_name_the_days_of_the_run() -> None:
    params = Params(plan="cycles", forced_days=57, choice_days=10)
    _, drawn = made(params)
    plans = schedule(params)
    for name in drawn.moments:
        number = int(name.split(",")[0].removeprefix("Day "))
        expected = {"forced": ", second bottle only", "water": ", water only", "choice": ""}
        assert name.endswith(expected[plans[number - 1].kind])
    assert drawn.moments[-1] == f"Day {len(plans)}"


@pytest.mark.parametrize("housing", ["cage-and-park", "cage-and-pair", "four", "beside"])
def test_rats_are_seen_at_the_bottles_as_often_as_they_drank(housing: str) -> None:
    params = Params(housing=housing, plan="every-day", rats=16)
    result, drawn = made(params)
    for number, group in enumerate(result.groups):
        seen = {WATER: 0, DRUG: 0}
        for frame in range(drawn.frame_count):
            for _, _, posture in poses(drawn, frame)[number * 16 : number * 16 + 16]:
                if posture in seen:
                    seen[posture] += 1
        drunk = sum(chain.from_iterable(rat.drinks for rat in group.rats))
        share = drunk / (VISITS * 16 * params.choice_days)
        assert seen[DRUG] / (seen[DRUG] + seen[WATER]) == pytest.approx(share, abs=0.04)


def test_every_posture_has_a_shape_of_its_own() -> None:
    _, drawn = made(Params())
    (rat,) = drawn.symbols
    assert set(rat.postures) == set(POSTURES)
    assert len({repr(shapes) for shapes in rat.postures.values()}) == len(POSTURES)


def test_caged_rats_stay_in_their_own_cages_and_park_rats_in_the_park() -> None:
    _, drawn = made(Params(rats=8))
    cages: list[set[float]] = [set() for _ in range(8)]
    for frame in range(drawn.frame_count):
        here = poses(drawn, frame)
        for number in range(8):
            cages[number].add(here[number][0])
        assert max(y for _, y, _ in here[:8]) < min(y for _, y, _ in here[8:])
    for left, right in pairwise(cages):
        assert max(left) < min(right)


def test_rats_that_move_are_drawn_in_their_new_home() -> None:
    params = Params(rats=8, change="to-park", plan="every-day")
    _, drawn = made(params)
    (first, last) = poses(drawn, 0), poses(drawn, drawn.frame_count - 1)
    park = min(y for _, y, _ in first[8:])
    assert all(y < park for _, y, _ in first[:8])
    assert all(y > park - 40 for _, y, _ in last[:8])


@pytest.mark.parametrize("name", MANIFEST["scenarios"])
def test_a_recording_is_light_and_short(name: str) -> None:
    table = MANIFEST["scenarios"][name]
    _, drawn = made(parse_params(Params, table["params"]), table["seed"])
    assert len(gzip.compress(drawn.frames)) < 35_000
    assert drawn.frame_count / drawn.rate < 60
    assert drawn.height < 700
    assert all(len(meter.label) <= 52 for meter in drawn.meters)


def test_no_shape_names_a_colour_and_no_word_a_death() -> None:
    for housing in ("cage-and-park", "beside"):
        _, drawn = made(Params(housing=housing))
        text = json.dumps(drawn.to_json())
        assert "#" not in text
        for word in ("dead", "die", "death"):
            assert word not in text
