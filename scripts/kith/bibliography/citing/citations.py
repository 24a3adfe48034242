"""Pandoc's citation syntax: text between brackets, or after an @, to a `Citation`.

Pure functions of strings. What a key means, and how a citation reads, is decided elsewhere.
The grammar is that of the Pandoc manual, section "Citation syntax".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

# A key begins with a letter, digit or underscore; inner punctuation stands alone between those.
_PLAIN_KEY: Final = r"\w(?:[:.#$%&\-+?<>~/]?\w)*"
KEY: Final = rf"(?:\{{(?P<braced>[^{{}}\s]+)\}}|(?P<plain>{_PLAIN_KEY}))"

# The @ of an address (me@example.org, https://example.org/@me) is not the @ of a citation.
_BEFORE: Final = r"(?<![\w@/.:+\\])"
_MINUS: Final = r"(?:(?<![\w@/.:+\\-])(?P<minus>-)(?=@))?"
NARRATIVE: Final = rf"{_MINUS}{_BEFORE}@{KEY}(?:[ ]?\[(?P<note>[^\[\]@;]+(?:;[^\[\]]*)?)\])?"

_ITEM: Final = re.compile(
    rf"^(?P<prefix>.*?)(?<![\w@/.:+\\])(?P<minus>-)?@{KEY}(?P<rest>.*)$", re.DOTALL
)

# CSL locator label: English words an author may write before the number. Those of CSL's own
# locales, English and other, are added by `locale.py`.
LOCATOR_TERMS: Final[dict[str, tuple[str, ...]]] = {
    "page": ("pp.", "p.", "pages", "page"),
    "chapter": ("chapters", "chapter", "chaps.", "chap.", "chs.", "ch."),
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
_ROMAN: Final = r"[ivxlcdm]+\b|[IVXLCDM]+\b"
_ONE: Final = rf"(?:[A-Za-z]{{0,2}}\d(?:[\w.:]*\w)?|{_ROMAN}|[A-Z]\b)"
_NUMBER: Final = rf"{_ONE}(?:\s?(?:--|[-–—,&])\s?{_ONE})*"
_BRACED_LOCATOR: Final = re.compile(
    r"^\s*,?\s*\{(?P<inside>(?:[^{}]|\{[^{}]*\})*)\}(?P<rest>.*)$", re.DOTALL
)
_ENTITY: Final = re.compile(r"&(?:\w+|#\w+)$")


@dataclass(frozen=True, slots=True)
class Grammar:
    """How locators are read: `words` to CSL labels, and the patterns made of them."""

    words: Mapping[str, str]
    locator: re.Pattern[str]
    term: re.Pattern[str]

    @classmethod
    def of(cls, words: Mapping[str, str]) -> "Grammar":
        """The grammar with these words, in either case; the longest that fits counts."""
        known = {word.casefold(): label for word, label in words.items()}
        longest_first = sorted(known, key=lambda word: (-len(word), word))
        # A word that ends in a letter ends there: “parts 3”, but not “parting 3”.
        ends = (
            re.escape(word) + (r"(?!\w)" if word[-1].isalpha() else "") for word in longest_first
        )
        term = rf"\s*,?\s*(?P<term>(?i:{'|'.join(ends)}))"
        return cls(
            known,
            re.compile(
                rf"^(?:{term}\s*|\s*,?\s*)(?P<number>{_NUMBER})(?![\w.]*\w)(?P<rest>.*)$", re.DOTALL
            ),
            re.compile(rf"^{term}\s*(?P<rest>.+)$", re.DOTALL),
        )

    def label(self, term: str | None) -> str:
        """The CSL label of a word; a number without a word is a page."""
        return self.words.get((term or "").casefold(), "page")


ENGLISH: Final = Grammar.of({t: label for label, terms in LOCATOR_TERMS.items() for t in terms})


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One work inside a citation. `label` is a CSL locator label, "" where no word is wanted.

    `suffix` begins as it was written: with a comma, a blank, or neither.
    """

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


def parse_bracketed(inside: str, grammar: Grammar = ENGLISH) -> Citation | None:
    """The citation that stands between [ and ], or None when the brackets hold no citation."""
    items = _parse_items(inside, grammar)
    return Citation(items, False, f"[{inside}]") if items else None


def parse_narrative(match: re.Match[str], grammar: Grammar = ENGLISH) -> Citation:
    """The citation found in running text by the pattern NARRATIVE.

    Brackets right after the key hold its locator and, after a semicolon, more works. Where they
    hold something else, they are no part of the citation: its `source` tells how far it goes.
    """
    note, _, more = (match["note"] or "").partition(";")
    others = _parse_items(more, grammar) if more else ()
    source = match[0] if others or not more else match[0][: match.start("note") - 1 - match.start()]
    label, locator, suffix = _parse_locator(note if source == match[0] else "", grammar)
    if suffix[:1].isalnum():
        suffix = f", {suffix}"
    key = match["braced"] or match["plain"]
    item = CitationItem(key, "", suffix, label, locator, bool(match["minus"]))
    return Citation((item, *others), not match["minus"], source.rstrip())


def _parse_items(text: str, grammar: Grammar) -> tuple[CitationItem, ...]:
    """The works between semicolons; none at all when one of the parts holds no key."""
    items = [_parse_item(part, grammar) for part in _split(text)]
    found = tuple(item for item in items if item)
    return found if len(found) == len(items) else ()


def _split(inside: str) -> list[str]:
    """The parts between semicolons; one in braces, of an entity or after a backslash is text."""
    parts, depth, start = [], 0, 0
    for index, char in enumerate(inside):
        depth += (char == "{") - (char == "}")
        if char == ";" and depth <= 0:
            before = inside[start:index]
            if not before.endswith("\\") and not _ENTITY.search(before[-12:]):
                parts.append(before)
                start = index + 1
    return [part.replace("\\;", ";") for part in (*parts, inside[start:])]


def _parse_item(text: str, grammar: Grammar) -> CitationItem | None:
    match = _ITEM.match(text)
    if not match:
        return None
    label, locator, suffix = _parse_locator(match["rest"], grammar)
    return CitationItem(
        key=match["braced"] or match["plain"],
        prefix=match["prefix"].strip(),
        suffix=suffix,
        label=label,
        locator=locator,
        suppress_author=bool(match["minus"]),
    )


def _parse_locator(rest: str, grammar: Grammar) -> tuple[str, str, str]:
    """(label, locator, suffix) of what follows a key."""
    braced = _BRACED_LOCATOR.match(rest)
    if braced:
        inside = braced["inside"].strip()
        named = grammar.term.match(inside)
        locator = _ranges(named["rest"] if named else inside)
        numbered = named or any(char.isdigit() for char in locator)
        label = grammar.label(named["term"] if named else None) if numbered else ""
        return label, locator, _suffix(braced["rest"])
    found = grammar.locator.match(rest)
    if not found or not (found["term"] or any(char.isdigit() for char in found["number"])):
        return "", "", _suffix(rest)
    return grammar.label(found["term"]), _ranges(found["number"]), _suffix(found["rest"])


def _ranges(number: str) -> str:
    return re.sub(r"(?<=\w)\s?(?:-{1,2}|—)\s?(?=\w)", "–", number.strip())


def _suffix(text: str) -> str:
    """What follows, as written: with its comma, or with a blank, or close to what it follows."""
    words = text.strip()
    if words.startswith(","):
        return f", {words[1:].strip()}" if words[1:].strip() else ""
    return f" {words}" if words and text[0].isspace() else words
