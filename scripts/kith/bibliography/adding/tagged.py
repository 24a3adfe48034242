"""Tagged lines: the records of RIS, as programs and people have them, split and counted.

Line ends of every kind, byte order marks, small letters, blanks too few, a missing ER, a TY glued
to the line before it, values over several lines: all give records. What a tag means is not known
here. `endnote.py` and `medline.py` bring their formats into the same lines.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kith.bibliography.adding.ris_tags import KNOWN

_ENDS: Final = re.compile(r"\r\n|\r|\n")
_STRICT: Final = re.compile(r"\s{0,3}([A-Z][A-Z0-9])  ?- ?(.*)")
_LOOSE: Final = re.compile(r"\s{0,3}([A-Za-z][A-Za-z0-9])(?:[ \t]{1,4}[-–](?=\s|$|\S)|-[ \t])(.*)")
_GLUED: Final = re.compile(
    r"(?<=\S)[ \t]*(?=TY {1,2}- ?[A-Z]{3,8}[ \t]*$)|[ \t]{4,}(?=[A-Z][A-Z0-9]  - )"
)
_BEGINS: Final = re.compile(r"(?:^|[\r\n])[\ufeff\s]{0,3}TY[ \t]{0,4}[-–]", re.IGNORECASE)


class Line(NamedTuple):
    """A tag and its value; the parts of a value over several lines have a line break between."""

    tag: str
    value: str
    number: int


type Block = tuple[Line, ...]
"""The lines of one record, from TY on, without ER."""


def is_ris(text: str) -> int:
    """Where the first record begins, or -1."""
    found = _BEGINS.search(text)
    return found.start() if found else -1


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers from 1, whatever ends them."""
    yield from enumerate(_ENDS.split(text.removeprefix("\ufeff")), 1)


def blocks(text: str) -> Iterator[Block]:
    """The records of a RIS file, in order."""
    found: list[Line] = []
    begun = False
    for number, whole in lines_of(text):
        for line in _GLUED.sub("\n", whole).split("\n"):
            tag, value = _split(line)
            if tag == "TY":
                if begun:
                    yield tuple(found)
                begun, found = True, [Line(tag, value, number)]
            elif tag == "ER":
                if found:
                    yield tuple(found)
                begun, found = False, []
            elif tag:
                found.append(Line(tag, value, number))
            elif begun and line.strip():
                last = found[-1]
                found[-1] = last._replace(value=f"{last.value}\n{line.strip()}".strip())
    if found:
        yield tuple(found)


def _split(line: str) -> tuple[str, str]:
    """A tag and its value, or no tag for a line that goes on with the one before."""
    match = _STRICT.fullmatch(line)
    if match is None:
        match = _LOOSE.fullmatch(line)
        if match is None or match[1].upper() not in KNOWN:
            return "", ""
        if (
            match[1].islower()
            and match[1] not in ("ty", "er")
            and not line.startswith(f"{match[1]}  -")
        ):  # “of - …” goes on with a sentence
            return "", ""
    return match[1].upper(), match[2].strip()
