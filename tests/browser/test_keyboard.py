"""A page walked by keyboard alone: what has the focus is in sight, marked, and under nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.reader import Reader

pytestmark = pytest.mark.browser

MakeReader = Callable[..., Reader]
FOCUSED = """() => {
  const node = document.activeElement;
  const shown = node.matches("input") ? (node.closest("label") ?? node) : node;
  const marks = [node, shown, node.nextElementSibling].filter(Boolean);
  const styles = marks.map((mark) => getComputedStyle(mark));
  const after = getComputedStyle(node, "::after");
  const text = node.textContent.trim();
  const box = node.getBoundingClientRect();
  const rows = [...node.getClientRects()].map((row) => [
    Math.min(Math.max(row.left + row.width / 2, 1), innerWidth - 1),
    Math.min(Math.max(row.top + row.height / 2, 1), innerHeight - 1),
  ]);
  return {
    what: `${node.localName}#${node.id}.${node.className} ${text.slice(0, 40)}`,
    name: node.localName === "body" ? "" : (node.getAttribute("aria-label") ?? text),
    marked: [...styles, after].some(
      (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 1),
    ),
    inSight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    free: rows.some(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      const label = top?.closest("label");
      return top && (shown.contains(top) || top.contains(node) || label?.control === node);
    }),
  };
}"""


def walk(page: Page, steps: int) -> list[str]:
    """Press Tab that often; the names of what had the focus. Each must be seen to have it."""
    names = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        page.wait_for_timeout(30)
        found = page.evaluate(FOCUSED)
        if not found["what"].startswith("body"):
            assert found["marked"], f"no mark on {found['what']}"
            assert found["inSight"], f"out of sight: {found['what']}"
            assert found["free"], f"covered: {found['what']}"
        names.append(found["name"])
    return names


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_stop_of_the_first_ninety_is_seen(
    make_reader: MakeReader, width: int, scheme: str
) -> None:
    reader = make_reader(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = reader.open()
    page.wait_for_load_state("networkidle")
    names = walk(page, 90 if scheme == "light" else 30)
    assert names[0] == "Skip to the article"
    assert names[1] == "Leave this site"
    assert "Kith, home page" in names
    if scheme == "light":
        assert any(name.startswith("Before you read") for name in names)


def test_the_menu_opens_is_walked_and_closes(make_reader: MakeReader) -> None:
    page = make_reader(viewport={"width": 360, "height": 800}, reduced_motion="reduce").open()
    menu = page.locator("[data-opens=__drawer]")
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    link = page.locator(".md-sidebar--primary a", has_text="Portugal").first
    expect(link).to_be_in_viewport()
    link.focus()
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_search_is_opened_asked_and_followed(make_reader: MakeReader, width: int) -> None:
    page = make_reader(viewport={"width": width, "height": 800}, reduced_motion="reduce").open("")
    if width < 960:
        page.locator("[data-opens=__search]").focus()
        page.keyboard.press("Enter")
    else:
        page.locator(".md-search__input").focus()
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("morphine")
    page.locator(".md-search-result__item").first.wait_for()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/#term-morphine")


def test_the_search_helps_when_it_finds_nothing(reader: Reader) -> None:
    page = reader.open("")
    page.locator(".md-search__input").focus()
    page.keyboard.type("zyzzyva")
    ways = page.locator(".search-none")
    expect(ways).to_contain_text("Fewer words may help")
    page.keyboard.press("Tab")  # past the button that clears
    expect(ways.locator("a", has_text="References")).to_be_visible()
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.search-none') !== null"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_visible()


def test_a_card_is_entered_and_left(reader: Reader) -> None:
    page = reader.open()
    link = page.locator("#cite-petrie1996-1")
    link.focus()
    expect(page.locator(".citation-card")).to_be_visible()
    walk(page, 1)
    assert page.evaluate("document.activeElement.closest('.citation-card') !== null")
    page.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_the_explainer_is_worked(reader: Reader) -> None:
    page = reader.open("")
    page.wait_for_load_state("networkidle")
    first = page.locator("kith-explainer input[type=radio]").first
    first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("kith-explainer input[type=radio]").nth(1)).to_be_checked()
    walk(page, 3)
