"""BibTeX text to raw entries: fields as pieces, each with its place, and what is wrong.

bibtexparser splits (`source.py`); this module adds what it leaves out (columns, missing commas,
empty keys, braces too many) and never raises. Macros are not expanded here, because all files
share them (`inherit.py`); what a field means is not known here either (`work.py`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)

from kith.bibliography.reading.place import Place
from kith.bibliography.reading.source import (
    WORD,
    Source,
    cleaned,
    end_of_piece,
    skip_blanks,
    without_comments,
)
from kith.problems import Problem

_BRACES_AND_FIELDS = re.compile(r"(?<!\\)[{}]|,\s*[\w-]+\s*=(?=\s*[{\"\d])")
_NAME_AND_EQUALS = re.compile(r"\s*([^\s{}\"#,=%()]+)\s*=")
_ENTRY_WITHOUT_AT = re.compile(r"^[ \t]*(\w*[ \t]*\{[^{},=\s]+,\s*[\w-]+\s*=)", re.MULTILINE)
_LEFT_OVER = re.compile(r"[},]|[\w-]+\s*=\s*[{\"\d]")


_OTHER_THAN_COMMENT = re.compile(r"(@comment[a-z]+)\s*[{(][^{}=]*,", re.IGNORECASE)
LONGEST_KEY = 100
"""Letters of a key, which names a folder of the site: file systems take 255 bytes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One operand of `#`: text, or the name of a macro."""

    text: str
    is_macro: bool
    place: Place


@dataclass(frozen=True, slots=True)
class RawField:
    """A field or @string as written; the name in lower case."""

    name: str
    pieces: tuple[Piece, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as written; type in lower case, fields in the order of the file."""

    entry_type: str
    key: str
    place: Place
    fields: tuple[RawField, ...]


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """All of one .bib file."""

    entries: tuple[RawEntry, ...]
    macros: tuple[RawField, ...]
    problems: tuple[Problem, ...]


@lru_cache(maxsize=128)
def parse(text: str, path: str) -> ParsedFile:
    """Raw entries, macros and problems of one file; any text at all gives an answer."""
    source = Source(without_comments(cleaned(text)), path)
    reader = _Reader(source)
    for offset, block, after_entry in source.blocks():
        reader.read(offset, block, after_entry)
    return ParsedFile(tuple(reader.entries), tuple(reader.macros), tuple(reader.problems))


