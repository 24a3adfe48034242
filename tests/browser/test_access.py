"""No axe violation, best practices included, on any page, in both palettes, narrow and wide."""

from collections.abc import Callable
from pathlib import Path

import pytest

from browser.reader import ARTICLE, Reader

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent.parent.parent / ".cache/npm/node_modules/axe-core/axe.min.js"
REPORT = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}"""


def violations(reader: Reader) -> list[str]:
    reader.page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = reader.page.evaluate(REPORT)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["", ARTICLE, "404.html"])
def test_no_violation(
    make_reader: Callable[..., Reader], path: str, width: int, scheme: str
) -> None:
    reader = make_reader(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = reader.open(path)
    page.wait_for_load_state("networkidle")
    for details in page.locator("details").all():
        details.evaluate("element => { element.open = true; }")
    assert violations(reader) == []


def test_no_violation_with_a_card_open(reader: Reader) -> None:
    reader.open().locator("#cite-petrie1996-1").focus()
    assert violations(reader) == []


def test_no_violation_with_the_search_open(reader: Reader) -> None:
    page = reader.open()
    page.keyboard.press("f")
    page.keyboard.type("morphine")
    page.locator(".md-search-result__item").first.wait_for()
    assert violations(reader) == []
