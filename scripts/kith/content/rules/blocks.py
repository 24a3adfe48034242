"""The strokes and heads of blocks: what keeps one from being drawn, though its name is right.

Strokes that do not match, a block in a block of as many strokes, an argument or option that the
block does not take: the site's extensions then leave it as text, or end it somewhere else. What the
options of a claim or an explainer may say, the checks of those tell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kith.content.blocks import Block, find_blocks
from kith.content.source import Source
from kith.problems import Problem, nearest

_LINE: Final = re.compile(
    r"^(?P<indent>[ \t]*)(?P<strokes>/{3,})[ \t]*(?:(?P<name>[\w-]+)[ \t]*(?:\|.*)?)?$"
)
_TWO: Final = re.compile(r"^[ \t]*/{1,2}[ \t]*(?P<name>[a-z-]+)[ \t]*\|")
_NO_BAR: Final = re.compile(
    r"^(?P<strokes>/{3,})[ \t]*(?P<name>[a-z-]+)[ \t]*[ \t:](?P<rest>.*\S.*)$"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What a block takes on its first line and below it; an `argument` of None is as one likes."""

    argument: bool | None
    options: tuple[str, ...] = ()


HEADS: Final = {
    **{name: Head(None) for name in ("card", "check", "debrief", "exercise", "facilitator")},
    "handout": Head(None),
    **{name: Head(False) for name in ("articles", "bibliography", "claims", "glossary")},
    **{name: Head(False) for name in ("helplines", "verdicts")},
    "newest-claims": Head(False, ("count",)),
    "door": Head(True, ("section",)),
    "personas": Head(True),
}
"""Every block but those whose own checks read their heads."""


def check_blocks(source: Source) -> Iterator[Problem]:
    """Every such slip in one page."""
    yield from _strokes(source)
    for name, head in HEADS.items():
        for block in find_blocks(source, name):
            yield from _head(source, block, head)


def _strokes(source: Source) -> Iterator[Problem]:
    open_blocks: list[tuple[str, int]] = []  # names, and how many strokes each has
    ended = 0  # blocks that were ended by one inside them, whose own ends are still to come
    for number, line in enumerate(source.prose.split("\n"), 1):

        def problem(message: str, mend: str, at: int = number) -> Problem:
            return Problem(source.path, at, 1, "page/block", message, mend)

        match = _LINE.match(line)
        length = len(match["strokes"]) if match else 0
        lengths = [known for _, known in open_blocks]
        if match is None:
            if two := _TWO.match(line):
                yield problem("a block begins with three strokes", f"write /// {two['name']} | …")
            elif bare := _NO_BAR.match(line):
                name, rest = bare["name"], bare["rest"].strip()
                message = "a bar is missing between a block's name and what follows"
                yield problem(message, f"write {bare['strokes']} {name} | {rest}")
                open_blocks.append((name, len(bare["strokes"])))
        elif match["name"]:
            if match["indent"]:
                message = "a block begins at the start of its line, and in no list"
                yield problem(message, "take the blanks before it and its lines out")
            if length in lengths:
                outer = open_blocks[lengths.index(length)][0]
                message = f"the block {outer!r} would end before this one in it"
                mend = f"begin and end {outer!r} with one stroke more: {'/' * (length + 1)}"
                yield problem(message, mend)
                ended += len(open_blocks) - lengths.index(length)
                del open_blocks[lengths.index(length) :]
            open_blocks.append((match["name"], length))
        elif length in lengths:
            del open_blocks[lengths.index(length) :]
        elif open_blocks:
            name, wanted = open_blocks.pop()
            message = f"the block {name!r} begins with {wanted} strokes, and here are {length}"
            yield problem(message, f"end it with {'/' * wanted}")
        elif ended:
            ended -= 1
        else:
            yield problem("no block ends here", "take this line out, or begin the block above")


def _head(source: Source, block: Block, head: Head) -> Iterator[Problem]:
    place = (source.path, block.line, 1, "page/block")
    named = f"the block {block.name!r}"
    if head.argument and not block.argument:
        yield Problem(*place, f"{named} has no name", f"write /// {block.name} | …")
    elif head.argument is False and block.argument:
        yield Problem(*place, f"{named} takes nothing after its name", "take it out")
    below = (source.path, block.line + 1, 1, "page/block")
    if block.options is None:
        message = "lines below a head with four blanks before them are read as options"
        yield Problem(*below, message, "take the blanks out; an option is `    name: value`")
        return
    for option in block.options:
        if option not in head.options:
            mend = nearest(str(option), head.options) or "take the line out, or its blanks"
            line = block.option_lines.get(str(option), block.line)
            yield Problem(
                source.path, line, 5, "page/block", f"{named} has no option {option!r}", mend
            )
