"""One walk through the built site in each other engine: every feature once, as a reader meets it.

The finer points are tested in Chromium (tests/browser). This holds that nothing stands or falls
with Chromium: scripts, workers, storage, drawing, windows, files, paper.
"""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from selenium.webdriver.common.keys import Keys

from browser.server import OneAnswer, SiteServer, stop
from engines.engine import START_S, Engine
from serving import running

pytestmark = pytest.mark.browser

EXPLAINER: Final = "kith-explainer"
STATUS: Final = f"{EXPLAINER} [data-part=status]"
CHECK: Final = "kith-self-check"
WATCH: Final = """
window.walkFaults ??= (() => {
  const faults = [];
  addEventListener("error", ({ message }) =>
    message?.startsWith("ResizeObserver loop") || faults.push(message)); // says nothing of a fault
  addEventListener("unhandledrejection", ({ reason }) => faults.push(String(reason)));
  document.addEventListener("securitypolicyviolation",
    ({ violatedDirective, blockedURI }) => faults.push(`${violatedDirective}: ${blockedURI}`));
  return faults;
})();
"""
CATCH_FILES: Final = """
window.walkFiles = [];
const blobs = new Map();
const address = URL.createObjectURL.bind(URL);
URL.createObjectURL = (blob) => {
  const given = address(blob);
  blobs.set(given, blob);
  return given;
};
HTMLAnchorElement.prototype.click = function () {
  walkFiles.push(new Response(blobs.get(this.href)).arrayBuffer()
    .then((bytes) => ({ name: this.download, bytes: [...new Uint8Array(bytes)] })));
};
"""
"""Files that a page hands over are taken on the way: WebKit's driver has no folder for them."""


@pytest.fixture
def page(engine: Engine, server: SiteServer) -> Iterator[Engine]:
    """The engine with nothing kept, and what went wrong in its page while a test looked."""
    server.asked.clear()
    yield engine
    server.faults.clear()
    faults = engine.js("return window.walkFaults ?? []")
    while len(engine.driver.window_handles) > 1:
        engine.driver.switch_to.window(engine.driver.window_handles[-1])
        engine.driver.close()
    engine.driver.switch_to.window(engine.driver.window_handles[0])
    assert faults == []


def open_page(engine: Engine, server: SiteServer, path: str) -> None:
    """A page with its scripts at work. A place in the same page is opened anew, too."""
    engine.open("about:blank")
    engine.open(server.address + path)
    engine.js(WATCH)


def file_of(engine: Engine, action: str) -> tuple[str, bytes]:
    """What a press of a button saves: its name and its bytes."""
    engine.js("walkFiles.length = 0")
    engine.press(f"[data-action={action}]")
    engine.wait_true("return walkFiles.length > 0", seconds=30)
    found = engine.driver.execute_async_script("walkFiles[0].then(arguments[0])")
    return found["name"], bytes(found["bytes"])


def run_and_wait(engine: Engine, press: str) -> None:
    """Press what starts a run; wait until its result has come."""
    engine.js(
        "window.walkRuns = 0;"
        "addEventListener('kith:result', () => { window.walkRuns += 1; }, { once: true })"
    )
    engine.press(press)
    engine.wait_true("return window.walkRuns > 0", seconds=START_S)


# --- Reading --------------------------------------------------------------------------------------


def test_an_article_reads_with_its_typefaces_and_its_cards(
    page: Engine, server: SiteServer
) -> None:
    open_page(page, server, "learn/rat-park/")
    page.wait("h1")
    assert page.js("return document.documentElement.scrollWidth <= innerWidth")
    page.wait(".citation[data-card]")
    page.point_at(".citation__work")
    page.wait(".citation-card")
    page.keys(Keys.ESCAPE)
    page.wait_gone(".citation-card")
    fetched = page.js(
        "return performance.getEntriesByType('resource').map(({ name }) => name)"
        ".filter((name) => !name.startsWith(location.origin) && !/^(?:blob|data):/.test(name))"
    )
    assert fetched == []


def test_a_term_shows_its_meaning(page: Engine, server: SiteServer) -> None:
    open_page(page, server, "learn/rat-park/")
    page.wait(".term[data-card]")
    page.point_at(".term > a")
    page.wait(".term-card")


def test_light_and_dark_are_a_press_apart(page: Engine, server: SiteServer) -> None:
    open_page(page, server, "learn/rat-park/")
    before = page.js("return getComputedStyle(document.body).backgroundColor")
    page.press("[data-part=palette]")
    page.wait_true(
        "return getComputedStyle(document.body).backgroundColor !== arguments[0]", before
    )
    page.driver.refresh()
    assert page.js("return getComputedStyle(document.body).backgroundColor") != before
    page.press("[data-part=palette]")
    page.js("localStorage.clear()")


