"""What the browser tests speak of: a reader with a page open, and what happened meanwhile."""

from dataclasses import dataclass, field
from typing import Final

from playwright.sync_api import BrowserContext, Page, expect

ARTICLE: Final = "learn/rat-park/"
LATE_SCRIPTS: Final = "[data-part=late-scripts]"
MATERIAL: Final = "html[data-js-focus-visible]"
"""The page as Material's script leaves it."""


@dataclass
class Reader:
    """A page in a browser, and everything that went wrong or out while it was read."""

    page: Page
    address: str
    scripts: bool = True
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = ARTICLE, *, answered: bool = True) -> Page:
        """Open a page; it is open when Material's script has come, and an article when its
        citations have their cards, and its models their controls.

        `answered` shows the results that wait behind a guess, as readers do.
        """
        self.page.goto(self.address + path)
        if self.scripts and self.page.locator(LATE_SCRIPTS).count():
            self.page.locator(MATERIAL).wait_for(state="attached")
        if self.scripts and path == ARTICLE:
            self.page.locator(".citation[data-card]").first.wait_for(state="attached")
            self.page.locator("kith-explainer [data-part=controls]").first.wait_for()
        if self.scripts and answered and "#" not in path:  # a place is not to be left
            # Not by a press, which would take the focus to it.
            self.page.evaluate(
                "document.querySelectorAll('[data-guessing] .guess__answer')"
                ".forEach((fold) => { fold.open = true; })"
            )
            expect(self.page.locator("[data-guessing]")).to_have_count(0)
        return self.page

    @property
    def outside(self) -> list[str]:
        """Requests to anywhere but the site."""
        own = (self.address, "blob:", "data:")
        return [url for url in self.requests if not url.startswith(own)]


def listening_reader(context: BrowserContext, address: str) -> Reader:
    """A reader with a new page, who hears of all that the pages of the context ask for or say."""
    reader = Reader(context.new_page(), address)
    context.on("request", lambda request: reader.requests.append(request.url))
    context.on(
        "console",
        lambda message: (
            reader.complaints.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    context.on("weberror", lambda error: reader.complaints.append(str(error.error)))
    return reader
