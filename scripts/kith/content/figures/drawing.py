"""A figure's drawing, made once for each spec and kept on disk."""

import json
from functools import lru_cache

from kith.cache import Cache, digest
from kith.content.figures.dress import Spec, own_spec
from kith.content.figures.kinds import KINDS
from kith.content.figures.rows import Figure
from kith.drawing import draw, drawn_by
from kith.problems import Problem
from kith.project import Project


def spec_of(figure: Figure) -> Spec:
    """What Vega-Lite is asked to draw."""
    if figure.spec is not None:
        return own_spec(dict(figure.spec), figure.rows)
    return KINDS[figure.kind].draw(figure)


def draw_figure(project: Project, figure: Figure) -> tuple[str | None, list[Problem]]:
    """The SVG. A spec that cannot be drawn is a problem."""
    try:
        return _draw(project, json.dumps(spec_of(figure), sort_keys=True)), []
    except Exception as error:  # whatever Vega says of an editor's spec
        message = f"it cannot be drawn: {error}"[:300]
        fix = "mend the spec, or use one of the kinds"
        return None, [Problem(figure.path, 1, 1, "figure/file", message, fix)]


@lru_cache(maxsize=256)
def _draw(project: Project, spec: str) -> str:
    cache = Cache(project.cache / "figures")
    name = digest(spec, drawn_by())
    kept = cache.get(name)
    if not isinstance(kept, str):
        kept = draw(json.loads(spec))
        cache.put(name, kept)
    return kept
