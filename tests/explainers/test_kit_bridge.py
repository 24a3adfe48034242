"""The bridge: names and JSON in, JSON out, in slices; bad input is refused in words."""

import json

import pytest

from explainer_kit import ParamsError, Session, describe, open_run
from explainer_kit.run import complete
from rat_park.model import Params, days, run


def finished(params_json: str = "{}", seed: int = 1978) -> Session:
    session = open_run("rat_park", params_json, seed)
    while not session.advance(1000):
        pass
    return session


def test_describe_lists_the_controls() -> None:
    names = [control["name"] for control in json.loads(describe("rat_park"))["controls"]]
    assert names[:2] == ["housing", "company_hours"]


@pytest.mark.parametrize("name", ["nosuch", "explainer_kit", "os", "", "..", "../rat_park", "a b"])
def test_an_unknown_explainer_is_refused(name: str) -> None:
    with pytest.raises(ParamsError, match="no explainer of that name"):
        describe(name)
    with pytest.raises(ParamsError, match="no explainer of that name"):
        open_run(name, "{}", 1)


@pytest.mark.parametrize("text", ["", "[]", "3", "{", "null", '{"rats": ' + "9" * 5000 + "}"])
def test_unreadable_settings_are_refused(text: str) -> None:
    with pytest.raises(ParamsError, match="could not be read"):
        open_run("rat_park", text, 1)


@pytest.mark.parametrize("seed", [-1, 1_000_000, True, 1.5])
def test_a_seed_out_of_range_is_refused(seed: int) -> None:
    with pytest.raises(ParamsError, match="from 0 to 999999"):
        open_run("rat_park", "{}", seed)


def test_slices_do_not_change_the_result() -> None:
    whole = finished()
    sliced = open_run("rat_park", "{}", 1978)
    shares = [sliced.progress()]
    while not sliced.advance(4):
        shares.append(sliced.progress())
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert shares[-1] < 1.0
    assert sliced.progress() == 1.0
    assert sliced.result_json() == whole.result_json()
    assert sliced.view_json() == whole.view_json()


def test_nothing_is_shown_before_the_end() -> None:
    session = open_run("rat_park", "{}", 1)
    assert session.advance(3) is False
    with pytest.raises(RuntimeError, match="has not finished"):
        session.view_json()


def test_a_run_yields_as_many_days_as_it_says() -> None:
    params = Params(forced_days=5, choice_days=12)
    assert len(list(run(params, 1))) == days(params) == 17
    assert len(complete(run(params, 1)).groups[0].shares) == 12
