"""Tagged lines: the records of RIS, as programs and people have them, split and counted.

Byte order marks, small letters, blanks too few, a missing ER, a TY glued
to the line before it, values over several lines: all give records. What a tag means is not known
here. `endnote.py` and `medline.py` bring their formats into the same lines.
"""

import html
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kith.bibliography.adding.ris_tags import KNOWN, READ

_STRICT: Final = re.compile(r"\s{0,3}([A-Z][A-Z0-9])  ?- ?(.*)")
_LOOSE: Final = re.compile(r"\s{0,3}([A-Za-z][A-Za-z0-9])(?:[ \t]{1,4}[-–](?=\s|$|\S)|-[ \t])(.*)")
_GLUED: Final = re.compile(
    r"(?<=\S)[ \t]*(?=TY {1,2}- ?[A-Z]{3,8}[ \t]*$)|[ \t]{4,}(?=[A-Z][A-Z0-9]  - )"
)
_BEGINS: Final = re.compile(r"(?:^|\n)[\ufeff\s]{0,3}TY(?:[ \t]{1,4}[-–]|-[ \t])", re.IGNORECASE)


_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,30});", re.IGNORECASE)


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
    """The lines with their numbers from 1; other signs that end lines are blanks in a value."""
    yield from enumerate(text.removeprefix("\ufeff").split("\n"), 1)


def unescaped(value: str) -> str:
    """A value without the entities of HTML that some databases leave in."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), value)


def blocks(text: str) -> Iterator[Block]:
    """The records of a RIS file, in order."""
    found: list[Line] = []
    begun = small = False
    for number, whole in lines_of(text):
        for line in _GLUED.sub("\n", whole).split("\n"):
            tag, value = _split(line, small)
            if tag == "TY":
                if begun:
                    yield tuple(found)
                begun, found = True, [Line(tag, value, number)]
                small = line.lstrip().startswith("ty")
            elif tag == "ER":
                if begun or _says_something(found):
                    yield tuple(found)
                begun, found = False, []
            elif tag:
                found.append(Line(tag, value, number))
            elif begun and line.strip():
                last = found[-1]
                found[-1] = last._replace(value=f"{last.value}\n{line.strip()}".strip())
    if begun or _says_something(found):
        yield tuple(found)


def _says_something(lines: list[Line]) -> bool:
    """Whether lines that no TY begins are a record; marks of a file's start and end are none."""
    return any(line.tag in READ and line.value for line in lines)


def _split(line: str, small: bool) -> tuple[str, str]:
    """A tag and its value, or no tag for a line that goes on with the one before.

    Where a program writes tags in small letters, it does so from TY on; elsewhere “of - …” is text.
    """
    match = _STRICT.fullmatch(line) or _LOOSE.fullmatch(line)
    if match is None:
        return "", ""
    tag = match[1].upper()
    is_tag = tag == match[1] or small or match[1] == "ty"
    if not is_tag or (tag not in KNOWN and not _STRICT.fullmatch(line)):
        return "", ""
    return tag, match[2].strip()
