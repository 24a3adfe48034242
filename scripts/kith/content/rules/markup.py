"""Markup that people bring from elsewhere and that would stand on the page as bare signs.

What a pattern finds is a row of `foreign`; here is what takes more than that. Lists and stray signs
need neither: they are rendered as they are meant (`kith.content.markdown`).
"""

import re
from collections.abc import Iterator
from typing import Final

from kith.content.markdown.lists import indented_code
from kith.content.rules.fields import check_fields
from kith.content.rules.foreign import KINDS
from kith.content.source import Source
from kith.problems import Problem

_TICK: Final = re.compile(r"^[ ]*[-+*][ ]\[[ xX]\](?=[ ])")
_OPENING: Final = re.compile(r"^/{3,}[ \t]*(?P<name>[\w-]+)")
_CLOSING: Final = re.compile(r"^/{3,}[ \t]*$")
_RULE_BELOW_TEXT: Final = re.compile(r"^(?![ ]*$)(?![ ]{0,3}[|>#-])[^\n]+\n(-+|=+)[ ]*$", re.M)
_STARS: Final = re.compile(r"(?<![\\*])\*\*(?!\*)")
_PARAGRAPH: Final = re.compile(r"(?:^.*\S.*\n?)+", re.MULTILINE)
_BRACES: Final = re.compile(r"(?<!\\)\{:?[ ]*[#.][A-Za-z][^{}\n]*\}|\{[^{}\n]*=[“”„‘’][^{}\n]*\}")
_TAKES_BRACES: Final = re.compile(r"^(?:#{1,6}[ ].*|[ ]*\|.*|.*[)\]*_`>]|[ ]*)$")
"""What a list of attributes may follow: a heading, a cell, a link or what is emphasised."""


def check_markup(source: Source) -> Iterator[Problem]:
    """Everything in one page that would stand there as bare signs."""
    prose = source.prose
    for kind in KINDS:
        for match in kind.pattern.finditer(prose):
            at = match.start() + len(match[0]) - len(match[0].lstrip())
            yield _problem(source, at, kind.message, kind.mend)
    if source.open_fence is not None:
        mend = "write the same signs in a line below the code"
        yield _problem(source, source.open_fence, "code that begins here never ends", mend)
    yield from _boxes(source)
    yield from _code_by_accident(source)
    for match in _RULE_BELOW_TEXT.finditer(prose):
        message = f"the line of {match[1][0]} makes a heading of the line above it"
        mend = "put a blank line between them, or begin the heading with ##"
        yield _problem(source, match.start(1), message, mend)
    yield from _stars(source)
    yield from _braces(source)
    yield from check_fields(source)


def _stars(source: Source) -> Iterator[Problem]:
    """Two stars that make nothing bold: alone in their paragraph, or between blanks."""
    for paragraph in _PARAGRAPH.finditer(source.prose):
        text = f" {paragraph[0]} "
        found = [match.start() for match in _STARS.finditer(text)]
        loose = [at for at in found if text[at - 1].isspace() and text[at + 2].isspace()]
        bare = loose or (found[-1:] if len(found) % 2 else [])
        if bare:
            message = "these stars stay stars, since they begin or end nothing"
            mend = "write **words** without blanks inside, or \\*\\* for the signs"
            yield _problem(source, paragraph.start() + bare[0] - 1, message, mend)


def _braces(source: Source) -> Iterator[Problem]:
    """Attributes where nothing takes them."""
    prose = source.prose
    for match in _BRACES.finditer(prose):
        before = prose[prose.rfind("\n", 0, match.start()) + 1 : match.start()]
        if re.search("=[“”„‘’]", match[0]) or not _TAKES_BRACES.match(before):
            message = "these braces stay on the page as they are"
            mend = "take them out; a name for a link stands after a heading: ## Heading {#name}"
            yield _problem(source, match.start(), message, mend)


def _boxes(source: Source) -> Iterator[Problem]:
    """Boxes to tick, which only a quiz has."""
    block = ""
    offset = 0
    for line in source.prose.split("\n"):
        opening = _OPENING.match(line)
        if opening:
            block = opening["name"]
        elif _CLOSING.match(line):
            block = ""
        elif block != "check" and (tick := _TICK.match(line)):
            mend = "take [ ] out, or make it a quiz: /// check | The question?"
            yield _problem(
                source, offset + tick.end() - 3, "a box to tick is bare signs here", mend
            )
        offset += len(line) + 1


def _code_by_accident(source: Source) -> Iterator[Problem]:
    first = source.text.count("\n", 0, len(source.text) - len(source.body))
    for line in indented_code(source.body.split("\n")):
        message = "this is shown as code, since four blanks or more stand before it"
        mend = "take the blanks out; code stands between two lines of ```"
        yield Problem(source.path, first + line, 1, "page/markup", message, mend)


def _problem(source: Source, offset: int, message: str, mend: str) -> Problem:
    return Problem(source.path, *source.place(offset), "page/markup", message, mend)
