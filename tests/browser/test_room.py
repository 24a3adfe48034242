"""An explainer for a room and for other sites: guesses, projector, run codes, code, frame.

The site is built with a guess in every scenario, whatever the repository's own say.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from browser.axe import looks, violations
from browser.reader import ARTICLE, Reader
from browser.server import SiteServer, missing
from conftest import MakeOnce, build_in_order, copy_repository
from serving import running

pytestmark = pytest.mark.browser

START_MS = 60_000
EMBED = "embed/rat_park/"
GUESS = """
[scenarios.{name}.guess]
question = "Who drinks more?"
options = ["The rats alone", "The rats in the park", "Both the same"]
answer = 2
why = "This is said for the test."
"""


@pytest.fixture(scope="module")
def taught_site(make_once: MakeOnce) -> Path:
    """The site, with a guess in every scenario."""
    return make_once("taught", build_taught) / "project" / "site"


def build_taught(folder: Path) -> None:
    project = copy_repository(folder / "project")
    manifest = project.explainers / "rat_park/explainer.toml"
    text = manifest.read_text("utf-8")
    for name, scenario in tomllib.loads(text)["scenarios"].items():
        if "guess" not in scenario:
            text += GUESS.format(name=name)
        if "idea" not in scenario:
            head = f"[scenarios.{name}]\n"
            text = text.replace(head, f'{head}idea = "Homes matter."\n')
    manifest.write_text(text, "utf-8")
    build_in_order(project)


@pytest.fixture
def server(taught_site: Path) -> Iterator[SiteServer]:
    """That site instead of the plain one."""
    with running(SiteServer(taught_site)) as running_server:
        yield running_server


def part(page: Page | Frame, name: str) -> Locator:
    return page.locator(f"kith-explainer [data-part={name}]").first


def pick(page: Page, number: int) -> None:
    """Choose a named scenario, and wait until it is shown."""
    radio = part(page, "scenarios").locator("input").nth(number)
    said = part(page, "scenario").inner_text()
    radio.check()
    expect(part(page, "scenario")).not_to_have_text(said)


def result_of(page: Page, press: Callable[[], None]) -> dict[str, Any]:
    """Do something that starts a run; what the explainer's event says of the run."""
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
    found: dict[str, Any] = page.evaluate(
        "window.found.then(({ seed, params }) => ({seed, params}))"
    )
    return found


# --- Guess first ---------------------------------------------------------------------------------


def test_at_page_load_the_result_waits_and_nothing_moves(reader: Reader) -> None:
    reader.page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) { window.shift += entry.value; }
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    page = reader.open(answered=False)
    page.wait_for_load_state("networkidle")
    part(page, "guess").scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    assert page.evaluate("window.shift") == 0
    expect(part(page, "guess")).to_be_visible()
    for name in ("headline", "idea", "scene", "figure", "reading"):
        expect(part(page, name)).to_be_hidden()
    part(page, "answer").locator("summary").click()
    expect(part(page, "headline")).to_be_visible()
    expect(part(page, "guess-said")).to_contain_text("In this run: ")
    assert reader.complaints == []


def test_a_link_to_a_scenario_asks_its_guess_first(reader: Reader) -> None:
    page = reader.open(f"{ARTICLE}#show=rat_park.petrie", answered=False)
    expect(part(page, "scenario")).to_contain_text("Petrie’s rats")
    expect(part(page, "guess")).to_be_visible()
    expect(part(page, "headline")).to_be_hidden()


def test_a_picked_scenario_asks_first_and_then_shows(reader: Reader) -> None:
    page = reader.open()
    pick(page, 1)
    expect(part(page, "headline")).to_be_hidden()
    expect(part(page, "idea")).to_be_hidden()
    group = page.get_by_role("group", name=re.compile("Guess first"))
    expect(group.get_by_role("radio")).not_to_have_count(0)
    group.get_by_role("radio").first.check()
    option = group.locator("label").first.inner_text()
    summary = part(page, "answer").locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(part(page, "headline")).to_be_visible()
    said = part(page, "guess-said")
    expect(said).to_have_attribute("role", "status")
    expect(said).to_contain_text(f"You guessed: {option.rstrip('.')}. In this run: ")
    expect(summary).to_be_focused()
    expect(page.get_by_role("button", name="Skip the guess")).to_have_count(0)


