"""A packed copy in both its ways: opened as files, and served by the server that it brings."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import ROOT, MakeOnce
from kith.project import Project
from kith.site.pack import pack

pytestmark = pytest.mark.browser

START_MS = 60_000
MODULES = Project(ROOT).cache / "npm" / "node_modules"


@pytest.fixture(scope="module")
def folder(site: Path, make_once: MakeOnce) -> Path:
    def fill(base: Path) -> None:
        pack(site, base / "kith.zip", 1_700_000_000, "Licence", {}, MODULES)
        with zipfile.ZipFile(base / "kith.zip") as archive:
            archive.extractall(base)

    return make_once("a stick", fill) / "kith"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(10_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda one: errors.append(one.text) if one.type == "error" else None)
    yield page
    context.close()
    assert errors == []


def open_file(page: Page, folder: Path, place: str) -> None:
    page.goto(f"{folder.as_uri()}/{place}index.html")
    expect(page.locator("[data-part=copy-note]")).to_contain_text("opened as a file")


def test_opened_as_a_file_an_article_plays_its_recorded_runs(page: Page, folder: Path) -> None:
    open_file(page, folder, "learn/rat-park/")
    explainer = page.locator("kith-explainer").first
    expect(explainer.locator(".copy-refusal")).to_contain_text("models cannot run here")
    expect(explainer.locator("[data-part=controls]")).to_be_hidden()
    explainer.locator("[data-part=scenarios] input[value=petrie]").click()
    expect(explainer.locator("[data-part=scenario]")).to_contain_text("Petrie’s rats")
    explainer.locator("[data-action=skip-guess]").click()
    explainer.locator("[data-action=forward]").click()
    explainer.locator("[data-action=back]").click()
    expect(explainer.locator("[data-part=moment]")).not_to_contain_text("could not")
    explainer.locator("summary", has_text="Show the model’s code").click()
    expect(explainer.locator("[data-part=listing] pre").first).to_be_attached()
    page.locator(".citation__work").first.hover()
    expect(page.locator(".citation-card").first).to_be_visible()


def test_opened_as_a_file_the_search_finds_and_leads_to_files(page: Page, folder: Path) -> None:
    open_file(page, folder, "")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("overdose")
    found = page.locator(".md-search-result__item a").first
    expect(found).to_be_visible()
    found.click()
    expect(page.locator("h1")).to_have_count(1)
    assert page.url.startswith(folder.as_uri())
    assert "/index.html" in page.url


def test_opened_as_a_file_a_plan_has_its_slides_its_quiz_and_its_hands(
    page: Page, folder: Path
) -> None:
    open_file(page, folder, "teach/taster/")
    quiz = page.locator("[data-part=check]").first
    quiz.locator("input").nth(0).check()
    quiz.locator("summary").click()
    expect(quiz.locator("[data-part=chosen]")).to_have_text("You chose: Yes, they gave it up.")
    page.locator("[data-kit=slides]").click()
    expect(page.locator(".slides__title")).to_have_text("A taster in half an hour")


def test_opened_as_a_file_every_page_leads_on_by_its_links(page: Page, folder: Path) -> None:
    open_file(page, folder, "")
    links = page.locator(".md-nav--primary a.md-nav__link")
    addresses: list[str] = links.evaluate_all("(all) => all.map((link) => link.href.split('#')[0])")
    assert len(set(addresses)) > 8
    for address in sorted(set(addresses)):
        page.goto(address)
        expect(page.locator("h1")).to_have_count(1)


def test_served_by_its_own_server_everything_works(page: Page, folder: Path) -> None:
    command = [sys.executable, str(folder / "kith_server.py"), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        try:
            address = running.stdout.readline().split()[-1]
            page.goto(f"{address}learn/rat-park/index.html")
            expect(page.locator("[data-part=copy-note]")).to_contain_text("served by this computer")
            page.locator("kith-explainer [data-action=run]").first.click()
            status = page.locator("kith-explainer [data-part=status]").first
            expect(status).to_contain_text("Done", timeout=START_MS)
            assert page.evaluate("() => caches.keys()") == []
            page.goto(f"{address}offline/index.html")
            expect(page.locator("[data-part=offline]")).to_contain_text("a copy already")
        finally:
            running.terminate()


PLACES = [
    *("", "learn/rat-park/", "learn/portugal/", "references/", "references/alexander1978/"),
    *("claims/", "glossary/", "help/", "about/", "offline/", "try/rat-park/"),
    *("try/recovery-capital/", "teach/", "teach/taster/", "teach/recovery-capital/"),
    *("embed/rat_park/",),
]
PRESS_EVERYTHING = """async () => {
  window.print = () => {};
  const pause = () => new Promise((resolve) => setTimeout(resolve, 25));
  const isThere = (node) =>
    node.isConnected && node.checkVisibility() && !node.closest("[inert]") && !node.disabled;
  const pressed = new Set();
  const kinds = ["radio", "checkbox", "range", "search"].map((kind) => `input[type=${kind}]`);
  const all = ["button", "summary", "select", ...kinds].join();
  for (let round = 0; round < 3; round += 1) { // what a press opens is pressed too
    for (const node of document.querySelectorAll(all)) {
      if (pressed.has(node) || !isThere(node)) continue;
      pressed.add(node);
      if (node.matches("input[type=range]")) {
        node.value = node.max;
        node.dispatchEvent(new Event("input", { bubbles: true }));
        node.dispatchEvent(new Event("change", { bubbles: true }));
      } else if (node.matches("select")) {
        node.selectedIndex = node.options.length - 1;
        node.dispatchEvent(new Event("change", { bubbles: true }));
      } else {
        node.click();
      }
      await pause();
      if (document.querySelector(".slides, .projector")) {
        (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
        await pause();
      }
    }
  }
  const places = document.querySelectorAll("[role=status], [role=alert]");
  return { count: pressed.size, said: [...places].map((node) => node.textContent) };
}"""


@pytest.mark.parametrize("place", PLACES)
def test_opened_as_a_file_every_button_does_what_it_says_or_is_not_there(
    page: Page, folder: Path, place: str
) -> None:
    page.on("popup", lambda opened: opened.close())
    page.goto(f"{folder.as_uri()}/{place}index.html")
    page.wait_for_timeout(300)
    found = page.evaluate(PRESS_EVERYTHING)
    assert found["count"] >= (0 if place.startswith("embed") else 2)
    page.wait_for_timeout(200)
    broken = ("Cannot ", "undefined", "not defined", "not a function", "Failed to", "NaN")
    assert [text for text in found["said"] if any(word in text for word in broken)] == []


def test_opened_as_a_file_the_self_check_offers_paper_before_its_first_question(
    page: Page, folder: Path
) -> None:
    open_file(page, folder, "try/recovery-capital/")
    box = page.locator(".copy-refusal").first
    expect(box).to_contain_text("nothing here can read your answers")
    first = page.locator("kith-self-check legend").first
    assert box.bounding_box()["y"] < first.bounding_box()["y"]  # type: ignore[index]
    page.evaluate(
        "window.print = () => { window.printed = document.documentElement.dataset.print; }"
    )
    box.get_by_role("button", name="Print the form").click()
    assert page.evaluate("window.printed") == "blank"
    expect(page.locator("kith-self-check [data-action=read]")).not_to_be_in_viewport()
