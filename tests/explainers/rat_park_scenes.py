"""A scene of a run, and where its rats are at a frame."""

from explainer_kit import Scene, complete
from rat_park.model import Params, Result, run
from rat_park.scene import scene


def made(params: Params, seed: int = 1978) -> tuple[Result, Scene]:
    result = complete(run(params, seed))
    return result, scene(params, result)


def poses(drawn: Scene, frame: int) -> list[tuple[float, float, int]]:
    start = frame * drawn.frame_size
    data = drawn.frames[start : start + 3 * len(drawn.actors)]
    return [
        (data[i] / 255 * drawn.width, data[i + 1] / 255 * drawn.height, data[i + 2])
        for i in range(0, len(data), 3)
    ]
