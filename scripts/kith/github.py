"""Text as GitHub's Markdown leaves it: no markup, no link, nobody called by name.

Pure; what the text is about is not known here.
"""

import re
from typing import Final

_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#|~$&@]")
_NAME: Final = re.compile(r"(@[\w-]+)")
_LINKED: Final = re.compile(
    r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=#)(?=\d)|(?<=\bGH-)(?=\d)|(?<=mailto:)|(?<=xmpp:)",
    re.IGNORECASE,
)
"""Where text without markup becomes a link: addresses, and numbers of issues."""
_BREAK: Final = "\u200b"  # a blank of no width


def plain(text: str) -> str:
    """One line of text, escaped; @names stand as code, or people of that name are called, and
    addresses lead nowhere."""
    parts = _NAME.split(_LINKED.sub(_BREAK, one_line(text)))
    escaped = [_MARKUP.sub(lambda sign: f"\\{sign[0]}", part) for part in parts]
    escaped[1::2] = [f"`{name}`" for name in parts[1::2]]
    return "".join(escaped)


def code(text: str) -> str:
    """One line of text as code: in more backticks than it holds."""
    text = one_line(text)
    ticks = "`" * (_longest_run(text) + 1)
    pad = " " if len(ticks) > 1 else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def fenced(text: str, language: str = "") -> str:
    """Lines of text as a block of code, which nothing in them can end."""
    ticks = "`" * max(3, _longest_run(text) + 1)
    return f"{ticks}{language}\n{text}\n{ticks}"


def one_line(text: str) -> str:
    return " ".join(text.split())


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)
