"""Pages as paper, with forced colours, and with little motion."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.reader import ARTICLE, Reader

pytestmark = pytest.mark.browser

MakeReader = Callable[..., Reader]
BORDERED = ".claim, .key-points, .explainer, .exit, .md-search__form, .content-note"


def test_paper_has_the_article_alone_with_all_that_was_folded(make_reader: MakeReader) -> None:
    reader = make_reader(viewport={"width": 720, "height": 1000}, color_scheme="dark")
    page = reader.open()
    page.emulate_media(media="print")
    for gone in (".md-header", ".md-sidebar", ".site-footer", ".skip-link", ".read-next"):
        for element in page.locator(gone).all():
            expect(element).to_be_hidden()
    for shown in (".key-points", ".content-note > p", ".cite-page__entry", "#references"):
        expect(page.locator(shown).first).to_be_visible()
    assert page.locator(".claim__body").count() >= 12
    for body in page.locator(".claim__body").all():
        expect(body).to_be_visible()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


def test_references_on_paper_say_their_whole_address(reader: Reader) -> None:
    page = reader.open()
    page.emulate_media(media="print")
    unsaid = page.evaluate(
        """() => [...document.querySelectorAll(".reference__entry a[href^=http]")]
          .filter((link) => !link.textContent.includes(link.href.replace(/\\/$/, ""))
            && !getComputedStyle(link, "::after").content.includes(link.href))
          .map(({ href }) => href)"""
    )
    assert unsaid == []


def test_forced_colours_keep_boxes_and_focus(make_reader: MakeReader) -> None:
    reader = make_reader(viewport={"width": 1280, "height": 800}, forced_colors="active")
    page = reader.open()
    bare = page.evaluate(
        """(selector) => [...document.querySelectorAll(selector)].filter((node) => {
          const style = getComputedStyle(node);
          return ["top", "right", "bottom", "left"].every(
            (side) => style.getPropertyValue(`border-${side}-style`) === "none");
        }).map((node) => node.className)""",
        BORDERED,
    )
    assert bare == []
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def moving(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((node) => {
          const { animationDuration, transitionDuration } = getComputedStyle(node);
          return [animationDuration, transitionDuration].some(
            (times) => times.split(",").some((time) => parseFloat(time) > 0.01));
        }).map((node) => node.outerHTML.slice(0, 80))"""
    )
    return found


@pytest.mark.parametrize("path", ["", ARTICLE])
def test_a_reader_who_asks_for_little_motion_gets_none(make_reader: MakeReader, path: str) -> None:
    page = make_reader(reduced_motion="reduce").open(path)
    page.wait_for_load_state("networkidle")
    assert moving(page) == []
