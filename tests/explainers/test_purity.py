"""Each thing that explainers may not do is found, in its place and with its reason."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kith.explainers import refusals
from kith.explainers.purity import check_purity, find_impure
from kith.explainers.refusals import MODULES, Refusal
from kith.npm import ensure_packages
from kith.problems import Problem
from kith.project import Project

ALLOWED = MODULES | {"explainer_kit", "toy"}

# The line that is wrong, in the middle of a small model, and why.
BAD: list[tuple[str, Refusal]] = [
    ("import js", refusals.PAGE),
    ("from pyodide.ffi import to_js", refusals.PAGE),
    ("import pyodide_js as page", refusals.PAGE),
    ("import urllib.request", refusals.NETWORK),
    ("from http.client import HTTPConnection", refusals.NETWORK),
    ("import asyncio", refusals.NETWORK),
    ("import math, socket", refusals.NETWORK),
    ("import os", refusals.MACHINE),
    ("from sys import platform", refusals.MACHINE),
    ("from pathlib import Path", refusals.MACHINE),
    ("import importlib.resources", refusals.MACHINE),
    ("from importlib import import_module", refusals.MACHINE),
    ("import threading", refusals.MACHINE),
    ("import subprocess", refusals.MACHINE),
    ("FOLDER = __file__", refusals.MACHINE),
    ("x = __builtins__", refusals.MACHINE),
    ("import dataclasses; dataclasses.sys.exit()", refusals.MACHINE),
    ("import time", refusals.CLOCK),
    ("from datetime import date", refusals.CLOCK),
    ("def f() -> float:\n    import time\n    return time.time()", refusals.CLOCK),
    ("import secrets", refusals.CHANCE),
    ("import uuid", refusals.CHANCE),
    ("from random import SystemRandom", refusals.CHANCE),
    ("import random; rng = random.SystemRandom()", refusals.CHANCE),
    ("import statistics", refusals.DIGITS),
    ("import decimal", refusals.DIGITS),
    ("import numpy as np", refusals.OTHER),
    ("import rat_park.model", refusals.OTHER),
    ("from math import *", refusals.STAR),
    ("data = open('x.csv')", refusals.CALLS),
    ("f = eval", refusals.CALLS),
    ("x = exec('y = 1')", refusals.CALLS),
    ("x = __import__('js')", refusals.CALLS),
    ("name = input('Your name?')", refusals.CALLS),
    ("print(3)", refusals.CALLS),
    ("key = hash('cage')", refusals.ADDRESSES),
    ("rats = sorted([], key=id)", refusals.ADDRESSES),
    ("import random; x = random.random()", refusals.SHARED),
    ("import random as r; x = r.randint(1, 6)", refusals.SHARED),
    ("from random import choice", refusals.SHARED),
    ("from random import Random; rng = Random()", refusals.SEEDLESS),
    ("import random; rng = random.Random(None)", refusals.SEEDLESS),
    ("from random import Random as R; rng = R(x=None)", refusals.SEEDLESS),
    ("from random import Random; rng = Random(3); rng.seed()", refusals.SEEDLESS),
    ("def f(rng): return rng.gauss(0, 1)", refusals.CURVED),
    ("def f(rng): return rng.expovariate", refusals.CURVED),
    ("import math; x = math.exp(1.0)", refusals.ROUNDED),
    ("import math as m; x = m.sin(1.0)", refusals.ROUNDED),
    ("from math import log", refusals.ROUNDED),
    ("import math; f = math.pow", refusals.ROUNDED),
    ("def f(x): return x ** 0.5", refusals.POWER),
    ("def f(x):\n    x **= 2\n    return x", refusals.POWER),
    ("x = pow(2.0, 0.5)", refusals.POWER),
    ("for home in {'cage', 'park'}: pass", refusals.UNORDERED),
    ("homes = {'cage', 'park'}\nrows = [home for home in homes]", refusals.UNORDERED),
    ("rows = list(set('abc'))", refusals.UNORDERED),
    ("text = ', '.join({'a', 'b'} | {'c'})", refusals.UNORDERED),
    ("def f(a): return {x: 1 for x in frozenset(a)}", refusals.UNORDERED),
]

GOOD = """\
from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from random import Random

from explainer_kit import mean

from .words import WORDS

LIMIT = 2**16
homes = {"cage", "park"}
ordered = sorted(homes)
longest = max(len(home) for home in homes)
names = sorted(home.upper() for home in homes)
has = "cage" in homes


def run(seed: int, id: str, input: Iterable[float]) -> float:
    rng = Random(seed)
    order = [1, 2, 3]
    rng.shuffle(order)
    return math.sqrt(mean([rng.random(), math.fsum(input)])) + len(id) + math.pi
"""


def found(text: str) -> list[Problem]:
    return list(find_impure(text, "explainers/toy/model.py", ALLOWED))


@pytest.mark.parametrize(("text", "refusal"), BAD, ids=[text for text, _ in BAD])
def test_it_is_found_with_its_reason(text: str, refusal: Refusal) -> None:
    problems = found(f'"""A toy."""\n\n{text}\n')
    assert [problem.fix for problem in problems] == [refusal.mend]
    assert problems[0].message.endswith(refusal.why)
    assert problems[0].rule == "explainer/impure"
    assert problems[0].line >= 3


def test_every_reason_in_the_table_is_proved() -> None:
    table = {value for value in vars(refusals).values() if isinstance(value, Refusal)}
    assert table == {refusal for _, refusal in BAD}


def test_what_is_allowed_is_not_complained_of() -> None:
    assert found(GOOD) == []


def test_the_place_is_that_of_the_name() -> None:
    (problem,) = found("import math\n\nnames = 'é', math.exp(1.0)\n")
    assert (problem.line, problem.column) == (3, 14)
    assert str(problem).startswith(
        "explainers/toy/model.py:3:14 explainer/impure math.exp: its last digit may depend"
    )


def test_code_that_is_no_python_is_left_to_those_who_run_it() -> None:
    assert found("def (:\n") == []
    assert found("x = 1\0") == []


def test_the_explainers_of_this_repository_are_pure(repository: Project) -> None:
    assert check_purity(repository) == []


def test_every_module_of_every_explainer_is_looked_at(
    make_project: Callable[..., Project],
) -> None:
    project = make_project(
        {
            "explainers/toy/__init__.py": "import js\n",
            "explainers/toy/deep/words.py": "import time\n",
            "explainers/rat_park/view.py": "import random; random.random()\n",
            "explainers/explainer_kit/bridge.py": "import importlib, os\n",
            "explainers/explainer_kit/golden.py": "import sys\n",
        }
    )
    assert [problem.path for problem in check_purity(project)] == [
        "explainers/explainer_kit/bridge.py",
        "explainers/rat_park/view.py",
        "explainers/toy/__init__.py",
        "explainers/toy/deep/words.py",
    ]


def test_what_is_allowed_is_there_in_the_browsers_library(repository: Project) -> None:
    """A module on the list that Pyodide lacks would fail only at a reader's."""
    modules, _ = ensure_packages(repository)
    library = modules / "pyodide/python_stdlib.zip"
    names = {
        Path(name).parts[0].removesuffix(".py") for name in zipfile.ZipFile(library).namelist()
    }
    compiled_in = {"array", "itertools", "math"}
    assert {name.partition(".")[0] for name in MODULES} - names == compiled_in
