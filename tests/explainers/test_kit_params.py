"""Parameters: what is declared is what a page shows and what a check accepts."""

import json
from dataclasses import dataclass, fields

import pytest

from explainer_kit import ParamsError, choice, controls, number, parse_params, slider, switch


@dataclass(frozen=True, slots=True)
class Params:
    days: int = slider(
        30, label="Days", help="How long.", unit="days", minimum=1, maximum=40, step=1
    )
    share: float = number(0.5, label="Share", help="A part.", minimum=0.0, maximum=1.0, step=0.1)
    home: str = choice(
        "cage", label="Home", help="Where.", options={"cage": "A cage", "park": "A park"}
    )
    open: bool = switch(False, label="Open", help="Or shut.")


def test_controls_follow_the_fields() -> None:
    shown = controls(Params)
    assert [control.name for control in shown] == [field.name for field in fields(Params)]
    assert [control.kind for control in shown] == ["slider", "number", "choice", "switch"]
    assert [control.default for control in shown] == [30, 0.5, "cage", False]
    assert shown[2].to_json()["options"] == [["cage", "A cage"], ["park", "A park"]]
    json.dumps([control.to_json() for control in shown], allow_nan=False)


def test_missing_values_keep_their_defaults() -> None:
    assert parse_params(Params, {}) == Params()
    assert parse_params(Params, {"days": 7}) == Params(days=7)


def test_a_whole_float_is_a_whole_number_and_types_are_exact() -> None:
    params = parse_params(Params, {"days": 7.0, "share": 1})
    assert isinstance(params.days, int)
    assert isinstance(params.share, float)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("nosuch", 1, "no setting"),
        ("days", 0, "from 1 to 40 days"),
        ("days", 10**400, "from 1 to 40"),
        ("days", 7.5, "whole number"),
        ("days", "7", "must be a number"),
        ("days", True, "must be a number"),
        ("days", None, "must be a number"),
        ("share", float("nan"), "must be a number"),
        ("share", float("inf"), "must be a number"),
        ("share", 1.01, "from 0.0 to 1.0"),
        ("home", "sky", "A cage; A park"),
        ("home", ["cage"], "one of"),
        ("open", 1, "on or off"),
    ],
)
def test_a_bad_value_is_refused_in_words(name: str, value: object, words: str) -> None:
    with pytest.raises(ParamsError, match=words) as caught:
        parse_params(Params, {name: value})
    assert caught.value.name == name
    assert caught.value.message == str(caught.value)


def test_a_bad_declaration_fails_at_once() -> None:
    with pytest.raises(ParamsError, match="from 1 to 2"):
        slider(3, label="Days", help="", minimum=1, maximum=2, step=1)

    @dataclass(frozen=True)
    class Bare:
        days: int = 3

    with pytest.raises(TypeError, match="days: declare it"):
        controls(Bare)
