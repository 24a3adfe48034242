"""Lists and tables as CommonMark reads them, rewritten for Python-Markdown.

Python-Markdown wants four blanks for a nested list, a blank line before a list and before a table,
and forgets with which number a list begins. People who learned Markdown elsewhere expect otherwise.
markdown-it, which follows the CommonMark specification, says where lists and tables are; here they
are indented and parted as Python-Markdown wants them. Blocks (///) are read piece by piece, since
CommonMark does not know them.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MAY_BE: Final = re.compile(r"^[ >]*(?:[-+*]|\d+[.)])(?:[ \t]|$)|^.*\|.*$", re.MULTILINE)
_BLOCK_LINE: Final = re.compile(r"^[ ]*/{3,}")
_OPTION: Final = re.compile(r"^(?: {4,}|\t)\S")
_ITEM: Final = re.compile(r"^(?P<indent> {0,3})(?P<sign>[-+*]|(?P<number>\d{1,9})[.)])(?P<gap> *)")
_MARKER: Final = re.compile(
    r"^(?P<indent>[ \u00a0]*)(?:(?:[•·▪◦●○‣⁃\uf0b7])[ \u00a0]*(?=\S)|(?P<number>\d{1,3}[.)])\u00a0+"
    r"|[-+*]\u00a0+)"
)
_NUMBERED: Final = re.compile(r"^(?P<indent> {0,3})\d{1,9}[.)] +(?=\S)")
_ANY_ITEM: Final = re.compile(r"^ *(?:[-+*]|\d{1,9}[.)]) ")
_GENEROUS: Final = 2  # blanks that are enough below a number too, as below a hyphen
_QUOTE: Final = re.compile(r"^ {0,3}> ?")
_INDENT: Final = " " * 4
_YEAR: Final = 1000
"""A number from here on, at the beginning of a line, is a year and no item of a list."""
_DEEPEST: Final = 12
_LISTS: Final = frozenset(["bullet_list_open", "ordered_list_open"])
_PARTING: Final = "<!-- -->"
"""Keeps two lists apart that follow each other: Python-Markdown would make them one."""


def rewrite(lines: list[str]) -> list[str]:
    """The lines of a page with its lists and tables as Python-Markdown reads them."""
    lines = [_plain_marker(line) for line in lines]
    if not any(map(_MAY_BE.match, lines)):
        return lines
    found: list[str] = []
    for is_text, group in groupby(_marked(lines), key=lambda pair: pair[0]):
        part = [line for _, line in group]
        found += _rewrite(part) if is_text else part
    return found


def _plain_marker(line: str) -> str:
    """A line with a word processor's bullet as a hyphen, and plain blanks around its marker."""
    if not _MARKER.match(line):
        return line
    return _MARKER.sub(
        lambda found: f"{' ' * len(found['indent'])}{found['number'] or '-'} ", line, count=1
    )


def indented_code(lines: list[str]) -> Iterator[int]:
    """The lines, from 1, at which code begins that only blanks make code."""
    first = 1
    for is_text, group in groupby(_marked(lines), key=lambda pair: pair[0]):
        part = [line for _, line in group]
        if is_text and any(map(_OPTION.match, part)):
            for token in _parser().parse("\n".join(part)):
                if token.type == "code_block" and token.map:
                    yield first + token.map[0]
        first += len(part)


def _marked(lines: list[str]) -> Iterator[tuple[bool, str]]:
    """Each line, and whether it is text: no line of a block's own, nor one of its options."""
    in_head = False
    for line in lines:
        opens = _BLOCK_LINE.match(line) is not None
        in_head = opens or (in_head and _OPTION.match(line) is not None)
        yield not in_head, line


