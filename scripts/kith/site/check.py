"""Rules for the built site: links lead somewhere, nothing comes from elsewhere, ids are unique.

Most pages are as they were and in order. So of each page a summary is noted, with all addresses it
leads to as the site would find them; if each of them is known, nothing is wrong with its links, and
only a page with an unknown one is read again, with the lines.
"""

import posixpath
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import unquote, urlsplit

from kith.ahead import BothEnds
from kith.problems import Problem
from kith.site.html import Document, Piece, Reference, read_html
from kith.site.kept import KeptSite

_SAFE_SCHEMES: Final = ("http", "https", "mailto", "sms", "tel")
_NOT_FOUND_PAGE: Final = "404.html"  # its links begin at the site's root, wherever that will be
_INDEX: Final = "index.html"


@dataclass(frozen=True, slots=True)
class Summary:
    """What one page offers to links and asks of them, and what is wrong with it by itself."""

    anchors: frozenset[str]
    addresses: frozenset[str]
    problems: tuple[Problem, ...]


def check_site(site: KeptSite) -> list[Problem]:
    """Every problem in the HTML of a site. Paths are printed as site/…"""
    return begin_check(site)()


def begin_check(site: KeptSite) -> Callable[[], list[Problem]]:
    """Begin to read the pages, when these are complete; other files may still come.

    What is returned gives every problem.
    """
    names = sorted(name for name in site.places if name.endswith(".html"))
    summaries: dict[str, Summary] = {name: site.note(name) for name in names}
    new = [name for name, noted in summaries.items() if not isinstance(noted, Summary)]
    read = BothEnds(_Reader(site).summary, new)

    def finish() -> list[Problem]:
        for name, summary in zip(new, read.results(), strict=True):
            summaries[name] = summary
            site.set_note(name, summary)
        return _check_all(site, summaries)

    return finish


def _check_all(site: KeptSite, summaries: Mapping[str, Summary]) -> list[Problem]:
    known = {_address(name) for name in site.places}
    anchors: set[str] = set()
    for summary in summaries.values():
        anchors |= summary.anchors
    reachable = known | anchors
    pages = {_address(name) for name in summaries}
    problems: list[Problem] = []
    for name, summary in summaries.items():
        problems += summary.problems
        if name != _NOT_FOUND_PAGE and not summary.addresses <= reachable:
            pieces = read_html(site.text(name))
            problems += _check_links(name, pieces, known, anchors, pages)
    return problems


_split = cache(urlsplit)


class _Reader:
    """Reads pages; remembers where the links of a piece lead that many pages have in common."""

    def __init__(self, site: KeptSite) -> None:
        self._site = site
        self._shared: dict[tuple[str, int], tuple[Document, frozenset[str], list[Reference]]] = {}

    def summary(self, name: str) -> Summary:
        """The summary of a page."""
        pieces, page = read_html(self._site.text(name)), _address(name)
        ids = {anchor for piece in pieces for anchor in piece.document.ids}
        folder = posixpath.dirname(name)
        beside = posixpath.dirname(folder) if folder else name
        addresses = (self._addresses(page, folder, beside, piece.document) for piece in pieces)
        return Summary(
            frozenset(f"{page}#{anchor}" for anchor in ids),
            frozenset().union(*addresses),
            tuple(_check_page(f"site/{name}", pieces)),
        )

    def _addresses(self, page: str, folder: str, beside: str, document: Document) -> frozenset[str]:
        """Where a piece's links lead. Those that lead out of the page's own folder lead to the
        same places from each page in a folder beside it."""
        links = (*document.links, *document.loads)
        if not links:
            return frozenset()
        shared = (beside, id(document))
        if shared not in self._shared:
            own = [link for link in links if not link.address.startswith(("../", "http"))]
            others = (link for link in links if link.address.startswith(("../", "http")))
            found = frozenset(
                sys.intern(address) for link in others for address in _addresses(folder, page, link)
            )
            self._shared[shared] = (document, found, own)  # the document, so that its id stays its
        _, found, own = self._shared[shared]
        if not own:
            return found
        return found.union(address for link in own for address in _addresses(folder, page, link))


def _address(name: str) -> str:
    """The one name of a file that links may call with or without index.html."""
    folder, _, file = name.rpartition("/")
    return folder if file == _INDEX else name


def _addresses(folder: str, page: str, link: Reference) -> Iterator[str]:
    """Where a link leads in this site, if it does: a file, and a place in it if it names one.

    A kind of link that is not allowed is an address that no site has. A fragment with = in it is no
    place: it tells a script what to show (#for=robin).
    """
    parts = _split(link.address)
    if parts.scheme or parts.netloc:
        if parts.scheme and parts.scheme not in _SAFE_SCHEMES:
            yield link.address
        return
    target = _target(folder, page, parts.path)
    yield target
    if parts.fragment and "=" not in parts.fragment and not parts.fragment.startswith("__"):
        yield f"{target}#{unquote(parts.fragment)}"


def _target(folder: str, page: str, path: str) -> str:
    if not path:
        return page
    while folder and path.startswith("../"):
        folder, path = folder.rpartition("/")[0], path[3:]
    return _joined(folder, path)


@cache
def _joined(folder: str, path: str) -> str:
    """Pages beside each other lead to the same places, so that most of these have been joined."""
    joined = posixpath.normpath(posixpath.join("/", folder, unquote(path)))
    return _address(joined.lstrip("/"))


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


def _check_links(
    name: str, pieces: Iterable[Piece], known: set[str], anchors: set[str], pages: set[str]
) -> Iterator[Problem]:
    """The problems of a page's links, each with its line."""
    folder, page, path = posixpath.dirname(name), _address(name), f"site/{name}"
    for piece in pieces:
        for link in (*piece.document.links, *piece.document.loads):
            line, parts = piece.before + link.line, urlsplit(link.address)
            if parts.scheme and parts.scheme not in _SAFE_SCHEMES:
                message = f"a link of the kind {parts.scheme}:"
                yield Problem(path, line, 1, "site/link", message, "use https")
            if parts.scheme or parts.netloc:
                continue
            target, *place = _addresses(folder, page, link)
            if target not in known:
                message, fix = (
                    f"the link {link.address!r} leads nowhere",
                    "mend the path, or take the link out",
                )
                yield Problem(path, line, 1, "site/link", message, fix)
            elif place and place[0] not in anchors and target in pages:
                shown = target if target.endswith(".html") else posixpath.join(target, _INDEX)
                message = f"the page {shown} has no place {unquote(parts.fragment)!r}"
                fix = "link to a heading that is there"
                yield Problem(path, line, 1, "site/link", message, fix)
