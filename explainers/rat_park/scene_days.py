"""What each rat is seen doing through a day, and the frames made of it.

A day is four stretches for each rat: two at the bottles, as its drinks of that day have it, and two
of rest, company or things to do. The chances come from a generator seeded by the result itself,
so that every machine draws the same. A pose is three bytes: x, y and posture, as frames hold them.
Poses are made once a scene and looked up after that, since a redraw has little time.
"""

from dataclasses import dataclass
from random import Random
from typing import Final

from explainer_kit.scene import place_byte
from rat_park.homes import Home
from rat_park.model import VISITS, Result
from rat_park.scene_look import DRUG, POSTURES, RESTING, TOGETHER, WALKING, WATER
from rat_park.scene_places import WIDTH, Panel, Rack, Spot

STRETCHES: Final = 4
_LENGTH: Final = 3  # frames of a stretch: one on the way, two there
FRAMES: Final = STRETCHES * _LENGTH
_DRINKING: Final = 2  # stretches a day at the bottles
_BUSY: Final = len(POSTURES)  # at a thing in the park; it shows as walking
VISIT: Final = _BUSY + 1  # at the gate, with a visitor; it shows as together
_SHOWN: Final = (RESTING, WALKING, WATER, DRUG, TOGETHER, WALKING, TOGETHER)
_LEISURE: Final = (RESTING, TOGETHER, TOGETHER, _BUSY)
_ORDERS: Final = (
    (0, 1, 2, 3),
    (0, 2, 1, 3),
    (0, 2, 3, 1),
    (2, 0, 1, 3),
    (2, 0, 3, 1),
    (2, 3, 0, 1),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """A group at one time: its rats' numbers among the actors, its home, where that is drawn."""

    first: int
    rats: int
    home: Home
    panel: Panel


def seed_of(result: Result) -> int:
    """A number made of every drink of a run."""
    seed = 7
    for group in result.groups:
        for rat in group.rats:
            for drinks in rat.drinks:
                seed = (seed * 31 + drinks + 1) % 2_147_483_647
    return seed


def activities(rng: Random, drinks: int, stage: Stage, number: int, other: int) -> list[int]:
    """Four stretches of one rat's day, in order; `other` is what stands against the drug."""
    draw = rng.random
    second = int(_DRINKING * drinks / VISITS + draw())
    first, last = (DRUG if second else other), (DRUG if second == _DRINKING else other)
    home = stage.home
    if number % 2:
        first, last = last, first
    if home.crowd:
        day = (first, last, _LEISURE[int(draw() * 4)], _LEISURE[int(draw() * 4)])
        return [day[i] for i in _ORDERS[int(draw() * len(_ORDERS))]]
    # Cage mates and visitors keep the same hours, so that they are seen together.
    met = home.hours > 0.0 and home.partner is None and not _left_over(stage, number)
    return [first, RESTING, TOGETHER if met else RESTING, last]


def _left_over(stage: Stage, number: int) -> bool:
    """Whether this caged rat has no neighbour to visit."""
    alone = isinstance(stage.panel, Rack) and stage.panel.each == 1
    return alone and number % 2 == 0 and number == stage.rats - 1


class Poses:
    """Where rats are and how they look, in a scene of this height."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._known: dict[tuple[float, int, int], bytes] = {}

    def stretch(self, stages: list[Stage], doing: list[int]) -> list[bytes]:
        """The pose of every rat in one stretch of a day."""
        poses, known = [], self._known
        taken: dict[tuple[float, int], int] = {}
        for stage in stages:
            top, caged = stage.panel.top, isinstance(stage.panel, Rack)
            for number in range(stage.rats):
                what = doing[stage.first + number]
                if caged:
                    place = number
                else:
                    place = taken[top, what] = taken.get((top, what), -1) + 1
                pose = known.get((top, what, place))
                if pose is None:
                    pose = self._make(stage.panel, what, place)
                poses.append(pose)
        return poses

    def _make(self, panel: Panel, what: int, place: int) -> bytes:
        x, y = _spot(panel, what, place)
        pose = bytes((place_byte(x / WIDTH), place_byte(y / self._height), _SHOWN[what]))
        self._known[panel.top, what, place] = pose
        return pose


def _spot(panel: Panel, what: int, place: int) -> Spot:
    if what in (WATER, DRUG, VISIT):
        return panel.drinking(place, what == DRUG)
    if what == TOGETHER:
        return panel.meeting(place)
    return panel.resting(place) if what == RESTING or isinstance(panel, Rack) else panel.busy(place)


def day_frames(
    before: list[bytes], stretches: list[list[bytes]], meters: bytes
) -> tuple[bytes, list[bytes]]:
    """The frames of one day, and how it ends; rats set out one after another."""
    tracks = []
    for rat, start in enumerate(before):
        late = rat % _LENGTH
        track = [start] * late
        for stretch in stretches:
            goal = stretch[rat]
            track += (goal if start[:2] == goal[:2] else _between(start, goal), goal, goal)
            start = goal
        track = track[:FRAMES]
        track[-1] = start
        tracks.append(track)
    frames = b"".join(b"".join(frame) + meters for frame in zip(*tracks, strict=True))
    return frames, [track[-1] for track in tracks]


def _between(start: bytes, end: bytes) -> bytes:
    return bytes(((start[0] + end[0]) // 2, (start[1] + end[1]) // 2, WALKING))
