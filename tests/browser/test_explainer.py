"""The mini Rat Park, live: Python in the reader's browser, from the site's own files."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.chromium import FLAGS, find_chromium
from browser.explaining import EXPLAINER, START_MS, action, part, run_and_wait
from browser.reader import ARTICLE, Reader, listening_reader
from browser.server import Fault, SiteServer, answering, cut, missing, silent
from explainer_kit import bridge
from serving import running

pytestmark = pytest.mark.browser

MakeReader = Callable[..., Reader]

GIVE_UP = f"document.querySelector('{EXPLAINER}').dataset.patience = '1500'"
PATIENT = f"delete document.querySelector('{EXPLAINER}').dataset.patience"


def in_cpython(params: dict[str, object], seed: int) -> dict[str, Any]:
    session = bridge.open_run("rat_park", json.dumps(params), seed)
    while not session.advance(1000):
        pass
    result: dict[str, Any] = json.loads(session.result_json())
    return result


WITHOUT_ANCHORS = """
  const supports = CSS.supports.bind(CSS);
  CSS.supports = (...asked) => asked[0] !== "overflow-anchor" && supports(...asked);
  new MutationObserver(() => document.documentElement?.style.setProperty("overflow-anchor", "none"))
    .observe(document, { childList: true });
"""


def test_who_followed_a_link_to_a_place_below_stays_there(make_reader: MakeReader) -> None:
    """Also in a browser that does not see to it, as Safari did not for long."""
    reader = make_reader(viewport={"width": 390, "height": 844})
    reader.page.add_init_script(WITHOUT_ANCHORS)
    page = reader.open(f"{ARTICLE}#references")
    expect(page.locator(f"{EXPLAINER} form").first).to_be_visible()
    expect(page.locator("#references")).to_be_in_viewport()


def test_a_reader_runs_the_model_and_gets_the_numbers_of_cpython(reader: Reader) -> None:
    page = reader.open()
    first = run_and_wait(page, lambda: action(page, "run").click())
    assert first["result"] == in_cpython(first["params"], first["seed"])
    expect(part(page, "headline")).to_have_text(first["view"]["headline"])
    expect(part(page, "status")).to_contain_text("Done")

    before = part(page, "drawing").first.inner_html()
    second = run_and_wait(
        page, lambda: page.locator(f"{EXPLAINER} [name=stock][value=petrie]").check()
    )
    assert second["params"]["stock"] == "petrie"
    assert second["result"] != first["result"]
    assert second["result"] == in_cpython(second["params"], second["seed"])
    assert part(page, "drawing").first.inner_html() != before
    assert (
        part(page, "drawing").first.get_attribute("aria-label")
        == second["view"]["figures"][0]["alt"]
    )

    third = run_and_wait(page, lambda: action(page, "seed").click())
    assert third["seed"] != second["seed"]

    assert reader.outside == []
    assert reader.complaints == []


def test_the_built_in_run_is_the_one_that_python_in_the_browser_makes(reader: Reader) -> None:
    page = reader.open()
    built_in = part(page, "headline").inner_text()
    found = run_and_wait(page, lambda: action(page, "run").click())
    assert found["view"]["headline"] == built_in
    rows = part(page, "table").first.locator("tbody tr").count()
    assert rows == len(found["view"]["figures"][0]["table"]["rows"])


def drawn(page: Page) -> list[str]:
    """What the first figure draws, in whatever order its attributes are written."""
    nodes: list[str] = part(page, "drawing").first.evaluate(
        """(drawing) => [...drawing.querySelectorAll("*")].map((node) => [
          node.tagName,
          ...[...node.attributes].map(({ name, value }) => `${name}=${value}`).sort(),
          node.children.length ? "" : node.textContent,
        ].join(" "))"""
    )
    return nodes


def test_back_to_the_start_brings_back_controls_figure_and_words(reader: Reader) -> None:
    page = reader.open()
    words, drawing = part(page, "headline").inner_text(), drawn(page)
    seed = page.locator(f"{EXPLAINER} [name=seed]").input_value()
    run_and_wait(page, lambda: action(page, "seed").click())
    action(page, "reset").click()
    expect(part(page, "headline")).to_have_text(words)
    assert drawn(page) == drawing
    assert page.locator(f"{EXPLAINER} [name=seed]").input_value() == seed


def test_a_seed_out_of_range_is_explained_at_its_control(reader: Reader) -> None:
    page = reader.open()
    seed = page.locator(f"{EXPLAINER} [name=seed]")
    seed.fill("-3")
    action(page, "run").click()
    expect(seed).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".control__error")).to_contain_text("whole number")


def test_a_value_that_the_model_refuses_is_explained_at_its_control(reader: Reader) -> None:
    page = reader.open()
    page.evaluate(
        "() => { const box = document.querySelector('kith-explainer [name=rats]');"
        " box.max = 999; box.value = 999; }"
    )
    action(page, "run").click()
    expect(page.locator(".control__error")).to_contain_text("must be", timeout=START_MS)


def test_stop_ends_a_run_and_keeps_the_figure(reader: Reader) -> None:
    page = reader.open()
    words = part(page, "headline").inner_text()
    # From within the page: the run of a machine with time to spare is over before a mouse is there.
    page.evaluate(
        """(name) => {
          const stop = document.querySelector(`${name} [data-action=stop]`);
          new MutationObserver((_, observer) => {
            observer.disconnect();
            window.stopped = true;
            stop.click();
          }).observe(stop, { attributes: true, attributeFilter: ["hidden"] });
        }""",
        EXPLAINER,
    )
    action(page, "run").click()
    # Python may still come, and says so; the run that was stopped must not.
    expect(part(page, "status")).to_have_text(re.compile("Stopped|Python is ready"))
    assert page.evaluate("window.stopped")
    expect(action(page, "stop")).to_be_hidden()
    page.wait_for_timeout(1500)
    assert page.evaluate(f"document.querySelector('{EXPLAINER}').result") is None
    expect(part(page, "headline")).to_have_text(words)


FAILURES: dict[str, tuple[str, Fault]] = {
    # The list first: a page asks no more for one that has come.
    "no list of files": ("runtime.json", missing),
    "a list that is no list": ("runtime.json", answering("text/html", b"<html>")),
    "a file is missing": ("asm.wasm", missing),
    "a wrong type": ("asm.wasm", answering("application/octet-stream", b"\0asm")),
    "a file that is not what it says": ("asm.wasm", answering("application/wasm", b"nothing")),
    "a connection that is cut": ("asm.wasm", cut),
    "a host that never answers": ("asm.wasm", silent),
    "a damaged library": ("python_library.wasm", answering("application/wasm", b"nothing")),
    "a missing library": ("python_library.wasm", missing),
    "a missing script": ("pyodide.asm.mjs", missing),
}


def test_a_start_that_fails_says_so_and_leaves_the_figure(
    reader: Reader, server: SiteServer, subtests: pytest.Subtests
) -> None:
    page = reader.open()
    drawing = part(page, "drawing").first.inner_html()
    page.evaluate(GIVE_UP)
    for name, (ending, fault) in FAILURES.items():
        with subtests.test(name):
            part(page, "status").evaluate("status => status.replaceChildren()")
            server.faults = {ending: fault}
            action(page, "run").click()
            expect(part(page, "status")).to_contain_text("could not start", timeout=START_MS)
            assert part(page, "drawing").first.inner_html() == drawing

    server.faults.clear()
    page.evaluate(PATIENT)
    run_and_wait(page, page.get_by_role("button", name="Try again").click)
    expect(part(page, "status")).to_contain_text("Done")


def expect_final(page: Page, server: SiteServer) -> None:
    """A browser that cannot run Python says so, fetches nothing of it, and offers no second try."""
    action(page, "run").click()
    status = part(page, "status")
    expect(status).to_contain_text("This browser cannot run Python", timeout=START_MS)
    expect(status).to_contain_text("The recorded runs play all the same.")
    expect(status.get_by_role("button")).to_have_count(0)
    assert not [path for path in server.asked if path.endswith((".wasm", "pyodide.mjs"))]
    part(page, "scenarios").locator("input").nth(2).check()
    expect(part(page, "said").or_(part(page, "scenario")).first).to_be_visible()


def test_a_policy_that_forbids_wasm_is_said_in_words(
    reader: Reader, site: Path, server: SiteServer
) -> None:
    text = (site / ARTICLE / "index.html").read_text("utf-8").replace("'wasm-unsafe-eval'", "")
    reader.page.route("**/rat-park/", lambda route: route.fulfill(body=text))
    expect_final(reader.open(), server)


def test_a_browser_without_webassembly_is_told_the_truth(
    reader: Reader, server: SiteServer
) -> None:
    reader.page.add_init_script("delete globalThis.WebAssembly;")
    expect_final(reader.open(), server)


def test_refused_memory_is_called_by_its_name(browser: Browser, server: SiteServer) -> None:
    flags = [*FLAGS, "--js-flags=--wasm-max-mem-pages=100"]
    poor = browser.browser_type.launch(executable_path=find_chromium(), args=flags)
    page = listening_reader(poor.new_context(), server.address).open()
    action(page, "run").click()
    status = part(page, "status")
    expect(status).to_contain_text("not enough memory", timeout=START_MS)
    expect(status.get_by_role("button", name="Try again")).to_be_visible()
    poor.close()


def test_a_page_that_is_older_than_the_site_runs_no_other_model_and_can_be_loaded_anew(
    reader: Reader, server: SiteServer, site: Path
) -> None:
    page = reader.open()
    listed = (site / "assets/runtime/runtime.json").read_text("utf-8")
    base = json.loads(listed)["python"]["base"]
    newer = listed.replace(base, "py-0123456789ab/").encode()
    server.faults["runtime.json"] = answering("application/json", newer)
    page.locator("kith-explainer [name=company_hours]").press("ArrowRight")
    status = part(page, "status")
    expect(status).to_contain_text("This page is older than the site", timeout=START_MS)
    assert not [path for path in server.asked if path.endswith(".wasm")]
    server.faults.clear()
    with page.expect_navigation():
        status.get_by_role("button", name="Load this page anew").click()
    expect(part(page, "status")).to_contain_text("This link holds a run", timeout=START_MS)
    assert "company_hours=1" in page.url


def test_recordings_of_an_older_site_are_said_to_be_gone(
    reader: Reader, server: SiteServer
) -> None:
    page = reader.open()
    server.faults["petrie.json"] = missing
    part(page, "scenarios").locator("input[value=petrie]").check()
    said = part(page, "said")
    expect(said).to_contain_text("This page is older than the site")
    expect(said.get_by_role("button", name="Load this page anew")).to_be_visible()


def test_a_damaged_file_is_fetched_past_what_the_browser_keeps(
    reader: Reader, server: SiteServer
) -> None:
    page = reader.open()
    page.evaluate(GIVE_UP)
    server.faults = {"asm.wasm": answering("application/wasm", b"nothing")}
    action(page, "run").click()
    expect(part(page, "status")).to_contain_text("could not start", timeout=START_MS)
    server.faults.clear()
    page.evaluate(PATIENT)
    server.asked_anew.clear()
    run_and_wait(page, page.get_by_role("button", name="Try again").click)
    assert len([path for path in server.asked_anew if path.endswith(".wasm")]) == 2
    expect(part(page, "status")).to_contain_text("Done")


def test_nothing_gets_out_of_the_workers(
    make_reader: Callable[..., Reader], tmp_path: Path
) -> None:
    """Workers inherit the page's policy, so not even Python could call another host."""
    (tmp_path / "a.mjs").write_text("export {};")
    with running(SiteServer(tmp_path)) as elsewhere:
        reader = make_reader()
        page = reader.open()
        run_and_wait(page, lambda: action(page, "run").click())
        workers = [worker for worker in page.workers if worker.url.startswith("blob:")]
        assert len(workers) == 2  # one runs Python, one draws
        for worker in workers:
            said = worker.evaluate(
                """async (far) => {
                  const outcome = (attempt) => attempt.then(() => "out", () => "refused");
                  const outcomes = await Promise.all([fetch(far), import(far)].map(outcome));
                  try { eval("1"); outcomes.push("eval"); } catch { outcomes.push("no eval"); }
                  return outcomes;
                }""",
                f"{elsewhere.address}a.mjs",
            )
            assert said == ["refused", "refused", "no eval"]
        assert elsewhere.asked == []
        # The other server is there, and a page without our policy does reach it.
        page.goto(f"{elsewhere.address}a.mjs")
        assert "/a.mjs" in elsewhere.asked
