"""The page of all references, the page of a work, copying, and citing a page of the site."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.axe import thin, violations_in_all_looks
from browser.reader import ARTICLE, Reader

pytestmark = pytest.mark.browser

REFERENCES = "references/"
WORK = "references/alexander1978/"
FILTERED = f"{REFERENCES}?topic=housing&from=1979"
NOTHING = f"{REFERENCES}?words=zzyzx"


def field(page: Page, name: str) -> Locator:
    return page.locator(f"[data-part=filters] [name={name}]")


def count(page: Page) -> Locator:
    return page.locator("[data-part=count]")


def shown(page: Page) -> list[str]:
    ids: list[str] = page.locator(".reference").evaluate_all(
        "items => items.filter((item) => item.checkVisibility()).map(({ id }) => id)"
    )
    return ids


def matching(page: Page, selector: str) -> list[str]:
    ids: list[str] = page.locator(f".reference{selector}").evaluate_all(
        "items => items.map(({ id }) => id)"
    )
    return ids


def expect_shown(page: Page, ids: list[str]) -> None:
    total = page.locator(".reference").count()
    assert 0 < len(ids) < total
    expect(count(page)).to_have_text(f"{len(ids)} of {total} works")
    assert shown(page) == ids


def allow_clipboard(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])


# --- All references, and their filters ------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "selector"),
    [
        ("topic", "rat-park", "[data-topics~=rat-park]"),
        ("design", "animal-study", "[data-design=animal-study]"),
        ("cited", "no", "[data-cited=no]"),
    ],
)
def test_a_choice_narrows_the_list_and_says_to_how_many(
    reader: Reader, name: str, value: str, selector: str
) -> None:
    page = reader.open(REFERENCES)
    field(page, name).select_option(value)
    expect_shown(page, matching(page, selector))
    assert reader.complaints == []


def test_years_bound_the_list_once_they_are_typed_out(reader: Reader) -> None:
    page = reader.open(REFERENCES)
    total = page.locator(".reference").count()
    field(page, "from").fill("1978")
    field(page, "to").press_sequentially("19")
    expect(page).to_have_url(f"{reader.address}{REFERENCES}?from=1978&to=19")
    assert len(shown(page)) > total / 2
    field(page, "to").fill("1981")
    expect(page).to_have_url(f"{reader.address}{REFERENCES}?from=1978&to=1981")
    years = ", ".join(f"[data-year='{year}']" for year in range(1978, 1982))
    expect_shown(page, matching(page, f":is({years})"))


def test_words_and_author_match_without_accents_and_case(reader: Reader) -> None:
    page = reader.open(REFERENCES)
    page.locator(".reference").first.evaluate(
        """(item) => {
          item.querySelector(".reference__entry").textContent = "Über die Straße";
          item.dataset.authors = "Sørensen Núñez";
        }"""
    )
    (first, *_) = matching(page, "")
    field(page, "words").fill("  strasse UBER ")
    expect_shown(page, [first])
    field(page, "words").fill("")
    field(page, "author").fill("nunez")
    expect_shown(page, [first])


def test_words_match_from_their_beginning(reader: Reader) -> None:
    page = reader.open(REFERENCES)
    (first, second, *_) = page.locator(".reference__entry").all()
    first.evaluate("entry => { entry.textContent = 'Xylographs, bound'; }")
    second.evaluate("entry => { entry.textContent = 'Of taxylographs, bound'; }")
    field(page, "words").fill("bound xylo")
    expect_shown(page, matching(page, "")[:1])


def test_what_is_asked_for_stands_in_the_address_and_survives_a_reload(
    reader: Reader, make_reader: Callable[..., Reader]
) -> None:
    page = reader.open(f"{REFERENCES}?from=elsewhere")
    field(page, "topic").select_option("housing")
    field(page, "from").fill("1979")
    expect(page).to_have_url(reader.address + FILTERED)
    found = shown(page)
    expect_shown(page, found)
    page.reload()
    expect(field(page, "topic")).to_have_value("housing")
    expect(field(page, "from")).to_have_value("1979")
    expect_shown(page, found)

    another = make_reader().open(FILTERED)
    expect_shown(another, found)


def test_going_back_from_a_work_brings_back_the_narrowed_list(reader: Reader) -> None:
    page = reader.open(FILTERED)
    expect(field(page, "topic")).to_have_value("housing")
    expect(count(page)).to_contain_text(" of ")
    found = shown(page)
    expect_shown(page, found)
    page.locator(f"#{found[0]} .reference__links a").first.click()
    expect(page.locator(".work")).to_be_visible()
    page.go_back()
    expect(field(page, "topic")).to_have_value("housing")
    expect_shown(page, found)


def test_a_choice_that_is_no_more_asks_for_nothing(reader: Reader) -> None:
    page = reader.open(f"{REFERENCES}?topic=no-such-topic")
    total = page.locator(".reference").count()
    expect(field(page, "topic")).to_have_value("")
    expect(page.locator("[data-part=filters]")).to_be_visible()
    assert len(shown(page)) == total


def test_where_nothing_matches_the_page_says_so_and_offers_to_clear(reader: Reader) -> None:
    page = reader.open(NOTHING)
    total = page.locator(".reference").count()
    expect(count(page)).to_have_text(f"0 of {total} works")
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    # Material's search reads some names in an address as its own.
    expect(page.locator("#__search")).not_to_be_checked()
    page.get_by_role("button", name="Clear the filters").click()
    expect(count(page)).to_have_text(f"{total} works")
    expect(page.get_by_text("Nothing matches")).to_be_hidden()
    expect(field(page, "words")).to_be_focused()
    expect(page).to_have_url(reader.address + REFERENCES)


def test_clear_brings_back_the_whole_list(reader: Reader) -> None:
    page = reader.open(FILTERED)
    total = page.locator(".reference").count()
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(count(page)).to_have_text(f"{total} works")
    expect(page).to_have_url(reader.address + REFERENCES)
    assert len(shown(page)) == total


def test_without_a_script_the_whole_list_stands(make_reader: Callable[..., Reader]) -> None:
    page = make_reader(java_script_enabled=False).open(FILTERED)
    expect(page.locator("[data-part=filters]")).to_be_hidden()
    expect(page.locator(".reference").last).to_be_visible()
    assert page.locator(".reference:visible").count() == page.locator(".reference").count()


def test_a_reference_leads_to_where_it_is_cited(reader: Reader) -> None:
    page = reader.open(REFERENCES)
    page.locator("#ref-alexander1978 .reference__where a").first.click()
    expect(page.locator("#cite-alexander1978-1")).to_be_in_viewport()


# --- The page of one work -------------------------------------------------------------------------


def test_the_page_of_a_work_leads_to_the_sentence_that_cites_it(reader: Reader) -> None:
    page = reader.open(WORK)
    expect(page.locator("h1")).to_contain_text("housing")
    link = page.locator(".work__cited a[href*='#cite-alexander1978-']").first
    anchor = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    assert reader.outside == []
    assert reader.complaints == []


def test_a_topic_of_a_work_leads_to_its_other_works(reader: Reader) -> None:
    page = reader.open(WORK)
    page.locator(".work__facts a[href*='?topic=']").first.click()
    expect(count(page)).to_contain_text(" of ")
    assert "ref-alexander1978" in shown(page)


# --- Copying, and citing a page -------------------------------------------------------------------


def test_a_button_copies_the_reference_and_says_so(reader: Reader) -> None:
    page = reader.open(WORK)
    allow_clipboard(page)
    button = page.locator(".copy")
    button.click()
    expect(page.locator(".copy-status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == button.get_attribute("data-copy")
    expect(page.locator(".copy-status")).to_be_empty()


def test_it_copies_where_there_is_no_clipboard_to_write_to(reader: Reader) -> None:
    """As on a page that came without https."""
    reader.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: null})")
    page = reader.open(WORK)
    button = page.locator(".copy")
    text = button.get_attribute("data-copy")
    button.click()
    expect(page.locator(".copy-status")).to_have_text("Copied")
    expect(button).to_be_focused()
    page = reader.open(REFERENCES)
    field(page, "words").click()
    page.keyboard.press("ControlOrMeta+v")
    expect(field(page, "words")).to_have_value(text or "")


def test_it_says_when_the_browser_does_not_allow_it(reader: Reader) -> None:
    reader.page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: null});"
        "document.execCommand = () => false;"
    )
    page = reader.open(WORK)
    page.locator(".copy").click()
    expect(page.locator(".copy-status")).to_contain_text("by hand")


def test_an_article_can_be_cited(reader: Reader) -> None:
    page = reader.open()
    allow_clipboard(page)
    # By a key: under the pointer it might move on, while the page is still coming.
    page.locator(".cite-page summary").press("Enter")
    expect(page.locator(".cite-page__entry")).to_contain_text("Kith")
    button = page.locator(".cite-page .copy")
    button.click()
    expect(page.locator(".cite-page .copy-status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == button.get_attribute("data-copy")
    for name in ("BibTeX", "RIS"):
        with page.expect_download() as download:
            page.locator(".cite-page").get_by_role("link", name=name).click()
        assert "Park" in download.value.path().read_text("utf-8")


# --- On the article -------------------------------------------------------------------------------


def test_the_card_leads_to_the_page_of_the_work(reader: Reader) -> None:
    page = reader.open()
    page.locator("#cite-alexander1978-1").focus()
    page.locator(".citation-card").get_by_role("link", name="About this work").click()
    expect(page).to_have_url(reader.address + WORK)


def test_the_card_warns_of_a_retraction_before_anything_else(reader: Reader) -> None:
    page = reader.open()
    page.locator("#ref-alexander1978 .reference__entry").evaluate(
        """(entry) => {
          const notice = document.createElement("p");
          notice.className = "reference__retracted";
          notice.textContent = "Retracted: 2 May 2001";
          entry.before(notice);
        }"""
    )
    page.locator("#cite-alexander1978-1").focus()
    card = page.locator(".citation-card__work").first
    expect(card.locator("> *").first).to_have_text("Retracted: 2 May 2001")


def test_tables_can_be_reached_and_have_names(make_reader: Callable[..., Reader]) -> None:
    page = make_reader(viewport={"width": 360, "height": 640}).open()
    assert page.locator(".md-typeset table:not(.table-scroll *)").count() == 0
    for box in page.locator(".table-scroll").all():
        assert box.get_attribute("tabindex") == "0"
        assert box.get_attribute("aria-label")


# --- Every page -----------------------------------------------------------------------------------


def test_no_violation_where_nothing_matches_and_nothing_sticks_out(reader: Reader) -> None:
    """The whole list and a work are looked at in test_access.py."""
    page = reader.open(NOTHING)
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    thin(page, ".reference")
    assert violations_in_all_looks(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert reader.complaints == []


@pytest.mark.parametrize("path", [REFERENCES, WORK, ARTICLE])
def test_on_paper_there_is_nothing_to_press(reader: Reader, path: str) -> None:
    page = reader.open(path)
    page.wait_for_load_state("networkidle")
    page.emulate_media(media="print")
    expect(page.locator(".reference__entry").first).to_be_visible()
    # The options of a guess and of a quiz are for a pen.
    pens = "[data-part=guess] *, [data-part=check] *"
    controls = f"article :is(button, input, select):not({pens}):visible"
    expect(page.locator(controls)).to_have_count(0)
