"""Puts each plan's own Markdown beside its page, so that anyone can change it and use it."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from kith.cache import digest
from kith.content.pages import Page, page_url
from kith.content.teaching.plan import is_plan
from kith.site.kept import KeptSite


def publish_sources(pages: Iterable[Page], site: KeptSite) -> None:
    """Write <plan>/<name>.md, which partials/plan-foot.html links to."""
    for page in pages:
        if is_plan(page.name):
            place = f"{page_url(page.name)}{PurePosixPath(page.name).name}"
            key = digest(page.source.text)
            if not site.holds(place, key):
                site.write(place, key, page.source.text)
