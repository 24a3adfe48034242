"""The kit's curve, for any number."""

from hypothesis import given
from hypothesis import strategies as st

from explainer_kit import squash


@given(st.floats(-1e100, 1e100), st.floats(-1e100, 1e100))
def test_squash_is_a_chance_that_rises_with_utility(low: float, high: float) -> None:
    low, high = sorted((low, high))
    assert 0.0 <= squash(low) <= squash(high) <= 1.0
