"""One rat: four dials of its own, three states that change with what it drinks, and its choice.

The dials are dislike of bitter taste, drug pull, value of company and relief from isolation. They
are drawn one by one, so that none stands for "connection"; their sizes are illustrative (ODD.md).
This module knows nothing of days, groups or words.
"""

from math import sqrt
from random import Random
from typing import Final

from explainer_kit.run import squash
from rat_park.drinks import DRINKS, Drink, taste
from rat_park.homes import Home
from rat_park.plan import Plan
from rat_park.settings import Params

VISITS: Final = 30  # choices a rat makes in a day; all dials below are in units of utility
BITTER: Final = {"1979": (1.5, 5.5), "petrie": (6.0, 12.0)}
PULL: Final = (0.0, 2.8)
COMPANY: Final = (2.0, 7.5)
RELIEF: Final = {"1979": (0.0, 2.2), "petrie": (0.0, 0.25)}
FEMALE_LIKING: Final = 0.6  # females' added liking of the drug's effect
FEMALE_COMPANY: Final = 0.42  # how far company tells against the drug in females, beside males
RAISED_ALONE: Final = 0.7  # what company is worth to a rat that grew up alone
COPYING: Final = 2.4  # what a companion that takes the drug adds to its effect
LEARNING: Final = 0.25  # share of what is left to learn, at a full dose the rat chose
LEARNING_FORCED: Final = 0.01  # the same for a dose the rat could not refuse
PRACTICE: Final = 0.1  # share of what is left of getting used to the taste, a full day
TASTE_TAMED: Final = 0.35  # share of the bitter dislike that practice removes
PULL_KEPT: Final = 0.93  # share of yesterday's pull still there today
VISIT: Final = 0.7  # worth of a short visit, as a share of the value of company
DELAYED: Final = 0.1  # what is left of that worth when the visit is delayed
NOT_LONELY: Final = 0.25  # share of a visit's worth that company at home takes away


class Rat:
    """One rat: its dials, and two states from 0 to 1 (or little above) that change with use."""

    def __init__(self, rng: Random, params: Params, home: Home, female: bool) -> None:
        self.female = female
        self.bitter = rng.triangular(*BITTER[params.stock]) * params.taste
        self.pull = rng.triangular(*PULL) * params.pull
        self.company = rng.triangular(*COMPANY) * params.company
        self.relief = rng.triangular(*RELIEF[params.stock]) * params.relief
        if home.raised_alone:
            self.company *= RAISED_ALONE
        self.rival = params.rival
        self.learned = 0.0  # how well it knows what the drug does
        self.used = 0.0  # how used it is to the taste
        self.craving = 0.0  # what was taken lately, fading
        self.drinks: list[int] = []

    def choose(self, rng: Random, plan: Plan, home: Home) -> int:
        """Drinks taken from the second bottle in a day of free choice, of `VISITS`."""
        chance = squash(self.utility(plan, home))
        draw = rng.random
        return sum(draw() < chance for _ in range(VISITS))

    def utility(self, plan: Plan, home: Home) -> float:
        """How much the second bottle is worth above what stands against it."""
        drink = DRINKS[plan.drink]
        tamed = 1.0 - TASTE_TAMED * self.used
        worth = taste(drink, plan.sweetness, self.bitter * tamed)
        if drink.is_drug:
            known = self.learned * drink.effect * self.felt(home)
            worth += known + self.pull * self.craving
        return worth - self._rival(plan, home)

    def felt(self, home: Home) -> float:
        """What the drug's effect is worth in this home: eased loneliness, less missed company."""
        met = home.met
        missed = 0.0 if self.rival != "water" else self.company * home.richness * met
        if self.female:
            missed *= FEMALE_COMPANY
        worth = self.relief * (1.0 - met) + (FEMALE_LIKING if self.female else 0.0)
        if home.partner is None:
            return worth - missed
        return worth - missed * (1.0 - home.partner) + COPYING * home.partner

    def _rival(self, plan: Plan, home: Home) -> float:
        """What the choice against the second bottle is worth; plain water is 0."""
        if self.rival == "water":
            return 0.0
        worth = self.company * VISIT * (1.0 - NOT_LONELY * home.met)
        return worth * DELAYED if self.rival == "company-late" and plan.later else worth

    def take(self, drinks: int, drink: Drink, forced: bool) -> None:
        """Let a day's drinks change what the rat knows, its use to the taste and its craving."""
        share = drinks / VISITS
        dose = min(1.0, share * drink.dose)
        rate = LEARNING_FORCED if forced else LEARNING
        self.learned += rate * (1.0 - self.learned) * sqrt(dose)
        self.craving = PULL_KEPT * self.craving + (1.0 - PULL_KEPT) * dose
        if drink.is_drug:
            self.used += PRACTICE * (1.0 - self.used) * share
