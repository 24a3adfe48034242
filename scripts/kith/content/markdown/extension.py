"""The Python-Markdown extension `kith.commonmark`: lists and signs as people mean them."""

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


class CommonMarkExtension(Extension):
    """Lists, tables and stray signs of a page."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        SaneListExtension().extendMarkdown(md)
        md.preprocessors.register(_Lists(md), "commonmark_lists", _LISTS_PRIORITY)
        md.preprocessors.register(_Signs(md), "commonmark_signs", _SIGNS_PRIORITY)


class _Lists(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return rewrite(lines)


class _Signs(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        def store(html: str) -> str:
            kept: Any = self.md.htmlStash.store(html)
            return str(kept)

        return put_away("\n".join(lines), store).split("\n")
