"""The mini Rat Park: rats, one by one and day by day, choose between a drink and plain water.

Each rat has four separate dials, drawn at random for that rat: dislike of bitter taste, drug pull,
value of company, and relief from isolation. No single dial stands for "connection". ODD.md
describes the model and marks each number as published or illustrative; the sizes of the dials are
illustrative. Pure and seeded: see explainer_kit.run for the operations allowed here. This module
knows nothing of words or pictures for readers beyond the labels of its controls.
"""

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from random import Random
from typing import Final

from explainer_kit.params import choice, slider
from explainer_kit.run import mean, squash

VISITS: Final = 30  # choices a rat makes in a day; all dials below are in units of utility
SWEET_LIKING: Final = 1.2
SWEET_MASKS: Final = 0.5  # share of bitterness hidden by the sweetest drink
STRENGTHS: Final = {"none": 0.0, "quinine": 0.0, "0.15": 0.15, "0.3": 0.3, "0.5": 0.5}  # mg/ml
FULL_STRENGTH: Final = 0.5
HALF_EFFECT: Final = 0.15  # mg/ml at which the drug has half of its full effect
BITTER: Final = {"1979": (1.5, 5.5), "petrie": (6.0, 12.0)}
PULL: Final = (0.0, 2.8)
COMPANY: Final = (1.5, 6.0)
RELIEF: Final = {"1979": (0.0, 1.2), "petrie": (0.0, 0.25)}
FEMALE_LIKING: Final = 1.2
LEARNING: Final = 0.25  # share of what is left to learn, at a full day's dose
PULL_KEPT: Final = 0.93  # share of yesterday's pull still there today
TASTE_TAMED: Final = 0.35  # share of the bitter dislike that practice removes
HOURS_HALF: Final = 0.12  # hours of company a day that do half of all that company does
FEW_COMPANIONS: Final = 0.8  # what a companion or visitor offers, beside a whole colony


@dataclass(frozen=True, slots=True)
class Params:
    """What a reader can change."""

    housing: str = choice(
        "cage-and-park",
        label="Where the rats live",
        help="Every rat stays in its home for the whole run.",
        options={
            "cage-and-park": "Cages and a park, side by side",
            "cage": "Alone in cages",
            "pair": "Two to a cage",
            "park": "A park for the whole group",
        },
    )
    drink: str = choice(
        "0.5",
        label="What is in the second bottle",
        help="The first bottle always holds plain water.",
        options={
            "0.5": "Morphine, 0.5 mg/ml",
            "0.3": "Morphine, 0.3 mg/ml",
            "0.15": "Morphine, 0.15 mg/ml",
            "none": "No drug: plain sugar water",
            "quinine": "No drug: made bitter with quinine",
        },
    )
    sweetness: float = slider(
        1.0,
        label="Sweetness of the second bottle",
        help="0 is no sugar, 1 is the sweetest. Sugar hides part of a bitter taste.",
        minimum=0.0,
        maximum=1.0,
        step=0.1,
    )
    forced_days: int = slider(
        0,
        label="Days with only the second bottle",
        help="Before the choice begins. In the 1978 study this lasted 57 days.",
        unit="days",
        minimum=0,
        maximum=57,
        step=1,
    )
    choice_days: int = slider(
        30,
        label="Days with a choice of two bottles",
        help="The last ten of these days make the result.",
        unit="days",
        minimum=10,
        maximum=40,
        step=5,
    )
    company_hours: int = slider(
        0,
        label="Company for caged rats",
        help="Above 0, a second group of caged rats meets another rat for this long each day.",
        unit="hours a day",
        minimum=0,
        maximum=24,
        step=1,
    )
    rats: int = slider(
        16,
        label="Rats in each group",
        help="Half are female. Small groups differ more from run to run.",
        unit="rats",
        minimum=4,
        maximum=20,
        step=2,
    )
    stock: str = choice(
        "1979",
        label="Kind of rats",
        help="Petrie could not repeat Rat Park: his rats drank little even when alone.",
        options={"1979": "Like the 1979 rats", "petrie": "Like Petrie's rats"},
    )


@dataclass(frozen=True, slots=True)
class Home:
    """Where a group lives: hours of company a day and how much that company offers, 0 to 1."""

    key: str
    hours: float
    richness: float


ALONE: Final = Home("alone", 0.0, FEW_COMPANIONS)
PAIR: Final = Home("pair", 24.0, FEW_COMPANIONS)
PARK: Final = Home("park", 24.0, 1.0)


