"""The safe mend of the glossary: terms in order, as `kith check --fix` puts them.

A term moves with the comments that stand right above it. All else stays byte for byte: the head of
the file, the blank lines between terms, line ends. A file that is not in order otherwise, or would
not read the same but for its order, is left alone.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from kith.content.glossary.records import FILE, sort_key
from kith.project import Project

_HEAD: Final = re.compile(r"^[ \t]*\[\[[ \t]*terms[ \t]*\]\]", re.MULTILINE)
_ABOVE: Final = re.compile(r"(?:^[ \t]*#[^\n]*\n)+\Z", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One term's lines, with the comments above, and the blank lines that stand below."""

    text: str
    name: str


def mend_glossary(project: Project) -> Iterator[str]:
    """Sort the terms of the glossary where it is; what moved, in words, once it is written."""
    file = project.content / FILE
    name = project.relative(file)
    if not file.is_file():
        return
    try:
        text = file.read_bytes().decode("utf-8")
        mended, moved = sort_terms(text)
        if moved:
            file.write_bytes(mended.encode("utf-8"))
    except (OSError, UnicodeError) as error:
        yield f"{name}: not mended: {error}"
        return
    yield from (f"{name}:{line}: the term {term!r} stands in its order" for line, term in moved)


def sort_terms(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text with its terms in order, and the terms that have moved, with their new lines."""
    if text.startswith("\ufeff"):
        mended, moved = sort_terms(text[1:])
        return f"\ufeff{mended}", moved
    if "\n" not in text and "\r" in text:  # as old Macs end lines
        mended, moved = sort_terms(text.replace("\r", "\n"))
        return mended.replace("\n", "\r"), moved
    before = _terms(text)
    starts = _starts(text)
    if before is None or len(starts) != len(before):
        return text, []
    bodies, gaps = _cut(text, starts)
    names = _names(before)
    pieces = [_Piece(body, name) for body, name in zip(bodies, names, strict=True)]
    ordered = sorted(pieces, key=lambda piece: sort_key(piece.name))  # stable
    if ordered == pieces:
        return text, []
    new = text[: starts[0]] + "".join(
        part for piece, gap in zip(ordered, gaps, strict=True) for part in (piece.text, gap)
    )
    after = _terms(new)
    if after is None or sorted(map(repr, before)) != sorted(map(repr, after)):
        return text, []
    return new, list(_moved(pieces, ordered, new))


def _terms(text: str) -> list[Any] | None:
    try:
        found = tomllib.loads(re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff")))
    except (ValueError, RecursionError):
        return None
    terms = found.get("terms")
    alone = set(found) == {"terms"}  # a table behind the last term would move with it
    return terms if alone and isinstance(terms, list) and terms else None


def _names(terms: list[Any]) -> list[str]:
    """The name of each term; one without a name stays behind the term above it."""
    names: list[str] = []
    for term in terms:
        name = term.get("term") if isinstance(term, dict) else None
        names.append(name if isinstance(name, str) else (names[-1] if names else ""))
    return names


def _starts(text: str) -> list[int]:
    """Where the lines of each term begin, those of its comments included."""
    starts = []
    for head in _HEAD.finditer(text):
        above = _ABOVE.search(text, 0, head.start())
        starts.append(above.start() if above else head.start())
    if starts and starts[0] == 0:  # a head of the file that no blank line parts from the first term
        first = _HEAD.search(text)
        starts[0] = first.start() if first else 0
    return starts


def _cut(text: str, starts: list[int]) -> tuple[list[str], list[str]]:
    """The text of each term up to its last line, and the blank lines that follow it."""
    bodies, gaps = [], []
    for start, end in pairwise([*starts, len(text)]):
        whole = text[start:end]
        body = whole.rstrip()
        gap = whole[len(body) :]
        bodies.append(body)
        gaps.append(gap)
    return bodies, gaps


def _moved(before: list[_Piece], after: list[_Piece], text: str) -> Iterator[tuple[int, str]]:
    """The fewest terms whose moving makes the one order the other."""
    places = {id(piece): at for at, piece in enumerate(after)}
    stay = _longest_rise([places[id(piece)] for piece in before])
    lines = [text.count("\n", 0, head.start()) + 1 for head in _HEAD.finditer(text)]
    for at, piece in enumerate(after):
        if at not in stay:
            yield lines[at], piece.name


def _longest_rise(numbers: list[int]) -> set[int]:
    """The longest part of some numbers that rises: what is in order already."""
    best: list[list[int]] = []
    for number in numbers:
        below = [run for run in best if run[-1] < number]
        longest = sorted(below, key=len)[-1] if below else []
        best.append([*longest, number])
    return set(sorted(best, key=len)[-1]) if best else set()
