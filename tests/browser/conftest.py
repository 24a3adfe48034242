"""A built site, a plain server for it, and Chromium with every other host shut."""

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, sync_playwright

from browser.reader import Reader
from kith.mkdocs_plugin import render
from kith.pipeline import build
from kith.problems import has_errors
from kith.project import Project

ROOT = Path(__file__).parent.parent.parent
# Chromium's own traffic is not the page's; it would also be refused here, many times a second.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built once from a copy of the repository."""
    root = tmp_path_factory.mktemp("site").resolve()
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("content", "bibliography", "explainers", "theme"):
        shutil.copytree(ROOT / name, root / name, ignore=ignore)
    (root / "scripts").mkdir()
    for name in ("scripts/package.json", "scripts/package-lock.json", "mkdocs.yml"):
        shutil.copy(ROOT / name, root / name)
    (ROOT / ".cache").mkdir(exist_ok=True)
    (root / ".cache").symlink_to(ROOT / ".cache")
    problems = build(Project(root), render)
    assert not has_errors(problems), "\n".join(map(str, problems))
    return root / "site"


class _Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 (the base class declares it so)
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served: a plain server without headers of its own, as many hosts are."""
    handler = functools.partial(_Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests: the machine's, or else Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def make_reader(browser: Browser, address: str) -> Iterator[Callable[..., Reader]]:
    """Opens a fresh browser context; takes what Browser.new_context takes."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> Reader:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        reader = Reader(context.new_page(), address)

        def pass_or_refuse(route: Route) -> None:
            if route.request.url.startswith(address):
                route.continue_()
            else:
                route.abort()

        context.on("request", lambda request: reader.requests.append(request.url))
        context.on(
            "console",
            lambda message: (
                reader.complaints.append(message.text)
                if message.type in ("error", "warning")
                else None
            ),
        )
        context.on("weberror", lambda error: reader.complaints.append(str(error.error)))
        context.route("**/*", pass_or_refuse)
        return reader

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def reader(make_reader: Callable[..., Reader]) -> Reader:
    """A reader at a desktop."""
    return make_reader(viewport={"width": 1280, "height": 800})