def test_enter_on_an_answer_shows_what_happened(reader: Reader) -> None:
    page = reader.open()
    pick(page, 1)
    part(page, "guess").locator("input").nth(1).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(part(page, "headline")).to_be_visible()
    expect(part(page, "guess-said")).to_contain_text("You guessed: ")


def test_the_guess_can_be_skipped_and_nothing_is_kept(reader: Reader) -> None:
    page = reader.open()
    kept = "JSON.stringify([localStorage, sessionStorage, document.cookie, location.hash])"
    before = page.evaluate(kept)
    pick(page, 1)
    page.get_by_role("button", name="Skip the guess").click()
    expect(part(page, "headline")).to_be_visible()
    expect(part(page, "headline")).to_be_focused()
    pick(page, 0)
    pick(page, 1)
    expect(part(page, "headline")).to_be_hidden()
    assert page.evaluate(kept) == before


def test_without_a_guess_the_answer_is_there_too(reader: Reader) -> None:
    page = reader.open()
    pick(page, 1)
    part(page, "answer").locator("summary").click()
    expect(part(page, "headline")).to_be_visible()
    expect(part(page, "guess-said")).to_contain_text("In this run: ")
    expect(part(page, "guess-said")).not_to_contain_text("You guessed")


def test_on_paper_nothing_waits(reader: Reader) -> None:
    page = reader.open()
    pick(page, 1)
    expect(part(page, "headline")).to_be_hidden()
    page.emulate_media(media="print")
    expect(part(page, "headline")).to_be_visible()
    expect(part(page, "guess-said")).to_be_visible()
    expect(part(page, "room")).to_be_hidden()


def test_without_a_script_all_is_there_and_the_answer_opens(
    make_reader: Callable[..., Reader], server: SiteServer
) -> None:
    reader = make_reader(java_script_enabled=False)
    page = reader.open()
    expect(part(page, "headline")).to_be_visible()
    expect(part(page, "guess-said")).to_be_hidden()
    part(page, "answer").locator("summary").click()
    expect(part(page, "guess-said")).to_be_visible()
    expect(part(page, "room")).to_be_hidden()
    part(page, "code").locator("summary").click()
    link = part(page, "code").get_by_role("link", name="model.py")
    response = page.request.get(server.address + ARTICLE + str(link.get_attribute("href")))
    assert response.headers["content-type"].startswith("text/plain")
    assert "def " in response.text()
    part(page, "embed").locator("summary").click()
    part(page, "embed").get_by_role("link").click()
    expect(page.locator("h1")).to_be_visible()
    expect(part(page, "headline")).to_be_visible()


def test_a_run_of_ones_own_takes_the_named_scenarios_words_away(reader: Reader) -> None:
    page = reader.open()
    result_of(page, page.get_by_role("button", name="Run it", exact=True).click)
    for name in ("badge", "idea", "guess"):
        expect(part(page, name)).to_have_count(0)
    expect(part(page, "limit")).to_be_visible()


def test_back_to_the_start_shows_the_result_at_once(reader: Reader) -> None:
    page = reader.open()
    pick(page, 1)
    expect(part(page, "headline")).to_be_hidden()
    page.get_by_role("button", name="Back to the start").click()
    expect(part(page, "headline")).to_be_visible()


# --- Projector -----------------------------------------------------------------------------------


def project(page: Page) -> Locator:
    page.get_by_role("button", name="Projector").click()
    dialog = page.get_by_role("dialog", name="Projector: Mini Rat Park")
    expect(dialog).to_be_focused()
    return dialog


