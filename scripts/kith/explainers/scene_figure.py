"""The figure around a scene: the drawing, its player, stills in a strip, and its title.

The player stands there hidden until the page's script shows it; CSS alone decides when the strip
takes its place: on paper, without a script, and for readers who asked for less motion.
"""

from collections.abc import Mapping
from json import dumps
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from kith.explainers.scene_svg import (
    JsonScene,
    draw_scene,
    draw_still,
    frame_count,
    meter_words,
)

_STILLS: Final = 6
_SPEEDS: Final = (("0.5", "Half speed"), ("1", "Normal speed"), ("2", "Double speed"))


def build_scene_figure(scene: JsonScene, frames: bytes, identifier: str, source: str) -> Element:
    """The figure; `source` names the file of the frames, beside the other recordings."""
    figure = Element(
        "figure",
        {
            "class": "scene",
            "data-part": "scene",
            "data-frames": source,
            "data-rate": str(scene["rate"]),
            "data-per-moment": str(scene["frames_per_moment"]),
            "data-moments": dumps(scene["moments"], ensure_ascii=False, separators=(",", ":")),
            "data-postures": " ".join(scene["postures"]),
        },
    )
    ids = f"{identifier}-scene"
    stage = {"class": "scene__stage", "data-part": "stage", "role": "img"}
    SubElement(figure, "div", {**stage, "aria-label": scene["alt"]}).append(
        draw_scene(scene, frames, ids)
    )
    figure.append(_player(scene))
    figure.append(_strip(scene, frames, ids))
    SubElement(figure, "figcaption", {"class": "scene__title"}).text = scene["title"]
    return figure


def still_moments(count: int) -> list[int]:
    """Up to six moments, evenly spaced, the first and the last among them."""
    stills = min(_STILLS, count)
    return [(i * (count - 1) + (stills - 1) // 2) // max(1, stills - 1) for i in range(stills)]


def _strip(scene: JsonScene, frames: bytes, ids: str) -> Element:
    strip = Element("ol", {"class": "scene__strip", "data-part": "strip"})
    for moment in still_moments(len(scene["moments"])):
        frame = (moment + 1) * int(scene["frames_per_moment"]) - 1
        item = SubElement(strip, "li")
        item.append(draw_still(scene, frames, frame, ids))
        words = SubElement(item, "p")
        SubElement(words, "strong").text = scene["moments"][moment]
        for said in meter_words(scene, frames, frame):
            SubElement(words, "span").text = said
    return strip


def _player(scene: JsonScene) -> Element:
    group = {"class": "player", "data-part": "player", "role": "group"}
    player = Element("div", {**group, "aria-label": "Play the run", "hidden": "hidden"})
    _button(player, "play", "Play")
    _button(player, "back", "Back")
    _button(player, "forward", "Forward")
    speed = SubElement(player, "select", {"class": "player__speed", "aria-label": "Speed"})
    for value, label in _SPEEDS:
        chosen = {"selected": "selected"} if value == "1" else {}
        SubElement(speed, "option", {"value": value, **chosen}).text = label
    last = str(frame_count(scene) - 1)
    scrubber = {"type": "range", "min": "0", "max": last, "value": last, "step": "1"}
    words = {"aria-label": "Moment", "aria-valuetext": scene["moments"][-1]}
    SubElement(player, "input", {"class": "player__scrubber", **scrubber, **words})
    moment = {"class": "player__moment", "data-part": "moment"}
    SubElement(player, "p", moment).text = scene["moments"][-1]
    spoken = {"class": "words-only", "data-part": "spoken", "role": "status"}
    SubElement(player, "p", spoken)
    return player


def _button(player: Element, action: str, words: str) -> None:
    attributes: Mapping[str, str] = {"type": "button", "data-action": action}
    SubElement(player, "button", {**attributes}).text = words
