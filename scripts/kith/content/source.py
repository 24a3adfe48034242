"""The text of a Markdown file and the places in it.

Finds *where* a thing stands, for problems to point at. *What* counts as a citation is decided by
the Markdown extensions, which see parsed text; this module only blanks out code, so that an example
in a code block is never taken for the real thing.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kith.texts import decode

_FRONT_MATTER: Final = re.compile(
    r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE
)
_FENCE: Final = re.compile(
    r"^(?P<indent>[ \t>]*)(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)",
    re.DOTALL | re.MULTILINE,
)
_SPAN: Final = re.compile(
    r"(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n\n).)+?(?<!`)(?P=ticks)(?!`)", re.DOTALL
)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True)
class Source:
    """One Markdown file: its path (relative to the repository) and its whole text."""

    path: str
    text: str

    @cached_property
    def front_matter(self) -> str | None:
        """The YAML between the --- lines, or None where there is none."""
        match = _FRONT_MATTER.match(self.text)
        return match["yaml"] if match else None

    @cached_property
    def body(self) -> str:
        """The Markdown after the front matter."""
        return self.text[self._body_start :]

    @cached_property
    def prose(self) -> str:
        """The whole text with front matter, code and comments blanked, every place kept."""
        text = blank(self.text[: self._body_start]) + self.body
        for pattern in (_COMMENT, _FENCE, _SPAN):
            text = pattern.sub(lambda match: blank(match[0]), text)
        return text

    @cached_property
    def open_fence(self) -> int | None:
        """Where a line of ``` or ~~~ opens code that never ends, if one does."""
        text = blank(self.text[: self._body_start]) + self.body
        text = _COMMENT.sub(lambda match: blank(match[0]), text)
        for fence in _FENCE.finditer(text):
            last = fence[0].rstrip().rpartition("\n")[2].strip(" \t>")
            ends = last.startswith(fence["fence"]) and not last.strip("`~")
            if "\n" not in fence[0].strip() or not ends:
                return fence.start("fence")
        return None

    def place(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset into the text, both from 1."""
        before = self.text[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1

    def find(self, text: str) -> tuple[int, int]:
        """The place where a text stands first outside code; the start of the file if nowhere."""
        offset = self.prose.find(text)
        return self.place(offset) if offset >= 0 else (1, 1)

    @cached_property
    def _body_start(self) -> int:
        match = _FRONT_MATTER.match(self.text)
        return match.end() if match else 0


def read_source(path: str, data: bytes) -> Source:
    """The source of a file's bytes, as MkDocs reads it: UTF-8, any kind of newline."""
    return Source(path, decode(data, path, "page/encoding").text)


def blank(text: str) -> str:
    """The same number of characters and lines, all spaces."""
    return "\n".join(" " * len(line) for line in text.split("\n"))
