"""Signs that nobody sees: they come with text from word processors and PDF files.

They part words for searches and for screen readers, and a key of the library with one in it is
unknown. Signs that join letters (in Persian, Hindi, emoji) and those for writing from right to left
are left alone.
"""

import re
from collections.abc import Iterator
from typing import Final

from kith.content.source import Source
from kith.problems import Problem

_NAMES: Final = {
    "\u00ad": "a soft hyphen",
    "\u200b": "a space without width",
    "\u2060": "a word joiner",
    "\ufeff": "a byte order mark",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\x0b": "a word processor's line break",
    "\x0c": "a page break",
}
_SIGN: Final = re.compile(rf"[{''.join(_NAMES)}\x00-\x08\x0e-\x1f\x7f-\x9f]")


def check_invisible(source: Source) -> Iterator[Problem]:
    """A problem for the first such sign of each line."""
    for number, line in enumerate(source.text.split("\n"), 1):
        match = _SIGN.search(line)
        if match:
            count = len(_SIGN.findall(line))
            name = _NAMES.get(match[0], f"a control sign (U+{ord(match[0]):04X})")
            more = f", and {count - 1} more such signs" if count > 1 else ""
            near = " ".join(
                _SIGN.sub("", line[max(match.start() - 12, 0) : match.end() + 12]).split()
            )
            message = f"{name} that nobody sees stands in “{near}”{more}"
            mend = "delete the words around it and type them anew"
            yield Problem(source.path, number, match.start() + 1, "page/invisible", message, mend)
