"""Every pair of colours that meets on a page has its contrast, and no other file names a colour."""

import re
from itertools import product
from pathlib import Path

import pytest

from kith.project import Project
from kith.theme.offline import PAPER

COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb|color)\(|"
    r":[^;{]*\b(?:white|black|red|green|blue|gray|grey|orange|yellow)\b",
    re.IGNORECASE,
)
GROUNDS = ("paper", "raised", "sunken", "wash")
TEXTS = ("ink", "ink-soft", "link", "accent", "figure-text")
MARKS = ("line-strong", "button", "figure-line", "series-1", "series-2", "series-3", "series-4")
# Where marks stand: figures and fields on paper, panels and the footer; never on the wash alone.
MARK_GROUNDS = ("paper", "raised", "sunken")


def blocks(project: Project) -> dict[str, dict[str, str]]:
    css = (project.theme / "assets/css/palette.css").read_text("utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    found: dict[str, dict[str, str]] = {}
    for head, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        names = dict(re.findall(r"--kith-([\w-]+):\s*([^;]+);", body))
        if "paper" in names:
            found[head.strip()] = names
    return found


def luminance(colour: str) -> float:
    """As WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture
def palettes(repository: Project) -> dict[str, dict[str, str]]:
    found = blocks(repository)
    assert len(found) == 4  # light, dark, dark without a script, paper
    return found


def test_text_can_be_read_on_every_ground(palettes: dict[str, dict[str, str]]) -> None:
    weak = [
        f"{head}: {text} on {ground} {contrast(colours[text], colours[ground]):.2f}"
        for head, colours in palettes.items()
        for text, ground in [*product(TEXTS, GROUNDS), ("on-button", "button")]
        if contrast(colours[text], colours[ground]) < 4.5
    ]
    assert weak == []


def test_borders_of_controls_and_lines_of_figures_can_be_seen(
    palettes: dict[str, dict[str, str]],
) -> None:
    weak = [
        f"{head}: {mark} on {ground} {contrast(colours[mark], colours[ground]):.2f}"
        for head, colours in palettes.items()
        for mark, ground in product(MARKS, MARK_GROUNDS)
        if contrast(colours[mark], colours[ground]) < 3
    ]
    assert weak == []


def test_every_palette_has_every_colour_and_both_dark_ones_are_the_same(
    palettes: dict[str, dict[str, str]],
) -> None:
    light, dark, unscripted, paper = palettes.values()
    assert light.keys() == dark.keys() == paper.keys()
    assert dark == unscripted


def test_the_browsers_own_bar_has_the_colour_of_the_paper(
    repository: Project, palettes: dict[str, dict[str, str]]
) -> None:
    """Before any style sheet has come, so it is named once more in the page and the manifest."""
    light, dark, *_ = palettes.values()
    page = (repository.theme / "main.html").read_text("utf-8")
    named = dict(re.findall(r'name="theme-color" content="(#\w+)" media="[^"]*: (\w+)\)"', page))
    assert named == {light["paper"]: "light", dark["paper"]: "dark"}
    assert light["paper"] == PAPER


def test_no_other_file_names_a_colour(repository: Project) -> None:
    css = sorted((repository.theme / "assets/css").glob("*.css"))
    guilty = [
        f"{path.name}: {match[0]}"
        for path in css
        if path.name != "palette.css"
        for match in COLOUR.finditer(_rules(path))
    ]
    assert guilty == []


def _rules(path: Path) -> str:
    """The style sheet without its comments, and without selectors, where # begins an id."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    return "\n".join(re.findall(r"--?[\w-]+:[^;{}]*;|[\w-]+:[^;{}]*;", text))
