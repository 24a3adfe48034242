"""No axe violation, best practices included, on any kind of page: both palettes, narrow and wide,
with scripts and without. Nothing sticks out at 320 pixels, which is 400 % zoom of a desktop.

A page may break a rule of axe that its kind keeps; so every kind of page is read, and of each kind
one page that has all its parts.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from browser.axe import (
    DESKTOP,
    PHONE,
    looks,
    open_folds,
    settle,
    thin,
    violations_in_all_looks,
)
from browser.reader import ARTICLE, Reader

pytestmark = pytest.mark.browser

KINDS = {
    "home": "",
    "article": ARTICLE,
    "claims": "claims/",
    "references": "references/",
    "work": "references/alexander1978/",
    "self-check": "try/recovery-capital/",
    "plan": "teach/taster/",
    "help": "help/",
    "embedded": "embed/rat_park/",
    "offline": "offline/",
    "lost": "404.html",
}
LONG_LISTS = ".reference, .claim"
kinds = pytest.mark.parametrize("kind", KINDS)
MakeReader = Callable[..., Reader]


def unfold(page: Page) -> None:
    """Open all folds, and wait for what they fetch.

    A listing of code has thousands of words, in a dozen colours: one of each is left. All of it is
    looked at in test_room.py.
    """
    open_folds(page)
    for fold in page.locator("[data-part=code]").all():
        fold.locator("[data-part=listing][data-state=shown]").wait_for(state="attached")
    for fold in page.locator("[data-part=embed]").all():
        fold.locator("pre").first.wait_for(state="attached")
    thin(page, "code span")


def without_scripts(page: Page) -> None:
    """Let pages come without their scripts. axe itself is one, so they cannot be forbidden."""

    def strip(route: Route) -> None:
        answer = route.fetch()
        body = re.sub(r"<script\b.*?</script>", "", answer.text(), flags=re.DOTALL)
        route.fulfill(response=answer, body=body)

    page.route(re.compile(r"/([^/]*\.html)?$"), strip)


SMALL_TARGETS = """() => {
  const inline = (node) => getComputedStyle(node).display === "inline";
  const hidden = ({ width, height }) => width < 2 || height < 2;
  const pressed = "a[href], button, summary, select, input";
  return [...document.querySelectorAll(pressed)]
    .filter((node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map((node) => [node, (node.closest("label") ?? node).getBoundingClientRect()])
    .filter(([node, box]) => !inline(node) && !hidden(box))
    .filter(([, box]) => box.width < 23.5 || box.height < 23.5)
    .map(([node, box]) => `${node.outerHTML.slice(0, 120)} ${box.width} x ${box.height}`);
}"""


def sticking_out(page: Page) -> list[str]:
    """What is wrong with the page at 400 % zoom, in a window that is as low as it is narrow."""
    page.set_viewport_size({"width": 320, "height": 256})
    settle(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    # What stays in sight must leave the page room: a third of a window as low as this at most.
    header = page.evaluate("document.querySelector('.md-header')?.offsetHeight ?? 0")
    return [
        *([f"320 pixels wide: the page is {width} wide"] if width > 320 else []),
        *([f"256 pixels high: the header is {header} high"] if header > 256 / 3 else []),
    ]


def small_targets(page: Page) -> list[str]:
    """What is too small to be pressed; links in a sentence are excepted, as in WCAG 2.2, 2.5.8."""
    return [f"360 pixels wide: less than 24 x 24: {node}" for node in page.evaluate(SMALL_TARGETS)]


@kinds
def test_a_page_has_no_violation_and_fits_and_can_be_pressed(
    make_reader: MakeReader, kind: str
) -> None:
    reader = make_reader(viewport={"width": 320, "height": 256}, reduced_motion="reduce")
    page = reader.open(KINDS[kind])
    page.wait_for_load_state("networkidle")
    unfold(page)
    problems = sticking_out(page)
    for number, look in enumerate(looks(page, (PHONE, DESKTOP))):
        problems += look.violations()
        if number == 0:
            problems += small_targets(page)
            thin(page, LONG_LISTS)
    assert problems == [], kind
    assert reader.complaints == []


@kinds
def test_a_page_without_scripts_has_no_violation(make_reader: MakeReader, kind: str) -> None:
    reader = make_reader(
        viewport={"width": 360, "height": 800}, color_scheme="dark", reduced_motion="reduce"
    )
    reader.scripts = False
    without_scripts(reader.page)
    page = reader.open(KINDS[kind])
    open_folds(page)
    thin(page, LONG_LISTS)
    problems = violations_in_all_looks(page, [PHONE])
    assert problems == [], kind


def test_no_violation_with_a_card_open(make_reader: MakeReader) -> None:
    page = make_reader(viewport={"width": 1280, "height": 800}).open()
    page.locator("#cite-petrie1996-1").focus()
    card = page.locator(".citation-card")
    expect(card).to_be_visible()
    assert violations_in_all_looks(page, [DESKTOP]) == []
    expect(card).to_be_visible()


def test_no_violation_with_the_search_open(make_reader: MakeReader) -> None:
    page = make_reader(viewport={"width": 1280, "height": 800}).open()
    page.keyboard.press("/")
    for words, selector in (
        ("morphine", ".md-search-result__item"),
        ("zyzzyva", ".search-none a"),
    ):
        page.locator(".md-search__input").fill("")
        page.keyboard.type(words)
        found = page.locator(selector).first
        expect(found).to_be_visible()
        assert violations_in_all_looks(page, [DESKTOP]) == [], words
        expect(found).to_be_visible()


def test_no_violation_with_the_menu_open(make_reader: MakeReader) -> None:
    page = make_reader(viewport={"width": 360, "height": 800}).open()
    page.locator("[data-opens=__drawer]").click()
    expect(page.locator("#__drawer")).to_be_checked()
    assert violations_in_all_looks(page, [PHONE]) == []
    expect(page.locator("#__drawer")).to_be_checked()


def test_no_violation_in_slides_notes_and_hands(make_reader: MakeReader) -> None:
    size = (1024, 768)
    page = make_reader(viewport={"width": 1024, "height": 768}).open(KINDS["plan"])
    page.locator("[data-kit=facilitator]").click()
    page.wait_for_load_state("networkidle")
    unfold(page)
    assert violations_in_all_looks(page, [size]) == [], "notes"
    page.locator("[data-kit=slides]").click()
    assert violations_in_all_looks(page, [size]) == [], "the page behind the slides"
    place = page.locator(".slides__bar [role=status]")
    for look in looks(page, [size]):
        page.keyboard.press("Home")
        seen = ""
        while place.inner_text() != seen:
            seen = place.inner_text()
            assert look.violations(".slides") == [], f"slide {seen}"
            page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    page.locator("[data-action=projector]").click()
    page.keyboard.press("t")
    page.keyboard.press("2")
    assert violations_in_all_looks(page, [size]) == [], "hands"


def test_a_slider_says_its_value_once_with_its_unit(reader: Reader) -> None:
    page = reader.open()
    slider = page.locator("kith-explainer [name=company_hours]")
    output = page.locator(f"output[for={slider.get_attribute('id')}]")
    before = slider.get_attribute("aria-valuetext")
    assert before
    slider.press("ArrowRight")
    expect(slider).not_to_have_attribute("aria-valuetext", before)
    assert slider.get_attribute("aria-valuetext") == output.inner_text()
    assert "hour" in output.inner_text()
    expect(output).to_have_attribute("aria-live", "off")
