"""Amends what Material's templates write into every page, where no template of ours can."""

import re
from typing import Final

_NEIGHBOURS: Final = re.compile(r'[ \t]*<link rel="(?:prev|next)" href="[^"]*">\n?')
"""Firefox fetches what is next ahead: a server would be told that help was read when it was not."""


def amend(html: str) -> str:
    """The page as Material 9.8.1 should have written it: a tabindex of nothing is not HTML."""
    return _NEIGHBOURS.sub("", html).replace(' tabindex=""', "")
