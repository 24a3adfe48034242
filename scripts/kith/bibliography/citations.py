"""Pandoc's citation syntax: text between brackets, or after an @, to a `Citation`.

Pure functions of strings. What a key means, and how a citation reads, is decided elsewhere.
The grammar is that of the Pandoc manual, section "Citation syntax".
"""

import re
from dataclasses import dataclass
from typing import Final

# A key begins with a letter, digit or underscore; inner punctuation stands alone between those.
_PLAIN_KEY: Final = r"\w(?:[:.#$%&\-+?<>~/]?\w)*"
KEY: Final = rf"(?:\{{(?P<braced>[^{{}}\s]+)\}}|(?P<plain>{_PLAIN_KEY}))"

# The @ of an address (me@example.org, https://example.org/@me) is not the @ of a citation.
_BEFORE: Final = r"(?<![\w@/.:+\\])"
NARRATIVE: Final = rf"{_BEFORE}@{KEY}(?:[ ]?\[(?P<note>[^\[\]@;]+)\])?"

_ITEM: Final = re.compile(
    rf"^(?P<prefix>.*?)(?<![\w@/.:+\\])(?P<minus>-)?@{KEY}(?P<rest>.*)$", re.DOTALL
)

# CSL locator label: the words an author may write before the number.
LOCATOR_TERMS: Final[dict[str, tuple[str, ...]]] = {
    "page": ("pp.", "p.", "pages", "page"),
    "chapter": ("chapters", "chapter", "chaps.", "chap."),
    "section": ("sections", "section", "secs.", "sec.", "§§", "§"),
    "paragraph": ("paragraphs", "paragraph", "paras.", "para.", "¶¶", "¶"),
    "figure": ("figures", "figure", "figs.", "fig."),
    "table": ("tables", "table"),
    "volume": ("volumes", "volume", "vols.", "vol."),
    "note": ("notes", "note", "nn.", "n."),
    "line": ("lines", "line"),
    "part": ("parts", "part", "pts.", "pt."),
    "timestamp": ("timestamp", "at"),
}
_TERM: Final = {term: label for label, terms in LOCATOR_TERMS.items() for term in terms}
_ONE: Final = r"(?:[A-Za-z]{0,2}\d(?:[\w.:]*\w)?|[ivxlcdm]+\b)"
_NUMBER: Final = rf"{_ONE}(?:\s?[-–—,&]\s?{_ONE})*"
_LOCATOR: Final = re.compile(
    r"^\s*,?\s*(?:(?P<term>"
    + "|".join(re.escape(term) for term in sorted(_TERM, key=len, reverse=True))
    + rf")\s*)?(?P<number>{_NUMBER})(?![\w.]*\w)(?P<rest>.*)$",
    re.DOTALL,
)
_BRACED_LOCATOR: Final = re.compile(r"^\s*,?\s*\{(?P<inside>[^{}]*)\}(?P<rest>.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One work inside a citation. `label` is a CSL locator label, "" when there is no locator."""

    key: str
    prefix: str = ""
    suffix: str = ""
    label: str = ""
    locator: str = ""
    suppress_author: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation as written: `[see @a, p. 3; @b]`, or narrative: `@a` in running text."""

    items: tuple[CitationItem, ...]
    narrative: bool
    source: str


def parse_bracketed(inside: str) -> Citation | None:
    """The citation that stands between [ and ], or None when the brackets hold no citation."""
    items = [_parse_item(part) for part in _split(inside)]
    if not items or any(item is None for item in items):
        return None
    return Citation(tuple(item for item in items if item), False, f"[{inside}]")


def parse_narrative(match: re.Match[str]) -> Citation:
    """The citation found in running text by the pattern NARRATIVE."""
    label, locator, suffix = _parse_locator(match["note"] or "")
    item = CitationItem(match["braced"] or match["plain"], "", suffix, label, locator)
    return Citation((item,), True, match[0])


def _split(inside: str) -> list[str]:
    """The parts between semicolons; a semicolon in braces does not part."""
    parts, depth, start = [], 0, 0
    for index, char in enumerate(inside):
        depth += (char == "{") - (char == "}")
        if char == ";" and depth <= 0:
            parts.append(inside[start:index])
            start = index + 1
    return [*parts, inside[start:]]


def _parse_item(text: str) -> CitationItem | None:
    match = _ITEM.match(text)
    if not match:
        return None
    label, locator, suffix = _parse_locator(match["rest"])
    return CitationItem(
        key=match["braced"] or match["plain"],
        prefix=match["prefix"].strip(),
        suffix=suffix,
        label=label,
        locator=locator,
        suppress_author=bool(match["minus"]),
    )


def _parse_locator(rest: str) -> tuple[str, str, str]:
    """(label, locator, suffix) of what follows a key; a number without a word is a page."""
    braced = _BRACED_LOCATOR.match(rest)
    if braced:
        label, locator, _ = _parse_locator(braced["inside"])
        return (label or "page", locator or braced["inside"].strip(), _clean(braced["rest"]))
    found = _LOCATOR.match(rest)
    if not found or not (found["term"] or any(char.isdigit() for char in found["number"])):
        return "", "", _clean(rest)
    number = re.sub(r"(?<=\w)\s?(?:-{1,2}|—)\s?(?=\w)", "–", found["number"].strip())
    return _TERM.get(found["term"] or "", "page"), number, _clean(found["rest"])


def _clean(suffix: str) -> str:
    return suffix.strip().removeprefix(",").strip()