@cache
def _parser() -> MarkdownIt:
    """CommonMark with tables; what stands in a line is not read."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _rewrite(lines: list[str], depth: int = 0, *, in_item: bool = False) -> list[str]:
    if depth > _DEEPEST or not any(map(_MAY_BE.match, lines)):
        return lines
    found: list[str] = []
    lines = list(_aligned(lines))
    at, before = 0, ""
    tokens = _parser().parse("\n".join(lines))
    for position, token in enumerate(tokens):
        if token.level or token.map is None:
            continue
        if token.type in _READERS:
            start, end = token.map[0], _end(lines, token)
            found += lines[at:start]
            if found and found[-1].strip() and not (in_item and token.type in _LISTS):
                found.append("")
            if token.type in _LISTS and token.type == before:
                found += [_PARTING, ""]
            found += _READERS[token.type](lines, tokens[position:], depth)
            if end < len(lines) and lines[end].strip() and found[-1].strip():
                found.append("")
            at = end
        before = token.type
    return found + lines[at:]


def _aligned(lines: list[str]) -> Iterator[str]:
    """The lines, with those that stand two blanks below a number moved below its words.

    CommonMark wants three, or four below 10., but who counts by two under a hyphen does so here.
    """
    column, words, shift = -1, 0, -1
    before = ""
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        number = _NUMBERED.match(line)
        if line.strip() and column >= 0 and indent < column + _GENEROUS:
            column = -1
        if number and column < 0:
            column, words, shift = len(number["indent"]), number.end(), -1
        elif line.strip() and column >= 0:
            if shift < 0 and (_ANY_ITEM.match(line) or not before.strip() or indent >= words):
                shift = max(words - indent, 0)
            line = f"{' ' * max(shift, 0)}{line}"
        before = line
        yield line


def _end(lines: list[str], token: Token) -> int:
    """The line after a list, quotation or table; blank lines at its end do not belong to it."""
    assert token.map
    end = min(token.map[1], len(lines))
    while end > token.map[0] + 1 and not lines[end - 1].strip():
        end -= 1
    return end


def _list(lines: list[str], tokens: list[Token], depth: int) -> list[str]:
    """The items of the list that the first token opens."""
    starts = [
        token.map[0]
        for token in _until_closed(tokens)
        if token.map and token.type == "list_item_open" and token.level == 1
    ]
    ends = [*starts[1:], _end(lines, tokens[0])]
    found: list[str] = []
    for start, end in zip(starts, ends, strict=True):
        part = lines[start:end]
        if _is_year(part[0]):
            if found and found[-1].strip():
                found.append("")
            found += [re.sub(r"[.)]", r"\\\g<0>", part[0], count=1), *part[1:]]
        else:
            if found and found[-1].strip() and "" in found:
                found.append("")  # where one item has paragraphs, only a blank line ends it
            found += _item(part, depth)
    return found


def _is_year(line: str) -> bool:
    """Whether a line begins with a number that no list comes to."""
    match = _ITEM.match(line)
    return match is not None and int(match["number"] or 0) >= _YEAR


def _until_closed(tokens: list[Token]) -> Iterator[Token]:
    """A token that opens, and those up to the one that closes it."""
    for number, token in enumerate(tokens):
        yield token
        if number and token.level == 0:
            return


def _item(lines: list[str], depth: int) -> list[str]:
    """One item: its sign, and below it all that belongs to it, indented by four."""
    match = _ITEM.match(lines[0])
    if match is None:  # cannot be: CommonMark has found an item here
        return lines
    rest = lines[0][match.end() :]
    gap = len(match["gap"]) if rest and len(match["gap"]) <= len(_INDENT) else 1
    width = len(match["indent"]) + len(match["sign"]) + gap
    inside = [lines[0][width:], *(_dedented(line, width) for line in lines[1:])]
    first, *others = _rewrite(inside, depth + 1, in_item=True)
    sign = f"{match['number']}." if match["number"] else match["sign"]
    return [f"{sign} {first}" if first else sign, *(line and f"{_INDENT}{line}" for line in others)]


def _dedented(line: str, width: int) -> str:
    """A line without its first blanks; one with fewer goes on with the paragraph above."""
    blanks = len(line) - len(line.lstrip(" "))
    return line[min(width, blanks) :]


def _quotation(lines: list[str], tokens: list[Token], depth: int) -> list[str]:
    """A quotation, with the lists in it."""
    assert tokens[0].map
    inside = [_QUOTE.sub("", line) for line in lines[tokens[0].map[0] : _end(lines, tokens[0])]]
    return [f"> {line}" if line else ">" for line in _rewrite(inside, depth + 1)]


def _table(lines: list[str], tokens: list[Token], depth: int) -> list[str]:
    del depth
    assert tokens[0].map
    return lines[tokens[0].map[0] : _end(lines, tokens[0])]


_READERS: Final = {
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "blockquote_open": _quotation,
    "table_open": _table,
}
