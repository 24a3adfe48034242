"""Markup that people bring from elsewhere and that would stand on the page as bare signs.

Each kind is a row of a table: the sign, what it is, how to write it here. Lists and stray signs
need no row: they are rendered as they are meant (`kith.content.markdown`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kith.content.markdown.lists import indented_code
from kith.content.source import Source
from kith.problems import Problem


@dataclass(frozen=True, slots=True)
class Foreign:
    """A kind of markup that is not known here."""

    pattern: re.Pattern[str]
    message: str
    mend: str


def _row(pattern: str, message: str, mend: str) -> Foreign:
    return Foreign(re.compile(pattern, re.MULTILINE), message, mend)


_KINDS: Final = (
    _row(
        r"\[\^[^\]\n]+\]",
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
        r"^[ ]*(?:[–—o][ \t]+\S[^\n]*\n)(?=[ ]*[–—o][ \t]+\S)",
        "these lines begin with a sign that makes no list",
        "begin each with - and a blank",
    ),
    _row(
        r"^[^\n\t|]*\S\t+\S[^\n]*\n(?=[^\n\t|]*\S\t+\S)",
        "columns parted by tabs run together on the page",
        "write a table: | one | two |, below it | --- | --- |, then a line for each row",
    ),
    _row(
        r"^[+][-=]{3,}[+][-=+]*[ ]*\n(?=[ ]*\|)",
        "a table drawn with + and - is not read",
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
        r"(?<![\w$\\])\${1,2}(?=[^\s$])[^$\n]*[\\^_={][^$\n]*(?<=[^\s\\])\${1,2}(?![\w$])|^\$\$[ ]*$",
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
        r"\][ ]+\((?=https?:|[\w./-]+\.(?:md|png|jpe?g|gif|svg|webp|avif|pdf|html)\b)",
        "a blank between ] and ( makes this no link",
        "take the blank out",
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
_TICK: Final = re.compile(r"^[ ]*[-+*][ ]\[[ xX]\](?=[ ])")
_OPENING: Final = re.compile(r"^/{3,}[ \t]*(?P<name>[\w-]+)")
_CLOSING: Final = re.compile(r"^/{3,}[ \t]*$")
_RULE_BELOW_TEXT: Final = re.compile(r"^(?![ ]*$)(?![ ]{0,3}[|>#-])[^\n]+\n(-+|=+)[ ]*$", re.M)
_STARS: Final = re.compile(r"(?<![\\*])\*\*(?!\*)")
_PARAGRAPH: Final = re.compile(r"(?:^.*\S.*\n?)+", re.MULTILINE)
_BRACES: Final = re.compile(r"(?<!\\)\{:?[ ]*[#.][A-Za-z][^{}\n]*\}|\{[^{}\n]*=[“”„‘’][^{}\n]*\}")
_TAKES_BRACES: Final = re.compile(r"^(?:#{1,6}[ ].*|[ ]*\|.*|.*[)\]*_`>]|[ ]*)$")
"""What a list of attributes may follow: a heading, a cell, a link or what is emphasised."""
_CURLY: Final = re.compile(r"^[ ]*[“„][^“”„]*[”“][ ]*$")

_PLAIN_FIELDS: Final = re.compile(
    r"^(?P<name>title|description|content_note|key_points|aims|for_whom|not_for|room|materials|group)"
    r":(?P<value>.*\n(?:[ \t-].*(?:\n|\Z))*)",
    re.MULTILINE,
)
_IN_FIELDS: Final = (
    (
        re.compile(r"\[[^\]\n]*@\w[^\]\n]*\]|(?<![\w@/.:+\\\"'])@[A-Za-z]\w+"),
        "citations are not read in front matter",
        "cite it in the text",
    ),
    (
        re.compile(r"(?<![\w*])(\*{1,2})(?![\s*])[^*\n]+(?<!\s)\1(?![\w*])"),
        "stars stay stars in front matter",
        "take them out",
    ),
    (
        re.compile(r"(?<![\w_])(_{1,2})(?![\s_])[^_\n]+(?<!\s)\1(?![\w_])"),
        "underscores stay as they are in front matter",
        "take them out",
    ),
    (re.compile(r"`[^`\n]+`"), "backticks stay as they are in front matter", "take them out"),
    (
        re.compile(r"!?\[[^\]\n]+\]\([^)\n]*\)"),
        "links are not read in front matter",
        "keep the words, and link to it in the text",
    ),
    (
        re.compile(r"</?(?:a|b|br|em|i|p|span|strong|sub|sup|u)\b[^<>\n]*>", re.IGNORECASE),
        "tags are not read in front matter",
        "take the tag out",
    ),
)


def check_markup(source: Source) -> Iterator[Problem]:
    """Everything in one page that would stand there as bare signs."""
    prose = source.prose
    for kind in _KINDS:
        for match in kind.pattern.finditer(prose):
            at = match.start() + len(match[0]) - len(match[0].lstrip())
            yield _problem(source, at, kind.message, kind.mend)
    if source.open_fence is not None:
        mend = "write the same signs in a line below the code"
        yield _problem(source, source.open_fence, "code that begins here never ends", mend)
    yield from _boxes(source)
    yield from _code_by_accident(source)
    for match in _RULE_BELOW_TEXT.finditer(prose):
        message = f"the line of {match[1][0]} makes a heading of the line above it"
        mend = "put a blank line between them, or begin the heading with ##"
        yield _problem(source, match.start(1), message, mend)
    yield from _stars(source)
    yield from _braces(source)
    yield from _front_matter(source)


def _stars(source: Source) -> Iterator[Problem]:
    """Two stars that make nothing bold: alone in their paragraph, or between blanks."""
    for paragraph in _PARAGRAPH.finditer(source.prose):
        text = f" {paragraph[0]} "
        found = [match.start() for match in _STARS.finditer(text)]
        loose = [at for at in found if text[at - 1].isspace() and text[at + 2].isspace()]
        bare = loose or (found[-1:] if len(found) % 2 else [])
        if bare:
            message = "these stars stay stars, since they begin or end nothing"
            mend = "write **words** without blanks inside, or \\*\\* for the signs"
            yield _problem(source, paragraph.start() + bare[0] - 1, message, mend)


def _braces(source: Source) -> Iterator[Problem]:
    """Attributes where nothing takes them."""
    prose = source.prose
    for match in _BRACES.finditer(prose):
        before = prose[prose.rfind("\n", 0, match.start()) + 1 : match.start()]
        if re.search("=[“”„‘’]", match[0]) or not _TAKES_BRACES.match(before):
            message = "these braces stay on the page as they are"
            mend = "take them out; a name for a link stands after a heading: ## Heading {#name}"
            yield _problem(source, match.start(), message, mend)


def _boxes(source: Source) -> Iterator[Problem]:
    """Boxes to tick, which only a quiz has."""
    block = ""
    offset = 0
    for line in source.prose.split("\n"):
        opening = _OPENING.match(line)
        if opening:
            block = opening["name"]
        elif _CLOSING.match(line):
            block = ""
        elif block != "check" and (tick := _TICK.match(line)):
            mend = "take [ ] out, or make it a quiz: /// check | The question?"
            yield _problem(
                source, offset + tick.end() - 3, "a box to tick is bare signs here", mend
            )
        offset += len(line) + 1


def _code_by_accident(source: Source) -> Iterator[Problem]:
    first = source.text.count("\n", 0, len(source.text) - len(source.body))
    for line in indented_code(source.body.split("\n")):
        message = "this is shown as code, since four blanks or more stand before it"
        mend = "take the blanks out; code stands between two lines of ```"
        yield Problem(source.path, first + line, 1, "page/markup", message, mend)


def _front_matter(source: Source) -> Iterator[Problem]:
    front = source.front_matter or ""
    start = source.text.find(front, 3) if front else 0
    for field in _PLAIN_FIELDS.finditer(front):
        for pattern, message, mend in _IN_FIELDS:
            for match in pattern.finditer(field["value"]):
                yield _problem(source, start + field.start("value") + match.start(), message, mend)
        if _CURLY.match(field["value"].partition("\n")[0]):
            message = "curly quotation marks are shown as part of the text"
            mend = 'take them out, or write straight ones: "…"'
            yield _problem(source, start + field.start("value") + 1, message, mend)


def _problem(source: Source, offset: int, message: str, mend: str) -> Problem:
    return Problem(source.path, *source.place(offset), "page/markup", message, mend)
