"""axe in a page that is open: all of its rules, or in the other palette those about colour.

To open a page, or to start Python in it, takes longer than to look at it. So a page is opened once,
and then looked at in each width and palette. In one palette of each width all rules are applied,
since what is shown and what scrolls may depend on the width; in the other those about colour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
Size = tuple[int, int]

AXE: Final = Path(__file__).parent.parent.parent / ".cache/npm/node_modules/axe-core/axe.min.js"
ALL: Final = ()
COLOUR: Final = ("color-contrast", "link-in-text-block")
"""The rules of axe, of those that it applies unasked, that ask for a colour."""
PHONE: Final = (360, 800)
DESKTOP: Final = (1280, 800)
PAPER: Final[dict[Scheme, str]] = {"light": "rgb(250, 247, 242)", "dark": "rgb(28, 25, 23)"}

REPORT: Final = """async ([rules, within]) => {
  const only = rules.length > 0 ? { runOnly: rules } : {};
  const options = { resultTypes: ["violations"], ...only };
  const { violations } = await axe.run(within ?? document, options);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any, all, none }) =>
    `${id}: ${html} (${[...any, ...all, ...none].map(({ message }) => message).join("; ")})`));
}"""
SETTLED: Final = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  await frame();
  for (const one of document.getAnimations()) {
    if (one instanceof CSSTransition) one.finish();
  }
}"""
THIN: Final = """(selector) => {
  const kind = ({ localName, className }) => `${localName}.${className}`;
  const shapes = new Set();
  for (const node of document.querySelectorAll(selector)) {
    const kinds = new Set([node, ...node.querySelectorAll("*")].map(kind));
    const shape = [...kinds].sort().join(" ");
    if (shapes.has(shape)) node.remove();
    shapes.add(shape);
  }
}"""


@cache
def script() -> str:
    return AXE.read_text("utf-8")


def violations(page: Page, rules: Sequence[str] = ALL, within: str | None = None) -> list[str]:
    """What axe finds in the page as it is, or in one element of it: rule, element and reason."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(script())
    found: list[str] = page.evaluate(REPORT, [list(rules), within])
    return found


def settle(page: Page) -> None:
    """Wait until the page is drawn, and end what changes bit by bit: axe would see it half-way.

    To wait for it instead can take for ever: where nothing is drawn, a transition does not end.
    """
    page.evaluate(SETTLED)


def open_folds(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")


def thin(page: Page, selector: str) -> None:
    """Of many elements that are made of the same parts, leave one: they have the same colours."""
    page.evaluate(THIN, selector)


def paper(page: Page) -> str:
    found: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return found


def paint(page: Page, scheme: Scheme) -> None:
    """Give the page these colours, without loading it anew.

    A page follows the device until its reader chooses. Less motion is asked for as well, or axe
    would see links half-way from one colour to the other, for as long as nothing draws the page.
    """
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    settle(page)
    assert paper(page) == PAPER[scheme], f"the page does not turn {scheme}"


@dataclass(frozen=True)
class Look:
    """A page in one width and palette, and the rules that hold there and were not yet applied."""

    page: Page
    width: int
    scheme: Scheme
    rules: Sequence[str]

    def __str__(self) -> str:
        return f"{self.width} pixels wide, {self.scheme}"

    def violations(self, within: str | None = None) -> list[str]:
        found = violations(self.page, self.rules, within)
        return [f"{self}: {violation}" for violation in found]


def looks(page: Page, sizes: Sequence[Size] = (PHONE, DESKTOP)) -> Iterator[Look]:
    """Give the page each size and in each both palettes: all rules in one, colours in the other."""
    schemes: list[Scheme] = ["light", "dark"]
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        for scheme, rules in zip(schemes, (ALL, COLOUR), strict=True):
            paint(page, scheme)
            yield Look(page, width, scheme, rules)
        schemes.reverse()  # so that each palette has its turn with all rules


def violations_in_all_looks(page: Page, sizes: Sequence[Size] = (PHONE, DESKTOP)) -> list[str]:
    return [violation for look in looks(page, sizes) for violation in look.violations()]