def test_the_lists_of_works_and_claims_are_narrowed(page: Engine, server: SiteServer) -> None:
    open_page(page, server, "references/")
    page.type("[data-part=filters] [name=words]", "morphine")
    page.wait_text("[data-part=count]", " of ")
    open_page(page, server, "claims/?verdict=wrong")
    page.wait_text("[data-part=count]", " of ")
    shown = page.js(
        "return [...document.querySelectorAll('.claim')]"
        ".filter((claim) => claim.getClientRects().length).map((claim) => claim.dataset.verdict)"
    )
    assert set(shown) == {"wrong"}


# --- Explainers -----------------------------------------------------------------------------------


def test_python_starts_and_a_reader_plays(page: Engine, server: SiteServer) -> None:
    open_page(page, server, "learn/rat-park/")
    run_and_wait(page, f"{EXPLAINER} [data-action=run]")
    page.wait_text(STATUS, "Done")
    first = page.texts(f"{EXPLAINER} [data-part=headline]")
    page.js(
        "window.walkRuns = 0;"
        "addEventListener('kith:result', () => { window.walkRuns += 1; }, { once: true })"
    )
    slider = f"{EXPLAINER} [name=company_hours][type=range]"
    page.js("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })",
            page.wait(slider))  # fmt: skip
    page.type(slider, Keys.ARROW_RIGHT)
    page.wait_true("return window.walkRuns > 0", seconds=START_S)
    assert page.texts(f"{EXPLAINER} [data-part=headline]") != first
    page.press(f"{EXPLAINER} [data-action=keep]")
    page.type(slider, Keys.ARROW_RIGHT)
    page.wait_text(f"{EXPLAINER} [data-part=kept], {EXPLAINER} [data-part=compare]", "hour")


def test_many_runs_come_and_can_be_stopped(page: Engine, server: SiteServer) -> None:
    open_page(page, server, "learn/rat-park/")
    page.js(STOP_AT_THE_FIRST_PART)
    page.press(f"{EXPLAINER} [data-action=many]")
    page.wait_text(STATUS, "Stopped", seconds=START_S)
    page.press(f"{EXPLAINER} [data-action=many]")
    page.wait_text(STATUS, "Done: 40 runs", seconds=START_S)


STOP_AT_THE_FIRST_PART: Final = """
new MutationObserver((_, observer) => {
  if (document.querySelector("[data-part=many-headline]")?.textContent) {
    observer.disconnect();
    document.querySelector("kith-explainer [data-action=stop]").click();
  }
}).observe(document.querySelector("kith-explainer"), { childList: true, subtree: true });
"""
"""From within the page: a busy machine would press it when all is over."""


def test_pictures_and_numbers_are_saved_whole(page: Engine, server: SiteServer) -> None:
    open_page(page, server, "learn/rat-park/")
    run_and_wait(page, f"{EXPLAINER} [data-action=run]")
    page.js(CATCH_FILES)
    page.press(f"{EXPLAINER} [data-part=tools] summary")
    name, csv = file_of(page, "csv")
    assert name.endswith(".csv")
    assert b"A teaching toy. Not data." in csv
    name, data = file_of(page, "json")
    assert json.loads(data)["licence"].startswith("CC BY 4.0")
    name, svg = file_of(page, "svg")
    assert b"Psychopharmacology" in svg
    name, png = file_of(page, "png")
    assert png.startswith(b"\x89PNG")
    right = page.driver.execute_async_script(INK_AT_THE_RIGHT, list(png))
    assert right >= 8, f"ink stands {right} dots from the right edge of {name}"


INK_AT_THE_RIGHT: Final = """
const [bytes, done] = arguments;
createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" })).then((bitmap) => {
  const canvas = Object.assign(document.createElement("canvas"),
    { width: bitmap.width, height: bitmap.height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const paper = String(data.slice(0, 4));
  let last = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (String(data.slice(at, at + 4)) !== paper) last = Math.max(last, (at / 4) % bitmap.width);
  }
  done(bitmap.width - 1 - last);
});
"""
"""How many dots of paper stand to the right of the last ink of a picture."""


# --- A room ---------------------------------------------------------------------------------------


def test_the_projector_asks_shows_and_ends(page: Engine, server: SiteServer) -> None:
    open_page(page, server, "learn/rat-park/")
    page.press("[data-action=projector]")
    page.wait(".projector__bar")
    page.wait_gone(f"{EXPLAINER} [data-part=headline]")
    page.keys(Keys.SPACE)
    page.wait(f"{EXPLAINER} [data-part=headline]")
    page.keys(Keys.ARROW_RIGHT)
    page.wait_text(".projector__bar", "2 of ")
    page.keys(Keys.ESCAPE)
    page.wait_gone(".projector__bar")


