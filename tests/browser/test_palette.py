"""Light and dark: the device's colours until a reader chooses, and the reader's from then on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.axe import PAPER, Scheme, paper
from browser.checking import NOTHING_STORED, stored
from browser.reader import Reader

MakeReader = Callable[..., Reader]
PLAIN_PAGE = "about/"
NO_STORAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The operation is insecure.", "SecurityError"); }
});"""


def browser_bar(page: Page) -> str:
    """The colour that the browser gives its own bar on this device."""
    found: str = page.evaluate(
        """[...document.querySelectorAll("meta[name=theme-color]")]
          .find(({ media }) => matchMedia(media).matches).content"""
    )
    return found


def own_parts(page: Page) -> str:
    """In which colours the browser draws what is its own, such as bars to scroll by."""
    found: str = page.evaluate("document.querySelector('meta[name=color-scheme]').content")
    return found


def test_without_a_choice_a_page_follows_the_device_and_keeps_nothing(reader: Reader) -> None:
    page = reader.open(PLAIN_PAGE)
    assert paper(page) == PAPER["light"]
    assert browser_bar(page) == "#faf7f2"
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", PAPER["dark"])
    assert browser_bar(page) == "#1c1917"
    assert stored(page) == NOTHING_STORED


@pytest.mark.parametrize(("device", "chosen"), [("light", "dark"), ("dark", "light")])
def test_a_choice_holds_on_other_pages_whatever_the_device_asks_for(
    make_reader: MakeReader, device: Scheme, chosen: Scheme
) -> None:
    reader = make_reader(color_scheme=device)
    page = reader.open(PLAIN_PAGE)
    switch = page.get_by_role("button", name=f"Use {chosen} colours")
    switch.focus()
    page.keyboard.press("Enter")
    assert paper(page) == PAPER[chosen]
    back = page.get_by_role("button", name=f"Use {device} colours")
    expect(back).to_be_focused()

    page = reader.open("learn/portugal/")
    assert paper(page) == PAPER[chosen]
    assert own_parts(page) == chosen
    assert browser_bar(page) == {"light": "#faf7f2", "dark": "#1c1917"}[chosen]
    page.emulate_media(color_scheme=chosen)
    page.emulate_media(color_scheme=device)
    assert paper(page) == PAPER[chosen]

    page.get_by_role("button", name=f"Use {device} colours").click()
    assert paper(page) == PAPER[device]
    assert reader.complaints == []


def test_a_page_never_shows_the_colours_that_were_not_chosen(make_reader: MakeReader) -> None:
    """The choice is in place before the first element is there to be painted."""
    reader = make_reader(color_scheme="light")
    reader.open(PLAIN_PAGE).get_by_role("button", name="Use dark colours").click()
    reader.page.add_init_script(
        """new MutationObserver((changes, observer) => {
          const header = document.querySelector(".md-header");
          if (header) {
            window.schemeAtFirst = document.body.dataset.mdColorScheme;
            observer.disconnect();
          }
        }).observe(document, { childList: true, subtree: true });"""
    )
    page = reader.open("learn/portugal/")
    assert page.evaluate("window.schemeAtFirst") == "slate"


def test_a_browser_that_keeps_nothing_lets_colours_be_chosen_for_the_page(
    make_reader: MakeReader,
) -> None:
    reader = make_reader(color_scheme="light")
    reader.page.add_init_script(NO_STORAGE)
    page = reader.open(PLAIN_PAGE)
    page.get_by_role("button", name="Use dark colours").click()
    assert paper(page) == PAPER["dark"]
    assert reader.complaints == []
