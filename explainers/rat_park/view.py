"""What the mini Rat Park shows of one run: its numbers in words, a scene, figures, a reading.

Sentences speak of this run and of what was published, and say which is which. No suffering, no
cure, no milligrams.
"""

from typing import Final

from explainer_kit.view import View
from rat_park.day_figure import by_day
from rat_park.drink_figure import by_drink
from rat_park.headline import headline
from rat_park.model import VISITS, Params, Result
from rat_park.rat_figure import by_rat
from rat_park.repeats import repeat_words
from rat_park.scene import scene
from rat_park.studies import TOY, published, study

_QUESTIONS: Final = (
    "Press “Another run” a few times. What stays the same, and what changes?",
    "Look at single rats. Why might two rats in the same home drink so differently?",
    "A park has company, space, mates and things to do. How could you test company on its own?",
)


def view(params: Params, result: Result) -> View:
    """The view of a finished run."""
    first = by_drink if params.plan == "seven" else by_day
    key = study(params)
    parts = (
        how_to_read(params),
        published(params, result),
        repeat_words(params, key),
        TOY.get(key, ""),
        _what_it_shows(),
    )
    return View(
        headline(params, result),
        (first(params, result), by_rat(params, result)),
        tuple(part for part in parts if part),
        _QUESTIONS,
        scene(params, result),
    )


def how_to_read(params: Params) -> str:
    """What the rats could choose from, and when."""
    text = f"Each rat chooses {VISITS} times a day. {_second_bottle(params)} {_against(params)}"
    if params.forced_days:
        text += f" Before that came {params.forced_days} days with the second bottle only."
    if params.plan == "cycles":
        text += (
            " Between choice days come three-day cycles of the second bottle only. Later choice "
            "days follow breaks with water."
        )
    return text


def _against(params: Params) -> str:
    if params.rival == "water":
        return "The other bottle holds water."
    late = " From half-way on, the visit comes late." if params.rival == "company-late" else ""
    return f"Instead it can go for a short visit with another rat.{late}"


def _second_bottle(params: Params) -> str:
    if params.plan == "seven":
        return (
            "The second bottle holds seven drinks in turn: sugar water, a bitter drink, sugar "
            "water, four strengths of morphine."
        )
    contents = f"The second bottle holds {_contents(params)}."
    if params.plan == "ladder" and params.sweetness > 0:
        contents += " It starts without sugar and gets sweeter every five days."
    return contents


def _contents(params: Params) -> str:
    sweet = params.sweetness > 0
    if params.drink == "none":
        return "sugar water and no drug" if sweet else "plain water too"
    if params.drink == "quinine":
        return f"a {'sweet ' if sweet else ''}drink made bitter with quinine, and no drug"
    if params.drink == "alcohol":
        return "alcohol"
    if params.drink == "dose":
        return "a drug without taste, such as cocaine or heroin"
    return f"{'sweet' if sweet else 'unsweetened'} morphine, {params.drink} mg in each ml"


def _what_it_shows() -> str:
    return (
        "Each rat has four dials: dislike of bitter taste, drug pull, value of company, relief "
        "from being alone. We set them to agree with the studies, so this toy "
        "proves nothing. It lets you see how such parts could work together."
    )
