"""LaTeX in a value to rich text: accents, symbols, markup, mathematics, case protection.

Symbols come from pylatexenc's table. One pass with a stack of open groups, so that depth costs no
recursion. Which fields may be decoded is not known here: never a URL, DOI, date or key.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from kith.bibliography.reading.commands import (
    ACCENTS,
    BELOW,
    COMMANDS,
    DROPPED,
    PLAIN,
    QUOTES,
    SECOND_OF_TWO,
    SWITCHES,
    symbols,
)
from kith.bibliography.reading.place import Report, silent
from kith.bibliography.reading.richtext import Kind, Node, RichText, Span

_SPECIAL: Final = re.compile(r"[\\{}$~`]|--|''|\w'\w")
_TOKEN: Final = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?\s*|\\(?P<sign>.)|(?P<open>\{)|(?P<close>\})|(?P<math>\$\$?)"
    r"|(?P<script>[\^_])|(?P<ligature>---?|``|''|`|')|(?P<tie>~)|(?P<text>[^\\{}$^_`'~-]+|-)|\\$",
    re.DOTALL,
)
_APOSTROPHE: Final = re.compile(r"(?<=\w)'(?=\w)")
_LIGATURES: Final = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘"}
_DEEPEST: Final = 40
"""Spans nested deeper are laid flat: nobody writes them, and walks of the tree recurse."""

FrameKind = Literal["plain", "accent", "quote", "drop"] | Kind
_KINDS: Final = frozenset(get_args(Kind))


@dataclass(slots=True)
class _Frame:
    """An open group, or an argument that waits for its one token (`waiting`)."""

    kind: FrameKind
    waiting: bool = False
    braced: bool = False
    mark: str = ""
    nodes: list[Node] = field(default_factory=list)


def rich_text(value: str, report: Report = silent) -> RichText:
    """The tree that a LaTeX value stands for."""
    if not _SPECIAL.search(value):
        return RichText((unicodedata.normalize("NFC", value),) if value else ())
    return _Decoder(value, report).tree()


def decode(value: str, report: Report = silent) -> str:
    """A LaTeX value as plain text: for names and publishers, where markup has no meaning."""
    if not _SPECIAL.search(value):
        return unicodedata.normalize("NFC", value)
    return " ".join(rich_text(value, report).plain().split())


class _Decoder:
    def __init__(self, value: str, report: Report) -> None:
        self._value = value
        self._report = report
        self._stack = [_Frame("plain")]
        self._open_kinds = Counter[str]()
        self._single_quotes = "`" in value.replace("``", "").replace("\\`", "")

    def tree(self) -> RichText:
        """Read the value from end to end."""
        at = 0
        while at < len(self._value):
            token = _TOKEN.match(self._value, at)
            if token is None:  # cannot be: the pattern covers every character
                at += 1
                continue
            at = self._read(token)
        while len(self._stack) > 1:
            self._close()
        return RichText(tuple(_merged(self._stack[0].nodes)))

    @property
    def _in_math(self) -> bool:
        return self._open_kinds["math"] > 0

    def _read(self, token: re.Match[str]) -> int:
        """Act on one token; the offset to go on from."""
        kind, text, at = token.lastgroup, token.group(), token.end()
        match kind:
            case "word":
                self._word(token["word"], swallowed_blank=text[-1].isspace())
            case "sign":
                self._sign(token["sign"])
            case "open":
                self._open(at)
            case "close":
                self._close_group()
            case "math":
                self._dollar(text, at)
            case "script" if self._in_math:
                self._wait("sup" if text == "^" else "sub")
            case "tie":
                self._add("\N{NO-BREAK SPACE}")
            case "ligature":
                self._ligature(text)
            case "text":
                return token.start() + self._text(text)
            case _:
                self._add(text if kind else "")
        return at

    def _text(self, text: str) -> int:
        """Add a run of text, or its first character to a waiting argument; how much was used."""
        if not self._stack[-1].waiting:
            self._add("−" if text == "-" and self._in_math else text)
            return len(text)
        blanks = len(text) - len(text.lstrip())
        if blanks < len(text):
            self._add(text[blanks])
        return min(blanks + 1, len(text))

    def _ligature(self, text: str) -> None:
        if self._in_math:
            text = text.replace("'", "′").replace("-", "−")
        elif text == "'" and self._single_quotes:
            text = "’"
        self._add(_LIGATURES.get(text, text))

    def _word(self, word: str, swallowed_blank: bool) -> None:
        if word in ACCENTS:
            self._wait("accent", ACCENTS[word])
        elif word in COMMANDS:
            self._wait(COMMANDS[word])
        elif word in SWITCHES:
            self._push(_Frame(SWITCHES[word]))
        elif word in QUOTES:
            self._wait("quote")
        elif word in DROPPED:
            self._wait("drop")
        elif word in SECOND_OF_TWO:
            self._wait("plain")
            self._wait("drop")
        elif word in symbols():
            self._add(symbols()[word])
        elif word not in PLAIN:
            self._report(
                "bib/latex",
                f"\\{word} is not a command this site knows, so only its text is shown",
                "write the character itself, or use \\emph, \\textsubscript and the like",
            )
            self._add(" " if swallowed_blank else "")
        elif not swallowed_blank:
            self._wait("plain")

    def _sign(self, sign: str) -> None:
        if sign in ACCENTS:
            self._wait("accent", ACCENTS[sign])
        elif sign in "([":
            self._push(_Frame("math"))
        elif sign in ")]":
            if self._stack[-1].kind == "math":
                self._close()
        elif sign.isspace() or sign == "\\":
            self._add(" ")
        else:
            self._add({"-": "", "/": "", ",": "\N{THIN SPACE}", "!": "", ";": " "}.get(sign, sign))

    def _dollar(self, text: str, at: int) -> None:
        if self._stack[-1].kind == "math":
            self._close()
        elif not self._in_math and self._value.find("$", at) > 0:
            self._push(_Frame("math"))
        else:
            self._add(text)

    def _open(self, at: int) -> None:
        top = self._stack[-1]
        if top.waiting:
            top.waiting, top.braced = False, True
            self._open_kinds["{"] += 1
            return
        # BibTeX protects braced text, but not a group that opens with a command: {\'e}, {\em x}.
        protected = self._value[at : at + 1] != "\\" and not self._in_math
        protected = protected and not self._open_kinds["nocase"]
        self._push(_Frame("nocase" if protected else "plain", braced=True))

    def _close_group(self) -> None:
        """Close everything up to the group that this brace ends; a stray one is ignored."""
        if not self._open_kinds["{"]:
            return
        while not self._stack[-1].braced:
            self._close()
        self._close()

    def _wait(self, kind: FrameKind, mark: str = "") -> None:
        # One argument closes all that wait for it, so their number is bounded.
        if not all(frame.waiting for frame in self._stack[-_DEEPEST:]):
            self._push(_Frame(kind, waiting=True, mark=mark))

    def _push(self, frame: _Frame) -> None:
        self._stack.append(frame)
        self._open_kinds[frame.kind] += 1
        self._open_kinds["{"] += frame.braced

    def _add(self, *nodes: Node) -> None:
        top = self._stack[-1]
        top.nodes += [node for node in nodes if node]
        if top.waiting and top.nodes:
            self._close()

    def _close(self) -> None:
        frame = self._stack.pop()
        self._open_kinds[frame.kind] -= 1
        self._open_kinds["{"] -= frame.braced
        nodes = _merged(frame.nodes)
        if frame.kind == "nocase" and not any(c.isalpha() for c in RichText(tuple(nodes)).plain()):
            frame.kind = "plain"  # BibTeX's {"} and {,}: nothing there has a case
        if frame.kind == "accent":
            self._add(_accented(RichText(tuple(nodes)).plain(), frame.mark))
        elif frame.kind == "quote":
            self._add("“", *nodes, "”")
        elif frame.kind in _KINDS and nodes and len(self._stack) < _DEEPEST:
            self._add(Span(frame.kind, tuple(nodes)))  # type: ignore[arg-type]
        elif frame.kind != "drop":
            self._add(*nodes)


def _accented(text: str, mark: str) -> str:
    """The first letter with its accent; without a letter, nothing."""
    if not text:
        return ""
    letter = text[0] if mark in BELOW else {"ı": "i", "ȷ": "j"}.get(text[0], text[0])
    return unicodedata.normalize("NFC", letter + mark) + text[1:]


def _merged(nodes: list[Node]) -> list[Node]:
    """The same nodes with neighbouring strings joined, composed, and with real apostrophes."""
    merged: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and merged and isinstance(merged[-1], str):
            merged[-1] += node
        else:
            merged.append(node)
    for index, node in enumerate(merged):
        if isinstance(node, str):
            # What stands before it in a span, as in {DNA}'s, counts as a letter.
            before = "x" if index else ""
            merged[index] = _polished(before + node)[len(before) :]
    return merged


def _polished(text: str) -> str:
    return _APOSTROPHE.sub("’", unicodedata.normalize("NFC", text))
