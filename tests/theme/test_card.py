"""The picture beside a link: what stands on it fits, and is drawn with our own letters alone."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from kith.project import Project
from kith.theme.card import Card, Cards
from kith.theme.fonts import prepare_fonts

LONG = "A title that goes on and on, as no title should, until four lines of it are full"


@pytest.fixture(scope="module")
def cards(repository: Project, tmp_path_factory: pytest.TempPathFactory) -> Cards:
    fonts, problems = prepare_fonts(repository)
    assert fonts is not None, problems
    return Cards(fonts, tmp_path_factory.mktemp("cards"), "Kith")


@pytest.mark.parametrize(
    "card",
    [
        Card("Rat Park", "Short.", "Learn"),
        Card(f"{LONG}, {LONG}", "Words and words, " * 60),
        Card("", ""),
    ],
)
def test_a_picture_has_its_size_and_is_light(cards: Cards, card: Card) -> None:
    picture = Image.open(io.BytesIO(cards.png(card)))
    assert picture.size == (1200, 630)
    assert len(cards.png(card)) < 60_000
    assert "<text" not in cards.svg(card)
    tops = [float(y) for y in re.findall(r"M[\d.-]+[ ,]([\d.-]+)", cards.svg(card))]
    assert all(0 <= top <= 630 for top in tops)


def test_another_card_has_another_name_and_the_same_the_same_bytes(cards: Cards) -> None:
    one, other = Card("A", "B"), Card("A", "C")
    assert cards.name(one) != cards.name(other)
    before = cards.png(one)
    for path in Path(cards._cache).glob("*.png"):
        path.unlink()
    assert cards.png(one) == before


def test_letters_with_accents_come_from_the_second_file_and_pairs_are_kerned(cards: Cards) -> None:
    letters = cards._letters("literata", 600)
    assert letters.outline("\u4e00", 0, 0, 10) == ""
    assert all(letters.outline(letter, 0, 0, 10) for letter in "Łódźā“”–")
    assert letters.width("AV", 100) < letters.width("A", 100) + letters.width("V", 100)
    assert letters.wrap("one two three", 10, 0) == ["one", "two", "three"]
