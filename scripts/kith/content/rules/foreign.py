"""Signs of other ways to write: of other Markdowns, of LaTeX, of word processors.

Each row is a kind that would stand on the page as bare signs: how it looks, what is told of it, how
to write it here.
"""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Foreign:
    """A kind of markup that is not known here."""

    pattern: re.Pattern[str]
    message: str
    mend: str


def _row(pattern: str, message: str, mend: str) -> Foreign:
    return Foreign(re.compile(pattern, re.MULTILINE), message, mend)


_SIGN: Final = "[–—‐−o§■□✓✔➢➤→\uf0a7\uf0d8\uf0fc]"
"""What word processors write for a bullet; those that can be nothing else make a list."""
_LETTER: Final = r"(?:[Øü]|\(?(?:[A-Za-z]|[ivx]{2,5})[.)]|\(\d{1,3}\))"
"""The same where a tab follows; before a blank it may be a word."""
_CELLS: Final = r"(?![ ]*(?:[^\w\s]|[oØü]|\(?\w{1,5}[.)])\t)[^\n\t|]*\S\t+\S"
"""A line of words parted by tabs, and no item of a list."""

KINDS: Final = (
    _row(
        r"\[\^[^\]\n]+\]|\^\[[^\]\n]+\]",
        "there are no footnotes here",
        "write the note into the sentence, in brackets; cite a source as [@key]",
    ),
    _row(
        r"^[ ]*(?:!!!|\?\?\?\+?)[ ]+\w",
        "there are no boxes that begin with !!! or ???",
        "write it as a paragraph, and take the blanks before its lines away",
    ),
    _row(
        r"^[ ]*>[ ]*\[![A-Za-z]+\]",
        "there are no boxes that begin with [!NOTE]",
        "write it as a paragraph; a quotation begins with > alone",
    ),
    _row(r"(?<!~)~~(?=[^\s~])[^~\n]+~~", "~~ strikes nothing out here", "take the words out"),
    _row(r"(?<!=)==(?=[^\s=])[^=\n]+==(?!=)", "== marks nothing here", "write *word* instead"),
    _row(
        rf"^(?:[ ]*(?:{_SIGN}[ \t]+|{_LETTER}\t\s*)\S[^\n]*(?:\n|\Z)){{2,}}"
        rf"|^[ ]*(?:{_SIGN}|{_LETTER})\t\s*\S",
        "these lines begin with a sign that makes no list",
        "begin each with - and a blank, with two blanks more for a list inside a list",
    ),
    _row(
        rf"^(?:{_CELLS}[^\n]*(?:\n|\Z)){{2,}}",
        "columns parted by tabs run together on the page",
        "write a table: | one | two |, below it | --- | --- |, then a line for each row",
    ),
    _row(
        r"^[+][-=]{3,}[+][-=+]*[ ]*\n(?=[ ]*\|)",
        "a table drawn with + and - is not read",
        "write a table: | one | two |, below it | --- | --- |, then a line for each row",
    ),
    _row(
        r"^[ ]*-{3,}[ ]+-{3,}[- ]*$",
        "columns above and below dashes are no table",
        "write a table: | one | two |, below it | --- | --- |, then a line for each row",
    ),
    _row(
        r"^[ ]*:::+[ ]*(?:\{|\w)",
        "a block begins with /// here",
        "write /// name, and end it with a line ///",
    ),
    _row(
        r"^[ ]{0,3}#{2,6}(?=[^\s#])",
        "a heading without a blank after its # is no heading",
        "put a blank after the last #",
    ),
    _row(
        r"^[ ]{1,3}#{1,6}[ ]",
        "a heading begins at the start of its line",
        "take the blanks before it out",
    ),
    _row(
        r"^#{1,6}[ ].*[^\s#\\]#+[ ]*$",
        "a # at the end of a heading is not shown",
        "write it as \\#, or take it out",
    ),
    _row(
        r"(?<![\w$\\])\${1,2}(?=[^\s$])[^$\n]*[\\^_={][^$\n]*(?<=[^\s\\])\${1,2}(?![\w$])"
        r"|^\$\$[ ]*$",
        "formulas between $ are not drawn",
        "write it in words and signs: <sup>2</sup>, <sub>2</sub>, ×, ±, ≤",
    ),
    _row(
        r"\\(?:newpage|pagebreak|clearpage|(?:sub)*section|text[a-z]{2}|emph|(?:foot)?note|[a-z]*cite[a-z]*"
        r"|ref|label|begin|end|item|frac|alpha|beta|mu|pm|times|leq?|geq?)(?![A-Za-z])",
        "LaTeX is not read in a page",
        "write it as Markdown",
    ),
    _row(
        r"(?<=[\w)])\^[^\s^]{1,6}\^|(?<=\w)~[^\s~]{1,6}~(?!~)",
        "^ raises nothing and ~ lowers nothing here",
        "write <sup>2</sup> or <sub>2</sub>",
    ),
    _row(
        r"(?<![\w:/]):[a-z][a-z0-9_+-]+:(?![\w:/])",
        "a name between colons makes no picture",
        "write the sign itself, or a word",
    ),
    _row(r"(?<![+\w])\+\+(?=[^\s+])[^+\n]+\+\+(?!\+)", "++ adds nothing here", "take ++ out"),
    _row(
        r"\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}",
        "nothing is filled in between braces",
        "write the words themselves",
    ),
    _row(
        r"!?\[\[[^\[\]@\n]+\]\]",
        "two brackets make no link",
        "write [words](page.md), or ![words](picture.png)",
    ),
    _row(
        r"!?\[\[@[^\[\]\n]+\]\]",
        "a citation has one bracket on each side",
        "write [@key]",
    ),
    _row(
        r"\\\[(?=-?@\w)",
        "a \\ before a bracket makes this no citation, as Google Docs writes it",
        "take it out on both sides: [@key]",
    ),
    _row(
        r"\[(?=@[ \u00a0]+\w[^\[\]\n]*\]|＠)",
        "no key stands right after the @, so this is no citation",
        "write [@key] without a blank, with a plain @",
    ),
    _row(
        r"(?<!\])\[[^\[\]\n]*\](?=\{[.#][^{}\n]*\})",
        "square brackets take no braces with a class",
        "take the brackets and the braces out",
    ),
    _row(
        r"(?<![\d%])%%(?!%)[^%]+%%(?!%)",
        "%% hides nothing: readers see this",
        "take it out, or write <!-- --> around it",
    ),
    _row(
        r"(?<=[ ])\^[\w-]+[ ]*$",
        "a name after ^ is no anchor",
        "take it out; a heading is named so: ## Heading {#name}",
    ),
    _row(
        r"(?<=\d)\*(?=\d+\*\d)",
        "the stars between these numbers make them italic",
        "write × or \\*",
    ),
    _row(
        r"^#{7,}(?=[ ])",
        "a heading has six # at most",
        "take some of the # out",
    ),
    _row(
        r"\][ ]+\((?=https?:|[\w./-]+\.(?:md|png|jpe?g|gif|svg|webp|avif|pdf|html)\b)",
        "a blank between ] and ( makes this no link",
        "take the blank out",
    ),
    _row(
        r"\[[^\[\]@\n]*\]\((?![<\s])[^()\s\"']+[ ]+[^()\s\"'][^()\n]*\)",
        "an address has no blanks",
        "write %20 for each, or give the file a name without blanks",
    ),
    _row(
        r"\]\((?=[^\s()])(?:[^()\n]|\([^()\n]*\))*$",
        "the address of this link never ends",
        "write ) after it",
    ),
    _row(
        r"\]\([“”„‘’]",
        "curly quotation marks are part of this address",
        "take them out",
    ),
    _row(
        r"^[ ]*\[TOC\][ ]*$",
        "a page has its contents beside it",
        "take [TOC] out",
    ),
    _row(
        r"^[ ]*(?:<<<<<<<|>>>>>>>)[ ]",
        "two versions of this passage stand here, left by git",
        "keep one of them, and take these lines out",
    ),
)
