"""Brackets that are meant as citations, and are read as something else.

What a citation is, the Markdown extension decides; here are the slips that it would pass over: two
works without a semicolon, a part without an @, a key alone in brackets, a link by accident.
"""

import re
from collections.abc import Callable, Iterator, Set
from typing import Final

from kith.bibliography.citing.citations import KEY
from kith.content.source import Source
from kith.problems import Problem

_BRACKET: Final = re.compile(r"(?<![\\!\]\w])\[(?P<inside>(?:[^\[\]\n]|\n(?!\n)|\[[^\[\]]*\])*)\]")
_AT: Final = re.compile(rf"(?<![\w@/.:+\\])-?@{KEY}")
_LINK_AFTER: Final = re.compile(r"\((?P<target>[^()\n]*)\)")
_ADDRESS: Final = re.compile(r"^(?:https?:|mailto:|#|/|\.)|\.(?:md|html?|pdf)\b|^\S+/\S*$")
_ALONE: Final = re.compile(r"[A-Za-z][A-Za-z_-]*\d{4}[a-z]?(?:[\w-]*)")
_PARENTHESES: Final = re.compile(
    r"\((?:see |e\.g\.,? )?@[\w{][^()\[\];]*;\s*(?:see |also |and )?@[\w{][^()\[\]]*\)"
)


def check_citing(source: Source, known: Set[str]) -> Iterator[Problem]:
    """Every such slip in one page. `known` are the keys of the library."""
    prose = source.prose

    def problem(offset: int, message: str, mend: str) -> Problem:
        return Problem(source.path, *source.place(offset), "cite/syntax", message, mend)

    for bracket in _BRACKET.finditer(prose):
        inside = bracket["inside"]
        if not _AT.search(inside):
            yield from _key_alone(bracket, prose, known, problem)
            continue
        if _LINK_AFTER.match(prose, bracket.end()) and not _is_link(prose, bracket.end()):
            message = "the parentheses right after this citation are read as a link"
            yield problem(bracket.end(), message, "put a blank between ] and (")
        yield from _parts(bracket, problem)
    for pair in _PARENTHESES.finditer(prose):
        message = "works in parentheses would have parentheses of their own"
        yield problem(pair.start(), message, f"write [{pair[0][1:-1]}]")


def _is_link(prose: str, at: int) -> bool:
    target = _LINK_AFTER.match(prose, at)
    return target is not None and _ADDRESS.search(target["target"].strip()) is not None


def _parts(
    bracket: re.Match[str], problem: Callable[[int, str, str], Problem]
) -> Iterator[Problem]:
    """The parts between semicolons: each has one work."""
    start = bracket.start("inside")
    for part in re.split(r"(?<!\\);(?![^{]*\})", bracket["inside"]):
        outside = re.sub(r"\[[^\[\]]*\]", lambda found: " " * len(found[0]), part)
        keys = list(_AT.finditer(outside))
        if len(keys) > 1:
            second = keys[1][0]
            message = (
                f"{second} stands in one part with {keys[0][0]}, so it is read as words after it"
            )
            yield problem(start + keys[1].start(), message, f"write a semicolon before {second}")
        elif not keys and part.strip():
            word = part.split()[0].strip(",")
            message = f"“{' '.join(part.split())}” names no work, so these brackets are no citation"
            yield problem(start, message, f"write @{word}, or take it out of the brackets")
        start += len(part) + 1


def _key_alone(
    bracket: re.Match[str],
    prose: str,
    known: Set[str],
    problem: Callable[[int, str, str], Problem],
) -> Iterator[Problem]:
    """[smith2019]: a key of the library without its @, where no link is meant."""
    if prose[bracket.end() : bracket.end() + 1] in ("(", "[", ":"):
        return
    parts = [part.strip().partition(",")[0] for part in bracket["inside"].split(";")]
    keys = [part for part in parts if part in known or _ALONE.fullmatch(part)]
    if keys and len(keys) == len(parts):
        cited = "; ".join(f"@{key}" for key in keys)
        message = f"[{bracket['inside']}] has no @, so it stays as it is"
        yield problem(bracket.start(), message, f"write [{cited}]")
