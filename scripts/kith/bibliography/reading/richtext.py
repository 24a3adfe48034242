"""Rich text: the small tree that titles and notes become.

Plain strings are the leaves, so nothing in them can ever be read as markup. How the tree is made
from LaTeX is the business of `latex.py`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["emphasis", "strong", "sub", "sup", "math", "nocase", "smallcaps"]
"""`nocase` is text in braces, whose capitals no style may change; `math` stood between dollars."""

type Node = str | Span

WORD_JOINER: Final = "\u2060"
"""No width and no break: see csl_text."""

_SUB: Final = str.maketrans(
    "0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"
)
_SUP: Final = str.maketrans("0123456789+-−=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ")

_CSL_TAGS: Final[dict[Kind, tuple[str, str]]] = {
    "emphasis": ("<i>", "</i>"),
    "strong": ("<b>", "</b>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "math": ("", ""),
    "nocase": ('<span class="nocase">', "</span>"),
    "smallcaps": ('<span style="font-variant:small-caps;">', "</span>"),
}
_LOOKS_LIKE_TAG: Final = re.compile(r"<(?=/?(?:i|b|sc|sub|sup|span)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with one meaning."""

    kind: Kind
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class RichText:
    """A run of text and spans; false when empty, and its plain text as `str`."""

    nodes: tuple[Node, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nodes)

    def __str__(self) -> str:
        return self.plain()

    def plain(self) -> str:
        """The text alone; subscripts as Unicode where every character has one."""
        return _plain(self.nodes)

    def to_csl(self) -> str:
        """The text in the markup of CSL-JSON."""
        return _csl(self.nodes)


def csl_text(text: str) -> str:
    """Text for CSL-JSON, where only a few tags are markup and nothing is decoded.

    There is no escape in CSL-JSON: `&lt;` is printed as these four characters. A word joiner (no
    width, no break) keeps a written `<i>` from becoming italics.
    """
    return _LOOKS_LIKE_TAG.sub(f"<{WORD_JOINER}", text)


def _plain(nodes: tuple[Node, ...]) -> str:
    if len(nodes) == 1 and isinstance(nodes[0], str):  # most are
        return nodes[0]
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(node)
        else:
            text = _plain(node.children)
            table = {"sub": _SUB, "sup": _SUP}.get(node.kind, {})
            small = text.translate(table)
            every = all(ord(character) in table for character in text)
            parts.append(small if every else text)
    return "".join(parts)


def _csl(nodes: Iterable[Node]) -> str:
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(csl_text(node))
        else:
            start, end = _CSL_TAGS[node.kind]
            parts += [start, _csl(node.children), end]
    return "".join(parts)
