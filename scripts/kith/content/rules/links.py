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
from kith.content.pages import Page
from kith.problems import Problem, nearest

_LINK: Final = re.compile(
    r"(?<!\\)\]\(\s*<?(?P<inline>[^()<>\s]+(?:\([^()\s]*\)[^()<>\s]*)*)>?(?:\s+[\"'(][^\n]*?)?\s*\)"
    r"|^\[[^\]\n^@]+\]:\s*<?(?P<defined>[^\s<>]+)"
    r"|<a\b[^>]*?\bhref\s*=\s*[\"'](?P<raw>[^\"']+)",
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


def check_links(
    pages: Iterable[Page], anchors: Mapping[str, Container[str]], files: Container[str]
) -> list[Problem]:
    """A problem for each link that leads to no page, or to no place there.

    `anchors` are the ids of each page, by its name; `files` what else stands below content/.
    """
    known = {page.name: page for page in pages}
    return [problem for page in known.values() for problem in _check(page, known, anchors, files)]


def _check(
    page: Page,
    pages: Mapping[str, Page],
    anchors: Mapping[str, Container[str]],
    files: Container[str],
) -> Iterator[Problem]:
    for match in _LINK.finditer(page.source.prose):
        name = match.lastgroup or ""
        written = match[name]
        try:
            parts = urlsplit(written)
        except ValueError:
            continue  # the site generator says what it makes of it
        path, fragment = unquote(parts.path), unquote(parts.fragment)
        if parts.scheme or parts.netloc or path.startswith("/"):
            continue
        place = (page.source.path, *page.source.place(match.start(name)), "page/link")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path))
        target = target if path else page.name
        if target not in pages:
            if posixpath.splitext(target)[1] and target not in files:
                folder = posixpath.dirname(page.name) or "."
                others = [posixpath.relpath(other, folder) for other in pages]
                near = nearest(path, others) if target.endswith(".md") else ""
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


def _drawn(page: Page, fragment: str) -> bool:
    """Whether a place may be one that only a built page has."""
    if fragment.startswith(_OF_ANY_PAGE):
        return True
    starts = (name for name, start in _DRAWN.items() if fragment.startswith(start))
    return any(list(find_blocks(page.source, name)) for name in starts)
