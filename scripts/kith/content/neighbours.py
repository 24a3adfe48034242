"""What to read after an article: the pages that it names as `next`, or else the one that follows.

In front matter `next` is a page's name below content/, or a list of up to three.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from kith.content.pages import Page, page_address
from kith.content.redirects import moved_pages
from kith.content.sections import in_order
from kith.problems import Problem, nearest


def named_next(page: Page) -> list[str]:
    """The names that a page's front matter gives, whether there are such pages or not."""
    value = page.fields.get("next", [])
    return [value] if isinstance(value, str) else [name for name in value if isinstance(name, str)]


class Order:
    """The articles one after another, as the navigation has them."""

    def __init__(self, pages: Iterable[Page], nav: object) -> None:
        self._by_name = {page.name: page for page in pages}
        articles = in_order(nav, self._by_name.values())
        names = list(dict.fromkeys(page.name for page in articles))
        self._first = names[:1]
        self._after = dict(pairwise(names))

    def read_next(self, page: Page) -> list[dict[str, str]]:
        """Address below the site's root, title and description of each, for a template."""
        names = [name for name in named_next(page) if name in self._by_name and name != page.name]
        if not names and page.name in self._after:
            names = [self._after[page.name]]
        elif not names:
            names = [name for name in self._first if name != page.name]
        return [_told(self._by_name[name]) for name in names]


def check_next(pages: Iterable[Page]) -> Iterator[Problem]:
    """A problem for each `next` that leads nowhere, or to the page itself."""
    found = list(pages)
    known, moved = dict.fromkeys(page.name for page in found), moved_pages(found)
    for page in found:
        for name in named_next(page):
            if name not in known or name == page.name:
                before = (page.source.front_matter or "").partition("next:")[0]
                line = before.count("\n") + 2
                message = f"next names {name!r}, which is no other page"
                fix = f"it is {moved[name]} now" if name in moved else ""
                fix = fix or (
                    nearest(name, known) or "name a page below content/, such as learn/rat-park.md"
                )
                yield Problem(page.source.path, line, 1, "page/link", message, fix)


def _told(page: Page) -> dict[str, str]:
    texts = {name: str(page.fields.get(name, "")) for name in ("title", "description")}
    return {"url": page_address(page.name), **texts}
