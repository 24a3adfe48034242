"""The same cases, the same numbers: CPython, Pyodide under Node, Pyodide in Chromium.

Every portable case is told by its own name (`pytest -v` shows each). Which files are portable, and
why, is said by `portability.bundle.is_portable`.
"""

from collections.abc import Callable

import pytest

from portability.environments import Report

Run = Callable[[str, str], Report]

IN_PYODIDE = ["node", pytest.param("chromium", marks=pytest.mark.browser)]
EVERYWHERE = ["cpython", *IN_PYODIDE]


def test_cpython_runs_the_cases_of_every_kind(report: Run) -> None:
    found = report("cases.py", "cpython")
    files = {name.partition("::")[0].removeprefix("tests/explainers/") for name in found.cases}
    assert {"test_kit_params.py", "test_kit_bridge.py", "test_every_explainer.py"} <= files
    assert len(found.cases) > 80, found.log


@pytest.mark.parametrize("place", EVERYWHERE)
def test_the_portable_cases_pass(report: Run, place: str, subtests: pytest.Subtests) -> None:
    found = report("cases.py", place)
    assert found.cases.keys() == report("cases.py", "cpython").cases.keys(), found.log
    assert (found.platform == "emscripten") == (place != "cpython")
    for name, outcome in found.cases.items():
        with subtests.test(f"{place}: {name}"):
            assert outcome.status == "passed", outcome.words


@pytest.mark.parametrize("place", EVERYWHERE)
def test_golden_runs_are_equal_to_the_last_digit_in_the_library_that_readers_get(
    report: Run, place: str, subtests: pytest.Subtests
) -> None:
    found = report("golden_runs.py", place)
    in_cases = [name for name in report("cases.py", "cpython").cases if "is_the_golden" in name]
    assert len(found.cases) == len(in_cases) > 0
    for name, outcome in found.cases.items():
        with subtests.test(f"{place}: {name}"):
            assert outcome.status == "passed", outcome.words
