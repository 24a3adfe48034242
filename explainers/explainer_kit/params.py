"""Parameters of a model: one declaration gives the default, the control and the check.

A model's `Params` is a frozen dataclass whose fields are made by `slider`, `number`, `choice` and
`switch`. `controls` reads them as what a page shows; `parse_params` checks what a reader sent.
`step` guides the control only: any value inside the range is accepted.

This module knows nothing of HTML, of any one model or of how a model runs.
"""

import math
from collections.abc import Mapping
from dataclasses import Field, asdict, dataclass, field, fields
from typing import Any, Final, Literal, cast

Kind = Literal["slider", "number", "choice", "switch"]
Number = int | float
Value = int | float | str | bool

_CONTROL: Final = "kith.control"


class ParamsError(ValueError):
    """A parameter that cannot be used; `message` says why in words for a reader."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.message = message


@dataclass(frozen=True, slots=True)
class Control:
    """One control as a page shows it. `options` are (value, label) pairs of a choice.

    Controls with the same `group`, a heading, belong together and stand side by side.
    """

    name: str
    kind: Kind
    label: str
    help: str
    unit: str
    minimum: Number | None
    maximum: Number | None
    step: Number | None
    options: tuple[tuple[str, str], ...]
    default: Value
    group: str = ""

    def to_json(self) -> dict[str, Any]:
        """The control as JSON-ready values; options are [value, label] lists."""
        return asdict(self) | {"options": [list(option) for option in self.options]}


def _declare(
    kind: Kind,
    default: Value,
    label: str,
    help: str,
    unit: str = "",
    bounds: tuple[Number, Number, Number] | None = None,
    options: Mapping[str, str] | None = None,
    group: str = "",
) -> Any:
    """A dataclass field that carries its control; the name is filled in by `controls`."""
    minimum, maximum, step = bounds or (None, None, None)
    pairs = tuple((options or {}).items())
    control = Control("", kind, label, help, unit, minimum, maximum, step, pairs, default, group)
    _check(control, default)
    return field(default=default, metadata={_CONTROL: control})


def slider[N: (int, float)](
    default: N,
    *,
    label: str,
    help: str,
    unit: str = "",
    minimum: N,
    maximum: N,
    step: N,
    group: str = "",
) -> N:
    """A number chosen by sliding. An int default takes whole numbers only."""
    bounds = (minimum, maximum, step)
    return cast(N, _declare("slider", default, label, help, unit, bounds, group=group))


def number[N: (int, float)](
    default: N,
    *,
    label: str,
    help: str,
    unit: str = "",
    minimum: N,
    maximum: N,
    step: N,
    group: str = "",
) -> N:
    """A number typed into a box. An int default takes whole numbers only."""
    bounds = (minimum, maximum, step)
    return cast(N, _declare("number", default, label, help, unit, bounds, group=group))


def choice(
    default: str, *, label: str, help: str, options: Mapping[str, str], group: str = ""
) -> str:
    """One of a few named values; `options` maps each value to its label."""
    return cast(str, _declare("choice", default, label, help, options=options, group=group))


def switch(default: bool, *, label: str, help: str, group: str = "") -> bool:
    """On or off."""
    return cast(bool, _declare("switch", default, label, help, group=group))


def controls(params: type) -> tuple[Control, ...]:
    """The controls of a `Params` class, in the order of its fields."""
    return tuple(_control(declared) for declared in fields(params))


def _control(declared: "Field[Any]") -> Control:
    control = declared.metadata.get(_CONTROL)
    if not isinstance(control, Control):
        raise TypeError(f"{declared.name}: declare it with slider, number, choice or switch")
    values = {item.name: getattr(control, item.name) for item in fields(Control)}
    return Control(**(values | {"name": declared.name}))


def parse_params[P](params: type[P], values: Mapping[str, object]) -> P:
    """Check a reader's values and make `Params` of them; what is missing keeps its default.

    Raises:
        ParamsError: for an unknown name, a wrong type, a number out of range or no such choice.
    """
    known = {control.name: control for control in controls(params)}
    for name in values:
        if name not in known:
            raise ParamsError(str(name)[:40], "This explainer has no setting of that name.")
    return params(**{name: _check(known[name], value) for name, value in values.items()})


def _check(control: Control, value: object) -> Value:
    if control.kind == "switch":
        return _check_switch(control, value)
    if control.kind == "choice":
        return _check_choice(control, value)
    return _check_number(control, value)


def _check_switch(control: Control, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ParamsError(control.name, f"{control.label} must be on or off.")


def _check_choice(control: Control, value: object) -> str:
    if isinstance(value, str) and value in dict(control.options):
        return value
    labels = "; ".join(label for _, label in control.options)
    raise ParamsError(control.name, f"{control.label} must be one of: {labels}.")


def _check_number(control: Control, value: object) -> Number:
    """A number in range; JavaScript has one number type, so 30.0 counts as the whole number 30."""
    low, high = control.minimum, control.maximum
    assert low is not None
    assert high is not None
    if isinstance(value, bool) or not isinstance(value, int | float) or not _is_finite(value):
        raise ParamsError(control.name, f"{control.label} must be a number.")
    if not low <= value <= high:
        unit = f" {control.unit}" if control.unit else ""
        raise ParamsError(control.name, f"{control.label} must be from {low} to {high}{unit}.")
    if isinstance(control.default, float):
        return float(value)
    if value != int(value):
        raise ParamsError(control.name, f"{control.label} must be a whole number.")
    return int(value)


def _is_finite(value: Number) -> bool:
    return isinstance(value, int) or math.isfinite(value)
