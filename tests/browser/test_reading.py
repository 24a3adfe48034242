"""Reading the article: citations lead to the list and back, with and without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from browser.reader import ARTICLE, Reader

pytestmark = pytest.mark.browser


def test_an_article_loads_from_the_site_alone_and_without_complaint(reader: Reader) -> None:
    page = reader.open()
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1")).to_have_count(1)
    assert reader.outside == []
    assert reader.complaints == []


def test_python_and_vega_are_not_fetched_before_a_reader_means_to_use_them(reader: Reader) -> None:
    page = reader.open()
    page.wait_for_load_state("networkidle")
    page.mouse.wheel(0, 5000)
    assert not [url for url in reader.requests if "/runtime/" in url]


def test_home_leads_to_the_article(reader: Reader) -> None:
    page = reader.open("")
    page.locator(".articles__list a", has_text="Rat Park").first.click()
    expect(page).to_have_url(reader.address + ARTICLE)


def test_a_citation_leads_to_its_reference_and_back(reader: Reader) -> None:
    page = reader.open()
    link = page.locator("#cite-petrie1996-1")
    target = link.get_attribute("href")
    assert target == "#ref-petrie1996"
    link.click()
    expect(page).to_have_url(f"{reader.address}{ARTICLE}#ref-petrie1996")
    expect(page.locator(target)).to_be_in_viewport()
    page.locator(f"{target} .reference__backlink").first.click()
    expect(link).to_be_in_viewport()


def test_the_card_shows_reference_and_evidence_on_focus_and_escape_closes_it(
    reader: Reader,
) -> None:
    page = reader.open()
    link = page.locator("#cite-petrie1996-1")
    link.focus()
    card = page.locator(".citation-card")
    expect(card).to_be_visible()
    expect(card).to_contain_text("Environment is not the most important variable")
    expect(card).to_contain_text("Animal study")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(link).to_be_focused()


def test_the_card_opens_on_hover_and_can_be_reached(reader: Reader) -> None:
    page = reader.open()
    page.locator("#cite-petrie1996-1").hover()
    card = page.locator(".citation-card")
    expect(card).to_be_visible()
    card.hover()
    page.wait_for_timeout(600)
    expect(card).to_be_visible()


def test_the_first_tap_opens_the_card_inside_a_small_screen(
    make_reader: Callable[..., Reader],
) -> None:
    reader = make_reader(viewport={"width": 320, "height": 640}, has_touch=True)
    page = reader.open()
    page.locator("#cite-petrie1996-1").tap()
    card = page.locator(".citation-card")
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert "#" not in page.url


@pytest.mark.parametrize("path", ["", ARTICLE])
def test_nothing_sticks_out_at_320_pixels(make_reader: Callable[..., Reader], path: str) -> None:
    page = make_reader(viewport={"width": 320, "height": 640}).open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_a_script_everything_is_there(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(java_script_enabled=False)
    page = reader.open()
    expect(page.locator("h1")).to_be_visible()
    assert page.locator(".reference").count() >= 15
    page.locator("#cite-petrie1996-1").click()
    assert page.url.endswith("#ref-petrie1996")
    expect(page.locator("kith-explainer [data-part=drawing] svg").first).to_be_visible()
    expect(page.locator("kith-explainer [data-part=controls]")).to_be_hidden()
    expect(page.locator("kith-explainer [data-part=headline]")).to_contain_text("In this run")
    numbers = page.locator("kith-explainer details.explainer__data").first
    numbers.locator("summary").click()
    expect(numbers.locator("[data-part=table]")).to_be_visible()
