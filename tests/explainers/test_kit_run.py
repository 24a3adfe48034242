"""Numbers that agree everywhere, and the rule that keeps models to them."""

import ast
import math
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import explainer_kit
from explainer_kit import complete, mean, squash

EXPLAINERS = Path(explainer_kit.__file__).parent.parent
MODELS = sorted(EXPLAINERS.glob("*/model.py"))
# See the docstring of explainer_kit.run for why.
ALLOWED_IMPORTS = {
    "collections.abc",
    "dataclasses",
    "explainer_kit.params",
    "explainer_kit.run",
    "itertools",
    "random",
    "typing",
}
UNSAFE_RANDOM = {
    *("gauss", "normalvariate", "lognormvariate", "expovariate", "betavariate", "gammavariate"),
    *("vonmisesvariate", "paretovariate", "weibullvariate", "binomialvariate", "SystemRandom"),
}


def test_complete_returns_what_the_generator_returns() -> None:
    def count() -> Generator[int, None, str]:
        yield from range(3)
        return "done"

    assert complete(count()) == "done"


@settings(deadline=None)
@given(st.floats(-1e100, 1e100), st.floats(-1e100, 1e100))
def test_squash_is_a_chance_that_rises_with_utility(low: float, high: float) -> None:
    low, high = sorted((low, high))
    assert 0.0 <= squash(low) <= squash(high) <= 1.0


def test_squash_is_half_at_nothing() -> None:
    assert squash(0.0) == 0.5


def test_mean_is_rounded_once() -> None:
    assert mean([0.1] * 10) == 0.1
    assert math.isclose(mean([1.0, 2.0]), 1.5)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.parent.name)
def test_a_model_uses_only_what_agrees_everywhere(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            pytest.fail(f"line {node.lineno}: import names from allowed modules only")
        if isinstance(node, ast.ImportFrom):
            assert node.module in ALLOWED_IMPORTS, f"line {node.lineno}"
        if isinstance(node, ast.Attribute):
            assert node.attr not in UNSAFE_RANDOM, f"line {node.lineno}"
        if isinstance(node, ast.BinOp):
            assert not isinstance(node.op, ast.Pow), f"line {node.lineno}: ** may differ"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"open", "eval", "exec", "__import__", "print", "id", "hash"}
