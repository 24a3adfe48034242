"""Python-Markdown's inline step, without the patterns that match nowhere in a text.

Each text is handed to some twenty patterns in turn. Most of them find nothing in it, and to hand it
on takes several times as long as the look: a third of the time in which a page is read. Here a
pattern looks first; all that follows is done as ever, and gives the same.
"""

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor as Pattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_PRIORITY = 20  # that of the step which this one replaces

type _Finder = Callable[[str, int], re.Match[str] | bool | None]
"""(text, place in it) -> whether a pattern could match from there on."""


class InlineExtension(Extension):
    """The step in place of Python-Markdown's own."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Replace the step."""
        md.treeprocessors.register(_Inline(md), "inline", _PRIORITY)


class _Inline(InlineProcessor):
    """Overrides one private method of Python-Markdown and calls another; it is pinned."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        self._patterns = [(_finder(pattern), pattern) for pattern in self.inlinePatterns]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(  # noqa: N802 (as Python names it outside its class)
        self, data: str, first: int = 0
    ) -> str:
        if isinstance(data, AtomicString):
            return data
        for place in range(first, len(self._patterns)):
            finds, pattern = self._patterns[place]
            start, matched = 0, True
            while matched and finds(data, start):
                data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    pattern, data, place, start
                )
        return data


def _finder(pattern: Any) -> _Finder:
    if isinstance(pattern, Pattern):
        return pattern.getCompiledRegExp().search
    return _always  # patterns of the old kind look in another way


def _always(_text: str, _place: int) -> bool:
    return True


def makeExtension(**settings: Any) -> InlineExtension:  # noqa: N802 (Python-Markdown's name)
    """What Python-Markdown asks for when the configuration names this module."""
    return InlineExtension(**settings)