@dataclass(frozen=True, slots=True)
class Day:
    """One day: drinks from the second bottle, of `VISITS`, by group and rat."""

    number: int
    forced: bool
    drinks: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class RatResult:
    """A rat's sex and dials, its drinks on each choice day, and where learning and pull ended."""

    female: bool
    bitter: float
    pull: float
    company: float
    relief: float
    learned: float
    craving: float
    drinks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GroupResult:
    """A group's mean share of drinks from the second bottle on each choice day, and its rats."""

    key: str
    shares: tuple[float, ...]
    rats: tuple[RatResult, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The whole run."""

    visits: int
    groups: tuple[GroupResult, ...]


class Rat:
    """One rat: its fixed dials, what its home does for it, and two states that change with use."""

    def __init__(self, rng: Random, params: Params, home: Home, female: bool) -> None:
        self.female = female
        self.bitter = rng.triangular(*BITTER[params.stock])
        self.pull = rng.triangular(*PULL)
        self.company = rng.triangular(*COMPANY)
        self.relief = rng.triangular(*RELIEF[params.stock])
        self.learned = 0.0  # 0 to 1: how well it knows what the drink does
        self.craving = 0.0  # 0 to 1: what was taken lately, fading
        self.drinks: list[int] = []
        strength = STRENGTHS[params.drink]
        self._dose = strength / FULL_STRENGTH
        bitterness = 1.0 if params.drink == "quinine" else self._dose
        dislike = self.bitter * bitterness * (1.0 - SWEET_MASKS * params.sweetness)
        self._first_taste = SWEET_LIKING * params.sweetness - dislike
        met = home.hours / (home.hours + HOURS_HALF)
        felt = self.relief * (1.0 - met) - self.company * home.richness * met
        felt += FEMALE_LIKING if female else 0.0
        effect = strength / (strength + HALF_EFFECT)
        self._once_known = effect * felt + (TASTE_TAMED * dislike if strength else 0.0)

    def choose(self, rng: Random) -> int:
        """Drinks taken from the second bottle in a day of free choice, of `VISITS`."""
        utility = self._first_taste + self.learned * self._once_known + self.pull * self.craving
        chance = squash(utility)
        draw = rng.random
        return sum(draw() < chance for _ in range(VISITS))

    def take(self, drinks: int) -> None:
        """Let a day's drinks change what the rat has learned and how strong its craving is."""
        dose = drinks / VISITS * self._dose
        self.learned += LEARNING * (1.0 - self.learned) * dose
        self.craving = PULL_KEPT * self.craving + (1.0 - PULL_KEPT) * dose

    def result(self) -> RatResult:
        """What is kept of this rat."""
        dials = (self.bitter, self.pull, self.company, self.relief)
        return RatResult(self.female, *dials, self.learned, self.craving, tuple(self.drinks))


def homes(params: Params) -> tuple[Home, ...]:
    """The groups of a run; caged rats with company stand beside those without."""
    if params.housing == "pair":
        return (PAIR,)
    if params.housing == "park":
        return (PARK,)
    caged = [ALONE]
    if params.company_hours:
        caged.append(Home("visited", float(params.company_hours), FEW_COMPANIONS))
    return tuple(caged) if params.housing == "cage" else (*caged, PARK)


def days(params: Params) -> int:
    """How many days a run yields."""
    return params.forced_days + params.choice_days


def run(params: Params, seed: int) -> Generator[Day, None, Result]:
    """Run the days in order, yielding each; at most 60 rats, 97 days and 30 choices a day."""
    rng = Random(seed)
    places = homes(params)
    groups = [[Rat(rng, params, home, i % 2 == 0) for i in range(params.rats)] for home in places]
    for number in range(1, days(params) + 1):
        forced = number <= params.forced_days
        yield Day(number, forced, tuple(tuple(_day(group, forced, rng)) for group in groups))
    results = (_group(home, group) for home, group in zip(places, groups, strict=True))
    return Result(VISITS, tuple(results))


def _day(group: list[Rat], forced: bool, rng: Random) -> Iterable[int]:
    """One day of one group, rat by rat."""
    for rat in group:
        drinks = VISITS if forced else rat.choose(rng)
        if not forced:
            rat.drinks.append(drinks)
        rat.take(drinks)
        yield drinks


def _group(home: Home, group: list[Rat]) -> GroupResult:
    each_day = zip(*(rat.drinks for rat in group), strict=True)
    shares = tuple(mean([drinks / VISITS for drinks in day]) for day in each_day)
    return GroupResult(home.key, shares, tuple(rat.result() for rat in group))
