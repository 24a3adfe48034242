"""Chromium, started as every browser test wants it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, sync_playwright

# Chromium's own traffic is not the page's; it would also be refused here, many times a second.
FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Every other host is shut.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--font-render-hinting=none",  # or letters are as wide as whole pixels in the shell
]

COMPILED_ONCE: Final = "--js-flags=--liftoff-only"
"""Python is not compiled a second time while it runs: a test is over before that pays."""


def find_chromium(*, shell: bool = True) -> str | None:
    """The machine's Chromium; None lets Playwright take its own.

    The shell is the same engine without the frame of a browser around it, at half the cost. What
    is measured is measured in the browser that readers have, which keeps compiled code.
    """
    shells = ("chromium-headless-shell",) if shell else ()
    names = (*shells, "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's Chromium, or else Playwright's own."""
    with sync_playwright() as playwright:
        args = [*FLAGS, COMPILED_ONCE]
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=args)
        yield browser
        browser.close()
