"""Markup in front matter, where text is shown as it is written.

Title, description and key points stand in the page, in its head, in the feed and in other pages'
lists; none of these reads Markdown.
"""

import re
from collections.abc import Iterator
from typing import Final

from kith.content.source import Source
from kith.problems import Problem

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
_CURLY: Final = re.compile(r"^[ ]*[“„][^“”„]*[”“][ ]*$")


def check_fields(source: Source) -> Iterator[Problem]:
    """Everything in the front matter of one page that would be shown as bare signs."""
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
