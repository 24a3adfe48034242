"""The search in a browser: what is fetched, how it is walked, what a screen reader is told."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.axe import violations
from browser.reader import Reader

pytestmark = pytest.mark.browser

MakeReader = Callable[..., Reader]
FIELD = ".md-search__input"
RESULT = ".md-search-result__link"
PHONE = {"width": 360, "height": 800}
OF_A_SEARCH = ("assets/search/", "minisearch.mjs", "stemmer.mjs", "search-index", "search-results")


def ask(page: Page, question: str) -> None:
    page.locator(FIELD).focus()
    page.locator(FIELD).fill("")
    page.keyboard.type(question)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("overdose", "Someone will not wake up"),
        ("want to die", "If you are thinking of ending your life"),
        ("my son uses heroin", "If you are worried about someone"),
        ("AA", "Mutual aid: groups where people help each other"),
        ("lonelyness", "The social brain: why being alone can feel like danger"),
        ("cafés", "Centres and cafés"),
    ],
)
def test_the_first_result_is_the_one_that_is_needed(
    reader: Reader, question: str, title: str
) -> None:
    page = reader.open("")
    ask(page, question)
    expect(page.locator(".search-result__title").first).to_have_text(title)
    assert reader.complaints == []


def test_nothing_of_it_is_fetched_before_it_is_wanted_and_all_of_it_once(reader: Reader) -> None:
    page = reader.open("")
    page.wait_for_load_state("networkidle")
    assert not [url for url in reader.requests if any(part in url for part in OF_A_SEARCH)]
    with page.expect_request("**/assets/search/en.json"):
        page.locator(FIELD).focus()
    ask(page, "rats")
    page.locator(RESULT).first.wait_for()
    for part in OF_A_SEARCH:
        assert len([url for url in reader.requests if part in url]) == 1, part
    assert reader.outside == []


def test_results_have_names_are_counted_and_reached_by_tab(reader: Reader) -> None:
    page = reader.open("")
    field = page.get_by_role("searchbox", name="Search this site")
    field.focus()
    assert page.evaluate("document.activeElement.required") is False
    page.keyboard.type("overdose")
    results = page.get_by_role("list", name="Results")
    expect(results.get_by_role("link", name="overdose Word explained", exact=True)).to_be_visible()
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text("results")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Clear the search")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(RESULT).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULT).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()


def test_enter_leads_to_the_first_result_however_quick(reader: Reader) -> None:
    page = reader.open("")
    page.locator(FIELD).focus()
    page.keyboard.insert_text("overdose")
    page.keyboard.press("Enter")
    page.wait_for_url("**/help/#someone-will-not-wake-up")


@pytest.mark.parametrize("width", [360, 1280])
def test_escape_and_leaving_by_tab_close_it(make_reader: MakeReader, width: int) -> None:
    page = make_reader(viewport={"width": width, "height": 800}).open("")
    box = page.locator("#__search")
    if width < 960:
        page.locator("[data-opens=__search]").click()
    ask(page, "zyzzyva")
    expect(box).to_be_checked()
    page.keyboard.press("Escape")
    expect(box).not_to_be_checked()
    if width < 960:
        expect(page.locator("[data-opens=__search]")).to_be_focused()
        page.keyboard.press("Enter")
    page.locator(FIELD).focus()
    expect(box).to_be_checked()
    page.keyboard.press("Shift+Tab")
    expect(box).not_to_be_checked()


def test_a_stroke_goes_to_the_field_and_is_a_letter_in_others(reader: Reader) -> None:
    page = reader.open("references/")
    page.locator("#filter-words").press("/")
    expect(page.locator("#filter-words")).to_have_value("/")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("")


def test_clearing_takes_the_results_away(reader: Reader) -> None:
    page = reader.open("")
    ask(page, "rats")
    page.locator(RESULT).first.wait_for()
    page.get_by_role("button", name="Clear the search").click()
    expect(page.locator(RESULT)).to_have_count(0)
    expect(page.locator(FIELD)).to_be_focused()


def test_a_slip_is_mended_and_said_and_the_word_is_marked(reader: Reader) -> None:
    page = reader.open("")
    ask(page, "heorin")
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text("for “heroin”")
    expect(page.locator(f"{RESULT} mark", has_text="heroin").first).to_be_visible()


def test_without_its_list_it_says_so_and_tries_again(reader: Reader) -> None:
    page = reader.page
    page.route("**/assets/search/en.json", lambda route: route.abort())
    reader.open("")
    ask(page, "rats")
    status = page.get_by_role("search").get_by_role("status")
    expect(status).to_contain_text("could not be fetched")
    expect(page.locator(".search-none a").first).to_be_visible()
    page.unroute("**/assets/search/en.json")
    page.keyboard.type(" park")
    page.locator(RESULT).first.wait_for()


def test_it_is_not_offered_without_scripts(make_reader: MakeReader) -> None:
    page = make_reader(java_script_enabled=False).open("")
    expect(page.locator(FIELD)).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_results_fit_the_window_and_break_no_rule(
    make_reader: MakeReader, width: int, scheme: str
) -> None:
    page = make_reader(
        viewport={"width": width, "height": 700}, color_scheme=scheme, reduced_motion="reduce"
    ).open("")
    if width < 960:
        page.locator("[data-opens=__search]").click()
    ask(page, "overdose")
    page.locator(RESULT).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    inner = page.locator(".md-search__scrollwrap")
    assert inner.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert violations(page) == []
