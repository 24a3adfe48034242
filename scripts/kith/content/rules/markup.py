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
        r"^[ ]*(?:<<<<<<<|>>>>>>>)[ ]",
        "two versions of this passage stand here, left by git",
        "keep one of them, and take these lines out",
    ),
)
_TICK: Final = re.compile(r"^[ ]*[-+*][ ]\[[ xX]\](?=[ ])")
_OPENING: Final = re.compile(r"^/{3,}[ \t]*(?P<name>[\w-]+)")
_CLOSING: Final = re.compile(r"^/{3,}[ \t]*$")
_RULE_BELOW_TEXT: Final = re.compile(r"^(?![ ]*$)(?![ ]{0,3}[|>#-])[^\n]+\n(-{2,}|=+)[ ]*$", re.M)

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
    yield from _front_matter(source)


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


def _problem(source: Source, offset: int, message: str, mend: str) -> Problem:
    return Problem(source.path, *source.place(offset), "page/markup", message, mend)
