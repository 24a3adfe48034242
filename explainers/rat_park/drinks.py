"""What can be in the second bottle, and how each drink tastes and acts.

The order of the drugs against a visit with another rat (dose below, alcohol above) is put in, to
match published choices; see ODD.md. This module knows nothing of rats, homes or days.
"""

from dataclasses import dataclass
from typing import Final

SWEET_LIKING: Final = 1.2  # utility of the sweetest drink
SWEET_MASKS: Final = 0.5  # share of bitterness hidden by the sweetest drink
FULL_STRENGTH: Final = 0.5  # mg/ml of the morphine that counts as a full dose
HALF_EFFECT: Final = 0.15  # mg/ml at which the drug has half of its full effect
ALCOHOL_LIKING: Final = 5.0
DOSE_LIKING: Final = -0.8  # a dose without taste costs a little work


@dataclass(frozen=True, slots=True)
class Drink:
    """A drink: dose and bitterness beside 0.5 mg/ml of morphine, effect 0 to 1, own liking."""

    dose: float
    bitterness: float
    effect: float
    liking: float = 0.0

    @property
    def is_drug(self) -> bool:
        """Whether it acts at all."""
        return self.dose > 0.0


def _morphine(strength: float) -> Drink:
    dose = strength / FULL_STRENGTH
    return Drink(dose, dose, strength / (strength + HALF_EFFECT))


_FULL: Final = _morphine(FULL_STRENGTH)
DRINKS: Final = {
    "1": _morphine(1.0),  # only in the seven drinks of 1981
    "0.5": _FULL,
    "0.3": _morphine(0.3),
    "0.15": _morphine(0.15),
    "none": Drink(0.0, 0.0, 0.0),
    "quinine": Drink(0.0, 1.0, 0.0),
    "dose": Drink(1.0, 0.0, _FULL.effect, DOSE_LIKING),
    "alcohol": Drink(1.0, 0.0, _FULL.effect, ALCOHOL_LIKING),
}


def taste(drink: Drink, sweetness: float, dislike: float) -> float:
    """Utility of the taste: liking of the sweetness, less this rat's dislike of the bitterness."""
    sour = dislike * drink.bitterness * (1.0 - SWEET_MASKS * sweetness)
    return drink.liking + SWEET_LIKING * sweetness - sour
