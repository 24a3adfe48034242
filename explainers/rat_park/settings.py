"""What a reader can change in the mini Rat Park: homes, days, drinks, rats and their dials.

Only the settings and the words on their controls are here; what they do is in the other modules.
"""

from dataclasses import dataclass
from typing import Final

from explainer_kit.params import choice, slider

_HOMES: Final = "Homes"
_DAYS: Final = "Drinks and days"
_RATS: Final = "The rats"
_DIALS: Final = "Four dials: what moves a rat"


def _dial(label: str, help: str) -> float:
    """A dial: 1 leaves each rat as it was drawn, 0 takes this part of it away."""
    return slider(
        1.0,
        label=label,
        help=help,
        unit="times",
        minimum=0.0,
        maximum=3.0,
        step=0.25,
        group=_DIALS,
    )


@dataclass(frozen=True, slots=True)
class Params:
    """What a reader can change. ODD.md says what each setting does."""

    housing: str = choice(
        "cage-and-park",
        label="Which homes to compare",
        help="Each home has its own group of rats.",
        options={
            "cage-and-park": "Alone in cages, and in a park",
            "cage-and-pair": "Alone in cages, and two to a cage",
            "four": "First and present home, four ways, as in 1981",
            "beside": "Alone, beside a rat that takes the drug, and beside one that does not",
        },
        group=_HOMES,
    )
    company_hours: int = slider(
        0,
        label="Company for caged rats",
        help="Above 0, one more group of caged rats meets another rat each day. "
        "It has no place among the four groups of 1981.",
        unit="hours a day",
        minimum=0,
        maximum=24,
        step=1,
        group=_HOMES,
    )
    change: str = choice(
        "none",
        label="A move half-way",
        help="No Rat Park study that we know of moved rats already drinking morphine.",
        options={
            "none": "Every rat keeps its home",
            "to-park": "All rats move to a park",
            "to-cage": "All rats move to cages, alone",
        },
        group=_HOMES,
    )
    drink: str = choice(
        "0.5",
        label="What is in the second bottle",
        help="Morphine tastes bitter. The drug without taste stands for cocaine or heroin.",
        options={
            "0.5": "Morphine, 0.5 mg/ml",
            "0.3": "Morphine, 0.3 mg/ml",
            "0.15": "Morphine, 0.15 mg/ml",
            "none": "No drug",
            "quinine": "No drug: made bitter with quinine",
            "dose": "A drug without taste",
            "alcohol": "Alcohol",
        },
        group=_DAYS,
    )
    sweetness: float = slider(
        1.0,
        label="Sweetness of the second bottle",
        help="0 is no sugar, 1 is the sweetest. Sugar hides part of a bitter taste.",
        minimum=0.0,
        maximum=1.0,
        step=0.1,
        group=_DAYS,
    )
    rival: str = choice(
        "water",
        label="What stands against it",
        help="Each time, a rat takes the second bottle or this instead.",
        options={
            "water": "A bottle of water",
            "company": "A short visit with another rat",
            "company-late": "A short visit, delayed from half-way on",
        },
        group=_DAYS,
    )
    plan: str = choice(
        "ladder",
        label="How the days go",
        help="With the seven drinks of 1981, the drink chosen above is not used.",
        options={
            "every-day": "A choice every day",
            "ladder": "A choice every day, sweeter every five days, as in 1979",
            "cycles": "Choice days between three-day cycles, as in 1978",
            "seven": "Seven drinks in turn, as in 1981",
        },
        group=_DAYS,
    )
    forced_days: int = slider(
        0,
        label="First, days with only the second bottle",
        help="In the 1978 study this lasted 57 days, for rats in both homes.",
        unit="days",
        minimum=0,
        maximum=57,
        step=1,
        group=_DAYS,
    )
    choice_days: int = slider(
        30,
        label="Days with a choice",
        help="The last of these days make the result.",
        unit="days",
        minimum=10,
        maximum=40,
        step=1,
        group=_DAYS,
    )
    rats: int = slider(
        16,
        label="Rats in each group",
        help="Half are female. Small groups differ more from run to run.",
        unit="rats",
        minimum=4,
        maximum=20,
        step=2,
        group=_RATS,
    )
    stock: str = choice(
        "1979",
        label="Kind of rats",
        help="Petrie could not repeat Rat Park: his rats drank little even when alone.",
        options={"1979": "Like the 1979 rats", "petrie": "Like Petrie’s rats"},
        group=_RATS,
    )
    taste: float = _dial("Dislike of bitter taste", "How much a bitter drink puts a rat off.")
    pull: float = _dial("Pull of the drug", "How much recent drug makes a rat take more.")
    company: float = _dial(
        "Value of company", "How much a rat would rather be with others than take a drug."
    )
    relief: float = _dial(
        "Relief from being alone", "How much a drug eases being alone. It counts only alone."
    )
