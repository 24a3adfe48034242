"""The mini Rat Park under any setting: runs are bounded and repeat, and every run can be shown."""

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from explainer_kit import complete
from explainers.rat_park_params import ANY_PARAMS
from explainers.rat_park_scenes import made, poses
from rat_park.homes import MOST_GROUPS, homes
from rat_park.model import VISITS, Params, Result, days, run
from rat_park.plan import window
from rat_park.scene import day_value, scene
from rat_park.scene_days import FRAMES
from rat_park.scene_look import POSTURES
from rat_park.scene_places import MARGIN, WIDTH
from rat_park.view import view

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl")


@settings(max_examples=60)
@given(ANY_PARAMS, st.integers(0, 999_999))
def test_any_run_is_bounded_and_repeats_exactly(params: Params, seed: int) -> None:
    result: Result = complete(run(params, seed))
    assert result == complete(run(params, seed))
    assert sum(1 for _ in run(params, seed)) == days(params) <= 243
    assert 1 <= len(result.groups) == len(homes(params)) <= MOST_GROUPS
    assert len({group.key for group in result.groups}) == len(result.groups)
    assert window(params)
    assert set(window(params)) <= set(range(params.choice_days))
    for group in result.groups:
        assert len(group.rats) == params.rats
        assert len(group.shares) == params.choice_days
        for rat in group.rats:
            assert all(0 <= drinks <= VISITS for drinks in rat.drinks)
            assert 0.0 <= rat.learned <= 1.0
            assert 0.0 <= rat.craving <= 1.0


@settings(max_examples=40)
@given(
    ANY_PARAMS,
    st.integers(0, 999_999),
)
def test_any_run_can_be_shown(params: Params, seed: int) -> None:
    drawn = view(params, complete(run(params, seed)))
    json.dumps(drawn.to_json(), allow_nan=False)
    for figure in drawn.figures:
        assert figure.alt
        assert figure.table.rows
        assert sum(len(layer["data"]["values"]) for layer in figure.spec["layer"]) < 400
        assert not COLOUR.search(json.dumps(figure.spec))


@settings(max_examples=25)
@given(ANY_PARAMS, st.integers(0, 999_999))
def test_any_scene_is_whole_and_inside_its_box(params: Params, seed: int) -> None:
    result, drawn = made(params, seed)
    assert drawn == scene(params, result)
    assert len(drawn.actors) == len(result.groups) * params.rats
    assert drawn.width == WIDTH
    for frame in (0, FRAMES // 2, drawn.frame_count - 1):
        for x, y, posture in poses(drawn, frame):
            assert MARGIN <= x <= WIDTH - MARGIN
            assert 40 <= y <= drawn.height - 34
            assert posture < len(POSTURES)
    json.dumps(drawn.to_json(), allow_nan=False)


@settings(max_examples=25)
@given(ANY_PARAMS)
def test_meters_say_what_the_result_says(params: Params) -> None:
    result, drawn = made(params)
    shown = [name for name in drawn.moments if "only" not in name]
    assert len(shown) == params.choice_days
    choice = 0
    for moment, name in enumerate(drawn.moments):
        for frame in (moment * FRAMES, moment * FRAMES + FRAMES - 1):
            start = frame * drawn.frame_size + 3 * len(drawn.actors)
            values = list(drawn.frames[start : start + len(drawn.meters)])
            if "only" in name:
                assert set(values) <= {0, 100}
            else:
                assert values == [day_value(group.shares[choice]) for group in result.groups]
        choice += "only" not in name
