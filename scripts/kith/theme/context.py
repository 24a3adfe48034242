"""What templates are told beside the page itself, since Jinja should not compute it."""

from collections.abc import Iterable
from typing import Any, Final

from kith.content.blocks import find_blocks
from kith.content.neighbours import Order
from kith.content.pages import Page, page_url
from kith.content.teaching.plan import is_plan, read_plan
from kith.theme.fonts import Fonts

HELP_PAGE: Final = "help.md"


def site_context(fonts: Fonts | None, pages: Iterable[Page]) -> dict[str, Any]:
    """For every page: its typefaces, and where help is, "" when there is no such page yet."""
    return {
        "faces": fonts.sheet if fonts else "",
        "preload": fonts.preload if fonts else [],
        "preload_all": fonts.preload_all if fonts else [],
        "help": page_url(HELP_PAGE) if any(page.name == HELP_PAGE for page in pages) else "",
    }


def page_context(page: Page, order: Order) -> dict[str, Any]:
    """For one page: its dates as text, how long it takes to read, what to read next, and whether it
    asks its reader for what is nobody else's business."""
    dates = ("reviewed", "next_review")
    told: dict[str, Any] = {name: str(page.fields[name]) for name in dates if name in page.fields}
    told["minutes_to_read"] = page.minutes_to_read
    told["is_private"] = any(find_blocks(page.source, "questionnaire"))
    if is_plan(page.name):
        told["length"] = read_plan(page.source).length
    if page.is_article:
        told["read_next"] = order.read_next(page)
    return told
