"""The site, built and served once, and readers whose Chromium has every other host shut."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from browser.reader import Reader, listening_reader
from browser.server import SiteServer
from serving import running


@pytest.fixture(scope="session")
def site_server(site: Path) -> Iterator[SiteServer]:
    """The built site, served for all tests."""
    with running(SiteServer(site)) as server:
        yield server


@pytest.fixture
def server(site_server: SiteServer) -> Iterator[SiteServer]:
    """The same for one test, which may order faults."""
    site_server.asked.clear()
    yield site_server
    site_server.faults.clear()


@pytest.fixture
def make_reader(browser: Browser, server: SiteServer) -> Iterator[Callable[..., Reader]]:
    """Opens a fresh browser context; takes what Browser.new_context takes."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> Reader:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        reader = listening_reader(context, server.address)
        reader.scripts = options.get("java_script_enabled") is not False
        return reader

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def reader(make_reader: Callable[..., Reader]) -> Reader:
    """A reader at a desktop."""
    return make_reader(viewport={"width": 1280, "height": 800})
