"""Claims where they are discussed, the page of all of them, and the way from one to the other."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.axe import thin, violations_in_all_looks
from browser.reader import ARTICLE, Reader

pytestmark = pytest.mark.browser

CLAIMS = "claims/"
FILTERED = f"{CLAIMS}?verdict=wrong"
NOTHING = f"{CLAIMS}?words=zzyzx"
ONE = "claim-hooked-rats-moved"


def open_claims(reader: Reader, path: str = CLAIMS) -> Page:
    page = reader.open(path)
    expect(page.locator("[data-part=filters]")).to_be_visible()
    return page


def shown(page: Page) -> list[str]:
    ids: list[str] = page.locator(".claim").evaluate_all(
        "items => items.filter((item) => item.checkVisibility()).map(({ id }) => id)"
    )
    return ids


def matching(page: Page, selector: str) -> list[str]:
    ids: list[str] = page.locator(f".claim{selector}").evaluate_all(
        "items => items.map(({ id }) => id)"
    )
    return ids


def containing(page: Page, *words: str) -> list[str]:
    """The claims in which all of these words stand, in small letters or capitals."""
    ids: list[str] = page.locator(".claim").evaluate_all(
        """(items, words) => items
            .filter(({ textContent }) =>
                words.every((word) => textContent.toLowerCase().includes(word)))
            .map(({ id }) => id)""",
        list(words),
    )
    return ids


def expect_shown(page: Page, ids: list[str]) -> None:
    total = page.locator(".claim").count()
    assert 0 < len(ids) < total
    expect(page.locator("[data-part=count]")).to_have_text(f"{len(ids)} of {total} claims")
    assert shown(page) == ids


# --- The page of all ------------------------------------------------------------------------------


def test_all_claims_of_the_article_stand_there(reader: Reader) -> None:
    ids = set(matching(reader.open(), ""))
    page = open_claims(reader)
    assert set(shown(page)) >= ids
    assert len(ids) >= 12
    expect(page.locator("[data-part=count]")).to_have_text(f"{len(shown(page))} claims")


@pytest.mark.parametrize("verdict", ["wrong", "overstated", "contested", "caveats"])
def test_a_verdict_narrows_the_list_and_stands_in_the_address(reader: Reader, verdict: str) -> None:
    page = open_claims(reader)
    page.get_by_label("Verdict", exact=True).select_option(verdict)
    expect(page).to_have_url(f"{reader.address}{CLAIMS}?verdict={verdict}")
    expect_shown(page, matching(page, f"[data-verdict={verdict}]"))
    assert reader.complaints == []


def test_words_are_found_in_claims_and_in_what_is_said_of_them(reader: Reader) -> None:
    page = open_claims(reader)
    page.get_by_label("Words").fill("overdose no-such-word")
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    page.get_by_label("Words").fill("OVERDOSE rats")
    found = containing(page, "overdose", "rats")
    assert "claim-overdose" in found
    expect_shown(page, found)


def test_an_article_narrows_the_list_to_its_claims(reader: Reader) -> None:
    page = open_claims(reader)
    page.locator("#claim-overdose").evaluate("item => { item.dataset.article = 'learn/other'; }")
    page.get_by_label("Article").select_option("learn/rat-park")
    expect_shown(page, matching(page, "[data-article='learn/rat-park']"))


def test_a_link_with_a_choice_in_it_opens_the_narrowed_list(reader: Reader) -> None:
    page = open_claims(reader, FILTERED)
    expect(page.get_by_label("Verdict", exact=True)).to_have_value("wrong")
    expect_shown(page, matching(page, "[data-verdict=wrong]"))
    page.reload()
    expect_shown(page, matching(page, "[data-verdict=wrong]"))


def test_the_meaning_of_a_verdict_is_a_link_away_and_the_choice_stays(reader: Reader) -> None:
    page = open_claims(reader, FILTERED)
    page.locator(f"#{ONE} .claim__verdict a").click()
    expect(page.locator("#verdict-wrong")).to_be_in_viewport()
    expect(page).to_have_url(f"{reader.address}{FILTERED}#verdict-wrong")
    expect_shown(page, matching(page, "[data-verdict=wrong]"))


def test_it_works_by_keyboard_alone(reader: Reader) -> None:
    page = open_claims(reader)
    page.get_by_label("Words").click()
    page.keyboard.type("morphine")
    found = containing(page, "morphine")
    expect_shown(page, found)
    for label in ("Verdict", "Article"):
        page.keyboard.press("Tab")
        expect(page.get_by_label(label, exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Clear", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(f"#{found[0]} h3 a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/learn/.*#{found[0]}$"))
    expect(page.locator(f"#{found[0]}")).to_be_in_viewport()


def test_a_link_to_a_claim_unfolds_it_and_counts_for_more_than_a_filter(reader: Reader) -> None:
    page = open_claims(reader, f"{CLAIMS}?verdict=supported#{ONE}")
    expect(page.locator(f"#{ONE} .claim__body")).to_be_in_viewport()
    expect(page).to_have_url(f"{reader.address}{CLAIMS}#{ONE}")
    assert shown(page) == matching(page, "")
    assert page.locator(".claim__fold[open]").count() == 1
    page.evaluate("location.hash = 'claim-overdose'")
    expect(page.locator("#claim-overdose .claim__body")).to_be_in_viewport()


def test_clear_brings_back_the_whole_list(reader: Reader) -> None:
    page = open_claims(reader, NOTHING)
    page.get_by_role("button", name="Clear the filters").click()
    expect(page.get_by_text("Nothing matches")).to_be_hidden()
    expect(page.get_by_label("Words")).to_be_focused()
    expect(page).to_have_url(reader.address + CLAIMS)
    assert shown(page) == matching(page, "")


def test_without_a_script_the_whole_list_stands(make_reader: Callable[..., Reader]) -> None:
    page = make_reader(java_script_enabled=False).open(FILTERED)
    expect(page.locator("[data-part=filters]")).to_be_hidden()
    assert page.locator(".claim:visible").count() == page.locator(".claim").count() >= 12
    page.locator(f"#{ONE} h3 a").click()
    expect(page.locator(f"#{ONE}")).to_be_in_viewport()


def test_a_source_leads_to_the_page_of_the_work_and_back_to_the_claim(reader: Reader) -> None:
    page = open_claims(reader)
    body = page.locator(f"#{ONE} .claim__body")
    expect(body).to_be_hidden()
    page.locator(f"#{ONE} summary").click()
    expect(body).to_be_visible()
    page.locator(f"#{ONE} .claim__body a[href*='alexander1981']").click()
    expect(page.locator(".work")).to_be_visible()
    page.locator(f".work__claims a[href$='#{ONE}']").click()
    expect(page.locator(f"#{ONE}")).to_be_in_viewport()
    assert reader.outside == []
    assert reader.complaints == []


# --- Where a claim is discussed -------------------------------------------------------------------


def test_a_claim_is_a_group_named_by_its_words_with_its_verdict(reader: Reader) -> None:
    page = reader.open(f"{ARTICLE}#{ONE}")
    group = page.get_by_role("group", name="Rats that were already hooked")
    expect(group).to_be_in_viewport()
    expect(group.locator(".verdict")).to_have_text("Wrong")
    expect(group.locator(".verdict svg")).to_be_visible()
    group.get_by_role("link", name="Link to this claim").click()
    expect(page).to_have_url(f"{reader.address}{ARTICLE}#{ONE}")
    group.locator(".claim__verdict a").click()
    expect(page.locator("#verdict-wrong")).to_be_in_viewport()


def test_a_citation_in_a_claim_has_its_card_and_its_way_back(reader: Reader) -> None:
    page = reader.open()
    link = page.locator(f"#{ONE} .citation__work").first
    link.focus()
    expect(page.locator(".citation-card")).to_be_visible()
    page.locator(f"a[href='#{link.get_attribute('id')}']").first.click()
    expect(link).to_be_in_viewport()


def test_on_paper_a_claim_is_whole_and_has_nothing_to_press(reader: Reader) -> None:
    for path in (ARTICLE, CLAIMS):
        page = reader.open(path)
        page.emulate_media(media="print")
        claim = page.locator(f"#{ONE}")
        expect(claim.locator(".claim__body")).to_be_visible()
        expect(claim.locator(".verdict")).to_be_visible()
        expect(claim.locator(".claim__links")).to_be_hidden()
        expect(page.locator(".filters")).to_be_hidden()


# --- Every page -----------------------------------------------------------------------------------


def test_no_violation_where_nothing_matches(reader: Reader) -> None:
    """The whole list is looked at in test_access.py."""
    page = open_claims(reader, NOTHING)
    thin(page, ".claim")
    assert violations_in_all_looks(page) == []
    assert reader.complaints == []


@pytest.mark.parametrize("path", [CLAIMS, NOTHING, ARTICLE])
def test_nothing_sticks_out_at_320_pixels(make_reader: Callable[..., Reader], path: str) -> None:
    page = make_reader(viewport={"width": 320, "height": 640}).open(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for claim in page.locator(".claim").all()[:3]:
        wide = "item => item.scrollWidth > item.clientWidth"
        assert not claim.evaluate(wide)


def test_targets_are_large_enough(make_reader: Callable[..., Reader]) -> None:
    page = make_reader(viewport={"width": 360, "height": 640}).open(CLAIMS)
    for selector in (".claim__verdict a", ".claim__links a"):
        box = page.locator(selector).first.bounding_box()
        assert box
        assert box["height"] >= 24
