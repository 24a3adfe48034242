"""The policies of the site forbid nothing that it does, and what they forbid does not happen.

Each journey goes through features of the site on a host that sends no headers of ours, and on one
that sends those which the build wrote. A violation is heard in three ways: as an event in the page,
as an event in each worker, and as a complaint in the console.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Worker, expect

from browser.checking import PAGE as CHECK_PAGE
from browser.checking import action as check_action
from browser.checking import answer_all, read
from browser.checking import part as check_part
from browser.explaining import EXPLAINER, START_MS, action, part, run_and_wait
from browser.reader import ARTICLE, Reader
from browser.server import SiteServer
from headers import LONGEST_LINE, MOST_RULES, HeadersFile, headers_of
from serving import running

pytestmark = pytest.mark.browser

MakeReader = Callable[..., Reader]
HOST = '<!doctype html><title>Host</title><link rel="icon" href="data:,">'
LISTEN = """
  globalThis.violations = [];
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) => {
    violations.push(`${violatedDirective} ${blockedURI} ${sourceFile}`);
  });
"""


@pytest.fixture(params=["plain host", "host with headers"])
def server(request: pytest.FixtureRequest, site: Path) -> Iterator[SiteServer]:
    """The site on either kind of host."""
    with running(SiteServer(site)) as running_server:
        if request.param == "host with headers":
            running_server.rules = headers_of(site)
        yield running_server


@pytest.fixture
def journey(make_reader: MakeReader) -> Iterator[Reader]:
    """A reader whose every page and worker is listened to; nothing must have been heard."""
    reader = make_reader(
        viewport={"width": 1280, "height": 800},
        permissions=["clipboard-read", "clipboard-write"],
    )
    workers: list[Worker] = []
    reader.page.context.add_init_script(LISTEN)
    reader.page.on("worker", lambda worker: workers.append(worker))
    yield reader
    assert heard(reader.page, workers) == []
    assert reader.complaints == []
    assert reader.outside == []


def heard(page: Page, workers: list[Worker]) -> list[str]:
    found: list[str] = [text for frame in page.frames for text in frame.evaluate("violations")]
    alive = [worker for worker in workers if worker in page.workers]
    for worker in alive:
        found += worker.evaluate("globalThis.violations ?? []")
    return found


def listen_inside(page: Page) -> None:
    """Listen in the workers that run by now; what came before is in the console."""
    for worker in page.workers:
        worker.evaluate(LISTEN.replace("globalThis.violations =", "globalThis.violations ??="))


def test_reading(journey: Reader) -> None:
    """Cards, search, colours, menu, copies, filters, the page of a work."""
    page = journey.open()
    page.locator("#cite-petrie1996-1").focus()
    expect(page.locator(".citation-card")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("morphine")
    page.locator(".md-search-result__item").first.wait_for()
    listen_inside(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Use dark colours").click()
    page.get_by_text("Cite this page").click()
    page.locator(".cite-page .copy").click()
    expect(page.locator(".copy-status").first).to_have_text("Copied")
    page.emulate_media(media="print")
    page.emulate_media(media="screen")
    assert heard(page, page.workers) == []
    journey.open("references/").locator("#filter-words").fill("morphine")
    expect(page.locator("[data-part=count]")).to_contain_text(re.compile(r"\d+ of \d+"))
    assert heard(page, page.workers) == []
    journey.open("claims/").locator("#filter-words").fill("rats")
    assert heard(page, page.workers) == []
    journey.open("references/alexander1978/").locator(".copy").first.click()
    expect(page.locator(".copy-status").first).to_have_text("Copied")


def test_an_explainer(journey: Reader) -> None:
    """Replay, runs, comparison, many runs, files, link, code, snippet, projector."""
    page = journey.open()
    action(page, "play").click()
    page.wait_for_timeout(500)
    said = part(page, "scenario").inner_text()
    part(page, "scenarios").locator("input").nth(1).check()
    expect(part(page, "scenario")).not_to_have_text(said)
    run_and_wait(page, lambda: action(page, "run").click())
    listen_inside(page)
    action(page, "keep").click()
    run_and_wait(page, lambda: action(page, "seed").click())
    part(page, "tools").locator("summary").click()
    for name in ("csv", "json", "svg", "png"):
        with page.expect_download() as download:
            action(page, name).click()
        assert download.value.suggested_filename.endswith(f".{name}")
    action(page, "link").click()
    expect(part(page, "status")).to_contain_text("The link is copied", timeout=5_000)
    action(page, "many").click()
    expect(part(page, "status")).to_contain_text("Done: 40 runs", timeout=START_MS)
    part(page, "code").locator("> summary").click()
    expect(part(page, "code").get_by_role("region", name="Code of model.py")).to_be_visible()
    part(page, "embed").locator("summary").click()
    expect(part(page, "embed").locator("pre")).to_have_count(2)
    page.get_by_role("button", name="Projector").click()
    expect(page.get_by_role("dialog", name="Projector: Mini Rat Park")).to_be_focused()
    page.keyboard.press("Escape")


def test_a_self_check(journey: Reader) -> None:
    """Reading, note, file, keeping on the device, clearing."""
    page = journey.open(CHECK_PAGE)
    page.locator("kith-self-check[data-live]").wait_for()
    answer_all(page, {"asking": "notyet", "giving": "mostly"})
    read(page)
    listen_inside(page)
    check_part(page, "note").fill("Ask Sam.")
    with page.expect_download():
        check_action(page, "file").click()


def test_a_worker_says_when_it_is_refused(make_reader: MakeReader) -> None:
    """What the journeys rest on: a violation inside a worker is heard."""
    reader = make_reader()
    page = reader.open()
    run_and_wait(page, lambda: action(page, "run").click())
    listen_inside(page)
    worker = next(worker for worker in page.workers if worker.url.startswith("blob:"))
    worker.evaluate("fetch('https://other.example/').catch(() => {})")
    page.wait_for_timeout(100)
    found: list[str] = worker.evaluate("violations")
    assert found
    assert all(text.startswith("connect-src https://other.example/") for text in found)


def test_another_site_may_show_an_explainer_and_only_that(
    make_reader: MakeReader, server: SiteServer, tmp_path: Path
) -> None:
    reader = make_reader()
    reader.page.context.add_init_script(LISTEN)
    sandbox = "allow-scripts allow-same-origin allow-forms allow-popups allow-downloads"
    frames = "".join(
        f'<iframe sandbox="{sandbox}" src="{server.address}{path}" width="900" height="900">'
        "</iframe>"
        for path in ("embed/rat_park/", ARTICLE)
    )
    (tmp_path / "host.html").write_text(f"{HOST}{frames}", "utf-8")
    with running(SiteServer(tmp_path)) as elsewhere:
        page = reader.page
        page.goto(f"{elsewhere.address}host.html")
        shown, other = page.locator("iframe").all()
        inside, article = (frame.content_frame for frame in (shown, other))
        inside.locator(f"{EXPLAINER} [data-action=run]").click()
        expect(inside.locator(f"{EXPLAINER} [data-part=status]")).to_contain_text(
            "Done", timeout=START_MS
        )
        refused = [text for text in reader.complaints if "frame-ancestors" in text]
        if server.rules.rules:
            expect(article.locator("#article")).to_have_count(0)
            assert len(refused) == 1
            reader.complaints.remove(refused[0])
        else:  # <meta> cannot say who may show a page in a frame
            expect(article.locator("#article")).to_be_visible()
        assert reader.complaints == []
        with page.expect_popup() as opened:
            inside.locator(".embed-page__from a[href*='learn/']").click()
        expect(opened.value.locator("#article")).to_be_visible()


def test_the_file_fits_its_hosts_and_names_no_header_twice_for_one_address(site: Path) -> None:
    rules = headers_of(site)
    assert len(rules.rules) <= MOST_RULES
    lines = (site / "_headers").read_text("utf-8").splitlines()
    assert max(map(len, lines)) < LONGEST_LINE
    for path in site.rglob("*"):
        if path.is_file():
            place = path.relative_to(site).as_posix()
            for address in {f"/{place}", f"/{place.removesuffix('index.html')}"}:
                _once(rules, address)


def _once(rules: HeadersFile, address: str) -> None:
    found = rules.of(address)
    assert found["X-Content-Type-Options"] == "nosniff"
    assert found["Referrer-Policy"] == "no-referrer"
    policy = found.get("Content-Security-Policy", "")
    assert policy.count("default-src") <= 1, address
    assert "unsafe-inline" not in policy
    assert found.get("Cache-Control", "").count("max-age") <= 1, address
    if address.endswith((".html", "/")):
        assert ("frame-ancestors 'none'" in policy) is not address.startswith("/embed/"), address
        assert "Cache-Control" not in found, address
