"""The look of eight pages against pictures of them: narrow and wide, light and dark.

A picture in `look/` is what a reader sees first, at a third of its size, in 256 colours.
`pytest --update-golden` takes them anew; look at the difference before you keep it.

What is compared is coarse on purpose, so that a changed word, another release of Chromium or other
smoothing of letters is no failure. Both pictures are averaged over squares of 24 pixels (8 in the
kept picture). A square differs when a channel of its mean is off by more than 14 of 255; a page
fails when more than 4 in 100 of its squares differ. That catches a ground, panel or bar of another
colour, the wrong palette, a block that moved by a line or is missing, type that has another size or
weight all over. It does not catch a word, a thin line, or a shade. A page whose first screen was
rewritten fails, and is meant to: someone should look at it.
"""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, Route

from browser.reader import ARTICLE, Reader

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parent / "look"
PAGES = {
    "home": "",
    "article": ARTICLE,
    "claims": "claims/",
    "references": "references/",
    "work": "references/alexander1978/",
    "self-check": "try/recovery-capital/",
    "lost": "404.html",
    "search": ARTICLE,
}
SIZES = {360: 800, 1280: 900}
SHRUNK = 3
SQUARE = 8  # pixels of a kept picture
LEVELS = 14
SHARE = 0.04


def search(page: Page, width: int) -> None:
    """Open the search and let it find something."""
    if width < 960:
        page.locator("[data-opens=__search]").click()
    page.locator(".md-search__input").focus()
    page.keyboard.type("morphine")
    page.locator(".md-search-result__item").first.wait_for()
    page.wait_for_timeout(400)


def wait_for_typefaces(route: Route) -> None:
    """A style sheet that never gives up on a typeface, however busy the machine is."""
    response = route.fetch()
    sheet = response.text().replace("font-display:optional", "font-display:block")
    route.fulfill(response=response, body=sheet)


def picture(reader: Reader, name: str, width: int) -> Image.Image:
    reader.page.route("**/*.css", wait_for_typefaces)
    page = reader.open(PAGES[name])
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => undefined)")
    if name == "search":
        search(page, width)
    whole = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    return whole.reduce(SHRUNK).quantize(256, dither=Image.Dither.NONE)


def share_that_differs(one: Image.Image, other: Image.Image) -> float:
    """How many squares differ, of all; all of them when the sizes do."""
    if one.size != other.size:
        return 1.0
    means = (image.convert("RGB").reduce(SQUARE) for image in (one, other))
    channels = ImageChops.difference(*means).split()
    worst = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    counts = worst.histogram()
    return sum(counts[LEVELS + 1 :]) / sum(counts)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(
    make_reader: Callable[..., Reader], name: str, width: int, scheme: str, update_golden: bool
) -> None:
    reader = make_reader(
        viewport={"width": width, "height": SIZES[width]},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    now = picture(reader, name, width)
    path = PICTURES / f"{name}-{width}-{scheme}.png"
    if update_golden:
        path.parent.mkdir(exist_ok=True)
        now.save(path, optimize=True)
        return
    differs = share_that_differs(Image.open(path), now)
    assert differs <= SHARE, f"{differs:.1%} of {path.name} look otherwise"


def test_the_pictures_are_all_there_and_small() -> None:
    found = {path.name: path.stat().st_size for path in PICTURES.glob("*.png")}
    expected = {f"{n}-{w}-{s}.png" for n in PAGES for w in SIZES for s in ("light", "dark")}
    assert found.keys() == expected
    assert sum(found.values()) < 1_500_000


@pytest.mark.parametrize("name", ["home", "article"])
def test_what_should_be_noticed_is_noticed(name: str) -> None:
    """The wrong palette, a line more above, the bar gone, a panel of another colour."""
    light, dark = (
        Image.open(PICTURES / f"{name}-360-{s}.png").convert("RGB") for s in ("light", "dark")
    )
    ground = light.getpixel((2, light.height // 2))
    assert share_that_differs(light, light) == 0
    assert share_that_differs(light, dark) > SHARE
    moved = Image.new("RGB", light.size, ground)
    moved.paste(light, (0, 10))
    assert share_that_differs(light, moved) > SHARE
    panel = light.copy()
    panel.paste((220, 235, 220), (0, 60, light.width, 90))
    assert share_that_differs(light, panel) > SHARE
