"""What a run shows: a sentence with its numbers, one figure, a reading.

TO-WRITE: your own figure and words. Words for readers are plain and short, and every number in
them comes from the result.
"""

from typing import Any, Final

from explainer_kit.vega import SERIES, chart
from explainer_kit.view import Figure, Table, View

from .model import WEEK, Params, Result

_QUESTIONS: Final = (
    "Press “Another run” a few times. What stays the same, and what changes?",
    "Which does more here: a few more visits, or one shared evening?",
)


def view(params: Params, result: Result) -> View:
    """The view of a finished run."""
    return View(headline(result), (_figure(result),), _reading(params), _QUESTIONS)


def headline(result: Result) -> str:
    """What happened in this run, in numbers with their base."""
    alone = result.longest_alone
    week_alone = sum(longest >= WEEK for longest in alone)
    return (
        f"In this run of {result.days} days, {week_alone} of {len(alone)} neighbours went a week "
        f"or more without company. The longest time alone was {_days(max(alone))}."
    )


def _figure(result: Result) -> Figure:
    """A bar for each neighbour, with its number written above it."""
    shortest, longest = min(result.longest_alone), max(result.longest_alone)
    return Figure(
        title="Each neighbour’s longest time alone",
        spec=_spec(result),
        alt=f"Bar chart of {len(result.longest_alone)} neighbours. The longest time each spent "
        f"without company ranges from {_days(shortest)} to {_days(longest)}.",
        table=Table(
            ("Neighbour", "Longest time alone, in days", "Days with company"),
            tuple(
                (number, alone, company)
                for number, (alone, company) in enumerate(
                    zip(result.longest_alone, result.with_company, strict=True), start=1
                )
            ),
            "Days alone and days with company, for each neighbour",
        ),
        caption="Each bar is one neighbour. The numbers are made by a toy model.",
    )


def _spec(result: Result) -> dict[str, Any]:
    rows = [
        {"neighbour": number, "days": alone}
        for number, alone in enumerate(result.longest_alone, start=1)
    ]
    place = {
        "x": {
            "field": "neighbour",
            "type": "ordinal",
            "axis": {"title": "Neighbour", "labelAngle": 0, "labelOverlap": True},
        },
        "y": {
            "field": "days",
            "type": "quantitative",
            "axis": {"title": None, "tickMinStep": 1, "format": "d"},
        },
    }
    bars = {
        "data": {"values": rows},
        "mark": {"type": "bar", "color": SERIES[0]},
        "encoding": place,
    }
    return chart("Days in a row without company", [bars])


def _reading(params: Params) -> tuple[str, ...]:
    evening = (
        "On every seventh day all of them meet."
        if params.evening
        else "There is no day on which all of them meet."
    )
    return (
        f"Each day, each neighbour may call on another. Both then have company. {evening}",
        "The model knows only these rules. It cannot say how real neighbours live.",
    )


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
