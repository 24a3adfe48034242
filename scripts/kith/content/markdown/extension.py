"""The Python-Markdown extension `kith.commonmark`: lists and signs as people mean them.

Beside its own steps it brings two extensions of pymdownx: bare addresses are links (an e-mail
address stays text, since nothing but a form of writing would be gained), and a heading has a blank
after its #, so that `#1` and `#MeToo` are words.
"""

import re
import string
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.preprocessors import Preprocessor

from kith.content.markdown.lists import rewrite
from kith.content.markdown.signs import put_away

# After fenced code (25) is out of the way, before raw HTML (20) is read.
_LISTS_PRIORITY = 24
_SIGNS_PRIORITY = 23
_BROUGHT = ("pymdownx.magiclink", "pymdownx.saneheaders")
_BREAK = re.compile(r"(?<!\\)((?:\\\\)*)\\$")


class CommonMarkExtension(Extension):
    """Lists, tables and stray signs of a page."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        SaneListExtension().extendMarkdown(md)
        md.registerExtensions(_BROUGHT, {})
        md.inlinePatterns.deregister("magic-mail")
        md.ESCAPED_CHARS = [*dict.fromkeys([*md.ESCAPED_CHARS, *string.punctuation])]
        md.preprocessors.register(_Lists(md), "commonmark_lists", _LISTS_PRIORITY)
        md.preprocessors.register(_Signs(md), "commonmark_signs", _SIGNS_PRIORITY)


class _Lists(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return rewrite(list(map(_with_break, lines, [*lines[1:], ""])))


class _Signs(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        def store(html: str) -> str:
            kept: Any = self.md.htmlStash.store(html)
            return str(kept)

        return put_away("\n".join(lines), store).split("\n")


def _with_break(line: str, following: str) -> str:
    """A line that ends in \\ with two blanks instead, which Python-Markdown reads as a break."""
    return _BREAK.sub(r"\1  ", line) if line.endswith("\\") and following.strip() else line
