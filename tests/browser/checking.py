"""What the tests of the self-check in a browser share: its parts, answers, a reading awaited."""

import json
from typing import Any, Final

from playwright.sync_api import Locator, Page, expect

from browser.reader import Reader

PAGE: Final = "try/recovery-capital/"
CHECK: Final = "kith-self-check"
START_MS: Final = 60_000
KEY: Final = "kith.self-check.recovery_capital"


def open_check(reader: Reader) -> Page:
    """The page, with its script at work."""
    page = reader.open(PAGE)
    page.locator(f"{CHECK}[data-live]").wait_for()
    return page


def part(page: Page, name: str) -> Locator:
    return page.locator(f"{CHECK} [data-part={name}]")


def action(page: Page, name: str) -> Locator:
    return page.locator(f"{CHECK} [data-action={name}]")


def status(page: Page) -> Locator:
    return part(page, "status")


def choice(page: Page, item: str, answer: str) -> Locator:
    return page.locator(f"{CHECK} input[name='{item}'][value={answer}]")


def answer_all(page: Page, given: dict[str, str]) -> None:
    """Answer items of any area, as clicks on their labels would."""
    page.evaluate(
        """(given) => Object.entries(given).forEach(([name, value]) =>
          document.querySelector(`input[name="${name}"][value="${value}"]`).click())""",
        given,
    )


def answers(page: Page) -> dict[str, str]:
    """What stands in the form, whichever area is shown."""
    found: dict[str, str] = page.evaluate(
        """() => Object.fromEntries(
          [...document.querySelectorAll("kith-self-check form input[type=radio]:checked")]
            .map(({ name, value }) => [name, value]))"""
    )
    return found


def read(page: Page) -> Locator:
    """Ask for the reading and wait until it stands there."""
    action(page, "read").click()
    title = part(page, "reading-title")
    expect(title).to_be_visible(timeout=START_MS)
    return part(page, "reading")


def stored(page: Page) -> dict[str, Any]:
    """Everything that this origin has put into the browser."""
    found: dict[str, Any] = page.evaluate(
        """async () => ({
          local: Object.keys(localStorage),
          session: Object.keys(sessionStorage),
          databases: (await indexedDB.databases()).map(({ name }) => name),
          caches: await caches.keys(),
          cookies: document.cookie,
        })"""
    )
    return found


NOTHING_STORED: Final = {"local": [], "session": [], "databases": [], "caches": [], "cookies": ""}


def saved_file(
    given: dict[str, str], *, day: str = "2026-05-03", **more: object
) -> dict[str, object]:
    """A file as "Save as a file" writes it, for the tests that open one."""
    data = {"kith": "recovery-capital", "version": "1", "saved": day, "answers": given}
    return {**data, "harder": [], **more}


def open_text(page: Page, text: str | bytes, name: str = "answers.json") -> Locator:
    """Open a file that holds this text; gives the question that the page then asks."""
    body = text.encode() if isinstance(text, str) else text
    file = {"name": name, "mimeType": "application/json", "buffer": body}
    part(page, "chooser").set_input_files(file)  # type: ignore[arg-type]
    asked = part(page, "asked")
    expect(asked).to_be_visible()
    return asked


def open_data(page: Page, data: object) -> Locator:
    return open_text(page, json.dumps(data))
