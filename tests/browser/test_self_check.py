"""The self-check as its reader meets it: the form, the reading, and what stays private."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.axe import looks, open_folds
from browser.checking import (
    CHECK,
    KEY,
    NOTHING_STORED,
    PAGE,
    START_MS,
    action,
    answer_all,
    answers,
    choice,
    open_check,
    part,
    read,
    status,
    stored,
)
from browser.reader import Reader
from browser.server import Fault, SiteServer, answering, cut, missing, silent
from recovery_capital.questionnaire import questionnaire

pytestmark = pytest.mark.browser

FORM = questionnaire()
MIXED = dict(zip(FORM.items, ["mostly", "somewhat", "notyet", "na", "skip"] * 6, strict=True))
PRINT = "window.print = () => { window.printed = document.documentElement.dataset.print; };"


def test_without_scripts_the_form_is_whole(make_reader: Callable[..., Reader]) -> None:
    page = make_reader(java_script_enabled=False).open(PAGE)
    form = part(page, "form")
    for area in FORM.areas.values():
        expect(form.get_by_role("group", name=area.name, exact=True)).to_be_visible()
    for item in FORM.items.values():
        group = form.get_by_role("group", name=item.text, exact=True)
        assert [radio.is_visible() for radio in group.get_by_role("radio").all()] == [True] * 5
        expect(group).to_have_accessible_description(item.why)
    assert form.get_by_role("checkbox").count() == len(FORM.harder)
    page.get_by_text("What could help, area by area").click()
    for step in FORM.steps.values():
        expect(page.locator(f"[data-step={step.id}]")).to_contain_text(step.text)
    for script_only in ("tools", "move", "map", "reading"):
        expect(part(page, script_only)).to_be_hidden()


def test_the_whole_journey_by_keyboard(reader: Reader) -> None:
    page = open_check(reader)
    keys = page.keyboard

    def tab_to(words: str) -> None:
        for _ in range(120):
            keys.press("Tab")
            focused = page.evaluate(
                "() => { const at = document.activeElement;"
                " return (at.closest('label') ?? at).textContent.trim(); }"
            )
            if focused == words:
                return
        raise AssertionError(f"the keyboard does not reach {words!r}")

    page.locator("h3", has_text="What do I have").click()
    for number, area in enumerate(FORM.areas.values(), 1):
        heading = page.get_by_role("heading", name=area.name, exact=True).first
        expect(heading).to_be_visible()
        for item in FORM.of_area(area.id):
            tab_to("Yes, mostly")
            keys.press("Space")
            assert answers(page)[item.id] == "mostly"
            keys.press("ArrowRight")
            assert answers(page)[item.id] == "somewhat"
        keys.press("Enter")  # in a radio it must not end the form
        expect(part(page, "reading")).to_be_hidden()
        tab_to("Next")
        keys.press("Enter")
        if number < len(FORM.areas):
            following = list(FORM.areas.values())[number]
            assert page.evaluate("document.activeElement.textContent") == following.name
            expect(status(page)).to_have_text(f"Area {number + 1} of 6: {following.name}.")
    assert page.evaluate("document.activeElement.textContent") == "Things that make it harder"
    tab_to("I have lost someone or something that mattered.")
    keys.press("Space")
    tab_to("See what my answers say")
    keys.press("Enter")
    expect(part(page, "reading-title")).to_be_focused(timeout=START_MS)
    expect(status(page)).to_contain_text("Your reading. Here is what has begun.")
    tab_to("Body and mind")
    keys.press("Space")
    expect(part(page, "chosen")).to_contain_text("Write down one number to call")
    tab_to("Back to the form")
    keys.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Things that make it harder"
    assert set(answers(page).values()) == {"somewhat"}
    assert reader.complaints == []


def test_areas_can_be_visited_in_any_order(reader: Reader) -> None:
    page = open_check(reader)
    answer_all(page, {"tell-the-truth": "mostly", "giving": "skip"})
    page.locator(".self-check__map summary").click()
    buttons = page.locator(".self-check__map button")
    assert buttons.all_inner_texts() == [
        "Body and mind 0 of 5 answered",
        "A safe place and the basics 0 of 5 answered",
        "Skills, hope and direction 0 of 5 answered",
        "Close people 2 of 6 answered",
        "Groups and services 0 of 5 answered",
        "Culture, meaning and belonging 0 of 4 answered",
        "Things that make it harder optional",
    ]
    buttons.nth(3).click()
    expect(page.get_by_role("heading", name="Close people")).to_be_focused()
    action(page, "back").click()
    expect(page.get_by_role("heading", name="Skills, hope and direction")).to_be_focused()
    expect(page.locator(f"{CHECK} [data-area]:visible")).to_have_count(1)


def test_help_lines_stand_on_every_screen(reader: Reader) -> None:
    page = reader.page
    page.set_viewport_size({"width": 360, "height": 640})
    open_check(reader)
    first = page.get_by_text("If someone is in danger now, call your local emergency number.")
    for _ in range(6):
        action(page, "next").click()
        page.wait_for_timeout(100)
        expect(first).to_be_in_viewport()
    read(page)
    page.wait_for_timeout(100)
    expect(first).to_be_in_viewport()
    page.get_by_text("Help lines, by country").click()
    expect(page.get_by_role("link", name="116 123").first).to_have_attribute("href", "tel:116123")


def test_the_reading_names_strengths_and_lets_the_reader_choose(reader: Reader) -> None:
    page = open_check(reader)
    answer_all(page, MIXED)
    page.locator("[name=harder][value=grief]").evaluate("box => box.click()")
    reading = read(page)
    strengths = [FORM.items[name].text for name, answer in MIXED.items() if answer == "mostly"]
    assert reading.locator(".self-check__strengths li").all_inner_texts() == strengths
    assert reading.locator("h6").all_inner_texts() == [area.name for area in FORM.areas.values()]
    assert reading.locator(".self-check__row svg").count() == len(FORM.items)
    assert reading.locator("[name=grow]:checked").count() == 0
    expect(part(page, "chosen")).to_be_empty()
    reading.get_by_label("A safe place and the basics").check()
    chosen = part(page, "chosen")
    # Housing is a cause here, so what others can do stands first.
    marks = chosen.locator("li").evaluate_all(
        "items => items.map((item) => item.querySelector('.self-check__outside') !== null)"
    )
    assert marks == sorted(marks, reverse=True)
    assert marks[0]
    expect(chosen.get_by_role("link", name="Jason et al., 2006")).to_have_attribute(
        "href", re.compile(r"references/jason2006/$")
    )
    expect(reading).to_contain_text("not your fault")
    said = reading.inner_text().lower()
    assert not re.search(r"score|percent|rank|\d of \d", said)


def test_python_comes_with_the_first_answer_and_not_before(
    reader: Reader, server: SiteServer
) -> None:
    page = open_check(reader)
    page.mouse.move(300, 300)
    page.locator(".self-check__map summary").click()
    action(page, "next").click()
    page.wait_for_timeout(500)
    assert not [path for path in server.asked if "runtime" in path]
    choice(page, "safe-place", "mostly").check()
    page.locator(f"{CHECK}[data-ready]").wait_for(timeout=START_MS)
    assert [path for path in server.asked if path.endswith(".wasm")]


def test_nothing_goes_out_and_nothing_is_stored(reader: Reader, server: SiteServer) -> None:
    page = open_check(reader)
    address, title = page.url, page.title()
    choice(page, "rest-and-food", "mostly").check()
    page.locator(f"{CHECK}[data-ready]").wait_for(timeout=START_MS)
    server.asked.clear()
    reader.requests.clear()
    answer_all(page, MIXED)
    for _ in range(3):
        action(page, "next").click()
    reading = read(page)
    for radio in reading.get_by_role("radio").all():
        radio.check()
    part(page, "note").fill("Ask Sam.")
    action(page, "form").click()
    page.get_by_text("For groups: three invented people").click()
    page.get_by_role("button", name="Robin, with answers to talk about").click()
    read(page)
    action(page, "leave").click()
    with page.expect_download():
        action(page, "file").click()
    page.wait_for_timeout(1500)  # what is sent late would be sent by now
    assert server.asked == []
    assert [url for url in reader.requests if not url.startswith("blob:")] == []
    assert stored(page) == NOTHING_STORED
    assert page.context.cookies() == []
    assert (page.url, page.title()) == (address, title)
    (worker,) = [worker for worker in page.workers if worker.url.startswith("blob:")]
    kept = worker.evaluate(
        "async () => [(await indexedDB.databases()).length, (await caches.keys()).length]"
    )
    assert kept == [0, 0]
    # Not even a program in the worker could tell another host.
    far = "http://localhost:9/"
    outcome = "(far) => fetch(far).then(() => 'out', () => 'refused')"
    assert worker.evaluate(outcome, far) == "refused"
    assert page.evaluate(outcome, far) == "refused"
    assert reader.outside == [], "the policy refuses before a request is made"


def test_back_and_forward_begin_with_an_empty_form(reader: Reader) -> None:
    page = open_check(reader)
    answer_all(page, {"asking": "notyet"})
    page.goto(reader.address)
    page.go_back()
    page.locator(f"{CHECK}[data-live]").wait_for()
    assert answers(page) == {}
    answer_all(page, {"asking": "notyet"})
    page.reload()
    page.locator(f"{CHECK}[data-live]").wait_for()
    assert answers(page) == {}
    # A page that comes back whole from the browser's memory is emptied as well.
    answer_all(page, {"asking": "notyet"})
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert answers(page) == {}


FAILURES: dict[str, tuple[str, Fault]] = {
    # The list first: a page asks no more for one that has come.
    "no list of files": ("runtime.json", missing),
    "a file is missing": (".wasm", missing),
    "a file that is not what it says": (".wasm", answering("application/wasm", b"nothing")),
    "a connection that is cut": (".wasm", cut),
    "a host that never answers": (".wasm", silent),
}


def test_a_start_that_fails_is_told_and_the_form_goes_on(
    reader: Reader, server: SiteServer, subtests: pytest.Subtests
) -> None:
    reader.page.add_init_script(PRINT)
    page = open_check(reader)
    page.evaluate(f"document.querySelector('{CHECK}').dataset.patience = '1500'")
    given = {"rest-and-food": "mostly"}
    for number, (name, (ending, fault)) in enumerate(FAILURES.items()):
        with subtests.test(name):
            server.faults = {ending: fault}
            answer_all(page, given)
            action(page, "read").click()
            expect(status(page)).to_contain_text("Your answers are still here.", timeout=START_MS)
            expect(status(page)).to_contain_text("go on by pen")
            assert answers(page) == given
            given[list(FORM.items)[number]] = "somewhat"
            answer_all(page, given)
            page.get_by_role("button", name="Print the form").click()
            assert page.evaluate("window.printed") == "filled"
            page.evaluate("window.printed = undefined")
    server.faults.clear()
    page.evaluate(f"delete document.querySelector('{CHECK}').dataset.patience")
    action(page, "read").click()
    expect(part(page, "reading-title")).to_be_visible(timeout=START_MS)


def test_a_script_that_does_not_come_is_told_and_the_form_goes_on(
    reader: Reader, server: SiteServer
) -> None:
    reader.page.add_init_script(PRINT)
    page = open_check(reader)
    server.faults["runtime.mjs"] = missing
    answer_all(page, {"rest-and-food": "mostly"})
    action(page, "read").click()
    expect(status(page)).to_contain_text("Your answers are still here.", timeout=START_MS)
    expect(status(page)).to_contain_text("go on by pen")
    assert answers(page) == {"rest-and-food": "mostly"}
    choice(page, "someone-medical", "somewhat").check()
    page.get_by_role("button", name="Print the form").click()
    assert page.evaluate("window.printed") == "filled"


# --- Saving on this device ------------------------------------------------------------------------


def test_saved_only_on_request_offered_again_and_cleared(reader: Reader) -> None:
    page = open_check(reader)
    action(page, "save").click()
    expect(status(page)).to_have_text("There are no answers to save yet.")
    answer_all(page, {"asking": "notyet", "giving": "mostly"})
    action(page, "save").click()
    expect(status(page)).to_contain_text("Saved on this device.")
    assert stored(page) == {**NOTHING_STORED, "local": [KEY]}

    page.reload()
    offer = part(page, "offer")
    expect(offer).to_contain_text(re.compile(r"You saved answers on \d+ \w+ 20\d\d on this device"))
    assert answers(page) == {}
    offer.get_by_role("button", name="Open them").click()
    assert answers(page) == {"asking": "notyet", "giving": "mostly"}
    expect(offer).to_be_hidden()

    action(page, "clear").click()
    assert answers(page) != {}
    page.get_by_role("button", name="Yes, clear everything").click()
    expect(status(page)).to_contain_text("Everything is cleared")
    assert answers(page) == {}
    assert stored(page) == NOTHING_STORED
    page.reload()
    page.locator(f"{CHECK}[data-live]").wait_for()
    expect(offer).to_be_hidden()


def test_what_is_saved_can_be_removed_on_return(reader: Reader) -> None:
    page = open_check(reader)
    answer_all(page, {"asking": "notyet"})
    action(page, "save").click()
    page.reload()
    page.get_by_role("button", name="Remove them").click()
    expect(status(page)).to_have_text("Removed from this device.")
    assert stored(page) == NOTHING_STORED


def test_saving_again_asks_before_it_replaces(reader: Reader) -> None:
    page = open_check(reader)
    answer_all(page, {"asking": "notyet"})
    action(page, "save").click()
    before = page.evaluate("(key) => localStorage.getItem(key)", KEY)
    answer_all(page, {"asking": "mostly"})
    action(page, "save").click()
    page.get_by_role("button", name="Leave them").click()
    assert page.evaluate("(key) => localStorage.getItem(key)", KEY) == before
    action(page, "save").click()
    page.get_by_role("button", name="Compare first").click()
    expect(part(page, "reading")).to_contain_text(
        "I can ask for help when I need it. Then: Not yet. Now: Yes, mostly.", timeout=START_MS
    )


@pytest.mark.parametrize("text", ["", "nonsense", '{"kith": "another"}', "[1, 2]"])
def test_a_damaged_saved_state_is_told_and_can_be_removed(reader: Reader, text: str) -> None:
    page = open_check(reader)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    page.reload()
    expect(part(page, "offer")).to_contain_text("cannot read")
    page.get_by_role("button", name="Remove them").click()
    assert stored(page) == NOTHING_STORED
    assert reader.complaints == []


def test_a_browser_that_forbids_storage_is_told(reader: Reader) -> None:
    reader.page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }"
    )
    page = open_check(reader)
    answer_all(page, {"asking": "notyet"})
    action(page, "save").click()
    expect(status(page)).to_contain_text("does not allow saving here")


# --- Groups ---------------------------------------------------------------------------------------


def test_an_invented_persons_form_never_mixes_with_ones_own(reader: Reader) -> None:
    page = open_check(reader)
    own = {"asking": "notyet", "giving": "mostly"}
    answer_all(page, own)
    read(page)
    part(page, "note").fill("For me alone.")
    page.get_by_text("For groups: three invented people").click()
    page.get_by_role("button", name="Meera, with answers to talk about").click()
    banner = part(page, "banner")
    expect(banner).to_contain_text("Meera is an invented person.")
    expect(banner).to_contain_text(FORM.personas["meera"].story)
    assert answers(page) == FORM.personas["meera"].answers
    for name in ("save", "file", "open"):
        expect(action(page, name)).to_be_hidden()
    reading = read(page)
    expect(part(page, "reading-title")).to_have_text("Meera’s reading (invented)")
    assert part(page, "note").input_value() == ""
    expect(reading).not_to_contain_text("For me alone.")

    # From one invented person to another, and back to oneself.
    page.get_by_text("For groups: three invented people").click()
    page.get_by_role("button", name="Jon, with an empty form").click()
    assert answers(page) == {}
    answer_all(page, {"respect": "mostly"})
    page.get_by_role("button", name="Leave Jon and go back to my own form").click()
    assert answers(page) == own
    expect(banner).to_be_hidden()
    read(page)
    assert part(page, "note").input_value() == "For me alone."
    assert stored(page) == NOTHING_STORED


# --- Paper, small screens, access -----------------------------------------------------------------


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_blank_form_is_one_sheet_of_paper(
    make_reader: Callable[..., Reader], paper: str, width: int
) -> None:
    reader = make_reader(viewport={"width": width, "height": 800})
    reader.page.add_init_script(PRINT)
    page = open_check(reader)
    answer_all(page, MIXED)
    read(page)
    action(page, "print").click()
    assert page.evaluate("window.printed") == "blank"
    assert pages_of(page.pdf(format=paper)) == 2
    # Afterwards the page prints as before; so a look at the print's own layout needs it set again.
    assert page.evaluate("document.documentElement.dataset.print") is None
    page.evaluate("document.documentElement.dataset.print = 'blank'")
    page.emulate_media(media="print")
    for item in FORM.items:
        expect(page.locator(f"[data-item={item}] legend")).to_be_visible()
    expect(part(page, "reading")).to_be_hidden()
    expect(page.get_by_text("116 123").first).to_be_visible()


def test_a_note_is_printed_only_on_request(reader: Reader) -> None:
    reader.page.add_init_script(PRINT)
    page = open_check(reader)
    answer_all(page, MIXED)
    read(page)
    part(page, "note").fill("Ask Sam <b>soon</b>.")
    action(page, "print-reading").click()
    page.emulate_media(media="print")
    expect(part(page, "printed-note")).to_be_hidden()
    expect(part(page, "form")).to_be_hidden()
    page.emulate_media(media="screen")
    part(page, "include").check()
    action(page, "print-reading").click()
    page.emulate_media(media="print")
    expect(part(page, "printed-note")).to_have_text("Ask Sam <b>soon</b>.")


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256)])
def test_nothing_runs_over_on_a_narrow_or_magnified_screen(
    make_reader: Callable[..., Reader], width: int, height: int
) -> None:
    reader = make_reader(viewport={"width": width, "height": height})
    page = open_check(reader)

    def widest() -> int:
        found: int = page.evaluate("document.documentElement.scrollWidth")
        return found

    open_folds(page)
    assert widest() <= width
    for _ in range(6):
        action(page, "next").click()
        assert widest() <= width
    page.evaluate("document.querySelector('[data-action=persona-filled]').click()")
    read(page).get_by_label("Groups and services").check()
    assert widest() <= width


def small_targets(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(
            "kith-self-check :is(button, summary, label, .help a)")]
          .filter((node) => node.offsetParent)
          .map((node) => [node.getBoundingClientRect(), node.textContent])
          .filter(([box, words]) => box.height < 24 || box.width < 24)
          .map(([box, words]) => `${words}: ${box.width} x ${box.height}`)"""
    )
    return found


def test_no_violation_in_form_or_reading(reader: Reader) -> None:
    page = open_check(reader)
    open_folds(page)
    assert wrong_in_all_looks(page) == []
    answer_all(page, MIXED)
    for box in page.locator("[name=harder]").all():
        box.evaluate("box => box.click()")
    read(page).get_by_label("Close people").check()
    open_folds(page)
    action(page, "clear").click()
    page.wait_for_timeout(2200)  # the last words have been said
    assert wrong_in_all_looks(page) == []
    heights = page.locator("[name=grow]").evaluate_all(
        "radios => radios.map((radio) => radio.closest('label').offsetHeight)"
    )
    assert min(heights) >= 44


def wrong_in_all_looks(page: Page) -> list[str]:
    return [wrong for look in looks(page) for wrong in (*look.violations(), *small_targets(page))]


def test_answers_are_large_enough_for_a_thumb(reader: Reader) -> None:
    page = open_check(reader)
    heights = page.locator(".self-check__item label:visible").evaluate_all(
        "labels => labels.map((label) => label.offsetHeight)"
    )
    assert len(heights) == 25
    assert min(heights) >= 44
