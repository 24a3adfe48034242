"""Rules for the built site: links lead somewhere, nothing comes from elsewhere, ids are unique."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from kith.problems import Problem
from kith.site.html import Document, read_html

_SAFE_SCHEMES = ("http", "https", "mailto", "tel")
_NOT_FOUND_PAGE = "404.html"  # its links are written from the site's root, wherever that will be


def check_site(site: Path) -> list[Problem]:
    """Every problem in the HTML below `site`. Paths are printed as site/…"""
    documents = {
        path.relative_to(site).as_posix(): read_html(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    problems: list[Problem] = []
    for name, document in documents.items():
        problems += _check_page(f"site/{name}", document)
        if name != _NOT_FOUND_PAGE:
            problems += _check_links(name, document, documents, files)
    return problems


def _check_page(path: str, document: Document) -> Iterator[Problem]:
    if document.headings.count(1) != 1:
        message = f"{document.headings.count(1)} h1 headings"
        yield Problem(path, 1, 1, "site/html", message, "a page has exactly one: its title")
    for name, times in Counter(document.ids).items():
        if times > 1:
            fix = "rename one of the headings or blocks"
            yield Problem(path, 1, 1, "site/html", f"the id {name!r} stands {times} times", fix)
    for handler in document.handlers:
        message = f"script in an attribute: {handler.address[:60]}"
        yield Problem(path, handler.line, 1, "site/html", message, "take it out")
    for load in document.loads:
        if urlsplit(load.address).netloc:
            message = f"the page would load {load.address}"
            fix = "serve the file from theme/assets/ or content/ instead"
            yield Problem(path, load.line, 1, "site/third-party", message, fix)


def _check_links(
    name: str, document: Document, documents: Mapping[str, Document], files: set[str]
) -> Iterator[Problem]:
    for link in (*document.links, *document.loads):
        parts = urlsplit(link.address)
        if parts.scheme and parts.scheme not in _SAFE_SCHEMES:
            message = f"a link of the kind {parts.scheme}:"
            yield Problem(f"site/{name}", link.line, 1, "site/link", message, "use https")
        if parts.scheme or parts.netloc:
            continue
        target = _resolve(name, parts.path, files)
        if target is None:
            message = f"the link {link.address!r} leads nowhere"
            fix = "mend the path, or take the link out"
            yield Problem(f"site/{name}", link.line, 1, "site/link", message, fix)
        elif parts.fragment and target in documents:
            anchor = unquote(parts.fragment)
            if anchor not in documents[target].ids and not anchor.startswith("__"):
                message = f"the page {target} has no place {parts.fragment!r}"
                fix = "link to a heading that is there"
                yield Problem(f"site/{name}", link.line, 1, "site/link", message, fix)


def _resolve(page: str, path: str, files: set[str]) -> str | None:
    """The file that a relative address leads to from a page, or None."""
    if not path:
        return page
    target = unquote(urljoin(f"/{page}", path)).lstrip("/")
    for candidate in (target, f"{target}index.html", f"{target}/index.html"):
        if candidate in files:
            return candidate
    return None
