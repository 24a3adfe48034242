"""A scene as SVG elements: how it looks at one frame.

Symbols stand once among the definitions, one group for each of their postures, and an actor is a
<use> of one of them: a player moves it by `transform` and changes its posture by `href`, and stills
cost a few dozen bytes an actor. Colours come from classes, so one drawing serves both palettes.
theme/assets/js/scene.mjs draws the same after a live run; a test holds the two equal. This module
knows nothing of players or of explainers.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

JsonScene = Mapping[str, Any]
"""A scene as explainer_kit.Scene.to_json writes it."""

_LARGEST: Final = 255  # in a byte
_BAR_BELOW: Final = 7  # from the foot of a meter's words to its bar
_BAR_HEIGHT: Final = 8


def draw_scene(scene: JsonScene, frames: bytes, identifier: str) -> Element:
    """The scene at its last frame, with the definitions that its stills use as well."""
    svg = _svg(scene)
    svg.append(_definitions(scene, identifier))
    last = frame_count(scene) - 1
    _use(svg, f"{identifier}-place", {"class": "scene__place"})
    for number in range(len(scene["meters"])):
        svg.append(_meter(scene, frames, number, last))
    for number, actor in enumerate(scene["actors"]):
        use = _actor(svg, scene, frames, number, last, identifier)
        use.set("data-actor", actor["name"])
        if _symbol(scene, actor)["turns"]:
            use.set("data-turns", "")
        SubElement(use, "title").text = actor["label"]
    return svg


def draw_still(scene: JsonScene, frames: bytes, frame: int, identifier: str) -> Element:
    """One frame, small: place and actors only. `draw_scene` must stand on the same page."""
    svg = _svg(scene)
    _use(svg, f"{identifier}-place", {"class": "scene__place"})
    for number in range(len(scene["actors"])):
        _actor(svg, scene, frames, number, frame, identifier)
    return svg


def frame_count(scene: JsonScene) -> int:
    """Frames in the whole scene."""
    return len(scene["moments"]) * int(scene["frames_per_moment"])


def meter_words(scene: JsonScene, frames: bytes, frame: int) -> list[str]:
    """What each meter says at a frame."""
    start = frame * _frame_size(scene) + 3 * len(scene["actors"])
    return [
        meter_template(meter).replace("{value}", str(frames[start + number]))
        for number, meter in enumerate(scene["meters"])
    ]


def meter_template(meter: Mapping[str, Any]) -> str:
    """A meter's words with {value} for its number."""
    label: str = meter["label"]
    return label if "{value}" in label else f"{label}: {{value}} of {meter['maximum']}"


def _svg(scene: JsonScene) -> Element:
    box = f"0 0 {scene['width']} {scene['height']}"
    return Element("svg", {"viewBox": box, "aria-hidden": "true", "focusable": "false"})


def _definitions(scene: JsonScene, identifier: str) -> Element:
    """The place, and every symbol in every posture."""
    definitions = Element("defs")
    place = SubElement(definitions, "g", {"id": f"{identifier}-place"})
    place.extend(map(_shape, scene["backdrop"]))
    for symbol in scene["symbols"]:
        for posture in scene["postures"]:
            name = f"{identifier}-{symbol['name']}-{posture}"
            group = SubElement(definitions, "g", {"id": name})
            group.extend(map(_shape, symbol["shapes"]))
            group.extend(map(_shape, symbol["postures"].get(posture, ())))
    return definitions


def _shape(shape: Mapping[str, Any]) -> Element:
    attributes: Iterable[tuple[str, str | float]] = shape["attributes"].items()
    values = {name: v if isinstance(v, str) else number(v) for name, v in attributes}
    element = Element(shape["tag"], values)
    element.text = shape["text"] or None
    return element


def _use(parent: Element, name: str, attributes: Mapping[str, str]) -> Element:
    return SubElement(parent, "use", {"href": f"#{name}", **attributes})


def _actor(
    svg: Element, scene: JsonScene, frames: bytes, actor: int, frame: int, identifier: str
) -> Element:
    described = scene["actors"][actor]
    start = frame * _frame_size(scene) + 3 * actor
    posture = scene["postures"][frames[start + 2]]
    kind = f" {described['kind']}" if described["kind"] else ""
    x = number(_tenths(frames[start] / _LARGEST * scene["width"]))
    y = number(_tenths(frames[start + 1] / _LARGEST * scene["height"]))
    mirrored = _symbol(scene, described)["turns"] and _goes_left(scene, frames, actor, frame)
    turn = " scale(-1 1)" if mirrored else ""
    return _use(
        svg,
        f"{identifier}-{described['symbol']}-{posture}",
        {"class": f"actor{kind} is-{posture}", "transform": f"translate({x} {y}){turn}"},
    )


def _goes_left(scene: JsonScene, frames: bytes, actor: int, frame: int) -> bool:
    """Whether the actor's last move along the width, up to this frame, was to the left."""
    size = _frame_size(scene)
    for end in range(frame * size + 3 * actor, size - 1, -size):
        if frames[end] != frames[end - size]:
            return frames[end] < frames[end - size]
    return False


def _meter(scene: JsonScene, frames: bytes, index: int, frame: int) -> Element:
    meter = scene["meters"][index]
    value = frames[frame * _frame_size(scene) + 3 * len(scene["actors"]) + index]
    group = Element(
        "g",
        {
            "class": "meter",
            "data-meter": meter["name"],
            "data-words": meter_template(meter),
        },
    )
    x, y, width = meter["x"], meter["y"], meter["width"]
    words = SubElement(group, "text", {"class": "words", "x": number(x), "y": number(y)})
    words.text = meter_words(scene, frames, frame)[index]
    # The bar's width is the meter's value; scaling makes it as long as it should be.
    scaled = f"translate({number(x)} {number(y + _BAR_BELOW)}) "
    scaled += f"scale({number(width / meter['maximum'])} 1)"
    for name, long in (("meter__track", meter["maximum"]), ("meter__bar", value)):
        size = {"width": str(long), "height": str(_BAR_HEIGHT)}
        SubElement(group, "rect", {"class": name, "transform": scaled, **size})
    return group


def _symbol(scene: JsonScene, actor: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(s for s in scene["symbols"] if s["name"] == actor["symbol"])
    return found


def _frame_size(scene: JsonScene) -> int:
    return 3 * len(scene["actors"]) + len(scene["meters"])


def _tenths(value: float) -> float:
    """Rounded as the script rounds: a half goes up."""
    return math.floor(value * 10 + 0.5) / 10


def number(value: float) -> str:
    """As JavaScript writes it: 2.0 is 2."""
    return str(int(value)) if value == int(value) else repr(float(value))
