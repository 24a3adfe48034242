"""Puts the entries of a .bib text in the order of their keys, and moves nothing else.

A comment right above an entry belongs to it and moves with it, as does one behind it on its last
line. Entries do not move past anything else that stands between them (@string, a heading between
blank lines, free text), because it may be about what follows. What entries say is not known here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry

from kith.bibliography.reading.source import Source, cleaned, without_comments


@dataclass(frozen=True, slots=True)
class _Unit:
    """An entry with its comments: offsets in the text with Unix line ends."""

    key: str
    start: int
    end: int


def in_order(text: str, path: str) -> str:
    """The text with each run of entries sorted by key; of equal keys the first stays first."""
    offsets = original_offsets(text)
    pieces: list[str] = []
    done = 0
    for run in _runs(cleaned(text), path):
        for unit, mover in zip(run, sorted(run, key=lambda unit: unit.key.casefold()), strict=True):
            pieces += [
                text[done : offsets[unit.start]],
                text[offsets[mover.start] : offsets[mover.end]],
            ]
            done = offsets[unit.end]
    return "".join([*pieces, text[done:]])


def original_offsets(text: str) -> list[int]:
    """For each offset in the cleaned text, the offset in the text as it is in the file.

    Cleaning drops a byte order mark, and the second half of each Windows line end.
    """
    dropped = {0} if text.startswith("\ufeff") else set()
    offsets = [
        at
        for at, character in enumerate(text)
        if at not in dropped and not (character == "\n" and text[at - 1 : at] == "\r")
    ]
    return [*offsets, len(text)]


def _runs(plain: str, path: str) -> Iterator[list[_Unit]]:
    """Neighbouring entries with nothing but blank lines between what belongs to each."""
    entries = _entries(plain, path)
    run: list[_Unit] = []
    done, settled = 0, False
    for index, (key, opening, closing) in enumerate(entries):
        following = entries[index + 1][1] if index + 1 < len(entries) else len(plain) + 1
        line_end = plain.find("\n", closing)
        line_end = len(plain) if line_end < 0 else line_end
        behind = plain[closing : min(line_end, following)].lstrip()
        alone = (
            line_end < following and behind[:1] in ("", "%") and _begins_line(plain, done, opening)
        )
        start = _start_of_comment(plain, done, opening) if alone else opening
        end = line_end if alone else closing
        # At the top of a file nobody can tell its heading from a comment on the first entry.
        fixed = not alone or (start == 0 and start < opening)
        if run and (settled or fixed or plain[done:start].strip()):
            yield run
            run = []
        run.append(_Unit(key, start, end))
        done, settled = end, fixed
    if run:
        yield run


def _entries(plain: str, path: str) -> list[tuple[str, int, int]]:
    """Key, beginning and end of every entry; none when the splitter's text is not the file's."""
    source = Source(without_comments(plain), path)
    entries = []
    for offset, block, _ in source.blocks():
        raw = block.raw or ""
        if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
            block = block.ignore_error_block or block
        if isinstance(block, Entry):
            if not source.text.startswith(raw, offset) or raw[-1:] not in ("}", ")"):
                return []
            entries.append((block.key, offset, offset + len(raw)))
    return entries


def _begins_line(plain: str, done: int, opening: int) -> bool:
    """Whether nothing but blanks stands before an entry on its line."""
    line = plain.rfind("\n", 0, opening) + 1
    return (line > done or done == 0) and not plain[line:opening].strip()


def _start_of_comment(plain: str, done: int, opening: int) -> int:
    """Where the comment lines right above an entry begin, or else the line of the entry."""
    start = plain.rfind("\n", 0, opening) + 1
    while start > done:
        above = plain.rfind("\n", 0, start - 1) + 1
        if above < done or not plain[above:start].lstrip().startswith("%"):
            break
        start = above
    return start