def in_explainer(page: Page) -> bool:
    inside: bool = page.evaluate(
        "document.querySelector('kith-explainer').contains(document.activeElement)"
    )
    return inside


@pytest.mark.parametrize("fullscreen", [True, False])
def test_the_whole_journey_by_keyboard(reader: Reader, fullscreen: bool) -> None:
    if not fullscreen:
        reader.page.add_init_script("delete Element.prototype.requestFullscreen")
    page = reader.open()
    page.get_by_role("button", name="Projector").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Projector: Mini Rat Park")
    expect(dialog).to_be_focused()
    box = dialog.bounding_box()
    size = page.evaluate("[innerWidth, innerHeight]")
    assert box is not None
    assert [box["x"], box["y"], box["width"], box["height"]] == [0, 0, *size]
    bar = page.locator(".projector__bar")
    count = part(page, "scenarios").locator("input").count()
    expect(bar).to_contain_text(f"1 of {count}")
    expect(part(page, "headline")).to_be_hidden()  # predict

    page.keyboard.press("Space")  # show
    expect(part(page, "headline")).to_be_visible()
    expect(part(page, "guess-said")).to_be_visible()
    expect(page.locator(".projector__limit")).to_have_text(part(page, "limit").inner_text() or "")

    page.keyboard.press("ArrowRight")
    expect(bar).to_contain_text(f"2 of {count}")
    expect(part(page, "headline")).to_be_hidden()
    page.keyboard.press("PageDown")
    expect(bar).to_contain_text(f"3 of {count}")
    page.keyboard.press("PageUp")
    expect(bar).to_contain_text(f"2 of {count}")
    page.keyboard.press("ArrowLeft")
    expect(bar).to_contain_text(f"1 of {count}")

    page.keyboard.press("Enter")
    expect(part(page, "headline")).to_be_visible()
    page.keyboard.press("g")
    expect(part(page, "headline")).to_be_hidden()
    expect(part(page, "guess").locator("input").first).to_be_focused()

    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Projector")).to_be_focused()
    expect(part(page, "headline")).to_be_visible()
    expect(page.locator(":fullscreen, [inert]")).to_have_count(0)
    assert reader.complaints == []


def test_the_rest_of_the_page_is_inert_and_the_focus_stays(reader: Reader) -> None:
    page = reader.open()
    project(page)
    for _ in range(30):
        page.keyboard.press("Tab")
        # The browser's own bar may have its turn; the rest of the page may not.
        focused = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert in_explainer(page) or focused.startswith("<body"), focused
    assert page.locator("header.md-header").evaluate("node => node.inert")
    page.locator(".projector__limit").click()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".projector__bar")).to_contain_text("2 of ")


def test_ending_full_screen_in_the_browser_ends_the_mode(reader: Reader) -> None:
    page = reader.open()
    dialog = project(page)
    expect(page.locator(":fullscreen").first).to_be_attached()
    page.evaluate("document.exitFullscreen()")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Projector")).to_be_focused()


def test_a_typed_code_is_the_seed_of_the_live_run(reader: Reader) -> None:
    page = reader.open()
    project(page)
    expect(page.locator(".projector__bar")).to_contain_text(re.compile("Run code: [0-9A-Z]{4}"))
    page.keyboard.press("s")
    panel = page.get_by_role("dialog", name="Run code")
    expect(panel).to_contain_text(re.compile("Run code: [0-9A-Z]{4}"))
    box = panel.get_by_label("Type the room’s code")
    box.fill("uuuu")
    box.press("Enter")
    expect(panel.get_by_role("status")).to_contain_text("There is no such code")
    box.fill("7k 2m")
    box.press("Enter")
    expect(panel).to_be_hidden()
    expect(page.locator(".projector__bar")).to_contain_text("Run code: 7K2M")
    found = result_of(page, lambda: page.keyboard.press("r"))
    assert found["seed"] == 7 * 32**3 + 19 * 32**2 + 2 * 32 + 20
    expect(page.locator(".projector__bar")).to_contain_text("Run code: 7K2M")


