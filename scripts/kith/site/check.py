"""Rules for the built site: links lead somewhere, nothing comes from elsewhere, ids are unique."""

import posixpath
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from kith.problems import Problem
from kith.site.html import Piece, Reference, read_html

_SAFE_SCHEMES: Final = ("http", "https", "mailto", "sms", "tel")
_NOT_FOUND_PAGE: Final = "404.html"  # its links begin at the site's root, wherever that will be


def check_site(site: Path) -> list[Problem]:
    """Every problem in the HTML below `site`. Paths are printed as site/…"""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {
        name: read_html((site / name).read_text("utf-8"))
        for name in sorted(files)
        if name.endswith(".html")
    }
    links = _Links(files, pages)
    problems: list[Problem] = []
    for name, pieces in pages.items():
        problems += _check_page(f"site/{name}", pieces)
        if name != _NOT_FOUND_PAGE:
            problems += links.check(name)
    return problems


def _check_page(path: str, pieces: list[Piece]) -> Iterator[Problem]:
    titles = sum(piece.document.headings.count(1) for piece in pieces)
    if titles != 1:
        message = f"{titles} h1 headings"
        fix = "a page has exactly one, made from its title: begin headings with ##"
        yield Problem(path, 1, 1, "site/html", message, fix)
    for name, times in Counter(name for piece in pieces for name in piece.document.ids).items():
        if times > 1:
            fix = "rename one of the headings or blocks"
            yield Problem(path, 1, 1, "site/html", f"the id {name!r} stands {times} times", fix)
    for piece in pieces:
        before, document = piece.before, piece.document
        for handler in document.handlers:
            message, line = f"script in an attribute: {handler.address[:60]}", before + handler.line
            yield Problem(path, line, 1, "site/html", message, "take it out")
        for line in document.scripts if piece.in_article else ():
            message = "a script stands in the article"
            yield Problem(path, before + line, 1, "site/html", message, "take it out")
        for load in document.loads:
            if urlsplit(load.address).netloc:
                message = f"the page would load {load.address}"
                fix = "serve the file from theme/assets/ or content/ instead"
                yield Problem(path, before + load.line, 1, "site/third-party", message, fix)


class _Links:
    """Follows the links of pages; remembers where those lead that many pages have in common."""

    def __init__(self, files: set[str], pages: dict[str, list[Piece]]) -> None:
        self._files = files
        self._pages = pages
        self._ids = {
            name: {anchor for piece in pieces for anchor in piece.document.ids}
            for name, pieces in pages.items()
        }
        self._fine: set[tuple[str, int]] = set()

    def check(self, name: str) -> Iterator[Problem]:
        """The problems of a page's links."""
        folder = posixpath.dirname(name)
        for before, piece in ((part.before, part.document) for part in self._pages[name]):
            # All links of a shared piece lead out of its own folder, to the same places from each
            # page beside it; one page answers for all.
            shared = (posixpath.dirname(folder), id(piece))
            if shared in self._fine:
                continue
            found = [
                problem
                for link in (*piece.links, *piece.loads)
                for problem in self._check_link(name, folder, link, before)
            ]
            yield from found
            own = any(not link.address.startswith(("..", "http")) for link in piece.links)
            if not found and not own:
                self._fine.add(shared)

    def _check_link(
        self, name: str, folder: str, link: Reference, before: int
    ) -> Iterator[Problem]:
        path, line = f"site/{name}", before + link.line
        parts = urlsplit(link.address)
        if parts.scheme and parts.scheme not in _SAFE_SCHEMES:
            message = f"a link of the kind {parts.scheme}:"
            yield Problem(path, line, 1, "site/link", message, "use https")
        if parts.scheme or parts.netloc:
            return
        target = self._resolve(name, folder, parts.path)
        if target is None:
            message = f"the link {link.address!r} leads nowhere"
            yield Problem(
                path, line, 1, "site/link", message, "mend the path, or take the link out"
            )
        elif parts.fragment and target in self._ids:
            anchor = unquote(parts.fragment)
            if anchor not in self._ids[target] and not anchor.startswith("__"):
                message = f"the page {target} has no place {parts.fragment!r}"
                yield Problem(
                    path, line, 1, "site/link", message, "link to a heading that is there"
                )

    def _resolve(self, page: str, folder: str, path: str) -> str | None:
        """The file that a relative address leads to from a page, or None."""
        if not path:
            return page
        target = posixpath.normpath(posixpath.join("/", folder, unquote(path))).lstrip("/")
        for candidate in (target, f"{target}/index.html".lstrip("/")):
            if candidate in self._files:
                return candidate
        return None
