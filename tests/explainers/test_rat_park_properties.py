"""The mini Rat Park under any setting: runs are bounded and repeat, and every run can be shown."""

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from explainer_kit import complete
from explainers.rat_park_params import ANY_PARAMS
from rat_park.model import VISITS, Params, Result, days, run
from rat_park.view import view

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl")


@settings(max_examples=40, deadline=None)
@given(ANY_PARAMS, st.integers(0, 999_999))
def test_any_run_is_bounded_and_repeats_exactly(params: Params, seed: int) -> None:
    result: Result = complete(run(params, seed))
    assert result == complete(run(params, seed))
    assert sum(1 for _ in run(params, seed)) == days(params)
    for group in result.groups:
        assert len(group.rats) == params.rats
        assert len(group.shares) == params.choice_days
        for rat in group.rats:
            assert all(0 <= drinks <= VISITS for drinks in rat.drinks)
            assert 0.0 <= rat.learned <= 1.0
            assert 0.0 <= rat.craving <= 1.0


@settings(max_examples=40, deadline=None)
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
