"""Any setting of the mini Rat Park, for property tests."""

from hypothesis import strategies as st

from rat_park.model import STRENGTHS, Params

ANY_PARAMS = st.builds(
    Params,
    housing=st.sampled_from(["cage-and-park", "cage", "pair", "park"]),
    drink=st.sampled_from(sorted(STRENGTHS)),
    sweetness=st.floats(0, 1),
    forced_days=st.integers(0, 57),
    choice_days=st.integers(10, 40),
    company_hours=st.integers(0, 24),
    rats=st.integers(4, 20),
    stock=st.sampled_from(["1979", "petrie"]),
)
