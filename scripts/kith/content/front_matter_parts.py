"""Front matter line by line, before YAML reads it: which field each line belongs to.

YAML tells of an error where it could not go on, often lines below the one that is wrong. A field by
itself either reads or does not; so the line to mend is found, and what stands in it is known as its
author wrote it. Nothing is said here of what a field must hold.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

import yaml

from kith.yaml_texts import loader_for

_HEAD: Final = re.compile(
    r"^(?P<name>[^\W\d_][\w -]*?|<<|\"[^\"]*\"|'[^']*'|[\w.]+)(?P<sep>[ \t]*:)(?P<value>.*)$"
)
_ITEM: Final = re.compile(
    r"^\s*(?:(?P<sign>[-*+•·–—▪◦●])(?P<blank>\s*)|\d+[.)]\s+)(?P<text>\S.*?)\s*$"
)
_FLOW: Final = ("[", "{", '"', "'", "|", ">")


@dataclass(frozen=True, slots=True)
class Item:
    """One line below a field, with what goes on from it in lines that are indented further.

    `sign` is what it begins with, "" for none; `line` is the file's.
    """

    line: int
    written: str
    sign: str
    text: str

    @property
    def indent(self) -> int:
        return _indent(self.written)

    @property
    def in_order(self) -> bool:
        """Whether YAML takes it for an item of a list."""
        return re.match(r"^ *- +\S", self.written) is not None


@dataclass(frozen=True, slots=True)
class Part:
    """One field with all its lines. `value` is what stands behind its colon."""

    name: str
    line: int
    value: str
    lines: tuple[str, ...]
    blank_after_colon: bool

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    @property
    def items(self) -> list[Item]:
        """The lines below the first, as far as something stands in them."""
        found: list[Item] = []
        for at, written in enumerate(self.lines[1:], 1):
            if not written.strip() or written.strip().startswith("# "):
                continue
            match = _ITEM.match(written)
            if not match and found and found[-1].sign and _indent(written) > found[-1].indent:
                found[-1] = replace(found[-1], text=f"{found[-1].text} {written.strip()}")
                continue
            sign = (match["sign"] or "1.") if match else ""
            text = match["text"] if match else written.strip()
            found.append(Item(self.line + at, written, sign, text))
        return found

    @property
    def is_plain(self) -> bool:
        """Whether its value has no quotation marks, brackets or folds that are YAML's own."""
        return not self.value.startswith(_FLOW)

    def read(self) -> tuple[bool, Any]:
        """Whether YAML can read it by itself, and what it makes of it."""
        try:
            found = loader_for(self.text).get_single_data()
        except (yaml.YAMLError, ValueError, RecursionError):
            return False, None
        if not isinstance(found, dict) or len(found) != 1:
            return False, None
        return True, next(iter(found.values()))


def split_parts(text: str, first_line: int = 2) -> Iterator[Part]:
    """The fields of front matter, in order. Comments and blank lines belong to the field above."""
    lines = text.removesuffix("\n").split("\n")
    starts = [at for at, line in enumerate(lines) if _HEAD.match(line)]
    for at, end in pairwise([*starts, len(lines)]):
        match = _HEAD.match(lines[at])
        assert match is not None
        value = match["value"]
        yield Part(
            match["name"].strip("\"'"),
            at + first_line,
            value.strip(),
            tuple(lines[at:end]),
            not value or value[0] in " \t",
        )


def stray_lines(text: str, first_line: int = 2) -> Iterator[tuple[int, str]]:
    """What stands above the first field and is neither blank nor a comment."""
    for number, line in enumerate(text.split("\n"), first_line):
        if _HEAD.match(line):
            return
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
