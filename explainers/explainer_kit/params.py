"""Parameters of a model: one declaration gives the default, the control and the check.

A model's `Params` is a frozen dataclass whose fields are made by `slider`, `number`, `choice`,
`switch` and `text_list`. `controls` reads them as what a page shows; `parse_params` checks what a
reader sent. `step` guides the control only: any value inside the range is accepted. Fields that
follow each other with the same `group` stand together under that name.

This module knows nothing of HTML, of any one model or of how a model runs.
"""

import math
from collections.abc import Mapping
from dataclasses import Field, asdict, dataclass, field, fields
from typing import Any, Final, Literal, cast

Kind = Literal["slider", "number", "choice", "switch", "text_list"]
Number = int | float
Value = int | float | str | bool | tuple[str, ...]

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

    Controls with the same `group`, a heading, belong together. `most` is how many items a list may
    have and `longest` how many characters each of them.
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
    most: int = 0
    longest: int = 0

    def to_json(self) -> dict[str, Any]:
        """The control as JSON-ready values; options are [value, label] lists."""
        return asdict(self) | {"options": [list(option) for option in self.options]}


def _declare(kind: Kind, default: Value, label: str, help: str, **more: Any) -> Any:
    """A dataclass field that carries its control; the name is filled in by `controls`."""
    minimum, maximum, step = more.pop("bounds", (None, None, None))
    options = tuple(more.pop("options", {}).items())
    unit = more.pop("unit", "")
    control = Control("", kind, label, help, unit, minimum, maximum, step, options, default, **more)
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
    more = {"unit": unit, "bounds": (minimum, maximum, step), "group": group}
    return cast(N, _declare("slider", default, label, help, **more))


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
    more = {"unit": unit, "bounds": (minimum, maximum, step), "group": group}
    return cast(N, _declare("number", default, label, help, **more))


def choice(
    default: str, *, label: str, help: str, options: Mapping[str, str], group: str = ""
) -> str:
    """One of a few named values; `options` maps each value to its label."""
    return cast(str, _declare("choice", default, label, help, options=options, group=group))


def switch(default: bool, *, label: str, help: str, group: str = "") -> bool:
    """On or off."""
    return cast(bool, _declare("switch", default, label, help, group=group))


def text_list(
    default: tuple[str, ...] = (),
    *,
    label: str,
    help: str,
    most: int,
    longest: int,
    group: str = "",
) -> tuple[str, ...]:
    """A few short texts, one on each line, such as names: at most `most` items.

    Each has at most `longest` characters once its spaces are tidied; empty lines do not count.
    """
    more = {"most": most, "longest": longest, "group": group}
    return cast(tuple[str, ...], _declare("text_list", default, label, help, **more))


def controls(params: type) -> tuple[Control, ...]:
    """The controls of a `Params` class, in the order of its fields."""
    return tuple(_control(declared) for declared in fields(params))


def _control(declared: "Field[Any]") -> Control:
    control = declared.metadata.get(_CONTROL)
    if not isinstance(control, Control):
        raise TypeError(
            f"{declared.name}: declare it with slider, number, choice, switch or text_list"
        )
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
    if control.kind == "text_list":
        return _check_list(control, value)
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


def _check_list(control: Control, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise ParamsError(control.name, f"{control.label} must be a list of texts.")
    items = tuple(item for text in value if (item := " ".join(text.split())))
    if len(items) > control.most:
        raise ParamsError(control.name, f"{control.label} can hold at most {control.most} lines.")
    if any(len(item) > control.longest for item in items):
        words = f"Each line of {control.label} can have at most {control.longest} characters."
        raise ParamsError(control.name, words)
    if any(map(_is_unwritable, "".join(items))):
        raise ParamsError(control.name, f"{control.label} has a character that cannot be shown.")
    return items


def _is_unwritable(character: str) -> bool:
    """A control character, or half of a pair that UTF-8 cannot hold."""
    return character < " " or "\x7f" <= character < "\xa0" or "\ud800" <= character <= "\udfff"


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
