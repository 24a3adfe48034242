"""The build of a page: headings in order, images in words, nothing left to be replaced."""

import re
from collections.abc import Iterator
from typing import Final

from kith.content.rules.table import Table
from kith.content.source import Source
from kith.problems import Problem

_HEADING: Final = re.compile(r"^(#{1,6})[ \t]+\S", re.MULTILINE)
_IMAGE: Final = re.compile(
    r"!\[(?P<alt>[^\]]*)\]\s?[(\[]|<img\b(?P<attributes>[^>]*)>", re.IGNORECASE
)
_ALT: Final = re.compile(r"""\balt\s*=\s*(?:"\s*[^"\s]|'\s*[^'\s])""", re.IGNORECASE)


def check_structure(source: Source, table: Table) -> Iterator[Problem]:
    """What is wrong in the build of one page."""
    yield from _headings(source)
    for image in _IMAGE.finditer(source.prose):
        attributes = image["attributes"]
        said = _ALT.search(attributes) if attributes is not None else image["alt"].strip()
        if not said:
            message = "this image says nothing to those who do not see it"
            yield _problem(source, image.start(), "page/alt", message, "say in words what it shows")
    text = (source.front_matter or "").join(("---\n", "---\n")) if source.front_matter else ""
    whole = text + source.prose[len(text) :]
    for match in table.placeholders.finditer(whole):
        message = f"{match[0]!r} is left here"
        yield _problem(
            source, match.start(), "page/placeholder", message, "write what belongs here"
        )


def _headings(source: Source) -> Iterator[Problem]:
    before = 1  # the title
    for heading in _HEADING.finditer(source.prose):
        level = len(heading[1])
        if level == 1:
            message, fix = "a second title", "begin headings with ##: the title makes its own"
            yield _problem(source, heading.start(), "page/heading", message, fix)
        elif level > before + 1:
            message = f"level {level} follows level {before}"
            fix = f"begin it with {'#' * (before + 1)}"
            yield _problem(source, heading.start(), "page/heading", message, fix)
        before = level


def _problem(source: Source, offset: int, rule: str, message: str, fix: str) -> Problem:
    return Problem(source.path, *source.place(offset), rule, message, fix)
