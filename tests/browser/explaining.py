"""What the tests of explainers in a browser share: their parts, their buttons, a run awaited."""

from collections.abc import Callable
from typing import Any, Final

from playwright.sync_api import Locator, Page

START_MS: Final = 60_000
EXPLAINER: Final = "kith-explainer"


def part(page: Page, name: str) -> Locator:
    return page.locator(f"{EXPLAINER} [data-part={name}]")


def action(page: Page, name: str) -> Locator:
    return page.locator(f"{EXPLAINER} [data-action={name}]")


def run_and_wait(page: Page, press: Callable[[], None]) -> dict[str, Any]:
    """Do something that starts a run, and give what the explainer's event says of it."""
    # A promise, since Playwright's own waiting evaluates text, which the page's policy forbids.
    page.evaluate(
        """(patience) => {
          window.found = new Promise((resolve, reject) => {
            addEventListener("kith:result", ({ detail }) => resolve(detail), { once: true });
            setTimeout(() => reject(new Error("no result came")), patience);
          });
          window.found.catch(() => {});
        }""",
        START_MS,
    )
    press()
    found: dict[str, Any] = page.evaluate("window.found")
    return found
