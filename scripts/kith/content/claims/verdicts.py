"""The five verdicts on a claim: key, word, meaning, rating and drawing, each in this one place.

Their order is that of the page of all claims: what is furthest from its evidence comes first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement

BEST: Final = 5
WORST: Final = 1
_CIRCLE: Final = "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far the evidence goes with a claim. `key` is what editors write.

    `rating` is between WORST and BEST, for search engines. `lines` and `fills` are the paths of its
    drawing in a square of 24 units.
    """

    key: str
    word: str
    meaning: str
    rating: int
    lines: tuple[str, ...]
    fills: tuple[str, ...] = ()


_ALL: Final = (
    Verdict(
        "wrong",
        "Wrong",
        "The studies it names did not find or test this, or good evidence goes against it.",
        1,
        ("M8 3h8l5 5v8l-5 5H8l-5-5V8z", "M9 9l6 6M15 9l-6 6"),
    ),
    Verdict(
        "overstated",
        "Overstated",
        "Something like it was found, but smaller, rarer or less certain than the claim says.",
        2,
        ("M12 21V4M6 10l6-6l6 6", "M3 15h5M16 15h5"),
    ),
    Verdict(
        "contested",
        "Contested",
        "Good studies disagree about it, or a result did not come back when it was tried again.",
        3,
        ("M3 8h17M15 3l5 5l-5 5", "M21 16H4M9 11l-5 5l5 5"),
    ),
    Verdict(
        "caveats",
        "Supported, with limits",
        "Evidence stands behind it, but only within limits that the claim leaves out.",
        4,
        (_CIRCLE,),
        ("M12 3a9 9 0 0 1 0 18z",),
    ),
    Verdict(
        "supported",
        "Supported",
        "Good evidence stands behind it as it is worded. New studies may still change that.",
        5,
        (_CIRCLE, "M8 12.5l3 3l5-6.5"),
    ),
)

VERDICTS: Final[Mapping[str, Verdict]] = {verdict.key: verdict for verdict in _ALL}


def icon(verdict: Verdict) -> Element:
    """The drawing of a verdict, beside its word and so without a name of its own."""
    svg = Element(
        "svg",
        {"class": "verdict__icon", "viewBox": "0 0 24 24", "aria-hidden": "true"},
    )
    for path in verdict.lines:
        SubElement(svg, "path", {"d": path})
    for path in verdict.fills:
        SubElement(svg, "path", {"d": path, "class": "verdict__fill"})
    return svg
