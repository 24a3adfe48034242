"""Scenes as SVG: places, postures, meters, stills; nothing but classes for a look."""

from itertools import pairwise
from xml.etree.ElementTree import Element, tostring

import pytest

from explainer_kit import Actor, Meter, Scene, Shape, Symbol
from kith.explainers.scene_figure import build_scene_figure, still_moments
from kith.explainers.scene_svg import draw_scene, draw_still, meter_words, number
from scenes import as_json

RAT = Symbol(
    "rat",
    (Shape("circle", {"r": 2.0, "class": "fill-own"}),),
    {"rest": (Shape("text", {"x": 1}, "z"),)},
    turns=True,
)
SCENE = Scene(
    title="Two rats",
    alt="Two rats walk and rest.",
    width=510,
    height=255,
    symbols=(RAT,),
    backdrop=(Shape("rect", {"width": 510, "height": 255, "class": "fill-sunken"}),),
    actors=(Actor("one", "Rat 1", "rat", "series-1"), Actor("two", "Rat 2", "rat")),
    meters=(Meter("sips", "Sips", 10, 20.5, 50, 100),),
    postures=("walk", "rest"),
    moments=("Day 1", "Day 2", "Day 3"),
    frames_per_moment=1,
    rate=2,
    frames=bytes([9, 0, 0, 5, 5, 0, 0, 8, 1, 0, 5, 5, 1, 7, 8, 255, 1, 255, 5, 0, 100]),
)
JSON = as_json(SCENE)


def actors(svg: Element) -> list[dict[str, str]]:
    return [dict(use.attrib) for use in svg.iter("use") if "actor" in use.get("class", "")]


def test_the_scene_stands_at_its_last_frame() -> None:
    one, two = actors(draw_scene(JSON, SCENE.frames, "x"))
    assert one["transform"] == "translate(16 255) scale(-1 1)"
    assert one["href"] == "#x-rat-rest"
    assert one["class"] == "actor series-1 is-rest"
    assert two["transform"] == "translate(510 5)"
    assert two["class"] == "actor is-walk"


def test_an_actor_looks_where_it_last_went() -> None:
    turned = [
        "scale" in actors(draw_still(JSON, SCENE.frames, frame, "x"))[0]["transform"]
        for frame in range(3)
    ]
    assert turned == [False, True, True]


def test_every_posture_of_every_symbol_is_defined_once() -> None:
    svg = draw_scene(JSON, SCENE.frames, "x")
    defined = [group.get("id") for group in svg.iter("g") if group.get("id")]
    assert defined == ["x-place", "x-rat-walk", "x-rat-rest"]
    assert all(use.get("href", "")[1:] in defined for use in svg.iter("use"))


def test_a_meter_is_words_and_a_bar() -> None:
    svg = draw_scene(JSON, SCENE.frames, "x")
    (words,) = [text for text in svg.iter("text") if text.get("class") == "words"]
    assert words.text == "Sips: 100 of 100"
    bar = next(rect for rect in svg.iter("rect") if rect.get("class") == "meter__bar")
    assert (bar.get("width"), bar.get("transform")) == ("100", "translate(10 27.5) scale(0.5 1)")
    assert meter_words(JSON, SCENE.frames, 1) == ["Sips: 7 of 100"]


def test_a_label_may_say_where_the_number_stands() -> None:
    shown = JSON | {"meters": [JSON["meters"][0] | {"label": "{value} sips today"}]}
    assert meter_words(shown, SCENE.frames, 1) == ["7 sips today"]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, [0]), (2, [0, 1]), (5, [0, 1, 2, 3, 4]), (7, [0, 1, 2, 4, 5, 6])],
)
def test_stills_are_evenly_spread(count: int, expected: list[int]) -> None:
    assert still_moments(count) == expected


def test_thirty_days_give_six_stills() -> None:
    stills = still_moments(30)
    assert (stills[0], stills[-1], len(stills)) == (0, 29, 6)
    gaps = {after - before for before, after in pairwise(stills)}
    assert gaps <= {5, 6}


def test_the_figure_is_an_image_with_words_and_stills() -> None:
    figure = build_scene_figure(JSON, SCENE.frames, "x", "one.bin")
    stage = figure.find("div[@role='img']")
    assert stage is not None
    assert stage.get("aria-label") == SCENE.alt
    strip = figure.find("ol")
    assert strip is not None
    said = ["".join(item.itertext()) for item in strip]
    assert said == ["Day 1Sips: 0 of 100", "Day 2Sips: 7 of 100", "Day 3Sips: 100 of 100"]
    assert figure.get("data-moments") == '["Day 1","Day 2","Day 3"]'


def test_nothing_but_classes_says_how_it_looks() -> None:
    figure = build_scene_figure(JSON, SCENE.frames, "x", "one.bin")
    for element in figure.iter():
        assert not {"style", "fill", "stroke"} & set(element.attrib)


def test_drawing_again_gives_the_same() -> None:
    def draw() -> bytes:
        return tostring(build_scene_figure(JSON, SCENE.frames, "x", "one.bin"))

    assert draw() == draw()


@pytest.mark.parametrize(("value", "text"), [(2.0, "2"), (2.5, "2.5"), (-0.1, "-0.1"), (3, "3")])
def test_numbers_are_written_as_javascript_writes_them(value: float, text: str) -> None:
    assert number(value) == text


def test_markup_in_words_stays_words() -> None:
    hostile = JSON | {"alt": "<script>", "title": "<script>", "moments": ["<script>"] * 3}
    figure = build_scene_figure(hostile, SCENE.frames, "x", "one.bin")
    assert b"<script" not in tostring(figure)
