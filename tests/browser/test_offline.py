"""A copy kept in the browser: all pages and models without a server, and it goes when told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.reader import Reader
from browser.server import OneAnswer, SiteServer, answering, stop
from serving import running

pytestmark = pytest.mark.browser

START_MS = 60_000
KEEP_MS = 120_000


@pytest.fixture
def own_server(site: Path) -> Iterator[SiteServer]:
    """A server that this test may stop."""
    with running(SiteServer(site, OneAnswer)) as server:
        yield server


def keep_all(reader: Reader, address: str) -> Page:
    page = reader.page
    page.goto(f"{address}offline/")
    box = page.locator("[data-part=offline]")
    expect(box).to_contain_text("Nothing is kept on this device. The whole site takes")
    box.locator("[data-offline=keep]").click()
    expect(box).to_contain_text("The whole site is kept", timeout=KEEP_MS)
    return page


def wait_until(page: Page, script: str, argument: object = None) -> None:
    """Until the script's promise comes out true; Playwright's own wait takes any promise so."""
    for _ in range(KEEP_MS // 250):
        if page.evaluate(script, argument):
            return
        page.wait_for_timeout(250)
    raise AssertionError(script)


def caches_of(page: Page) -> list[str]:
    names: list[str] = page.evaluate("() => caches.keys()")
    return names


def test_a_kept_copy_holds_every_page_and_runs_every_model(
    make_reader: Callable[..., Reader], own_server: SiteServer, site: Path
) -> None:
    reader = make_reader()
    page = keep_all(reader, own_server.address)
    stop(own_server)
    pages = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    works = [place for place in pages if place.startswith("references/")]
    assert len(works) > 100
    for place in [place for place in pages if place not in works[5:]]:
        page.goto(own_server.address + ("" if place == "." else f"{place}/"))
        expect(page.locator("h1")).to_have_count(1)
        assert "?page=" not in page.url, place
    # The rest are copies of one page: it is enough that they come.
    fetch = "async (urls) => (await Promise.all(urls.map((url) => fetch(url)))).every((a) => a.ok)"
    assert page.evaluate(fetch, [f"{own_server.address}{place}/" for place in works])
    page.goto(f"{own_server.address}learn/rat-park/")
    explainers = page.locator("kith-explainer")
    for number in range(explainers.count()):
        one = explainers.nth(number)
        one.locator("[data-action=run]").click()
        expect(one.locator("[data-part=status]")).to_contain_text("Done", timeout=START_MS)
    search = page.locator(".md-search__input")
    search.click()
    search.press_sequentially("overdose")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_what_was_started_once_starts_again_without_a_network_and_other_pages_say_so(
    make_reader: Callable[..., Reader], own_server: SiteServer
) -> None:
    reader = make_reader()
    page = reader.page
    page.goto(f"{own_server.address}learn/rat-park/")
    page.locator("kith-explainer [data-action=run]").first.click()
    done = page.locator("kith-explainer [data-part=status]").first
    expect(done).to_contain_text("Done", timeout=START_MS)
    wait_until(page, "async () => Boolean(await caches.match(location.origin + '/kept.json'))")
    stop(own_server)
    page.reload()
    page.locator("kith-explainer [data-action=run]").first.click()
    expect(done).to_contain_text("Done", timeout=START_MS)
    page.goto(f"{own_server.address}claims/")
    missed = page.locator("[data-part=missed]")
    expect(missed).to_contain_text("There is no network, and this page is not kept")
    expect(missed.locator("a")).to_have_attribute("href", f"{own_server.address}claims/")


def test_a_copy_can_be_taken_away(
    make_reader: Callable[..., Reader], own_server: SiteServer
) -> None:
    reader = make_reader()
    page = keep_all(reader, own_server.address)
    page.locator("[data-offline=forget]").click()
    expect(page.locator("[data-part=offline-said]")).to_contain_text("Nothing is kept")
    assert caches_of(page) == []
    assert (
        page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    )


def test_an_update_is_fetched_and_the_old_copy_goes_when_no_page_stands_on_it(
    make_reader: Callable[..., Reader], own_server: SiteServer, site: Path
) -> None:
    reader = make_reader()
    page = keep_all(reader, own_server.address)
    (old,) = caches_of(page)
    other = page.context.new_page()
    other.goto(f"{own_server.address}learn/rat-park/")
    text = (site / "offline.json").read_text("utf-8")
    version = old.rpartition(" ")[2]
    newer = text.replace(version, "0123456789ab").encode()
    own_server.faults["/offline.json"] = answering("application/json", newer)
    page.goto(f"{own_server.address}claims/")
    new = old.replace(version, "0123456789ab")
    whole = """async (name) => (await caches.has(name)) &&
      (await (await caches.open(name)).keys()).some(({ url }) => url.endsWith("/kept.json"))"""
    wait_until(page, whole, new)
    page.wait_for_timeout(500)
    assert old in caches_of(page), "a page is open that may stand on it"
    other.locator("kith-explainer [data-action=run]").first.click()
    status = other.locator("kith-explainer [data-part=status]").first
    expect(status).to_contain_text("Done", timeout=START_MS)
    other.close()
    page.reload()
    # A visit looks again, over 13 seconds, for open pages.
    wait_until(page, "async (name) => !(await caches.has(name))", old)
    assert caches_of(page) == [new]


def test_nothing_is_kept_by_reading_alone(reader: Reader) -> None:
    page = reader.open("learn/rat-park/")
    page.wait_for_timeout(500)
    assert caches_of(page) == []
    assert not any(url.endswith("sw.js") for url in reader.requests)
