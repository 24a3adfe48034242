"""Parameters, whatever a reader sends."""

from hypothesis import given
from hypothesis import strategies as st

from explainer_kit import ParamsError, parse_params
from explainers.test_kit_params import Params

_VALUE = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just(["cage"])


@given(st.dictionaries(st.sampled_from(["days", "share", "home", "open", "x"]), _VALUE))
def test_any_json_gives_params_in_range_or_a_params_error(values: dict[str, object]) -> None:
    try:
        params = parse_params(Params, values)
    except ParamsError:
        return
    assert 1 <= params.days <= 40
    assert 0.0 <= params.share <= 1.0
    assert params.home in ("cage", "park")
