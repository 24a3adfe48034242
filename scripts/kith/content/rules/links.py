"""Links between pages and to places in them, found in the source with line and column.

The check of the built site knows all that a built page has; this one knows what stands in the
sources, early enough to be told while writing. A place that only a block draws (an explainer's, a
help line's) is left to the other.
"""

import posixpath
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import unquote, urlsplit

from kith.content.blocks import find_blocks
from kith.content.images.records import ENDINGS
from kith.content.pages import Page
from kith.content.redirects import moved_pages
from kith.content.source import Source
from kith.problems import Problem, nearest

_LINK: Final = re.compile(
    r"(?<!\\)\]\(\s*<?(?P<inline>[^()<>\s]+(?:\([^()\s]*\)[^()<>\s]*)*)>?(?:\s+[\"'(][^\n]*?)?\s*\)"
    r"|^\[[^\]\n^@]+\]:\s*<?(?P<defined>[^\s<>]+)"
    r"|<(?:a|img)\b[^>]*?\b(?:href|src)\s*=\s*[\"'](?P<raw>[^\"']+)",
    re.MULTILINE | re.IGNORECASE,
)
_DRAWN: Final = {
    "bibliography": "ref-",
    "claims": "claim-",
    "explainer": "explainer-",
    "helplines": "help-",
    "questionnaire": "self-check-",
    "verdicts": "verdict-",
}
"""The blocks whose places are not known here, and how the ids of these begin."""
_OF_ANY_PAGE: Final = ("__", "cite-", "ref-")


def written_links(source: Source) -> Iterator[tuple[str, int]]:
    """Each link and image of a text as it is written, and where that begins."""
    for match in _LINK.finditer(source.prose):
        name = match.lastgroup or ""
        yield match[name], match.start(name)


def check_links(
    pages: Iterable[Page], anchors: Mapping[str, Container[str]], files: Container[str]
) -> list[Problem]:
    """A problem for each link that leads to no page, or to no place there.

    `anchors` are the ids of each page, by its name; `files` what else stands below content/.
    """
    known = {page.name: page for page in pages}
    moved = moved_pages(known.values())
    return [
        problem for page in known.values() for problem in _check(page, known, anchors, files, moved)
    ]


def _check(
    page: Page,
    pages: Mapping[str, Page],
    anchors: Mapping[str, Container[str]],
    files: Container[str],
    moved: Mapping[str, str],
) -> Iterator[Problem]:
    for written, offset in written_links(page.source):
        try:
            parts = urlsplit(written)
        except ValueError:
            continue  # the site generator says what it makes of it
        path, fragment = unquote(parts.path), unquote(parts.fragment)
        if parts.scheme == "file" or len(parts.scheme) == 1 or "\\" in written:
            message = f"{written!r} is a place on one machine, where no reader comes"
            mend = "put the file into content/, and write its path from this page with /"
            yield Problem(page.source.path, *page.source.place(offset), "page/link", message, mend)
            continue
        if parts.scheme or parts.netloc or path.startswith("/"):
            continue
        place = (page.source.path, *page.source.place(offset), "page/link")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path))
        target = target if path else page.name
        if target not in pages:
            if target.lower().endswith(ENDINGS):
                if target not in files:
                    yield _no_image(place, page, written, target, files)
            elif posixpath.splitext(target)[1] and target not in files:
                folder = posixpath.dirname(page.name) or "."
                others = [posixpath.relpath(other, folder) for other in pages]
                near = nearest(path, others) if target.endswith(".md") else ""
                if target in moved:
                    near = f"it is {posixpath.relpath(moved[target], folder)} now"
                if {unicodedata.normalize(form, target) for form in ("NFC", "NFD")} & {*pages}:
                    near = "type its accented letters anew: they are stored as two signs or as one"
                yield Problem(
                    *place, f"the link {written!r} leads nowhere", near or "mend its path"
                )
            continue
        there = anchors.get(target, ())
        if fragment and fragment not in there and not _drawn(pages[target], fragment):
            message = f"the page {target} has no place {fragment!r}"
            names = [str(anchor) for anchor in there] if isinstance(there, Iterable) else []
            fix = nearest(fragment, names) or "link to a heading that is there"
            yield Problem(*place, message, fix)


def _no_image(
    place: tuple[str, int, int, str],
    page: Page,
    written: str,
    target: str,
    files: Container[str],
) -> Problem:
    names = sorted(files) if isinstance(files, Iterable) else []
    images = [name for name in names if name.lower().endswith(ENDINGS)]
    plain = unicodedata.normalize("NFC", target)
    if any(unicodedata.normalize("NFC", name) == plain for name in images):
        message = f"the name of the image {written!r} has its accents written in two ways"
        mend = "rename the file, without accents, and write the same name here"
        return Problem(*place[:3], "page/image", message, mend)
    same = [name for name in images if name.casefold() == target.casefold()]
    same += [name for name in images if posixpath.basename(name) == posixpath.basename(target)]
    folder = posixpath.dirname(page.name) or "."
    near = {posixpath.relpath(name, folder): name for name in images}
    fix = f"did you mean {posixpath.relpath(same[0], folder)}?" if same else nearest(written, near)
    message = f"there is no image {written!r}"
    return Problem(
        *place[:3], "page/image", message, fix or "put it into content/, or mend its path"
    )


def _drawn(page: Page, fragment: str) -> bool:
    """Whether a place may be one that only a built page has."""
    if fragment.startswith(_OF_ANY_PAGE):
        return True
    starts = (name for name, start in _DRAWN.items() if fragment.startswith(start))
    return any(list(find_blocks(page.source, name)) for name in starts)