def test_a_code_typed_in_the_page_sets_the_seed(reader: Reader) -> None:
    page = reader.open()
    box = page.get_by_label("Type the room’s code")
    box.fill("yghz")
    box.press("Enter")
    expect(part(page, "controls").locator("[name=seed]")).to_have_value("999999")
    expect(part(page, "room").get_by_role("status")).to_contain_text("The code is set")
    box.fill("12")
    box.press("Enter")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_be_focused()


SMALL_TEXT = """() => {
  const walker = document.createTreeWalker(document.querySelector(".projector"), 4);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const box = node.parentElement;
    if (!node.data.trim() || !box.checkVisibility() || box.closest("[data-part=spoken]")) {
      continue;
    }
    const scale = box.getScreenCTM ? box.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(box).fontSize) * scale;
    if (size < 27.9) { found.push([size, node.data]); }
  }
  return found;
}"""


RUNS_OVER = """() =>
  [...document.querySelectorAll(".projector, .projector__panel, [data-part=result]")]
    .filter((box) => box.scrollWidth > box.clientWidth + 1)
    .map(({ className }) => className)"""


def test_a_room_can_read_it(reader: Reader) -> None:
    # A window in full screen cannot be given another size.
    reader.page.add_init_script("delete Element.prototype.requestFullscreen")
    page = reader.open()
    project(page)
    for keys in ((), ("Space",), ("?",), ("Escape", "s")):
        for key in keys:
            page.keyboard.press(key)
        for look in looks(page, [(1280, 720), (1024, 768)]):
            assert page.evaluate(SMALL_TEXT) == [], f"{look}, after {keys}"
            assert page.evaluate(RUNS_OVER) == [], f"{look}, after {keys}"
            assert look.violations() == [], keys


def test_a_script_that_does_not_come_is_said(reader: Reader, server: SiteServer) -> None:
    server.faults["projector.mjs"] = missing
    page = reader.open()
    page.get_by_role("button", name="Projector").click()
    expect(part(page, "room").get_by_role("status")).to_contain_text("could not be fetched")


# --- Code ----------------------------------------------------------------------------------------


def test_the_code_is_fetched_when_opened_and_is_the_code_that_runs(
    reader: Reader, server: SiteServer, taught_site: Path
) -> None:
    page = reader.open()
    assert not [path for path in server.asked if "/assets/code/" in path]
    fold = part(page, "code")
    fold.locator("> summary").focus()
    page.keyboard.press("Enter")
    first = fold.get_by_role("region", name="Code of model.py")
    expect(first).to_be_visible()
    source = (taught_site / "assets/code/rat_park/model.py.txt").read_text("utf-8")
    assert first.evaluate("node => node.textContent") == source
    assert first.locator("span.k").count() > 5
    files = fold.locator(".code__file")
    assert files.count() == len([*(taught_site / "assets/code/rat_park").glob("*.txt")])
    first.focus()
    page.keyboard.press("End")
    expect(fold.get_by_role("button", name="Copy model.py")).to_be_visible()
    assert fold.locator(".copy").first.get_attribute("data-copy") == source
    assert violations(reader.page) == []
    assert reader.complaints == []


def test_code_that_does_not_come_leaves_the_links(reader: Reader, server: SiteServer) -> None:
    server.faults["rat_park.json"] = missing
    page = reader.open()
    fold = part(page, "code")
    fold.locator("> summary").click()
    expect(fold).to_contain_text("could not be fetched")
    expect(fold.get_by_role("link", name="model.py")).to_be_visible()
    server.faults.clear()
    fold.locator("> summary").click()
    fold.locator("> summary").click()
    expect(fold.get_by_role("region", name="Code of model.py")).to_be_visible()


