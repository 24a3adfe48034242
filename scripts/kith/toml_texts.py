"""TOML that people write: read, or the one problem that keeps it from being read.

What the tables are about is not known here.
"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kith.problems import Problem
from kith.texts import read_text
from kith.toml_mends import explain

_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_NEW_FIELD: Final = re.compile(r"[ \t]*(?:#|$|\[|[\w.\"'-]+[ \t]*=)")


@dataclass(frozen=True, slots=True)
class TomlText:
    """A file's text and values. `problems` is empty where the values are those of the file."""

    text: str
    values: dict[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_toml(file: Path, path: str, rule: str) -> TomlText:
    """The values of a file. `path` is what problems call it, `rule` is what they are of."""
    read = read_text(file, path, rule)
    if read.problems:
        return TomlText(read.text, {}, read.problems)
    return parse_toml(read.text, path, rule)


def parse_toml(text: str, path: str, rule: str) -> TomlText:
    """The values of a text."""
    try:
        return TomlText(text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        line, column = _place(str(error), text)
        said, fix = explain(text, line, column, _PLACE.sub("", str(error)))
        message = f"not valid TOML: {said}"
    except RecursionError:
        line, column = 1, 1
        message, fix = "not valid TOML: lists stand too deep in lists", "write it flat"
    except ValueError as error:  # of a value that TOML allows and Python does not
        line, column = _line_of_value(text), 1
        message, fix = f"a value cannot be read: {error}", "write another one"
    return TomlText(text, {}, (Problem(path, line, column, rule, message, fix),))


def _place(said: str, text: str) -> tuple[int, int]:
    """Where the error is: at the end of the file what was left open may be far above."""
    found = _PLACE.search(said)
    if found and found[1]:
        return int(found[1]), int(found[2])
    last = text.rstrip("\n").count("\n") + 1
    if said.startswith(("Unterminated", "Unclosed")):
        return _opened(text), 1
    return last, 1


def _opened(text: str) -> int:
    """The line with whose beginning alone the text can be read no longer."""
    lines = text.split("\n")
    for number in range(len(lines), 0, -1):
        if _NEW_FIELD.match(lines[number - 1]) and _reads("\n".join(lines[: number - 1])):
            return number
    return 1


def _line_of_value(text: str) -> int:
    """The first line that cannot be read by itself for a reason that is not TOML's."""
    for number, line in enumerate(text.split("\n"), 1):
        try:
            tomllib.loads(line)
        except tomllib.TOMLDecodeError:
            continue
        except ValueError:
            return number
    return 1


def _reads(text: str) -> bool:
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
