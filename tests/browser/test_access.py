"""No axe violation, best practices included, on any kind of page: both palettes, narrow and wide,
with scripts and without. Nothing sticks out at 320 pixels, which is 400 % zoom of a desktop.

A page may break a rule of axe that its kind keeps; so every kind of page is read, and of each kind
one page that has all its parts.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from browser.reader import ARTICLE, Reader

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent.parent.parent / ".cache/npm/node_modules/axe-core/axe.min.js"
REPORT = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}"""
KINDS = {
    "home": "",
    "article": ARTICLE,
    "claims": "claims/",
    "references": "references/",
    "work": "references/alexander1978/",
    "self-check": "try/recovery-capital/",
    "session plan": "teach/taster/",
    "help": "help/",
    "embedded": "embed/rat_park/",
    "plan": "teach/taster/",
    "offline": "offline/",
    "lost": "404.html",
}
SCHEMES = ("light", "dark")
DARK_PAPER = "rgb(28, 25, 23)"
kinds = pytest.mark.parametrize("kind", KINDS)
MakeReader = Callable[..., Reader]


def violations(reader: Reader) -> list[str]:
    reader.page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = reader.page.evaluate(REPORT)
    return found


def unfolded(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")


def without_scripts(page: Page) -> None:
    """Let pages come without their scripts. axe itself is one, so they cannot be forbidden."""

    def strip(route: Route) -> None:
        answer = route.fetch()
        body = re.sub(r"<script\b.*?</script>", "", answer.text(), flags=re.DOTALL)
        route.fulfill(response=answer, body=body)

    page.route(re.compile(r"/([^/]*\.html)?$"), strip)


@kinds
@pytest.mark.parametrize(
    ("width", "scheme", "scripts"),
    [
        *((width, scheme, True) for width in (360, 1280) for scheme in SCHEMES),
        *((360, "dark", False), (1280, "light", False)),
    ],
)
def test_no_violation(
    make_reader: MakeReader, kind: str, width: int, scheme: str, scripts: bool
) -> None:
    viewport = {"width": width, "height": 800}
    reader = make_reader(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    reader.scripts = scripts
    if not scripts:
        without_scripts(reader.page)
    unfolded(reader.open(KINDS[kind]))
    paper = reader.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == DARK_PAPER) == (scheme == "dark")
    assert violations(reader) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_violation_with_a_card_open(make_reader: MakeReader, scheme: str) -> None:
    reader = make_reader(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
    reader.open().locator("#cite-petrie1996-1").focus()
    assert violations(reader) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("words", ["morphine", "zyzzyva"])
def test_no_violation_with_the_search_open(
    make_reader: MakeReader, words: str, scheme: str
) -> None:
    reader = make_reader(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
    page = reader.open()
    page.keyboard.press("f")
    page.keyboard.type(words)
    found = ".md-search-result__item" if words == "morphine" else ".search-none a"
    page.locator(found).first.wait_for()
    assert violations(reader) == []


def test_no_violation_with_the_menu_open(make_reader: MakeReader) -> None:
    reader = make_reader(viewport={"width": 360, "height": 800})
    page = reader.open()
    page.locator("[data-opens=__drawer]").click()
    page.wait_for_timeout(400)
    assert violations(reader) == []


@kinds
def test_nothing_sticks_out_at_320_pixels(make_reader: MakeReader, kind: str) -> None:
    page = make_reader(viewport={"width": 320, "height": 256}).open(KINDS[kind])
    unfolded(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    # What stays in sight must leave the page room: a third of a window as low as this at most.
    assert page.evaluate("document.querySelector('.md-header')?.offsetHeight ?? 0") <= 256 / 3


SMALL_TARGETS = """() => {
  const inline = (node) => getComputedStyle(node).display === "inline";
  const hidden = ({ width, height }) => width < 2 || height < 2;
  const pressed = "a[href], button, summary, select, input, label.palette__label";
  return [...document.querySelectorAll(pressed)]
    .filter((node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map((node) => [node, (node.closest("label") ?? node).getBoundingClientRect()])
    .filter(([node, box]) => !inline(node) && !hidden(box))
    .filter(([, box]) => box.width < 23.5 || box.height < 23.5)
    .map(([node, box]) => `${node.outerHTML.slice(0, 120)} ${box.width} x ${box.height}`);
}"""


@kinds
def test_what_can_be_pressed_is_24_pixels_wide_and_high(make_reader: MakeReader, kind: str) -> None:
    """Links inside a sentence are excepted, as in WCAG 2.2, 2.5.8."""
    page = make_reader(viewport={"width": 360, "height": 800}).open(KINDS[kind])
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_violation_in_slides_notes_and_hands(make_reader: MakeReader, scheme: str) -> None:
    reader = make_reader(viewport={"width": 1024, "height": 768}, color_scheme=scheme)
    page = reader.open(KINDS["plan"])
    page.locator("[data-kit=facilitator]").click()
    unfolded(page)
    assert violations(reader) == []
    page.locator("[data-kit=slides]").click()
    title = page.locator(".slides__title")
    seen = ""
    while title.inner_text() != seen:
        seen = title.inner_text()
        assert violations(reader) == [], seen
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    page.locator("[data-action=projector]").click()
    page.keyboard.press("t")
    page.keyboard.press("2")
    assert violations(reader) == []
