"""How high a slide is, in lines of a projector, reckoned from its Markdown.

A projector of 1024 × 768 pixels is the least that a room has. slides.css draws words there
32 pixels high, so that the back row reads them: 54 letters fill a line, and 15 lines the slide. The
reckoning is a little strict; a browser test holds it against every slide of the site.
"""

import math
import re
from collections.abc import Iterable
from typing import Final

from kith.content.teaching.plan import Slide

LINES: Final = 15.0
"""What fits, the title's lines included."""

_LETTERS: Final = 54
_TITLE_LETTERS: Final = 38
_TITLE_LINE: Final = 1.4
_GAP: Final = 0.4  # of a line, above each paragraph and item
_MARKS: Final = re.compile(r"\]\([^()]*\)|\[\s?[^\[\]]*@[^\[\]]*\]|[*_`\[\]]|\{[^{}]*\}")
_ITEM: Final = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?")
_ITEM_LOSES: Final = 4  # letters, to the mark before it


def height(slide: Slide) -> float:
    """The lines that a slide takes; nothing where it holds no words."""
    pieces = list(_pieces(slide.lines))
    if not pieces:
        return 0.0
    title = math.ceil(len(slide.title) / _TITLE_LETTERS) * _TITLE_LINE + _GAP
    return title + sum(math.ceil(length / _LETTERS) + _GAP for length in pieces)


def _pieces(lines: Iterable[str]) -> list[int]:
    """The letters of each paragraph and each item."""
    found: list[int] = []
    new = True
    for line in lines:
        if not line.strip():
            new = True
            continue
        item = _ITEM.match(line)
        letters = len(_MARKS.sub("", _ITEM.sub("", line).strip()))
        if new or item:
            found.append(letters + (_ITEM_LOSES if item else 0))
        else:
            found[-1] += letters + 1
        new = False
    return found
