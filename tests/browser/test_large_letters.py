"""A browser set to large letters: all that is needed in a hurry stays in the window."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.chromium import FLAGS, find_chromium
from browser.server import SiteServer

pytestmark = pytest.mark.browser

PAGES = [
    *("", "learn/rat-park/", "references/", "references/alexander1978/", "claims/", "glossary/"),
    *("try/rat-park/", "try/recovery-capital/", "teach/taster/", "help/", "about/", "offline/"),
    *("embed/rat_park/", "404.html"),
]
BOXES = """() => {
  const width = document.documentElement.clientWidth;
  const names = [...document.querySelectorAll(".help-now, .exit, .md-header [data-opens]")];
  const buttons = names.filter((node) => node.checkVisibility());
  return {
    letters: parseFloat(getComputedStyle(document.documentElement).fontSize),
    sideways: document.documentElement.scrollWidth - width,
    out: buttons.filter((node) => {
      const { left, right, top, bottom } = node.getBoundingClientRect();
      return left < 0 || right > width || top < 0 || bottom > innerHeight;
    }).map((node) => node.textContent.trim()),
    count: buttons.length,
  };
}"""


@pytest.fixture(scope="module", params=[24, 32])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile whose reader has asked for letters of so many pixels, where 16 are usual."""
    path = tmp_path_factory.mktemp("profile")
    fonts = {"default_font_size": request.param, "default_fixed_font_size": request.param}
    (path / "Default").mkdir()
    preferences = json.dumps({"webkit": {"webprefs": fonts}})
    (path / "Default" / "Preferences").write_text(preferences)
    (path / "letters").write_text(str(request.param))
    return path


@pytest.fixture(scope="module")
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    size = (folder / "letters").read_text()
    context = browser.browser_type.launch_persistent_context(
        str(folder),
        executable_path=find_chromium(),
        args=[*FLAGS, f"--blink-settings=defaultFontSize={size}"],
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [360, 320])
def test_leaving_help_and_search_stay_in_the_window(
    page: Page, server: SiteServer, folder: Path, width: int
) -> None:
    size = int((folder / "letters").read_text())
    page.set_viewport_size({"width": width, "height": 700})
    for place in PAGES:
        page.goto(server.address + place)
        found = page.evaluate(BOXES)
        assert found["letters"] >= size, place
        assert found["sideways"] <= 0, place
        assert found["out"] == [], place
        assert found["count"] >= (0 if place.startswith("embed") else 4), place
