"""The way out: quick, quiet, counted aloud, safe when a browser brings the page back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.reader import ARTICLE, Reader

pytestmark = pytest.mark.browser

ELSEWHERE = re.compile(r"^https://www\.bbc\.com/")
MakeReader = Callable[..., Reader]


def sunny(page: Page) -> None:
    """Stand in for the page that the way out leads to."""
    page.route(ELSEWHERE, lambda route: route.fulfill(body="<title>Weather</title>Sunny"))


def held(page: Page) -> None:
    """Let the other page never come; a browser then stays where it is, like one that waits."""
    page.route(ELSEWHERE, lambda route: route.fulfill(status=204))


def test_a_press_blanks_the_page_before_the_next_one_is_there(reader: Reader) -> None:
    page = reader.open()
    held(page)
    page.locator(".exit").click()
    expect(page.locator(".left-blank")).to_be_visible()
    expect(page.locator("h1")).to_be_hidden()
    expect(page.locator(".md-header")).to_be_hidden()
    assert page.title() == "Loading"


def test_back_does_not_lead_to_the_page_that_was_left(reader: Reader) -> None:
    page = reader.open("")
    sunny(page)
    reader.open(ARTICLE)
    page.locator(".exit").click()
    page.wait_for_url(ELSEWHERE)
    page.go_back()
    expect(page).to_have_url(reader.address)
    expect(page.locator("h1")).to_be_visible()


def test_a_page_that_is_brought_back_is_whole_again(reader: Reader) -> None:
    page = reader.open()
    title = page.title()
    held(page)
    page.locator(".exit").click()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator(".left-blank")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()
    assert page.title() == title


def test_shift_three_times_leaves_and_counts_aloud(reader: Reader) -> None:
    page = reader.open()
    sunny(page)
    said = page.locator(".exit-count [role=status]")
    expect(page.locator(".exit-count__dots")).to_be_hidden()
    page.keyboard.press("Shift")
    expect(said).to_have_text("Shift, press two more times to leave this site.")
    expect(page.locator(".exit-count__dots")).to_be_visible()
    page.keyboard.press("Shift")
    expect(said).to_have_text("Shift, press one more time to leave this site.")
    page.keyboard.press("Shift")
    page.wait_for_url(ELSEWHERE)


def test_shift_for_a_capital_or_a_shortcut_does_not_count(reader: Reader) -> None:
    page = reader.open()
    held(page)
    for key in ("Shift+A", "Shift+Tab", "Shift+B", "Shift+Tab"):
        page.keyboard.press(key)
    expect(page.locator(".exit-count")).to_have_attribute("data-presses", "0")
    expect(page.locator(".left-blank")).to_have_count(0)


def test_a_count_that_is_not_finished_in_time_ends_and_says_so(reader: Reader) -> None:
    reader.page.clock.install()
    page = reader.open()
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.fast_forward(5_100)
    expect(page.locator(".exit-count")).to_have_attribute("data-presses", "0")
    expect(page.locator(".exit-count [role=status]")).to_contain_text("not asked for in time")


def test_without_a_script_it_is_a_plain_link(make_reader: MakeReader) -> None:
    reader = make_reader(java_script_enabled=False)
    page = reader.open()
    sunny(page)
    page.locator(".exit").click()
    page.wait_for_url(ELSEWHERE)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_it_stays_in_reach_and_is_the_second_thing_that_tab_finds(
    make_reader: MakeReader, width: int
) -> None:
    page = make_reader(viewport={"width": width, "height": 700}).open()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link--exit")).to_be_focused()
    expect(page.locator(".skip-link--exit")).to_have_accessible_name("Leave this site")
    page.evaluate("scrollTo(0, 4000)")
    for element in page.locator(".md-header").get_by_role("button").all():
        if element.is_visible():
            expect(element).to_be_in_viewport(ratio=1)
    for link in page.locator(".help-now").all():
        expect(link).to_be_in_viewport(ratio=1)
        expect(link).to_have_accessible_name("Get help now")
    expect(page.locator(".exit")).to_be_in_viewport(ratio=1)
    expect(page.locator(".exit")).to_have_accessible_name("Leave this site")


def test_the_page_says_that_the_history_stays(reader: Reader) -> None:
    expect(reader.open().locator(".site-footer")).to_contain_text("stays in your browser’s history")
