"""What to read after an article: the pages that it names as `next`, or else the one that follows.

In front matter `next` is a page's name below content/, or a list of up to three.
"""

from collections.abc import Iterable, Iterator

from kith.content.pages import Page, page_address
from kith.content.sections import in_order
from kith.problems import Problem, nearest


def named_next(page: Page) -> list[str]:
    """The names that a page's front matter gives, whether there are such pages or not."""
    value = page.fields.get("next", [])
    return [value] if isinstance(value, str) else [name for name in value if isinstance(name, str)]


def read_next(page: Page, pages: Iterable[Page], nav: object) -> list[dict[str, str]]:
    """Address below the site's root, title and description of each, for a template."""
    found = list(pages)
    by_name = {other.name: other for other in found}
    names = [name for name in named_next(page) if name in by_name and name != page.name]
    if not names:
        order = [other.name for other in in_order(nav, found)]
        after = order[order.index(page.name) + 1 :] if page.name in order else []
        names = after[:1] or [name for name in order[:1] if name != page.name]
    return [_told(by_name[name]) for name in names]


def check_next(pages: Iterable[Page]) -> Iterator[Problem]:
    """A problem for each `next` that leads nowhere, or to the page itself."""
    found = list(pages)
    known = [page.name for page in found]
    for page in found:
        for name in named_next(page):
            if name not in known or name == page.name:
                before = (page.source.front_matter or "").partition("next:")[0]
                line = before.count("\n") + 2
                message = f"next names {name!r}, which is no other page"
                fix = (
                    nearest(name, known) or "name a page below content/, such as learn/rat-park.md"
                )
                yield Problem(page.source.path, line, 1, "page/link", message, fix)


def _told(page: Page) -> dict[str, str]:
    texts = {name: str(page.fields.get(name, "")) for name in ("title", "description")}
    return {"url": page_address(page.name), **texts}
