"""A scene: things that move over a drawn place, as plain data and a buffer of bytes.

A scene is drawn twice from the same data: by the build, as SVG in the page, and by the page's
script after a live run. So it holds only what both can draw: shapes with geometry and classes,
never a colour or a style. Each frame is, for every actor, three bytes (x, y, posture), then one
byte for every meter. A byte b of x stands for b / 255 of the width, of y for b / 255 of the height;
a posture is an index into `postures`; a meter's byte is its value.

The theme knows these classes, in both palettes (theme/assets/css/scene.css): fill-own, fill-ink,
fill-soft, fill-paper, fill-sunken, fill-wash, fill-none; line-own, line-ink, line-soft, line-paper,
with thin, thick or dashed; words and words-strong for texts. An actor's own colour comes from its
kind: series-1 to series-4, the colours of the figures. Text is 17 units high, as in figures.

What does not fit raises ValueError as soon as it is made, with words that name it. This module
knows nothing of SVG, HTML or of any one model.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

GEOMETRY: Final[Mapping[str, frozenset[str]]] = {
    "rect": frozenset({"x", "y", "width", "height", "rx", "ry"}),
    "circle": frozenset({"cx", "cy", "r"}),
    "ellipse": frozenset({"cx", "cy", "rx", "ry"}),
    "line": frozenset({"x1", "y1", "x2", "y2"}),
    "path": frozenset({"d"}),
    "polyline": frozenset({"points"}),
    "polygon": frozenset({"points"}),
    "text": frozenset({"x", "y", "text-anchor"}),
}
"""The tags a shape may have, and the geometry that each takes besides `class` and `transform`."""

METER_MAXIMUM: Final = 200
_LARGEST: Final = 255  # in a byte
_ANYWHERE: Final = frozenset({"class", "transform"})
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CLASS: Final = re.compile(r"[a-z][\w-]*( [a-z][\w-]*)*")
_NUMBERS: Final = re.compile(r"[-+0-9.eE, \n]*")
_PATH: Final = re.compile(r"[MmLlHhVvCcSsQqTtAaZz][-+0-9.eE, \nMmLlHhVvCcSsQqTtAaZz]*")
_TRANSFORM: Final = re.compile(r"((translate|rotate|scale|skewX|skewY)\([-+0-9.eE, ]+\) ?)+")
_ANCHORS: Final = re.compile("start|middle|end")
_FORMS: Final = {"class": _CLASS, "d": _PATH, "transform": _TRANSFORM, "text-anchor": _ANCHORS}


@dataclass(frozen=True, slots=True)
class Shape:
    """One element of a drawing. `attributes` are geometry and `class`; only a text has `text`."""

    tag: str
    attributes: Mapping[str, str | float]
    text: str = ""

    def __post_init__(self) -> None:
        if self.tag not in GEOMETRY:
            _refuse(f"a shape cannot be {self.tag!r}; it is one of {', '.join(GEOMETRY)}")
        known = GEOMETRY[self.tag] | _ANYWHERE
        for name, value in self.attributes.items():
            if name not in known:
                has = ", ".join(sorted(known))
                _refuse(f"a {self.tag} has no attribute {name!r}; it has {has}")
            if isinstance(value, str) and not _FORMS.get(name, _NUMBERS).fullmatch(value):
                _refuse(f"{name} of a {self.tag} cannot be {value!r}")
        if self.text and self.tag != "text":
            _refuse(f"a {self.tag} holds no text; only a text does")

    def to_json(self) -> dict[str, Any]:
        """The shape as JSON-ready values."""
        return {"tag": self.tag, "attributes": dict(self.attributes), "text": self.text}


@dataclass(frozen=True, slots=True)
class Symbol:
    """How one kind of actor looks, around its own point (0, 0).

    `shapes` show always; those of a posture only while the actor holds it. With `turns` it is drawn
    looking right, and is mirrored while the actor goes left.
    """

    name: str
    shapes: tuple[Shape, ...]
    postures: Mapping[str, tuple[Shape, ...]] = field(default_factory=dict)
    turns: bool = False

    def __post_init__(self) -> None:
        _check_names("symbol", [self.name])

    def to_json(self) -> dict[str, Any]:
        """The symbol as JSON-ready values."""
        postures = {name: _all_json(shapes) for name, shapes in self.postures.items()}
        return {
            "name": self.name,
            "shapes": _all_json(self.shapes),
            "postures": postures,
            "turns": self.turns,
        }


@dataclass(frozen=True, slots=True)
class Actor:
    """One thing that moves. `label` says which it is; `kind` is a class for its style."""

    name: str
    label: str
    symbol: str
    kind: str = ""

    def to_json(self) -> dict[str, Any]:
        """The actor as JSON-ready values."""
        return {"name": self.name, "label": self.label, "symbol": self.symbol, "kind": self.kind}


@dataclass(frozen=True, slots=True)
class Meter:
    """A whole number from 0 to `maximum` that changes with time: words, and a bar `width` long.

    The words begin at (x, y), the bar lies under them. `{value}` in `label` stands for the number;
    a label without it is followed by ": 12 of 100".
    """

    name: str
    label: str
    x: float
    y: float
    width: float
    maximum: int

    def __post_init__(self) -> None:
        if not 1 <= self.maximum <= METER_MAXIMUM:
            limit = f"from 1 to {METER_MAXIMUM}"
            _refuse(f"the maximum of meter {self.name!r} must be {limit}, not {self.maximum}")

    def to_json(self) -> dict[str, Any]:
        """The meter as JSON-ready values."""
        return {
            "name": self.name,
            "label": self.label,
            "x": self.x,
            "y": self.y,
            "width": self.width,
            "maximum": self.maximum,
        }


@dataclass(frozen=True, slots=True)
class Scene:
    """A place, what moves in it, and every frame of it. Width and height are units of its own.

    `moments` name stretches of time ("Day 1"), each `frames_per_moment` frames long; `rate` is how
    many frames a second last at normal speed.
    """

    title: str
    alt: str
    width: int
    height: int
    symbols: tuple[Symbol, ...]
    backdrop: tuple[Shape, ...]
    actors: tuple[Actor, ...]
    meters: tuple[Meter, ...]
    postures: tuple[str, ...]
    moments: tuple[str, ...]
    frames_per_moment: int
    rate: int
    frames: bytes = field(repr=False)

    def __post_init__(self) -> None:
        for name in ("width", "height", "frames_per_moment", "rate"):
            if getattr(self, name) < 1:
                _refuse(f"{name} of a scene must be at least 1")
        for name in ("moments", "postures", "actors"):
            if not getattr(self, name):
                _refuse(f"a scene needs {name}")
        _check_names("symbol", [symbol.name for symbol in self.symbols])
        _check_names("posture", self.postures)
        _check_names("actor", [actor.name for actor in self.actors])
        _check_names("meter", [meter.name for meter in self.meters])
        self._check_actors()
        self._check_frames()

    @property
    def frame_size(self) -> int:
        """Bytes in a frame."""
        return 3 * len(self.actors) + len(self.meters)

    @property
    def frame_count(self) -> int:
        """Frames in the whole scene."""
        return len(self.moments) * self.frames_per_moment

    def to_json(self) -> dict[str, Any]:
        """All but the frames, as JSON-ready values."""
        return {
            "title": self.title,
            "alt": self.alt,
            "width": self.width,
            "height": self.height,
            "symbols": _all_json(self.symbols),
            "backdrop": _all_json(self.backdrop),
            "actors": _all_json(self.actors),
            "meters": _all_json(self.meters),
            "postures": list(self.postures),
            "moments": list(self.moments),
            "frames_per_moment": self.frames_per_moment,
            "rate": self.rate,
        }

    def _check_actors(self) -> None:
        known = {symbol.name for symbol in self.symbols}
        for symbol in self.symbols:
            for posture in symbol.postures:
                if posture not in self.postures:
                    has = ", ".join(self.postures)
                    _refuse(f"symbol {symbol.name!r} has no posture {posture!r}; there are {has}")
        for actor in self.actors:
            if actor.symbol not in known:
                has = ", ".join(sorted(known)) or "none"
                _refuse(f"actor {actor.name!r} has no symbol {actor.symbol!r}; there are {has}")
            if actor.kind and not _CLASS.fullmatch(actor.kind):
                _refuse(f"the kind of actor {actor.name!r} cannot be {actor.kind!r}")

    def _check_frames(self) -> None:
        size, expected = self.frame_size, self.frame_size * self.frame_count
        if len(self.frames) != expected:
            sum_ = f"{self.frame_count} frames of {size} bytes, {expected} in all"
            _refuse(f"the scene needs {sum_}, and has {len(self.frames)}")
        for number, actor in enumerate(self.actors):
            most = max(self.frames[3 * number + 2 :: size])
            if most >= len(self.postures):
                _refuse(f"a frame gives actor {actor.name!r} posture {most}, which has no name")
        for number, meter in enumerate(self.meters, start=3 * len(self.actors)):
            most = max(self.frames[number::size])
            if most > meter.maximum:
                _refuse(f"a frame gives meter {meter.name!r} {most}, above {meter.maximum}")


def place_byte(share: float) -> int:
    """The byte for a place from 0 to 1 along the width or the height; what is outside is moved in.

    Adds a half and cuts, since `round` goes to even numbers and JavaScript's does not.
    """
    return min(_LARGEST, max(0, int(share * _LARGEST + 0.5)))


def _check_names(what: str, names: Iterable[str]) -> None:
    """Names are parts of class names: small letters, digits and hyphens, each used once."""
    seen = set()
    for name in names:
        if not _NAME.fullmatch(name):
            _refuse(f"a {what} cannot be called {name!r}: use small letters, digits and hyphens")
        if name in seen:
            _refuse(f"two of the {what}s are called {name!r}")
        seen.add(name)


def _all_json(things: Iterable[Shape | Symbol | Actor | Meter]) -> list[dict[str, Any]]:
    return [thing.to_json() for thing in things]


def _refuse(words: str) -> None:
    raise ValueError(words)
