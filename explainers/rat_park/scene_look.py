"""How a rat, a bottle, a visitor and the things in a park are drawn, with few shapes each.

What a rat is doing shows in its posture and shape, and never by colour alone. A rat looks right and
stands around its own point (0, 0); its kind gives the colour. This module knows no run.
"""

from typing import Final

from explainer_kit.scene import Shape, Symbol

POSTURES: Final = ("resting", "walking", "drinking-water", "drinking-drug", "together")
_EDGE: Final = "line-paper thin"
RESTING, WALKING, WATER, DRUG, TOGETHER = range(len(POSTURES))


def _ellipse(cx: float, cy: float, rx: float, ry: float, look: str, turn: str = "") -> Shape:
    place: dict[str, str | float] = {"cx": cx, "cy": cy, "rx": rx, "ry": ry, "class": look}
    return Shape("ellipse", place | ({"transform": turn} if turn else {}))


def _path(d: str, look: str) -> Shape:
    return Shape("path", {"d": d, "class": look})


def _tail(d: str) -> Shape:
    return _path(d, "line-own fill-none")


def _head(x: float, y: float) -> tuple[Shape, ...]:
    """A pointed head that looks right, with ear, eye and nose."""
    jaw = f"Q{x + 2} {y + 6} {x - 5} {y + 4}Z"
    return (
        _path(f"M{x - 5} {y - 4}Q{x + 3} {y - 6} {x + 9} {y + 2}{jaw}", "fill-own"),
        Shape("circle", {"cx": x - 2.5, "cy": y - 5, "r": 3.4, "class": f"fill-own {_EDGE}"}),
        Shape("circle", {"cx": x + 3, "cy": y - 0.8, "r": 1.3, "class": "fill-paper"}),
    )


def _drinking(mark: Shape) -> tuple[Shape, ...]:
    """Reaching up to a spout, with what it drinks beside the nose."""
    return (
        _tail("M-9 7Q-17 9 -18 1"),
        _ellipse(-2, 2, 11, 6.5, "fill-own", "rotate(-28 -2 2)"),
        *_head(8, -6),
        mark,
    )


WATER_MARK: Final = _path("M8 -25Q13.5 -17 8 -15Q2.5 -17 8 -25Z", "fill-paper line-ink thin")
DRUG_MARK: Final = _path("M8 -26L13 -20L8 -14L3 -20Z", "fill-ink")

RAT: Final = Symbol(
    "rat",
    (),
    {
        "resting": (
            _ellipse(0, 2, 11.5, 7.5, "fill-own"),
            _tail("M-10 4Q-8 12 4 10"),
            _ellipse(7, 5, 6, 4.5, "fill-own line-paper thin"),
            Shape("circle", {"cx": 4, "cy": 0.5, "r": 3, "class": "fill-own line-paper thin"}),
            _path("M7 5.5Q8.5 7 10 5.5", "line-paper thin fill-none"),
        ),
        "walking": (
            _tail("M-9 3Q-15 6 -20 -1"),
            _path("M-5 7V10M-1 8V10M4 8V10M7 6V10", "line-own fill-none"),
            _ellipse(0, 2, 11, 6.5, "fill-own"),
            *_head(11, 0),
        ),
        "drinking-water": _drinking(WATER_MARK),
        "drinking-drug": _drinking(DRUG_MARK),
        "together": (
            _tail("M-5 9Q-14 11 -15 3"),
            _ellipse(0, 2, 7, 9, "fill-own"),
            _path("M5 1L9 0M5 4L9 4", "line-own fill-none"),
            *_head(3, -8),
        ),
    },
    turns=True,
)


def bottle(x: float, y: float, drug: bool) -> tuple[Shape, ...]:
    """A hanging bottle, its spout at (x, y); the second one is dark and has a diamond on it."""
    glass = {"x": x - 5, "y": y - 21, "width": 10, "height": 15, "rx": 3}
    look = "fill-soft line-ink thin" if drug else "fill-paper line-ink thin"
    mark = (
        f"M{x} {y - 18}L{x + 3.5} {y - 13.5}L{x} {y - 9}L{x - 3.5} {y - 13.5}Z"
        if drug
        else f"M{x} {y - 18}Q{x + 4} {y - 12} {x} {y - 10}Q{x - 4} {y - 12} {x} {y - 18}Z"
    )
    return (
        Shape("rect", glass | {"class": look}),
        Shape("line", {"x1": x, "y1": y - 6, "x2": x, "y2": y, "class": "line-ink"}),
        _path(mark, "fill-ink" if drug else "fill-none line-ink thin"),
    )


def key_mark(x: float, y: float, drug: bool) -> tuple[Shape, ...]:
    """The mark of a bottle, for the words that explain it."""
    mark = DRUG_MARK if drug else WATER_MARK
    return (Shape(mark.tag, {**mark.attributes, "transform": f"translate({x - 8} {y + 20})"}),)


def still_rat(x: float, y: float, posture: str, left: bool = False) -> tuple[Shape, ...]:
    """A rat that does not move: a visitor or a partner, drawn in outline colours of the place."""
    turn = " scale(-1 1)" if left else ""
    shapes = []
    for shape in RAT.postures[posture]:
        look = str(shape.attributes["class"]).replace("-own", "-soft")
        inner = str(shape.attributes.get("transform", ""))
        place = f"translate({x} {y}){turn} {inner}".strip()
        shapes.append(Shape(shape.tag, {**shape.attributes, "class": look, "transform": place}))
    return tuple(shapes)


def wheel(x: float, y: float) -> tuple[Shape, ...]:
    """A running wheel around (x, y)."""
    spokes = f"M{x} {y - 20}V{y + 20}M{x - 20} {y}H{x + 20}"
    return (
        Shape("circle", {"cx": x, "cy": y, "r": 21, "class": "fill-none line-soft"}),
        _path(spokes, "fill-none line-soft thin"),
        _path(f"M{x} {y}L{x - 12} {y + 25}M{x} {y}L{x + 12} {y + 25}", "fill-none line-soft"),
    )


def tunnel(x: float, y: float) -> tuple[Shape, ...]:
    """An open tunnel with its floor at y."""
    left, right, high = x - 26, x + 26, y - 30
    roof = f"Q{left} {high} {x} {high}Q{right} {high} {right} {y - 14}"
    return (_path(f"M{left} {y}V{y - 14}{roof}V{y}", "fill-sunken line-soft"),)


def pole(x: float, y: float) -> tuple[Shape, ...]:
    """A climbing pole with its foot at y."""
    cross = f"M{x - 14} {y - 44}H{x + 14}M{x - 10} {y}H{x + 10}"
    return (_path(f"M{x} {y}V{y - 46}{cross}", "fill-none line-soft thick"),)
