"""What happened when, from top to bottom, with the years as far apart as they were.

Words that would lie on each other move down, and a thin line leads from each to its year.
"""

from kith.content.figures.dress import LEADING, LINE, SERIES, Spec, chart, lines_of, marks, words
from kith.content.figures.rows import Figure

_AXIS = 12
_WORDS = 62
_LETTERS = 42
_GAP = 10


def draw_timeline(figure: Figure) -> Spec:
    """`year` places a row, with a fraction for the month; `when` is said of it."""
    said: list[list[Spec]] = []
    y = 0
    for row in figure.rows:
        lines = lines_of(f"{row['when']}: {row['what']}", _WORDS, 0, _LETTERS)
        said.append(lines)
        y += LEADING * len(lines) + _GAP
    years = [float(row["year"]) for row in figure.rows]
    first, last = min(years), max(years)
    # Where each would stand by its year, and where it can: below what came before.
    room = y - LEADING * len(said[-1]) - _GAP
    places = [room * (year - first) / ((last - first) or 1) for year in years]
    tops: list[float] = []
    for place, lines in zip(places, said, strict=True):
        before = tops[-1] + LEADING * len(said[len(tops) - 1]) + _GAP if tops else 0.0
        tops.append(max(place, before))
        for line in lines:
            line["y"] += round(tops[-1], 1)
    height = round(tops[-1] + LEADING * len(said[-1]) + _GAP)
    dots = [{"x": _AXIS, "y": round(place + LEADING * 0.7, 1)} for place in places]
    leads = [
        {"x": x, "y": y, "lead": lead}
        for lead, (dot, top) in enumerate(zip(dots, tops, strict=True))
        for x, y in ((_AXIS, dot["y"]), (_WORDS - 8, round(top + LEADING * 0.7, 1)))
    ]
    axis = [{"x": _AXIS - 2, "x2": _AXIS + 2, "y": dots[0]["y"], "y2": dots[-1]["y"]}]
    of_one = {"detail": {"field": "lead", "type": "nominal"}}
    layers = [
        marks("rect", axis, fill=LINE),
        marks("line", leads, of_one, color=LINE, strokeWidth=1.5),
        marks("point", dots, shape="circle", size=190, filled=True, opacity=1, color=SERIES[0]),
        words([line for lines in said for line in lines]),
    ]
    return chart(layers, height)