# --- Frame ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "scheme"), [(320, "slate"), (900, "default")])
def test_the_frames_page_alone(make_reader: Callable[..., Reader], width: int, scheme: str) -> None:
    """Its access is looked at in test_access.py."""
    device = "dark" if scheme == "slate" else "light"
    reader = make_reader(viewport={"width": width, "height": 800}, color_scheme=device)
    page = reader.open(EMBED)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mini Rat Park")
    expect(page.locator(".md-header, .md-footer, .md-sidebar")).to_have_count(0)
    expect(page.get_by_text("What this cannot tell you")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Rat Park: the story"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    assert reader.outside == []
    assert reader.complaints == []


def snippets(page: Page) -> list[str]:
    fold = part(page, "embed")
    fold.locator("summary").click()
    expect(fold.locator("pre")).to_have_count(2)
    return fold.locator("pre").all_inner_texts()


def test_the_snippet_works_on_another_site(
    make_reader: Callable[..., Reader], server: SiteServer, tmp_path: Path
) -> None:
    reader = make_reader()
    page = reader.open()
    frame, script = snippets(page)
    expect(part(page, "no-address")).to_contain_text("without its public address")
    host = f"<!doctype html><title>Host</title><h1>Host</h1>{frame}{script}"
    (tmp_path / "host.html").write_text(host, "utf-8")
    with running(SiteServer(tmp_path)) as elsewhere:
        page.goto(f"{elsewhere.address}host.html")
        iframe = page.locator("iframe")
        assert iframe.get_attribute("title") == "Mini Rat Park"
        inside = iframe.element_handle().content_frame()
        assert inside
        inside.wait_for_url(server.address + EMBED)
        part(inside, "answer").locator("summary").click()
        expect(part(inside, "headline")).to_be_visible()
        expect(iframe).not_to_have_attribute("height", "900")
        fits = "document.documentElement.scrollHeight <= innerHeight + 1"
        page.wait_for_timeout(300)
        assert inside.evaluate(fits)
        inside.get_by_role("button", name="Run it", exact=True).click()
        expect(part(inside, "status")).to_contain_text("Done", timeout=START_MS)
        expect(part(inside, "scenario")).to_contain_text("Your own run")


def test_the_frame_tells_its_height_and_nothing_else(
    make_reader: Callable[..., Reader], server: SiteServer, tmp_path: Path
) -> None:
    reader = make_reader()
    (tmp_path / "host.html").write_text(
        "<!doctype html><title>Host</title><script>window.told = [];"
        "addEventListener('message', ({ data }) => told.push(data))</script>"
        f'<iframe title="x" width="320" src="{server.address}{EMBED}"></iframe>',
        "utf-8",
    )
    with running(SiteServer(tmp_path)) as elsewhere:
        page = reader.page
        page.goto(f"{elsewhere.address}host.html")
        page.frames[1].wait_for_load_state("networkidle")
        page.wait_for_timeout(500)
        told = page.evaluate("window.told")
    assert told
    assert all({*one} == {"kith", "height"} and one["kith"] == "height" for one in told)
    assert told[-1]["height"] > 1000


def test_a_site_that_knows_its_address_gives_it_in_the_snippet(reader: Reader) -> None:
    page = reader.open()
    page.evaluate(
        """(path) => {
          const link = document.createElement("link");
          link.rel = "canonical";
          link.href = `https://kith.example/sub/${path}`;
          document.head.append(link);
        }""",
        ARTICLE,
    )
    frame, script = snippets(page)
    assert 'src="https://kith.example/sub/embed/rat_park/"' in frame
    assert "https://kith.example/sub/embed/rat_park/" in script
    assert 'sandbox="allow-scripts allow-same-origin' in frame
    expect(part(page, "no-address")).to_have_count(0)


def test_a_narrow_phone_has_all_of_it_without_scrolling_sideways(
    make_reader: Callable[..., Reader],
) -> None:
    reader = make_reader(viewport={"width": 320, "height": 640})
    page = reader.open()
    for name in ("code", "embed"):
        part(page, name).locator("> summary").click()
    expect(part(page, "code").get_by_role("region").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    project(page)
    assert page.evaluate("document.querySelector('[data-part=result]').scrollWidth") <= 320
