"""Files of the self-check: there and back, compared, and whatever else may be opened by mistake."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.checking import (
    CHECK,
    NOTHING_STORED,
    START_MS,
    action,
    answer_all,
    answers,
    open_check,
    open_data,
    open_text,
    part,
    read,
    saved_file,
    status,
    stored,
)
from browser.reader import Reader

pytestmark = pytest.mark.browser

OWN = {"giving": "somewhat"}


def test_a_file_brings_back_what_was_saved(reader: Reader, tmp_path: Path) -> None:
    page = open_check(reader)
    answer_all(page, {"asking": "notyet", "giving": "mostly", "respect": "na"})
    page.locator("[name=harder][value=grief]").evaluate("box => box.click()")
    read(page)
    part(page, "note").fill("Ask Sam.")
    with page.expect_download() as plain:
        action(page, "file").click()
    part(page, "include").check()
    with page.expect_download() as whole:
        action(page, "file").click()
    path = tmp_path / "saved.json"
    whole.value.save_as(path)
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    assert data.pop("saved") in whole.value.suggested_filename
    assert data == {
        "kith": "recovery-capital",
        "version": "1",
        "answers": {"asking": "notyet", "giving": "mostly", "respect": "na"},
        "harder": ["grief"],
        "note": "Ask Sam.",
    }
    plain.value.save_as(path.with_name("plain.json"))
    assert "Sam" not in path.with_name("plain.json").read_text("utf-8")

    action(page, "clear").click()
    page.get_by_role("button", name="Yes, clear everything").click()
    asked = open_text(page, path.read_bytes())
    expect(asked).to_contain_text("This file holds answers saved on")
    asked.get_by_role("button", name="Put them into the form").click()
    assert answers(page) == data["answers"]
    assert page.locator("[name=harder]:checked").count() == 1
    read(page)
    assert part(page, "note").input_value() == "Ask Sam."
    assert part(page, "include").is_checked()
    assert stored(page) == NOTHING_STORED


def test_a_file_takes_the_place_of_answers_only_when_told(reader: Reader) -> None:
    page = open_check(reader)
    answer_all(page, OWN)
    asked = open_data(page, saved_file({"asking": "mostly"}))
    asked.get_by_role("button", name="Put them into the form").click()
    asked.get_by_role("button", name="Leave the form").click()
    assert answers(page) == OWN
    open_data(page, saved_file({"asking": "mostly"}))
    asked.get_by_role("button", name="Put them into the form").click()
    asked.get_by_role("button", name="Take their place").click()
    assert answers(page) == {"asking": "mostly"}


def test_two_dates_are_compared_in_words(reader: Reader) -> None:
    page = open_check(reader)
    asked = open_data(page, saved_file({"asking": "notyet", "giving": "mostly"}))
    compare = asked.get_by_role("button", name="Compare with my answers now")
    compare.click()
    expect(status(page)).to_have_text("Answer something first. Then the two can be compared.")
    answer_all(page, {"asking": "somewhat", "giving": "mostly"})
    compare.click()
    reading = part(page, "reading")
    expect(part(page, "reading-title")).to_have_text("Now, and on 3 May 2026", timeout=START_MS)
    expect(reading).to_contain_text("Here is what is different, in your own answers.")
    changes = reading.locator("em")
    assert changes.all_inner_texts() == ["Then: Not yet. Now: Somewhat."]
    assert answers(page) == {"asking": "somewhat", "giving": "mostly"}


PLAIN = json.dumps(saved_file({"asking": "mostly"}))
UNUSABLE: dict[str, tuple[str | bytes, str]] = {
    "cut short": (PLAIN[:40], "damaged, or not of this form"),
    "nothing in it": ("", "damaged, or not of this form"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\xff", "damaged, or not of this form"),
    "foreign data": ('{"name": "package", "version": "1.0.0"}', "not a file of this self-check"),
    "a list": ("[1, 2, 3]", "not a file of this self-check"),
    "nothing but null": ("null", "not a file of this self-check"),
    "another mark": (PLAIN.replace("recovery-capital", "rat-park"), "not a file of this"),
    "a mark that is no text": (PLAIN.replace('"recovery-capital"', "[]"), "not a file of this"),
    "answers of the wrong kind": (
        json.dumps(saved_file({}) | {"answers": ["mostly"]}),
        "its answers cannot be read",
    ),
    "hindrances of the wrong kind": (
        json.dumps(saved_file({}) | {"harder": "grief"}),
        "its answers cannot be read",
    ),
    "far too large": (PLAIN + " " * 200_000, "too large"),
    "deeply nested": ("[" * 50_000, "damaged, or not of this form"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_is_no_file_of_answers_is_told_and_changes_nothing(reader: Reader, name: str) -> None:
    page = open_check(reader)
    answer_all(page, OWN)
    text, words = UNUSABLE[name]
    asked = open_text(page, text)
    expect(asked).to_contain_text(words)
    expect(asked).to_contain_text("Nothing was changed.")
    assert page.evaluate("document.activeElement.textContent").startswith("This")
    asked.get_by_role("button", name="Close").click()
    expect(action(page, "open")).to_be_focused()
    assert answers(page) == OWN
    assert stored(page) == NOTHING_STORED
    assert reader.complaints == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (saved_file({"asking": "mostly"}, version="9"), "a newer version of this form"),
        (saved_file({"asking": "mostly"}, version="0.5"), "an older version of this form"),
        (saved_file({"asking": "mostly"}, version=None), "does not say which version"),
        (saved_file({"asking": "mostly", "an-old-item": "notyet"}), "does not have “an-old-item”"),
        (saved_file({"asking": "mostly"}, harder=["an-old-one", 7]), "does not have “an-old-one”"),
        (
            saved_file({"asking": "mostly", "giving": "very much"}),
            "could not be read and are left open: “I help somebody too, in small ways.”",
        ),
        (saved_file({"asking": "mostly"}, day="2026-99-99"), "on a day that it does not tell"),
    ],
)
def test_what_can_be_used_is_used_and_the_rest_is_named(
    reader: Reader, data: dict[str, object], words: str
) -> None:
    page = open_check(reader)
    asked = open_data(page, data)
    expect(asked).to_contain_text(words)
    asked.get_by_role("button", name="Put them into the form").click()
    assert answers(page) == {"asking": "mostly"}


def test_a_file_cannot_reach_into_the_page(reader: Reader) -> None:
    page = open_check(reader)
    attack = "<img src=x onerror=\"document.title = 'reached'\"><script>window.reached = 1</script>"
    text = json.dumps(saved_file({"asking": "mostly", attack: "mostly"}, note=attack))
    keys = '"__proto__": {"polluted": "mostly"}, "constructor": {"prototype": {"polluted": 1}}, '
    text = text.replace('"answers": {', '"answers": {' + keys).replace("{", "{" + keys, 1)
    asked = open_text(page, text)
    expect(asked).to_contain_text("<img src=x")
    asked.get_by_role("button", name="Put them into the form").click()
    assert answers(page) == {"asking": "mostly"}
    read(page)
    assert part(page, "note").input_value() == attack
    assert page.evaluate("[{}.polluted ?? null, window.reached ?? null]") == [None, None]
    assert page.locator(f"{CHECK} :is(img, script)").count() == 0
    assert "reached" not in page.title()
    assert reader.complaints == []
