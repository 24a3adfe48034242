"""How Python starts in the reader's browser: what is fetched, and in which form."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.reader import Reader

pytestmark = pytest.mark.browser

START_MS = 60_000
# Refuses to compile a large wasm file that is already in memory: only a stream is left.
NO_FALLBACK = """
for (const name of ["compile", "instantiate"]) {
  const plain = WebAssembly[name];
  WebAssembly[name] = (source, ...rest) => {
    if (source.byteLength > 1_000_000) {
      throw new Error("compiled from memory");
    }
    return plain.call(WebAssembly, source, ...rest);
  };
}
"""


def test_python_is_compiled_while_it_comes(reader: Reader, site: Path) -> None:
    script = (site / "assets" / "js" / "worker-early.mjs").read_text("utf-8") + NO_FALLBACK
    reader.page.context.route(
        "**/worker-early.mjs",
        lambda route: route.fulfill(body=script, content_type="text/javascript"),
    )
    page = reader.open()
    page.locator("kith-explainer [data-action=run]").click()
    expect(page.locator("kith-explainer [data-part=status]")).to_contain_text(
        "Done", timeout=START_MS
    )
    assert reader.complaints == []


def test_nothing_of_python_is_asked_for_twice(make_reader: Callable[..., Reader]) -> None:
    """To start it, that is; keeping it for days without a network is tested elsewhere."""
    reader = make_reader()
    reader.page.context.route("**/offline-start.mjs", lambda route: route.abort())
    page = reader.open()
    page.locator("kith-explainer [data-action=run]").click()
    expect(page.locator("kith-explainer [data-part=status]")).to_contain_text(
        "Done", timeout=START_MS
    )
    fetched = [url for url in reader.requests if "/assets/runtime/py-" in url]
    assert sorted(fetched) == sorted(set(fetched))
    assert {url.rpartition(".")[2] for url in fetched} == {"mjs", "wasm"}