class _Reader:
    """Turns blocks into records, collecting problems on the way."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.entries: list[RawEntry] = []
        self.macros: list[RawField] = []
        self.problems: list[Problem] = []

    def read(self, offset: int, block: Block, after_entry: bool) -> None:
        """Read one block that begins at `offset`."""
        raw = block.raw or ""
        # Duplicates are judged over the whole library, so here they are entries like others.
        if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
            block = block.ignore_error_block or block
        if isinstance(block, Entry):
            self._entry(offset, raw, block)
        elif isinstance(block, String):
            at = offset + raw.index("=") + 1
            value_end = offset + len(raw) - 1
            self.macros += self._fields(block.key, offset + raw.index(block.key), at, value_end)
        elif isinstance(block, ParsingFailedBlock):
            self._failed(offset, raw, str(getattr(block.error, "abort_reason", "")))
        elif isinstance(block, ImplicitComment):
            self._between(offset, raw, after_entry)
        elif other := _OTHER_THAN_COMMENT.match(raw):
            message = f"there is no type {other[1]}, so this entry is not read"
            self._report(offset, "bib/unknown-type", message, "use @misc, or the type that it is")

    def _between(self, offset: int, raw: str, after_entry: bool) -> None:
        """Text between entries is free, unless it looks like a part of one."""
        if after_entry and _LEFT_OVER.match(raw):
            self._report(
                offset,
                "bib/unbalanced",
                "the entry before this ended too early: it has a closing brace too many",
                "remove the extra } above, so that the fields from here on belong to the entry",
            )

        elif lost := _ENTRY_WITHOUT_AT.search(raw):
            message = "this looks like an entry, but has no @, so it is not read"
            self._report(offset + lost.start(1), "bib/syntax", message, "write @ before its type")

    def _report(self, offset: int, rule: str, message: str, fix: str) -> None:
        self.problems.append(self._source.place(offset).problem(rule, message, fix))

    def _entry(self, offset: int, raw: str, block: Entry) -> None:
        key, place = block.key, self._source.place(offset)
        if not key:
            message = f"@{block.entry_type} has no key, so nothing can cite it"
            self._report(
                offset, "bib/empty-key", message, "write one after the brace: @article{petrie1996,"
            )
            return
        if len(key) > LONGEST_KEY:
            message = f"the key {_short(key)} has {len(key)} letters, so this entry is not read"
            fix = f"write a key of {LONGEST_KEY} letters at most, such as petrie1996"
            self._report(offset, "bib/key", message, fix)
            return
        fields: list[RawField] = []
        cursor = raw.find(",") + 1
        for field in block.fields:
            name_at = raw.index(field.key, cursor)
            value_at = raw.index("=", name_at + len(field.key)) + 1
            cursor = raw.index(field.value, value_at) + len(field.value)
            fields += self._fields(field.key, offset + name_at, offset + value_at, offset + cursor)
        self.entries.append(
            RawEntry(block.entry_type.lower(), key, place, tuple(self._once(fields)))
        )

    def _once(self, fields: list[RawField]) -> Iterator[RawField]:
        """The fields, without those that repeat a name: the first one counts."""
        seen: dict[str, Place] = {}
        for field in fields:
            if field.name in seen:
                message = f"{field.name} stands twice in this entry, first at {seen[field.name]}"
                self.problems.append(
                    field.place.problem("bib/duplicate-field", message, "keep one of them")
                )
            else:
                seen[field.name] = field.place
                yield field

    def _fields(self, name: str, name_at: int, start: int, end: int) -> Iterator[RawField]:
        """The field whose value stands between two offsets, and any it swallowed."""
        while True:
            pieces, stop = self._pieces(start, end)
            if not WORD.fullmatch(name):
                message = f"“{_short(name)}” is not a field name"
                self._report(name_at, "bib/syntax", message, "write name = {value}, and so on")
            elif not pieces:
                message = f"{name} has no value"
                self._report(
                    name_at, "bib/syntax", message, "write a value in braces, or remove it"
                )
            else:
                yield RawField(name.lower(), pieces, self._source.place(name_at))
            swallowed = _NAME_AND_EQUALS.match(self._source.text, stop, end)
            rest = self._source.text[stop:end].strip()
            if swallowed is None:
                if rest:
                    message = f"“{_short(rest)}” follows the value of {name} and is not read"
                    self._report(stop, "bib/syntax", message, "put the whole value in one { }")
                return
            message = f"no comma between {_short(name)} and {swallowed[1]}"
            self._report(stop, "bib/missing-comma", message, f"write a comma before {swallowed[1]}")
            name, name_at, start = swallowed[1], swallowed.start(1), swallowed.end()

    def _pieces(self, start: int, end: int) -> tuple[tuple[Piece, ...], int]:
        """The operands of `#` from `start` on, and the offset of what follows them."""
        text, pieces, at = self._source.text, list[Piece](), start
        while True:
            opening = skip_blanks(text, at, end)
            piece_end = end_of_piece(text, opening, end)
            if piece_end == opening:
                return tuple(pieces), at
            piece = text[opening:piece_end]
            is_text = piece[0] in '{"' or piece.isdecimal()
            content = piece[1:-1] if piece[0] in '{"' else piece
            pieces.append(Piece(" ".join(_kept(content)), not is_text, self._source.place(opening)))
            at = piece_end
            hash_at = skip_blanks(text, at, end)
            if text[hash_at : min(hash_at + 1, end)] != "#":
                return tuple(pieces), at
            at = hash_at + 1

    def _failed(self, offset: int, raw: str, reason: str) -> None:
        """Say why an entry could not be split, as near to the cause as can be told."""
        if "Unexpected block start" in reason or "end of file" in reason:
            self._report(
                offset + _unclosed(raw),
                "bib/unbalanced",
                "a brace or quote that opens here never closes, so this entry is lost",
                "close it",
            )
        elif "comma after entry key" in reason:
            words = re.split(r"[{(]", raw, maxsplit=1)[1].partition("=")[0].split()
            if len(words) < 2:
                message = "the entry has no key, so nothing can cite it"
                self._report(
                    offset, "bib/empty-key", message, "write one: @article{petrie1996, author ="
                )
            else:
                message = f"no comma after the key {_short(words[0])}, so this entry is lost"
                after_key = offset + raw.index(words[0], 1) + len(words[0])
                self._report(after_key, "bib/missing-comma", message, "write a comma here")
        else:
            self._report(
                min(offset + len(raw), len(self._source.text)),
                "bib/syntax",
                "expected name = {value} here, so this entry is lost",
                "look for a comma too many, or a value without = before it",
            )


def _kept(content: str) -> list[str]:
    """The words of a value: outer blanks stay as empty words, so that `#` can join with a space."""
    words = content.split()
    if not words:
        return [""] * (2 if content else 1)
    return [""] * content[0].isspace() + words + [""] * content[-1].isspace()


def _unclosed(raw: str) -> int:
    """Offset of the value that seems not to close: another field begins inside it."""
    open_braces: list[int] = []
    for mark in _BRACES_AND_FIELDS.finditer(raw):
        if mark.group() == "{":
            open_braces.append(mark.start())
        elif mark.group() == "}":
            del open_braces[-1:]
        elif len(open_braces) > 1:
            return open_braces[1]
    return open_braces[min(1, len(open_braces) - 1)] if open_braces else 0


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
