"""Where everything stands in the scene: a panel for each group, with a rack of cages or a park.

A panel knows its own drawing and the spots where a rat can drink, rest or be with others. All
lengths are units of the scene, which is 480 wide. This module knows nothing of days or of drinks
taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from explainer_kit.scene import Shape
from rat_park.homes import Home
from rat_park.scene_look import bottle, pole, still_rat, tunnel, wheel

WIDTH: Final = 480
MARGIN: Final = 8
HEAD: Final = 42  # height of a group's words and bar
GAP: Final = 12
_CAGE: Final = 56
_STEP: Final = 27  # room for one rat
_FEW: Final = 8  # cages in one row
_INSIDE: Final = WIDTH - 2 * MARGIN

Spot = tuple[float, float]
Geometry = dict[str, str | float]


@dataclass(frozen=True, slots=True)
class Rack:
    """Cages in rows. `each` rats share a cage; `beside` has a partner behind a mesh."""

    top: float
    rats: int
    each: int
    company: bool
    beside: float | None

    @property
    def cages(self) -> int:
        """Cages that hold a rat; one left over joins the last cage."""
        return max(1, self.rats // self.each)

    @property
    def columns(self) -> int:
        """Cages in a row."""
        roomy = self.each > 1 or self.beside is not None
        most = _FEW // 2 if roomy else _FEW
        rows = -(-self.cages // most)
        return -(-self.cages // rows)

    @property
    def height(self) -> float:
        """From the top of the first row to the foot of the last."""
        return -(-self.cages // self.columns) * (_CAGE + 4) - 4

    def cage(self, rat: int) -> tuple[float, float, float]:
        """Left edge, top and width of a rat's cage."""
        number = min(rat // self.each, self.cages - 1)
        width = (_INSIDE + 4) / self.columns
        row, column = divmod(number, self.columns)
        return MARGIN + column * width, self.top + row * (_CAGE + 4), width - 4

    def drinking(self, rat: int, drug: bool) -> Spot:
        """Under the left bottle or the right one; cage mates stand a little behind."""
        left, top, width = self._room(rat)
        inward = 30.0 * (rat % self.each)
        return (left + width - 23 - inward if drug else left + 23 + inward), top + 38

    def resting(self, rat: int) -> Spot:
        """In the middle of the cage, on its floor."""
        left, top, width = self._room(rat)
        return left + width * (rat % self.each + 1) / (self.each + 1), top + 44

    def meeting(self, rat: int) -> Spot:
        """Beside a cage mate, or in the cage of the neighbour who is visited."""
        place = rat % 2
        left, top, width = self._room(rat if self.each > 1 else rat - place)
        return left + width / 2 + (9 if place else -9), top + 41

    def _room(self, rat: int) -> tuple[float, float, float]:
        """The part of the cage that the rat itself has."""
        left, top, width = self.cage(rat)
        return left, top, width * (0.55 if self.beside is not None else 1.0)

    def draw(self) -> Iterator[Shape]:
        """Cages, bottles, partners."""
        for number in range(self.cages):
            rat = number * self.each
            left, top, width = self.cage(rat)
            box: Geometry = {"x": left, "y": top, "width": width, "height": _CAGE, "rx": 4}
            yield Shape("rect", {**box, "class": "fill-sunken line-ink thin"})
            room = self._room(rat)[2]
            yield from _choices(left + 6, left + room - 6, top + 24, self.company)
            if self.beside is not None:
                yield from self._partner(left, top, width)

    def _partner(self, left: float, top: float, width: float) -> Iterator[Shape]:
        x, end = left + width * 0.55, top + _CAGE
        mesh: Geometry = {"x1": x, "y1": top, "x2": x, "y2": end, "class": "line-ink thin dashed"}
        yield Shape("line", mesh)
        yield from bottle(left + width - 8, top + 24, drug=bool(self.beside))
        posture = "drinking-drug" if self.beside else "resting"
        yield from still_rat(left + width - (24 if self.beside else 28), top + 40, posture)


@dataclass(frozen=True, slots=True)
class Park:
    """One wide box with water along its left side, the second bottle along its right."""

    top: float
    rats: int
    company: bool

    @property
    def rows(self) -> int:
        """Bottles, and rats, above each other at either side."""
        return 3 if self.rats <= 12 else 4 if self.rats <= 20 else 6

    @property
    def height(self) -> float:
        """From its upper wall to its lower one."""
        return 38.0 * self.rows + 10

    def drinking(self, place: int, drug: bool) -> Spot:
        """The nearest free spot: first at the bottles, then behind."""
        column, row = divmod(place, self.rows)
        x = MARGIN + 25 + _STEP * column
        return (WIDTH - x if drug else x), self.top + 32 + 38 * row

    def resting(self, place: int) -> Spot:
        """In the nest along the lower wall."""
        return self._middle(place, self.top + self.height - 18)

    def meeting(self, place: int) -> Spot:
        """Two by two in the middle."""
        x, y = self._middle(place, self.top + self.height - 46)
        return x + (4 if place % 2 == 0 else -4), y

    def busy(self, place: int) -> Spot:
        """At the wheel, in the tunnel, by the pole, and around them."""
        x = (WIDTH / 2 - 66, WIDTH / 2 + 4, WIDTH / 2 + 60)[place % 3]
        return x, self.top + 38 + 12 * (place // 3 % 3)

    def _middle(self, place: int, y: float) -> Spot:
        along = 6
        row, column = divmod(place, along)
        return WIDTH / 2 + _STEP * (column - (along - 1) / 2), y - 12 * (row % 6)

    def draw(self) -> Iterator[Shape]:
        """The box, its things to do, its bottles."""
        box: Geometry = {
            "x": MARGIN,
            "y": self.top,
            "width": _INSIDE,
            "height": self.height,
            "rx": 10,
        }
        yield Shape("rect", {**box, "class": "fill-wash line-ink"})
        nest: Geometry = {"cx": WIDTH / 2, "cy": self.top + self.height - 12, "rx": 92, "ry": 8}
        yield Shape("ellipse", {**nest, "class": "fill-sunken"})
        floor = self.top + 54
        yield from wheel(WIDTH / 2 - 66, floor - 22)
        yield from tunnel(WIDTH / 2 + 4, floor)
        yield from pole(WIDTH / 2 + 76, floor)
        for row in range(self.rows):
            y = self.top + 28 + 38 * row
            yield from _choices(MARGIN + 8, WIDTH - MARGIN - 8, y, self.company)


def _choices(left: float, right: float, y: float, company: bool) -> Iterator[Shape]:
    """What stands on either side: water or a visitor, and the second bottle."""
    yield from still_visitor(left, y) if company else bottle(left, y, drug=False)
    yield from bottle(right, y, drug=True)


def still_visitor(x: float, y: float) -> Iterator[Shape]:
    """A visitor's head at a little gate."""
    gate: Geometry = {"x": x - 5, "y": y - 21, "width": 14, "height": 21, "rx": 3}
    yield Shape("rect", {**gate, "class": "fill-paper line-ink thin"})
    ear: Geometry = {"cx": x - 1, "cy": y - 13.5, "r": 3, "class": "fill-soft"}
    yield Shape("circle", ear)
    head = f"M{x - 5} {y - 13}Q{x + 3} {y - 15} {x + 8} {y - 7}Q{x + 1} {y - 3} {x - 5} {y - 5}Z"
    yield Shape("path", {"d": head, "class": "fill-soft"})


Panel = Rack | Park


def panel(home: Home, rats: int, top: float, company: bool) -> Panel:
    """The panel that fits a home."""
    if home.crowd:
        return Park(top, rats, company)
    each = 2 if home.hours >= 24.0 and home.partner is None else 1
    return Rack(top, rats, each, company, home.partner)
