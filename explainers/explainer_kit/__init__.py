"""The kit that every explainer is written with: parameters to controls, results to views.

Standard library only, and the same in CPython and in the browser. `bridge` is the door for those
who run explainers; `golden` is for the builder's machine and is not imported here.
"""

from explainer_kit.bridge import SEED_MAXIMUM, Session, describe, open_run
from explainer_kit.params import (
    Control,
    ParamsError,
    choice,
    controls,
    number,
    parse_params,
    slider,
    switch,
)
from explainer_kit.run import complete, mean, squash
from explainer_kit.scene import Actor, Meter, Scene, Shape, Symbol, place_byte
from explainer_kit.vega import chart
from explainer_kit.view import Figure, Table, View

__all__ = [
    "SEED_MAXIMUM",
    "Actor",
    "Control",
    "Figure",
    "Meter",
    "ParamsError",
    "Scene",
    "Session",
    "Shape",
    "Symbol",
    "Table",
    "View",
    "chart",
    "choice",
    "complete",
    "controls",
    "describe",
    "mean",
    "number",
    "open_run",
    "parse_params",
    "place_byte",
    "slider",
    "squash",
    "switch",
]
