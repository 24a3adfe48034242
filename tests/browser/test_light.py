"""What a page costs a reader who opens it for the first time: bytes, and text that moves."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Response, Route

from browser.reader import ARTICLE, Reader

pytestmark = pytest.mark.browser

MOST = 300_000  # bytes, as a host sends them
PACKED = (".woff2", ".png", ".bin")
MakeReader = Callable[..., Reader]


def heaviest(site: Path) -> str:
    """The article whose page is largest."""
    pages = (path for path in site.glob("*/*/index.html") if path.parts[-3] != "references")
    largest = max(pages, key=lambda path: path.stat().st_size)
    return f"{largest.parent.relative_to(site).as_posix()}/"


def transferred(response: Response) -> int:
    body = response.body()
    return len(body) if response.url.endswith(PACKED) else len(gzip.compress(body, 9))


@pytest.mark.parametrize("page_is", ["rat park", "the heaviest", "home"])
def test_a_first_visit_is_light_and_asks_no_one_else(
    make_reader: MakeReader, site: Path, page_is: str
) -> None:
    paths = {"rat park": ARTICLE, "the heaviest": heaviest(site), "home": ""}
    reader = make_reader(viewport={"width": 360, "height": 800})
    responses: list[Response] = []
    reader.page.on("response", lambda response: responses.append(response))
    reader.open(paths[page_is]).wait_for_load_state("networkidle")
    costs = {response.url: transferred(response) for response in responses if response.ok}
    assert sum(costs.values()) <= MOST, sorted(costs.items(), key=lambda item: -item[1])[:8]
    assert reader.outside == []
    assert [url for url in costs if url.endswith(".woff2")]


def test_a_feed_does_not_make_a_page_ask_for_the_sitemap(make_reader: MakeReader) -> None:
    """Published pages link to a feed, which Material takes for the page in another language."""
    reader = make_reader()

    def add_feed(route: Route) -> None:
        answer = route.fetch()
        feed = '<link rel="alternate" type="application/atom+xml" href="/feed.xml"></head>'
        route.fulfill(response=answer, body=answer.text().replace("</head>", feed, 1))

    reader.page.route(f"{reader.address}{ARTICLE}", add_feed)
    page = reader.open()
    page.wait_for_load_state("networkidle")
    assert page.locator("link[rel=alternate]").count() == 1
    assert not [url for url in reader.requests if url.endswith("sitemap.xml")]


SHIFTS = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => {
    resolve(list.getEntries().map(({ value, sources }) =>
      `${value} ${sources.map(({ node }) => node?.outerHTML?.slice(0, 80)).join(" ")}`));
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve([]), 200);
})"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "path",
    ["", ARTICLE, "claims/", "references/", "references/alexander1978/", "try/recovery-capital/"],
)
def test_nothing_moves_under_a_readers_eyes(make_reader: MakeReader, path: str, width: int) -> None:
    reader = make_reader(viewport={"width": width, "height": 800})
    page = reader.open(path, answered=False)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    assert page.evaluate(SHIFTS) == []
