"""Scenes are plain data, checked when they are made, with words that name what does not fit."""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from explainer_kit import Actor, Meter, Scene, Shape, Symbol, View, place_byte
from explainer_kit.bridge import Session

DOT = Symbol("dot", (Shape("circle", {"r": 2}),), {"rest": (Shape("line", {"x2": 3}),)})
WALL = Shape("rect", {"width": 10, "height": 5, "class": "wall"})
GOOD: dict[str, Any] = {
    "title": "Two dots",
    "alt": "Two dots move.",
    "width": 100,
    "height": 50,
    "symbols": (DOT,),
    "backdrop": (WALL,),
    "actors": (Actor("one", "The first dot", "dot"), Actor("two", "The second", "dot", "park")),
    "meters": (Meter("sips", "Sips today", 5, 45, 40, 9),),
    "postures": ("go", "rest"),
    "moments": ("Day 1", "Day 2"),
    "frames_per_moment": 2,
    "rate": 4,
    "frames": bytes([0, 0, 0, 255, 255, 1, 9]) * 4,
}


def scene(**changes: object) -> Scene:
    return Scene(**(GOOD | changes))


def test_a_scene_goes_to_json_without_its_frames() -> None:
    made = scene()
    shown = json.loads(json.dumps(made.to_json()))
    assert "frames" not in shown
    assert shown["actors"][1] == {
        "name": "two",
        "label": "The second",
        "symbol": "dot",
        "kind": "park",
    }
    assert shown["symbols"][0]["postures"]["rest"][0]["attributes"] == {"x2": 3}
    assert shown["backdrop"][0]["tag"] == "rect"
    assert (made.frame_size, made.frame_count) == (7, 4)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Shape("image", {}), "cannot be 'image'"),
        (lambda: Shape("g", {}), "cannot be 'g'"),
        (lambda: Shape("circle", {"style": "fill:red"}), "no attribute 'style'"),
        (lambda: Shape("circle", {"fill": "red"}), "no attribute 'fill'"),
        (lambda: Shape("circle", {"onclick": "x"}), "no attribute 'onclick'"),
        (lambda: Shape("path", {"d": "url(#x)"}), "d of a path"),
        (lambda: Shape("rect", {"x": "a"}), "x of a rect"),
        (lambda: Shape("rect", {"transform": "matrix(1)"}), "transform of a rect"),
        (lambda: Shape("rect", {}, "words"), "holds no text"),
        (lambda: Meter("m", "M", 0, 0, 9, 201), "from 1 to 200"),
        (lambda: Symbol("A Rat", ()), "cannot be called 'A Rat'"),
        (lambda: scene(postures=("go",)), "no posture 'rest'"),
        (lambda: scene(symbols=()), "no symbol 'dot'"),
        (lambda: scene(actors=(Actor("one", "", "dot"),) * 2), "two of the actors"),
        (lambda: scene(actors=(Actor("one", "", "dot", "A<"),)), "kind of actor 'one'"),
        (lambda: scene(frames=b"123"), "4 frames of 7 bytes, 28 in all, and has 3"),
        (lambda: scene(frames=bytes([0, 0, 2, 0, 0, 0, 0]) * 4), "'one' posture 2"),
        (lambda: scene(frames=bytes([0, 0, 0, 0, 0, 0, 10]) * 4), "'sips' 10, above 9"),
        (lambda: scene(rate=0), "rate of a scene"),
        (lambda: scene(moments=(), frames=b""), "needs moments"),
    ],
)
def test_what_does_not_fit_is_named(make: Callable[[], object], words: str) -> None:
    with pytest.raises(ValueError, match=words.replace("(", r"\(")):
        make()


def test_places_become_bytes() -> None:
    assert [place_byte(share) for share in (-1, 0, 0.5, 1, 2)] == [0, 0, 128, 255, 255]


def session(shown: View) -> Session:
    def run(_params: object, _seed: int) -> Any:
        yield 1
        return {}

    model = SimpleNamespace(run=run, days=lambda _params: 1)
    views = SimpleNamespace(view=lambda _params, _result: shown)
    return Session(model, views, None, 1)


def test_a_session_hands_out_the_frames_of_a_finished_run() -> None:
    made = session(View("It happened.", (), (), scene=scene()))
    with pytest.raises(RuntimeError, match="has not finished"):
        made.frames()
    made.advance(5)
    assert made.frames() == GOOD["frames"]
    assert json.loads(made.view_json())["scene"]["title"] == "Two dots"


def test_a_view_without_a_scene_has_no_frames() -> None:
    made = session(View("It happened.", (), ()))
    made.advance(5)
    assert made.frames() == b""
    assert json.loads(made.view_json())["scene"] is None
