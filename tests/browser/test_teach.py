"""A session plan in a room: what readers do not see, slides and notes, quizzes, hands, paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.reader import Reader
from kith.content.pages import read_pages
from kith.content.teaching.plan import is_plan
from kith.project import Project

pytestmark = pytest.mark.browser

PLAN = "teach/taster/"
WORDS = "Do not correct anyone yet."


def open_plan(reader: Reader, path: str = PLAN) -> Page:
    page = reader.open(path)
    expect(page.locator("[data-part=kit]")).to_be_visible()
    return page


def open_slides(page: Page) -> None:
    page.locator("[data-kit=slides]").click()
    expect(page.locator(".slides")).to_be_visible()


def test_the_facilitators_words_are_hidden_until_asked_for_and_then_remembered(
    reader: Reader,
) -> None:
    page = open_plan(reader)
    words = page.get_by_text(WORDS)
    expect(words).to_be_hidden()
    expect(page.locator(".facilitator summary").first).to_be_hidden()
    toggle = page.get_by_role("button", name="Facilitator’s view")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    expect(words).to_be_visible()
    page.reload()
    expect(words).to_be_visible()
    toggle.click()
    expect(words).to_be_hidden()
    assert page.evaluate("() => localStorage.getItem('kith.facilitator')") is None
    assert reader.complaints == []


def test_without_a_script_the_facilitators_words_and_the_quiz_unfold(
    make_reader: Callable[..., Reader],
) -> None:
    page = make_reader(java_script_enabled=False).open(PLAN)
    words = page.get_by_text(WORDS)
    expect(words).to_be_hidden()
    page.locator(".facilitator", has_text=WORDS).locator("summary").click()
    expect(words).to_be_visible()
    answer = page.locator(".check__right").first
    expect(answer).to_be_hidden()
    page.locator(".check summary").first.click()
    expect(answer).to_contain_text("Nobody tested that")
    expect(page.locator("[data-part=kit]")).to_be_hidden()


def test_paper_always_has_the_facilitators_words(reader: Reader) -> None:
    page = open_plan(reader)
    page.emulate_media(media="print")
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.locator(".leaf--card")).to_be_visible()
    expect(page.locator("[data-part=kit]")).to_be_hidden()


@pytest.mark.parametrize(("leaf", "other"), [("handout", "card"), ("card", "handout")])
def test_a_handout_and_a_card_print_alone(reader: Reader, leaf: str, other: str) -> None:
    page = open_plan(reader)
    page.evaluate("() => (window.print = () => (window.printed = true))")
    page.locator(f"[data-part=kit] [data-prints={leaf}]").click()
    assert page.evaluate("() => window.printed")
    page.emulate_media(media="print")
    expect(page.locator(f".leaf--{leaf}")).to_be_visible()
    expect(page.locator(f".leaf--{other}")).to_be_hidden()
    expect(page.locator("h1")).to_be_hidden()


def test_an_article_has_a_handout_with_its_key_points_and_claims(reader: Reader) -> None:
    page = reader.open()
    page.evaluate("() => (window.print = () => {})")
    # By a key: under the pointer it might move on, while the page is still coming.
    page.locator("[data-part=kit] [data-prints=handout]").press("Enter")
    expect(page.locator("html")).to_have_attribute("data-prints", "handout")
    page.emulate_media(media="print")
    expect(page.locator(".key-points")).to_be_visible()
    expect(page.locator(".claim__text").first).to_be_visible()
    expect(page.locator(".claim__body").first).to_be_hidden()
    expect(page.locator("kith-explainer").first).to_be_hidden()


def test_slides_follow_the_keys_and_the_notes_stand_in_a_second_window(reader: Reader) -> None:
    page = open_plan(reader)
    requests = len(reader.requests)
    open_slides(page)
    title = page.locator(".slides__title")
    expect(title).to_have_text("A taster in half an hour")
    page.keyboard.press("ArrowRight")
    expect(title).to_have_text("Welcome, and how to be safe here")
    expect(page.locator(".slides")).not_to_contain_text("one famous study")
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    notes = opened.value
    expect(notes.locator(".presenter__notes")).to_contain_text("one famous study")
    expect(notes.locator(".presenter__next")).to_contain_text("The story people tell")
    notes.keyboard.press("ArrowRight")
    expect(title).to_have_text("The story people tell")
    page.keyboard.press("End")
    expect(title).to_have_text("One thing to keep, and goodbye")
    page.keyboard.press("Escape")
    expect(page.locator(".slides")).to_have_count(0)
    expect(page.locator("[data-kit=slides]")).to_be_focused()
    assert notes.is_closed()
    # The second window has the typefaces that its page has already fetched.
    known = {"about:blank", *reader.requests[:requests]}
    later = [url for url in reader.requests[requests:] if url not in known]
    assert all(url.endswith((".mjs", ".css")) for url in later), later
    assert reader.complaints == []


def test_every_slide_of_every_plan_fits_the_least_projector(
    make_reader: Callable[..., Reader], repository: Project
) -> None:
    reader = make_reader(viewport={"width": 1024, "height": 768})
    plans = [page for page in read_pages(repository)[0] if is_plan(page.name)]
    assert plans
    for plan in plans:
        page = open_plan(reader, plan.name.replace(".md", "/"))
        open_slides(page)
        while True:
            expect(page.locator(".slides__title")).to_be_visible()
            long = page.locator(".slides__stage--long").count()
            assert not long, f"{plan.name}: {page.locator('.slides__title').inner_text()}"
            at, _, last = page.locator(".slides__bar p").inner_text().partition(" of ")
            if at == last:
                break
            page.keyboard.press("ArrowRight")
        size = page.locator(".slides__body").evaluate("(node) => getComputedStyle(node).fontSize")
        assert float(size.removesuffix("px")) >= 28
        page.keyboard.press("Escape")


def test_the_model_of_a_slide_fills_the_window_and_hands_are_counted(reader: Reader) -> None:
    page = open_plan(reader)
    open_slides(page)
    title = page.locator(".slides__title")
    while title.inner_text() != "Mini Rat Park":
        page.keyboard.press("ArrowRight")
    page.keyboard.press("p")
    expect(page.locator(".explainer.projector")).to_be_visible()
    page.keyboard.press("t")
    for key in ("1", "2", "2", "2", "Backspace"):
        page.keyboard.press(key)
    counts = page.locator(".tally > output")
    expect(counts).to_have_text(["1", "2", "0"])
    counts.nth(2).locator("xpath=following-sibling::button").click()
    page.locator(".explainer.projector").press(" ")
    total = page.locator(".tally-sum")
    expect(total).to_contain_text("None at all: 1")
    expect(total).to_contain_text("As much as the rats alone: 1")
    page.locator(".explainer.projector").press("q")
    expect(page.get_by_role("dialog", name="QR code")).to_contain_text("run code")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator(".slides")).to_be_visible()
    expect(page.locator(".tally")).to_have_count(0)
    assert (
        page.evaluate("() => Object.keys(localStorage).filter((key) => key.includes('kith'))") == []
    )


def test_a_quiz_says_what_was_chosen_and_keeps_nothing(reader: Reader) -> None:
    page = open_plan(reader)
    quiz = page.locator("[data-part=check]").first
    quiz.get_by_label("Yes, but slowly").check()
    quiz.get_by_label("Yes, but slowly").press("Enter")
    said = quiz.locator("[data-part=chosen]")
    expect(said).to_have_text("You chose: Yes, but slowly.")
    expect(quiz).to_contain_text("Right: Nobody tested that in these studies")
    quiz.get_by_label("Nobody tested").check()
    expect(said).to_have_text("You chose: Nobody tested that in these studies.")
    page.reload()
    expect(quiz.locator("input:checked")).to_have_count(0)


def test_a_link_shows_the_scenario_that_it_names(reader: Reader) -> None:
    page = reader.open("learn/rat-park/#show=rat_park.petrie")
    expect(page.locator("kith-explainer [data-part=scenario]")).to_contain_text("Petrie’s rats")
    assert reader.complaints == []


def test_a_link_to_an_invented_person_opens_their_form(reader: Reader) -> None:
    page = reader.open("try/recovery-capital/")
    name = page.locator("[data-persona]").first
    identifier, person = name.get_attribute("data-persona"), name.get_attribute("data-name")
    page.goto("about:blank")
    page.goto(f"{reader.address}try/recovery-capital/#for={identifier}")
    expect(page.locator("kith-self-check")).to_contain_text(f"{person}")
    expect(page.get_by_text("invented", exact=False).first).to_be_attached()


def test_each_plan_ends_in_its_licence_and_its_source(reader: Reader) -> None:
    page = open_plan(reader)
    foot = page.locator(".plan-foot")
    expect(foot).to_contain_text("“A taster in half an hour”, Kith")
    expect(foot).to_contain_text("CC BY 4.0")
    address = foot.locator("a[download]").evaluate("(link) => link.href")
    text = page.request.get(address).text()
    assert text.startswith("---\ntitle: A taster in half an hour")
