"""The safe mends of a .bib file: what `kith check --fix` does by itself.

    a DOI that is written as a link     from 10. on
    a range of pages                    two hyphens, without blanks
    acronyms in titles                  in braces, so that no style writes them small
    institutions among names            in braces, where institutions.toml knows them
    entries                             in the order of their keys (`order.py`)

All else, comments above all, stays byte for byte. A file with slips that BibTeX itself would
stumble over is left alone, as is a file that would not read the same afterwards, but for what was
mended.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kith.bibliography.reading import identifiers
from kith.bibliography.reading.bibtex import ParsedFile, RawField, parse
from kith.bibliography.reading.institutions import protected
from kith.bibliography.reading.latex import decode, rich_text
from kith.bibliography.reading.place import Place, Report, silent
from kith.bibliography.reading.source import cleaned, end_of_piece, without_comments
from kith.bibliography.reading.values import read_pages
from kith.bibliography.writing.order import in_order, original_offsets
from kith.problems import Problem

_DASH: Final = re.compile(r"(?<=[\divxlc])\s*(?:–|—|-{1,3})\s*(?=\w)")
_TITLE: Final = re.compile(
    r"(?P<command>\\[A-Za-z]+\*?\s*|\\.|\$[^$]*\$)|(?P<brace>[{}])"
    r"|(?P<word>\w+(?:-(?:\d\w*|[A-Z]{2,}))*(?:['’]\w+)?)",
    re.DOTALL,
)
_CASE_MARKS: Final = re.compile(r'<span class="nocase">|</span>')


@dataclass(frozen=True, slots=True)
class Mended:
    """The text of a file after its mends, and each mend in words."""

    text: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Edit:
    """New text for a value, between two offsets of the text as it is in the file."""

    start: int
    end: int
    text: str
    words: str
    field: str
    wanted: str  # what is asked for, as a problem says it
    place: Place


def fix_files(paths: Iterable[Path], root: Path) -> Iterator[str]:
    """Mend these files where they are; each mend in words, once it is written."""
    for path in paths:
        name = path.relative_to(root).as_posix()
        try:
            # As bytes, so that Windows line ends stay what they are.
            text = path.read_bytes().decode("utf-8")
            mended = mend(text, name)
            if mended.changes:
                path.write_bytes(mended.text.encode("utf-8"))
        except (OSError, UnicodeError) as error:
            yield f"{name}: not mended: {error}"
            continue
        yield from (f"{name}: {change}" for change in mended.changes)


def told(text: str, path: str) -> Iterator[Problem]:
    """Of what would be mended, all that no other rule tells."""
    before = parse(text, path)
    if before.problems or not mend(text, path).changes:
        return
    for edit in _edits(text, before):
        if edit.field not in _TOLD_ELSEWHERE:
            yield edit.place.problem("bib/form", edit.wanted, "kith check --fix does it")
    after = parse(in_order(text, path), path)
    for entry, other in zip(before.entries, after.entries, strict=True):
        if entry.key != other.key:
            message = f"{other.key} comes before {entry.key}, by its key"
            yield entry.place.problem("bib/form", message, "kith check --fix sorts the entries")
            return


def fix_text(text: str, path: str) -> str:
    """The text of a .bib file, mended; mending it again changes nothing."""
    return mend(text, path).text


def mend(text: str, path: str) -> Mended:
    """The text of a .bib file, mended, and what was changed."""
    before = parse(text, path)
    if before.problems:
        return Mended(text)
    edits = list(_edits(text, before))
    changes = [edit.words for edit in edits]
    mended = _replaced(text, edits)
    ordered = in_order(mended, path)
    if ordered != mended:
        changes.append("entries put in the order of their keys")
    if not changes or not _reads_alike(before, parse(ordered, path)):
        return Mended(text)
    return Mended(ordered, tuple(changes))


def bare_doi(value: str) -> str:
    """A DOI from 10. on, where it is written as a link that hides no other characters."""
    rules, report = _listener()
    bare = identifiers.doi(value, report)
    written = value.strip()
    if rules != ["bib/doi-form"] or "%" in bare or bare not in written:
        return value
    return value.replace(written, bare)


def dashed_pages(value: str) -> str:
    """Ranges of pages with two hyphens, where every part reads as pages, the same as before."""
    rules, report = _listener()
    mended = _DASH.sub("--", value)
    same = read_pages(decode(value), report) == read_pages(decode(mended), report)
    return mended if same and not rules else value


def protected_title(value: str) -> str:
    """A title with braces around its acronyms: words with two capitals that nothing protects.

    A title all in capitals has no acronyms that could be told from its words.
    """
    depth = words = after_command = 0
    found: list[tuple[int, int]] = []
    for token in _TITLE.finditer(value):
        depth += {"{": 1, "}": -1}.get(token.group(), 0)
        words += token.lastgroup == "word"
        capitals = sum(character.isupper() for character in token["word"] or "")
        # What follows a command may be its argument, which braces would make longer.
        if capitals > 1 and depth == 0 and token.start() != after_command:
            found.append(token.span())
        after_command = token.end() if token.lastgroup == "command" else -1
    if not found or 3 * len(found) > 2 * words:
        return value
    mended = value
    for start, end in reversed(found):
        mended = f"{mended[:start]}{{{mended[start:end]}}}{mended[end:]}"
    return mended if _without_case(mended) == _without_case(value) else value


def braced_institutions(value: str) -> str:
    """Names with braces around the institutions that are known among them."""
    return protected(value, silent)


FIXES: Final[Mapping[str, Callable[[str], str]]] = {
    "author": braced_institutions,
    "editor": braced_institutions,
    "doi": bare_doi,
    "pages": dashed_pages,
    "title": protected_title,
    "subtitle": protected_title,
    "booktitle": protected_title,
    "booksubtitle": protected_title,
    "maintitle": protected_title,
}
"""What mends the value of which field."""
_TOLD_ELSEWHERE: Final = frozenset(["author", "editor", "doi"])
"""Fields whose reader says what is wrong with them."""


def _edits(text: str, parsed: ParsedFile) -> Iterator[_Edit]:
    """The mends of values, in the order of the file."""
    plain = without_comments(cleaned(text))
    offsets = original_offsets(text)
    lines = [0, *(newline.end() for newline in re.finditer("\n", plain))]
    for entry in parsed.entries:
        for field in entry.fields:
            if field.name not in FIXES or len(field.pieces) > 1 or field.pieces[0].is_macro:
                continue
            place = field.pieces[0].place
            opening = lines[place.line - 1] + place.column - 1
            if plain[opening] not in '{"':
                continue
            closing = end_of_piece(plain, opening, len(plain)) - 1
            start, end = offsets[opening + 1], offsets[closing]
            new = FIXES[field.name](text[start:end])
            if new != text[start:end]:
                words = f"{entry.key}: {field.name} is now {' '.join(new.split())}"
                wanted = f"{entry.key}: {field.name} is better written {' '.join(new.split())}"
                yield _Edit(start, end, new, words, field.name, wanted, field.place)


def _replaced(text: str, edits: list[_Edit]) -> str:
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _reads_alike(before: ParsedFile, after: ParsedFile) -> bool:
    """Whether two readings have the same entries and macros, mended fields and places aside."""
    return not after.problems and _said(before) == _said(after)


def _said(parsed: ParsedFile) -> tuple[object, ...]:
    entries = [
        (entry.key, entry.entry_type, [_field_said(field) for field in entry.fields])
        for entry in parsed.entries
    ]
    # Only the order of entries with one key has a meaning: the first counts. Sorting keeps it.
    entries.sort(key=lambda entry: entry[0].casefold())
    return entries, [_field_said(macro) for macro in parsed.macros]


def _field_said(field: RawField) -> tuple[str, list[tuple[str, bool]]]:
    pieces = [] if field.name in FIXES else field.pieces
    return field.name, [(piece.text, piece.is_macro) for piece in pieces]


def _without_case(title: str) -> str:
    """A title as its readers see it, apart from what protects its capitals."""
    return _CASE_MARKS.sub("", rich_text(title).to_csl())


def _listener() -> tuple[list[str], Report]:
    """A list, and a report that adds to it the rules that it hears."""
    rules: list[str] = []

    def report(rule: str, message: str, fix: str) -> None:
        del message, fix
        rules.append(rule)

    return rules, report
