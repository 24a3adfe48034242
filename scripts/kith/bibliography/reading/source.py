"""The text of a .bib file: its comments blanked, its offsets as places, its blocks in order.

bibtexparser splits the text into blocks here and nowhere else. What a block says is read in
`bibtex.py`.
"""

import logging
import re
from bisect import bisect_right
from collections.abc import Iterator

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    ImplicitComment,
    ParsingFailedBlock,
)

from kith.bibliography.reading.place import Place
from kith.problems import Problem
from kith.texts import decode

# The splitter logs what it cannot split; here the same becomes a Problem with a place.
logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL + 1)

_CONTROL = {code: " " for code in range(32) if chr(code) not in "\n\t"} | {127: " "}
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MARKS = re.compile(r'(?<!\\)[{}"%)]|@\w*[ \t]*[{(]')
_BRACES = re.compile(r"(?<!\\)[{}]")
_QUOTES = re.compile(r'(?<!\\)["{}]')
WORD = re.compile(r"[^\s{}\"#,=%()]+")


def decoded(content: bytes, name: str, problems: list[Problem]) -> str:
    """The text of a file; a problem at its first byte that is not text."""
    try:
        text = content.decode("utf-8")
        bad = _NOT_TEXT.search(text)
        before = text[: bad.start()] if bad else None
    except UnicodeDecodeError as error:
        text = content.decode("utf-8", errors="replace")
        before = content[: error.start].decode("utf-8", errors="replace")
    if before is not None:
        lines = before.split("\n")
        place = Place(name, len(lines), len(lines[-1]) + 1)
        told = decode(content, name, "bib/encoding").problems
        message = told[0].message if told else "a byte here is not text"
        fix = told[0].fix if told else "save the file as UTF-8 text, and write this character again"
        problems.append(place.problem("bib/encoding", message, fix))
    return text


def cleaned(text: str) -> str:
    """Unix line ends, no byte order mark, blanks for control characters."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(_CONTROL)


def without_comments(text: str) -> str:
    """Blanks for `% ...` outside values, as biber reads them; every offset stays the same."""
    pieces: list[str] = []
    done = 0
    depth, quoted, closing = 0, False, "}"
    for mark in _MARKS.finditer(text):
        at, sign = mark.start(), mark.group()
        if at < done:
            continue
        if sign[0] == "@":
            # Inside a value an @ is text, unless it opens a line: then a brace was forgotten.
            if depth == 0 or not text[text.rfind("\n", 0, at) + 1 : at].strip():
                depth, quoted, closing = 1, False, "}" if sign[-1] == "{" else ")"
            else:
                depth += sign[-1] == "{"
        elif sign == "%" and (depth == 0 or (depth == 1 and not quoted)):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            pieces += [text[done:at], " " * (end - at)]
            done = end
        elif sign == '"' and depth == 1:
            quoted = not quoted
        elif sign == "{" and depth:
            depth += 1
        elif depth and sign == ("}" if depth > 1 else closing):
            depth, quoted = depth - 1, quoted and depth > 1
    return "".join([*pieces, text[done:]])


_OPENING_AT_END = re.compile(r"(?<!^)@\w*[ \t]*$")


class Source:
    """The text of one file, which can say where an offset stands."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self._path = path
        self._starts = [0, *(newline.end() for newline in re.finditer("\n", text))]

    def place(self, offset: int) -> Place:
        line = bisect_right(self._starts, offset)
        return Place(self._path, line, offset - self._starts[line - 1] + 1)

    def blocks(self) -> Iterator[tuple[int, Block, bool]]:
        """Offset, block, and whether a whole entry came just before."""
        offset, after_entry = 0, False
        for block in parse_string(self.text, parse_stack=[]).blocks:
            raw = block.raw or ""
            offset = max(self.text.find(raw, offset), offset)
            yield offset, block, after_entry
            # What failed is cut off by the next block, whose opening its text already holds.
            cut = isinstance(block, ParsingFailedBlock)
            offset += len(_OPENING_AT_END.sub("", raw) if cut else raw)
            after_entry = not isinstance(block, ParsingFailedBlock | ImplicitComment) or isinstance(
                block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock
            )


def skip_blanks(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def end_of_piece(text: str, at: int, end: int) -> int:
    """Where the braced, quoted or bare piece that begins at `at` ends; `at` when none does."""
    if at >= end:
        return at
    if text[at] not in '{"':
        word = WORD.match(text, at, end)
        return word.end() if word else at
    depth = 0
    for mark in (_BRACES if text[at] == "{" else _QUOTES).finditer(text, at, end):
        depth += {"{": 1, "}": -1}.get(mark.group(), 0)
        if mark.start() > at and depth <= 0 and mark.group() == ("}" if text[at] == "{" else '"'):
            return mark.end()
    return end
