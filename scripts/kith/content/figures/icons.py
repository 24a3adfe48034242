"""So many of so many: one small person for each, in the order of the groups."""

from kith.content.figures.dress import (
    LEADING,
    LETTERS,
    LINE,
    SERIES,
    Spec,
    chart,
    lines_of,
    marks,
    words,
)
from kith.content.figures.rows import Figure, number

_EACH_ROW = 20
_STEP = 23.5
_TALL = 30
_SIZE = 400
_PERSON = "M-.3,-.7a.3,.3 0 1,0 .6,0a.3,.3 0 1,0 -.6,0ZM-.5,1V.25a.5,.5 0 0,1 1,0V1Z"
_MOST = 400  # icons; more cannot be counted by eye


def draw_icons(figure: Figure) -> Spec:
    """The last group is outlined: it is those whom the others are a part of."""
    people: list[Spec] = []
    signs: list[Spec] = []
    texts: list[Spec] = []
    total = sum(int(row["count"]) for row in figure.rows)
    y = _TALL * -(-total // _EACH_ROW) + 8
    for group, row in enumerate(figure.rows):
        last = group == len(figure.rows) - 1
        paint = _outlined() if last and group else _filled(group)
        for _ in range(int(row["count"])):
            across, below = len(people) % _EACH_ROW, len(people) // _EACH_ROW
            place = {"x": 12 + _STEP * across, "y": _TALL * (below + 0.5)}
            people.append({**place, **paint})
        said = lines_of(f"{number(row['count'])}: {row['label']}", 32, y, LETTERS - 5)
        signs.append({"x": 12, "y": y + LEADING - 6, **paint})
        texts += said
        y = said[-1]["y"] + 8
    drawn: Spec = {"shape": _PERSON, "size": _SIZE, "opacity": 1, "strokeWidth": 1.6}
    return chart([marks("point", people + signs, **drawn), words(texts)], y)


def too_many(figure: Figure) -> bool:
    """Whether there are more icons than can be drawn."""
    return sum(int(row["count"]) for row in figure.rows) > _MOST


def _filled(group: int) -> Spec:
    colour = SERIES[group % len(SERIES)]
    # The second group is paler too, so that colour is not all that parts it from the first.
    return {"fill": colour, "fillOpacity": (1, 0.5, 1, 0.5)[group % 4], "stroke": colour}


def _outlined() -> Spec:
    return {"fill": LINE, "fillOpacity": 0, "stroke": LINE}
