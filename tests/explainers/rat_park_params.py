"""Any setting of the mini Rat Park, for property tests."""

from hypothesis import strategies as st

from explainer_kit import controls
from rat_park.model import Params

_OPTIONS = {item.name: [value for value, _ in item.options] for item in controls(Params)}
DIALS = ("taste", "pull", "company", "relief")

ANY_PARAMS = st.builds(
    Params,
    sweetness=st.floats(0, 1),
    forced_days=st.integers(0, 57),
    choice_days=st.integers(10, 40),
    company_hours=st.integers(0, 24),
    rats=st.integers(4, 20),
    **{name: st.sampled_from(options) for name, options in _OPTIONS.items() if options},
    **{name: st.floats(0, 3) for name in DIALS},
)