def test_slides_and_their_notes_go_together(page: Engine, server: SiteServer) -> None:
    open_page(page, server, "teach/taster/")
    page.press("[data-kit=slides]")
    page.wait_text(".slides__title", "A taster in half an hour")
    slides = page.driver.current_window_handle
    page.keys(Keys.ARROW_RIGHT)
    page.wait_text(".slides__title", "Welcome, and how to be safe here")
    page.keys("n")
    page.wait_true("return true")
    deadline = time.monotonic() + 10
    while len(page.driver.window_handles) < 2:
        assert time.monotonic() < deadline, "no second window opens"
        time.sleep(0.1)
    notes = next(one for one in page.driver.window_handles if one != slides)
    page.driver.switch_to.window(notes)
    page.wait_text(".presenter__notes", "one famous study")
    page.keys(Keys.ARROW_RIGHT)
    page.driver.switch_to.window(slides)
    page.wait_text(".slides__title", "The story people tell")
    page.keys(Keys.ESCAPE)
    page.wait_gone(".slides")


def test_paper_has_the_article(page: Engine, server: SiteServer) -> None:
    if page.name == "webkit":
        pytest.skip("WebKitGTK's driver cannot print")
    open_page(page, server, "learn/rat-park/")
    printed = page.driver.print_page()
    assert len(printed) > 100_000


# --- The self-check -------------------------------------------------------------------------------


def answer(engine: Engine, given: dict[str, str]) -> None:
    engine.js(
        "Object.entries(arguments[0]).forEach(([name, value]) =>"
        " document.querySelector(`input[name='${name}'][value='${value}']`).click())",
        given,
    )


def answers(engine: Engine) -> dict[str, str]:
    found: dict[str, str] = engine.js(
        "return Object.fromEntries([...document.querySelectorAll("
        "'kith-self-check form input[type=radio]:checked')]"
        ".map(({ name, value }) => [name, value]))"
    )
    return found


def test_the_self_check_reads_saves_and_opens(
    page: Engine, server: SiteServer, tmp_path: Path
) -> None:
    given = {"asking": "notyet", "giving": "mostly"}
    open_page(page, server, "try/recovery-capital/")
    page.wait(f"{CHECK}[data-live]")
    page.js(CATCH_FILES)
    answer(page, given)
    page.press(f"{CHECK} [data-action=read]")
    page.wait(f"{CHECK} [data-part=reading-title]", seconds=START_S)
    name, data = file_of(page, "file")
    assert json.loads(data)["answers"] == given
    saved = tmp_path / name
    saved.write_bytes(data)
    open_page(page, server, "try/recovery-capital/")
    page.wait(f"{CHECK}[data-live]")
    assert answers(page) == {}
    chooser = page.all(f"{CHECK} [data-part=chooser]")[0]
    chooser.send_keys(str(saved))
    page.wait_text(f"{CHECK} [data-part=asked]", "This file holds answers saved on")
    page.press(f"{CHECK} [data-part=asked] button")
    page.wait_true("return document.querySelectorAll('kith-self-check input:checked').length > 1")
    assert answers(page) == given
    assert page.js("return localStorage.length") == 0


# --- Leaving, and being without a network ---------------------------------------------------------


def test_the_way_out_leaves_no_way_back(page: Engine, server: SiteServer) -> None:
    open_page(page, server, "claims/")
    page.wait("[data-part=filters]")
    page.open(f"{server.address}learn/rat-park/")
    page.wait(".citation[data-card]")
    page.wait(f"{EXPLAINER} [data-part=controls]")
    page.js(
        "document.querySelectorAll('a.exit').forEach((link) => { link.href = arguments[0]; })",
        f"{server.address}sw.js",
    )
    page.press("a.exit")
    page.wait_true("return location.pathname === '/sw.js'")
    page.driver.back()
    page.wait_true("return location.pathname === '/claims/'")


@pytest.fixture
def own_server(site: Path) -> Iterator[SiteServer]:
    """A server that this test may stop."""
    with running(SiteServer(site, OneAnswer)) as server:
        yield server


def test_a_kept_copy_runs_a_model_without_a_network(page: Engine, own_server: SiteServer) -> None:
    open_page(page, own_server, "offline/")
    page.press("[data-offline=keep]")
    page.wait_text("[data-part=offline]", "The whole site is kept", seconds=120)
    stop(own_server)
    open_page(page, own_server, "learn/rat-park/")
    page.wait("h1")
    page.press(f"{EXPLAINER} [data-action=run]")
    page.wait_text(STATUS, "Done", seconds=START_S)
    open_page(page, own_server, "offline/")
    page.press("[data-offline=forget]")
    page.wait_text("[data-part=offline-said]", "Nothing is kept")
