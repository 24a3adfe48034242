"""Title Case, for titles that stand in the text where an author would: “Notes from a Ward”.

Follows the rules of CSL for `text-case="title"`: English only, small words small, a word with a
capital of its own and text in braces left alone. Knows nothing of works.
"""

import re
from collections.abc import Iterable
from typing import Final

from kith.bibliography.reading.richtext import Node, RichText, Span

_SMALL: Final = frozenset(
    "a about above across afore after against along alongside amid amidst among amongst an and "
    "apropos apud around as aside astride at athwart atop barring before behind below beneath "
    "beside besides between beyond but by c ca circa d' de despite down during et except for from "
    "given in inside into lest like modulo near next nor notwithstanding of off on onto or out "
    "over per plus pro qua sans since so than that the thorough through throughout thru till to "
    "toward towards under underneath until unto up upon van versus via vis-à-vis vs. v. von when "
    "with within without yet".split()
)
_WORD: Final = re.compile(r"[^\s\-–—/“”\"()\[\]]+")
_OPENS: Final = re.compile(r"[:?!]\s*[“\"(]?\s*$|^\s*[“\"(]?\s*$")


def title_case(title: RichText, language: str = "") -> RichText:
    """The title in title case; as it is, when the work's language is known and not English."""
    if language and not language.lower().startswith("en"):
        return title
    caser = _Caser(title.plain())
    return RichText(tuple(caser.nodes(title.nodes)))


class _Caser:
    """Walks the tree with the text before the present node in hand."""

    def __init__(self, whole: str) -> None:
        words = list(_WORD.finditer(whole))
        self._last = words[-1].start() if words else 0
        self._before = ""

    def nodes(self, nodes: Iterable[Node]) -> list[Node]:
        done: list[Node] = []
        for node in nodes:
            if isinstance(node, str):
                done.append(self._text(node))
            elif node.kind in ("nocase", "math", "sub", "sup"):
                self._before += RichText((node,)).plain()
                done.append(node)
            else:
                done.append(Span(node.kind, tuple(self.nodes(node.children))))
        return done

    def _text(self, text: str) -> str:
        start = len(self._before)
        self._before += text

        def cased(match: re.Match[str]) -> str:
            before = self._before[: start + match.start()]
            return _capital(match[0], before, start + match.start() >= self._last)

        return _WORD.sub(cased, text)


def _capital(word: str, before: str, is_last: bool) -> str:
    """One word, or one part of a word with hyphens."""
    small = word.rstrip(".,;:?!’'") in _SMALL or word in _SMALL
    if any(char.isupper() for char in word) or (
        small and not is_last and not _OPENS.search(before)
    ):
        return word
    first = next((i for i, char in enumerate(word) if char.isalpha()), 0)
    if word[:1].isdigit():
        return word
    return word[:first] + word[first : first + 1].upper() + word[first + 1 :]
