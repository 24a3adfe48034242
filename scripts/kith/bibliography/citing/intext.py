"""How a citation reads: "(Alexander et al., 1978, p. 3; Smith, 2019, 2020a)" or "[1, 3]".

From a parsed citation and the labels of the library to pieces, which are the editor's own words or
links to one work. Knows nothing of Markdown or HTML, nor of how labels are found.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

from kith.bibliography.citing.attribution import LEGAL
from kith.bibliography.citing.citations import Citation, CitationItem
from kith.bibliography.citing.labels import Label
from kith.bibliography.citing.locale import Locale

Kind = Literal["text", "italic", "number"]
"""`number` stands for the work's number on the page, which is known when the page is read whole."""

_FORMAT: Final = re.compile(r'<category[^>]*\bcitation-format="([a-z-]+)"')
_SEVERAL: Final = re.compile(r"\w\s?[–&-]\s?\w|\w\s?,(?!\d{3}\b)\s?\w|\band\b")
"""Several pages; 1,234 is one."""
_RANGE: Final = re.compile(r"\b(\d+)–(\d+)\b")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look."""

    text: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Words:
    """Text around the works; the editor's prefixes and suffixes may hold markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """What leads to one work."""

    key: str
    runs: tuple[Run, ...]


type Piece = Words | Link


@dataclass(frozen=True, slots=True)
class Style:
    """How a site cites: by numbers or by author and date, and in what language."""

    numeric: bool = False
    locale: Locale = field(default_factory=Locale)


def is_numeric(style: Path) -> bool:
    """Whether a CSL file is of a style that cites by numbers."""
    try:
        found = _FORMAT.search(style.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(found and found[1] == "numeric")


def render(citation: Citation, labels: Mapping[str, Label], style: Style) -> Sequence[Piece]:
    """The pieces of a citation whose keys are all in `labels`, in reading order."""
    parts = (_numbers if style.numeric else _authors_and_dates)(citation, labels, style)
    pieces: list[Piece] = []
    for piece in parts:
        if isinstance(piece, Words) and pieces and isinstance(pieces[-1], Words):
            pieces[-1] = Words(pieces[-1].text + piece.text)
        elif isinstance(piece, Link) or piece.text:
            pieces.append(piece)
    return pieces


def _authors_and_dates(
    citation: Citation, labels: Mapping[str, Label], style: Style
) -> Iterable[Piece]:
    items: Sequence[CitationItem] = citation.items
    if citation.narrative:
        first, *items = items
        yield from _in_sentence(first, labels[first.key], style, alone=not items)
        if not items:
            return
        yield Words("; ")
    else:
        yield Words("(")
    yield from _in_brackets(_sorted(items, labels), labels, style)
    yield Words(")")


def _in_sentence(item: CitationItem, label: Label, style: Style, *, alone: bool) -> Iterable[Piece]:
    """“Smith and Jones (2019, p. 3)”; all of it leads to the work, but for the editor's words."""
    authors = _authors(label, style.locale.word("and", "long"))
    inside = f" ({label.dates}{_after(item, label, style)}"
    if alone and not item.suffix:
        yield Link(item.key, (authors, Run(f"{inside})")))
    else:
        yield Link(item.key, (authors, Run(inside)))
        yield Words(item.suffix + (")" if alone else ""))


def _in_brackets(
    items: Sequence[CitationItem], labels: Mapping[str, Label], style: Style
) -> Iterable[Piece]:
    """The works of one bracket; of one author's works in a row, the author is named once."""
    for last, item in pairwise((None, *items)):
        assert item is not None
        label = labels[item.key]
        again = last is not None and not item.prefix and _same_author(labels[last.key], label)
        if last is not None:
            # After “p. 3” a comma would make the next year a part of that place.
            yield Words(", " if again and not last.locator else "; ")
        yield Words(f"{item.prefix} " if item.prefix else "")
        if again or item.suppress_author:
            yield Link(item.key, (Run(label.dates),))
        else:
            yield Link(item.key, _author_and_date(label))
        yield Words(_after(item, label, style) + item.suffix)


def _sorted(items: Sequence[CitationItem], labels: Mapping[str, Label]) -> list[CitationItem]:
    """In the order of the reference list, but for works with a prefix.

    “see @b; also @a” would say something else the other way round: a prefix stays where it was
    written, and only the works that follow it without one are sorted.
    """
    ordered: list[CitationItem] = []
    run: list[CitationItem] = []
    for item in (*items, None):
        if item is None or item.prefix:
            ordered += sorted(run, key=lambda item: labels[item.key].order)
            run = []
            ordered += [item] if item else []
        else:
            run.append(item)
    return ordered


def _same_author(one: Label, other: Label) -> bool:
    return (one.names, one.et_al, one.form) == (other.names, other.et_al, other.form)


def _author_and_date(label: Label) -> tuple[Run, ...]:
    if label.form == "quoted":
        return (Run(f"“{label.names[0]},” {label.dates}"),)  # the comma stands inside
    author = _authors(label, "&")
    if author.kind == "text":
        return (Run(f"{author.text}, {label.dates}"),)
    return author, Run(f", {label.dates}")


def _authors(label: Label, conjunction: str) -> Run:
    return Run(label.authors(conjunction), "italic" if label.form == "italic" else "text")


def _after(item: CitationItem, label: Label, style: Style) -> str:
    locator = locator_text(item, style, legal=label.type in LEGAL)
    return f", {locator}" if locator else ""


def locator_text(item: CitationItem, style: Style, *, legal: bool = False) -> str:
    """“pp. 33–35”, “Chapter 2”: pages and paragraphs short, other words whole (APA 7, 8.13)."""
    if not item.label:
        return item.locator
    locator = _RANGE.sub(_whole_range, item.locator) if item.label == "page" else item.locator
    if item.label in ("chapter", "line", "verse") and ":" in locator:
        return locator  # a place like 3:16 says what it is
    short = style.numeric or item.label in ("page", "paragraph")
    form = "short" if short else "long"
    if legal and item.label in ("chapter", "paragraph", "section"):
        form = "symbol"
    word = style.locale.word(item.label, form, several=bool(_SEVERAL.search(locator)))
    if form == "long":
        word = word[:1].upper() + word[1:]
    return f"{word} {locator}".strip()


def _whole_range(match: re.Match[str]) -> str:
    """33–5 -> 33–35."""
    first, last = match.groups()
    return f"{first}–{first[: max(len(first) - len(last), 0)]}{last}"


def _numbers(citation: Citation, labels: Mapping[str, Label], style: Style) -> Iterable[Piece]:
    """“[1, 3]”, “Smith et al. [1, p. 3]”: every number a link, so that none hides in a range."""
    items = citation.items
    before: tuple[Run, ...] = ()
    if citation.narrative:
        before = (_authors(labels[items[0].key], style.locale.word("and", "long")), Run(" ["))
    else:
        yield Words("[")
    plain = all(not (item.prefix or item.locator or item.suffix) for item in items)
    for index, item in enumerate(items):
        if index:
            yield Words(", " if plain else "; ")
            before = ()
        yield Words(f"{item.prefix} " if item.prefix else "")
        yield Link(item.key, (*before, Run("", "number")))
        yield Words(_after(item, labels[item.key], style) + item.suffix)
    yield Words("]")
