"""An address that leads nowhere, on a host that shows 404.html for it, at any depth."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.reader import Reader
from browser.server import Handler, SiteServer
from serving import running

pytestmark = pytest.mark.browser


class LostHandler(Handler):
    """Answers with the site's own page, as good hosts do."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        del message, explain
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def server(site: Path) -> Iterator[SiteServer]:
    """A host that shows the site's page for what it does not find."""
    with running(SiteServer(site, LostHandler)) as running_server:
        yield running_server


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("learn/rat-prak/", "Rat Park"),
        ("a/b/c/d/portugl.html", "Portugal"),
        ("learn/soldiers/index.htm", "The soldiers who came home"),
    ],
)
def test_the_page_that_was_meant_is_offered(reader: Reader, path: str, meant: str) -> None:
    page = reader.open(path)
    place = page.locator("[data-part=not-found]")
    place.get_by_role("link", name=meant, exact=True).click()
    expect(page.locator("#article")).not_to_have_text("This page is not here")
    # The page itself is the only thing that was not found.
    assert len(reader.complaints) == 1
    assert reader.outside == []


def test_its_words_can_be_searched_for_and_every_way_on_leads_somewhere(reader: Reader) -> None:
    page = reader.open("old/site/morphine_and%20company")
    links = page.locator("article a[href]")
    addresses = links.evaluate_all("links => links.map(({ href }) => href)")
    place = page.locator("[data-part=not-found]")
    expect(place).not_to_contain_text("Did you mean")
    place.get_by_role("link", name="Search for “morphine and company”").click()
    page.locator(".md-search-result__item").first.wait_for()
    for address in addresses:
        answer = page.request.get(address)
        assert answer.ok, address


def test_an_address_without_words_makes_no_offer(reader: Reader) -> None:
    page = reader.open("404.html?")
    expect(page.get_by_role("link", name="Get help now").first).to_be_visible()
