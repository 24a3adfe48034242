"""Blocks of the form `/// name | argument`, as their author wrote them.

The Markdown extension draws a block only when all of it is in order, and leaves anything else as
text. So the checks read blocks here, from the source, where every mistake has a line.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import yaml

from kith.content.source import Source
from kith.problems import Problem, nearest

_OPENING: Final = re.compile(
    r"^/{3,}[ \t]*(?P<name>[\w-]+)[ \t]*(?:\|[ \t]*(?P<argument>.*?))?[ \t]*$"
)
_CLOSING: Final = re.compile(r"^/{3,}[ \t]*$")
_HALF_INDENTED: Final = re.compile(r"^ {1,3}\S|^(?:verdict|id|scenario)[ \t]*[:=]")
"""Below a head: an option without its blanks, or what can be nothing else."""
_HALF_OPTION: Final = re.compile(r"^ {1,3}[\w-]+:(?:[ \t]|$)")
_OPTION_LINE: Final = re.compile(r"^(?: {4}|\t)\S")


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `options` is None where they are not valid YAML; lines count from 1.

    `body` is what stands between options and end, as it is written, code included.
    """

    name: str
    argument: str
    line: int
    options: Mapping[str, object] | None
    option_lines: Mapping[str, int]
    body: str = ""


def find_blocks(source: Source, name: str) -> Iterator[Block]:
    """The blocks of that name in a page, in order; those inside code are not blocks."""
    lines = source.prose.split("\n")
    written = source.text.split("\n")
    for index, line in enumerate(lines):
        match = _OPENING.match(line)
        if match and match["name"] == name:
            yield _read_block(match, index, lines, written)


def check_blocks(source: Source, names: Iterable[str]) -> Iterator[Problem]:
    """What keeps a block from being drawn, so that readers would see its source as text."""
    known = list(names)
    half = set(half_indented(source))
    opened: tuple[str, int] | None = None
    for number, line in enumerate(source.prose.split("\n"), 1):
        match = _OPENING.match(line)
        if opened is None and match:
            opened = (match["name"], number)
            if match["name"] not in known:
                fix = nearest(match["name"], known) or f"the blocks are {', '.join(known)}"
                message = f"no block {match['name']!r}"
                yield Problem(source.path, number, 1, "page/block", message, fix)
        elif opened and _CLOSING.match(line):
            opened = None
        elif number in half or (opened and number == opened[1] + 1 and _HALF_INDENTED.match(line)):
            fix = "indent options by four spaces"
            yield Problem(
                source.path, number, 1, "page/block", "this is not read as an option", fix
            )
    if opened:
        message = f"the block {opened[0]!r} has no end"
        yield Problem(source.path, opened[1], 1, "page/block", message, "add a line ///")


def half_indented(source: Source) -> Iterator[int]:
    """Lines below a block's head that are options, but for the spaces that are missing."""
    in_options = False
    for number, line in enumerate(source.prose.split("\n"), 1):
        if _OPENING.match(line):
            in_options = True
        elif in_options and _HALF_OPTION.match(line):
            yield number
        else:
            in_options = in_options and _OPTION_LINE.match(line) is not None


def _read_block(match: re.Match[str], index: int, lines: list[str], written: list[str]) -> Block:
    option_lines: dict[str, int] = {}
    texts = []
    for number, line in enumerate(lines[index + 1 :], index + 2):
        if not _OPTION_LINE.match(line):
            break
        texts.append(line.strip())
        option_lines[line.partition(":")[0].strip()] = number
    options: Mapping[str, object] | None
    try:
        options = yaml.safe_load("\n".join(texts)) or {}
    except (yaml.YAMLError, ValueError, RecursionError):
        options = None
    if not isinstance(options, Mapping):
        options = None
    start = index + 1 + len(texts)
    end = next((at for at in range(start, len(lines)) if _CLOSING.match(lines[at])), len(lines))
    return Block(
        match["name"],
        (match["argument"] or "").strip(),
        index + 1,
        options,
        option_lines,
        "\n".join(written[start:end]).strip("\n"),
    )
