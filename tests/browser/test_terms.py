"""A term of the glossary, explained in its page: by pointer, keyboard and finger, and without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from browser.axe import violations
from browser.reader import Reader

pytestmark = pytest.mark.browser

PAGE = "learn/rat-park/"
MEANING = "A medicine for opioid dependence"


def test_a_term_is_explained_on_focus_and_hover_and_escape_closes_it(reader: Reader) -> None:
    page = reader.open(PAGE)
    page.locator(".term[data-card]").first.wait_for()
    term = page.locator(".term", has_text="methadone").locator("a").first
    expect(term).to_have_accessible_description(re.compile(MEANING))
    card = page.locator(".term-card")
    term.focus()
    expect(card).to_contain_text(MEANING)
    assert violations(reader.page) == []
    page.keyboard.press("Tab")
    expect(card.get_by_role("link", name="In the glossary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(term).to_be_focused()
    term.blur()
    term.hover()
    expect(card).to_be_visible()
    card.hover()
    page.wait_for_timeout(500)
    expect(card).to_be_visible()


def test_the_first_tap_explains_and_the_link_leads_to_the_glossary(
    make_reader: Callable[..., Reader],
) -> None:
    reader = make_reader(viewport={"width": 320, "height": 640}, has_touch=True)
    page = reader.open(PAGE)
    page.locator(".term[data-card]").first.wait_for()
    page.locator(".term", has_text="methadone").locator("a").first.tap()
    card = page.locator(".term-card")
    expect(card).to_contain_text(MEANING)
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    card.get_by_role("link").tap()
    page.wait_for_url("**/glossary/#term-methadone")
    expect(page.locator(":target")).to_contain_text(MEANING)
    assert violations(reader.page) == []


def test_without_a_script_a_term_is_a_link(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(java_script_enabled=False)
    reader.scripts = False
    page = reader.open(PAGE)
    page.locator(".term", has_text="methadone").locator("a").first.click()
    page.wait_for_url("**/glossary/#term-methadone")
    expect(page.locator("#term-methadone")).to_contain_text(MEANING)
