"""Many runs: their spread in numbers, in words and in a figure, from the first run on."""

import json
from collections.abc import Generator, Mapping

import pytest

from explainer_kit import Measure, ParamsError, describe, open_run, open_spread
from explainer_kit.spread import Spread, summarise
from explainer_kit.spread_view import spread_view

HEIGHT = Measure("Heights", "Tall", "it grew", "cm", bounds=(0.0, 100.0))
COUNT = Measure("Counts", "Leaves", "it bore", "leaves", digits=1)
MEASURES = {"tall": HEIGHT, "leaves": COUNT}


def grow(start: int, seed: int) -> Generator[int, None, float]:
    """A toy: two days, and a height that the seed decides."""
    yield 1
    yield 2
    return float(start + seed % 10)


def measure(_start: int, result: float) -> Mapping[str, float]:
    return {"tall": result} | ({"leaves": result / 4} if result > 11 else {})


def spread(*settings: int, seed: int = 0, runs: int = 20) -> Spread:
    return Spread(settings, seed, runs, run=grow, days=lambda _: 2, measure=measure)


def finished(*settings: int, seed: int = 0, runs: int = 20) -> Spread:
    many = spread(*settings, seed=seed, runs=runs)
    while not many.advance(3):
        pass
    return many


def test_the_middle_80_per_cent_leaves_as_many_below_as_above() -> None:
    found = summarise([float(n) for n in range(40, 0, -1)], HEIGHT)
    assert (found.low, found.high, found.middle) == (5.0, 36.0, 20.5)
    assert found.within == 32
    assert summarise([3.0, 1.0, 2.0], HEIGHT).middle == 2.0


def test_runs_within_are_counted_as_the_numbers_are_shown() -> None:
    # 5.4 is shown as 5, which a reader sees as inside "between 5 and 5".
    assert summarise([5.0] * 9 + [5.4], HEIGHT).within == 10


def test_every_seed_is_run_with_every_setting() -> None:
    many = finished(10, 20, seed=999_998, runs=4)
    assert many.seeds == (999_998, 999_999, 0, 1)
    assert many.settings[0].values("tall") == [18.0, 19.0, 10.0, 11.0]
    assert many.settings[1].values("tall") == [28.0, 29.0, 20.0, 21.0]
    assert many.settings[0].values("leaves") == [4.5, 4.75]


def test_progress_grows_and_what_has_come_is_whole() -> None:
    many = spread(10, 20, runs=5)
    steps = [many.progress()]
    while not many.advance(1):
        steps.append(many.progress())
        assert len(many.settings[0].found) == len(many.settings[1].found) == many.complete
    assert steps == sorted(steps)
    assert steps[0] == 0.0
    assert max(steps) < 1.0
    assert many.progress() == 1.0
    assert many.complete == 5


def test_one_setting_in_words() -> None:
    view = spread_view(finished(10), MEASURES)
    assert view.headline == "Over 20 runs, it grew between 11 and 18 cm in 16 of 20."
    assert view.reading[0] == "It bore between 3.0 and 4.8 leaves in 16 of 16."
    assert "the seeds 0 to 19" in view.reading[1]
    assert [figure.title for figure in view.figures] == ["Many runs: Heights", "Many runs: Counts"]
    assert view.figures[0].table.rows == (("Tall", 20, 10.0, 11.0, 18.0, 14.5, 19.0),)
    assert "Tall: middle value 14." in view.figures[0].alt
    dots = view.figures[0].spec["layer"][1]["data"]["values"]
    assert sorted(dot["x"] for dot in dots) == sorted([*map(float, range(10, 20))] * 2)
    json.dumps(view.to_json(), allow_nan=False)


def test_two_settings_in_words() -> None:
    view = spread_view(finished(20, 10, runs=10), MEASURES)
    assert view.headline == (
        "Over 10 runs with each setting, it grew between 21 and 28 cm in 8 of 10 (kept), "
        "and between 11 and 18 in 8 of 10 (new)."
    )
    assert any("Tall: in 10 of 10." in text for text in view.reading)


def test_the_first_run_alone_can_be_shown() -> None:
    many = spread(10)
    while not many.complete:
        many.advance(1)
    view = spread_view(many, MEASURES)
    assert view.headline == "Over 1 run, it grew 10 cm in 1 of 1."
    assert "seed 0." in view.reading[0]


def test_the_bridge_runs_what_single_runs_give() -> None:
    many = open_spread("rat_park", '{"rats": 4}', "", 7, 3)
    with pytest.raises(RuntimeError, match="no run"):
        many.view_json()
    while not many.advance(10):
        pass
    found = json.loads(many.result_json())
    assert found["seeds"] == [7, 8, 9]
    assert found["settings"][0]["params"]["rats"] == 4
    for seed, numbers in zip(found["seeds"], found["settings"][0]["measures"], strict=True):
        single = open_run("rat_park", '{"rats": 4}', seed)
        while not single.advance(100):
            pass
        groups = json.loads(single.result_json())["groups"]
        sweetest = 5  # days: the last step of the ladder makes the result
        drinks = [drink for rat in groups[0]["rats"] for drink in rat["drinks"][-sweetest:]]
        assert numbers["alone"] == pytest.approx(100 * sum(drinks) / len(drinks) / 30)
    assert "3 runs" in json.loads(many.view_json())["headline"]
    assert many.frames() == b""


def test_describe_names_what_can_be_measured() -> None:
    assert json.loads(describe("rat_park"))["measures"][:1] == ["alone"]


@pytest.mark.parametrize(
    ("params", "kept", "seed", "runs", "name"),
    [
        ("[]", "", 1, 2, "params"),
        ("{}", "3", 1, 2, "params"),
        ('{"rats": 5000}', "", 1, 2, "rats"),
        ("{}", "", -1, 2, "seed"),
        ("{}", "", 1, 0, "runs"),
        ("{}", "", 1, 201, "runs"),
        ("{}", "", 1, True, "runs"),
    ],
)
def test_what_cannot_be_run_is_refused(
    params: str, kept: str, seed: int, runs: int, name: str
) -> None:
    with pytest.raises(ParamsError) as caught:
        open_spread("rat_park", params, kept, seed, runs)
    assert caught.value.name == name
