"""Where rats live: how much company a home gives, and what a companion does.

"Company" in the park stands for all that a park gives: other rats, mates, space, things to do. This
module knows nothing of single rats, drinks or days.
"""

from dataclasses import dataclass, replace
from typing import Final

from rat_park.settings import Params

HOURS_HALF: Final = 0.06  # hours of company a day that do half of all that company does
FEW_COMPANIONS: Final = 0.8  # what a companion or visitor offers, beside a whole colony
MOST_GROUPS: Final = 4


@dataclass(frozen=True, slots=True)
class Home:
    """The home of one group: hours of company a day, how much it offers (0 to 1), first home.

    `partner` is the share of a companion's own choices that go to the drug, where that is part of
    the experiment.
    """

    key: str
    hours: float = 0.0
    richness: float = FEW_COMPANIONS
    raised_alone: bool = False
    partner: float | None = None

    @property
    def met(self) -> float:
        """How far this home fills the need for company, from 0 to 1."""
        return self.hours / (self.hours + HOURS_HALF)

    @property
    def crowd(self) -> bool:
        """Whether many rats share it."""
        return self.richness == 1.0 and self.hours > 0.0


ALONE: Final = Home("alone")
PAIR: Final = Home("pair", 24.0)
PARK: Final = Home("park", 24.0, 1.0)
_GROUPS: Final = {
    "cage-and-park": (ALONE, PARK),
    "cage-and-pair": (ALONE, PAIR),
    # First letter the first home, second letter the home now, as in the study: I alone, C colony.
    "four": (
        Home("ii", raised_alone=True),
        Home("ci"),
        Home("ic", 24.0, 1.0, raised_alone=True),
        Home("cc", 24.0, 1.0),
    ),
    "beside": (ALONE, Home("using", 24.0, partner=1.0), Home("dry", 24.0, partner=0.0)),
}


def homes(params: Params) -> tuple[Home, ...]:
    """The groups of a run; caged rats with company stand after those without."""
    groups = _GROUPS[params.housing]
    if not params.company_hours or len(groups) == MOST_GROUPS:
        return groups
    visited = Home("visited", float(params.company_hours))
    return (groups[0], visited, *groups[1:])


def later_home(home: Home, params: Params) -> Home:
    """The same group's home in the second half of the days."""
    if params.change == "none":
        return home
    new = PARK if params.change == "to-park" else ALONE
    return replace(new, key=home.key, raised_alone=home.raised_alone)
