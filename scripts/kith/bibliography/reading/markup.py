"""Markup of the web in a BibTeX value, as Crossref and publishers write it, to LaTeX.

`<i>in vivo</i>` and `&amp;` would be printed as signs. Tags that titles have become commands; any
other tag goes, and what it holds stays.
"""

import html
import re
from typing import Final

_MAY_HOLD: Final = re.compile(r"<[A-Za-z/]|&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[\da-fA-F]{1,5});")
_COMMANDS: Final = {
    "i": "emph", "em": "emph", "italic": "emph", "b": "textbf", "strong": "textbf",
    "bold": "textbf", "sub": "textsubscript", "sup": "textsuperscript", "inf": "textsubscript",
    "sc": "textsc", "scp": "textsc", "smallcaps": "textsc",
}  # fmt: skip
_DROPPED: Final = "a|br|div|font|p|small|span|title|tt|u|underline|xref|named-content|math|mml:\\w+"
_TAG: Final = re.compile(
    rf"<(?P<end>/?)(?:jats:)?(?P<name>(?:{'|'.join(_COMMANDS)})(?=\s*/?>)|{_DROPPED})"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY: Final = re.compile(r"\\?&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[\da-fA-F]{1,5});")
_SPECIAL: Final = re.compile(r"([&%#$_{}])")


def from_html(value: str) -> str:
    """The value with tags as LaTeX commands and entities as characters."""
    if not _MAY_HOLD.search(value):
        return value
    value = _ENTITY.sub(_character, value)
    opened = [m["name"].lower() for m in _TAG.finditer(value) if not m["end"]]
    closed = [m["name"].lower() for m in _TAG.finditer(value) if m["end"]]
    whole = {name for name in opened if opened.count(name) == closed.count(name)}

    def command(tag: re.Match[str]) -> str:
        name = tag["name"].lower()
        if name not in _COMMANDS:
            return " " if name == "br" else ""
        if name not in whole:
            return tag[0]  # one of a pair alone is text
        return "}" if tag["end"] else f"\\{_COMMANDS[name]}{{"

    return _TAG.sub(command, value)


def _character(entity: re.Match[str]) -> str:
    """The character of an entity, escaped where LaTeX would read it otherwise."""
    found = html.unescape(entity[0].removeprefix("\\"))
    return entity[0] if found == entity[0].removeprefix("\\") else _SPECIAL.sub(r"\\\1", found)
