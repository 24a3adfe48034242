"""What many runs of the mini Rat Park are counted by: what each group took, and how many times."""

from typing import Final

from explainer_kit.spread import Measure
from rat_park.groups import STYLES, amount
from rat_park.model import Params, Result

_TITLE: Final = "Choices of every 100 for the second bottle"
_UNIT: Final = "of every 100 choices for the second bottle"
_LEAST: Final = 0.5  # choices of 100 in the park; with fewer, "times as much" says nothing

MEASURES: Final = {
    key: Measure(_TITLE, label, f"the {who} made", _UNIT, bounds=(0.0, 100.0))
    for key, (label, _, who) in STYLES.items()
} | {
    "times": Measure(
        "Times as much as the park",
        "Alone beside park",
        "the rats alone in cages took",
        "times as much as the rats in the park",
        digits=1,
    )
}


def measure(params: Params, result: Result) -> dict[str, float]:
    """What each group took over the days that make the result, as the headline counts them."""
    found = {group.key: amount(params, group, result.visits) for group in result.groups}
    if "alone" in found and found.get("park", 0.0) >= _LEAST:
        found["times"] = found["alone"] / found["park"]
    return found
