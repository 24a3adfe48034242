"""TOML as people write it, and the line that each gets as its mend.

toml_cases.yml holds texts with all that is said of them. `pytest --update-golden` writes what comes
out now; read the difference before you keep it.
"""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kith.problems import Problem
from kith.toml_texts import parse_toml

FILE = Path(__file__).parent / "toml_cases.yml"
WRITTEN = re.compile(r"^write `([^`]+)`(?:$|, )")
CASES: list[dict[str, str]] = yaml.safe_load(FILE.read_text("utf-8"))


def found(text: str) -> tuple[Problem, ...]:
    return parse_toml(text, "a.toml", "glossary/term").problems


def test_cases(update_golden: bool) -> None:
    said = [
        {"text": case["text"], "said": "\n".join(map(str, found(case["text"])))} for case in CASES
    ]
    if update_golden:
        written = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=1000)
        FILE.write_text(written, "utf-8")
        return
    assert said == CASES


def test_there_are_cases() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("text", [case["text"] for case in CASES if case["text"].count("\n") <= 2])
def test_the_line_that_is_told_is_in_order(text: str) -> None:
    for problem in found(text):
        line = WRITTEN.match(problem.fix)
        if line:
            tomllib.loads(line[1])


@given(st.text(max_size=80))
def test_any_text_gives_values_or_one_problem_in_the_text(text: str) -> None:
    read = parse_toml(text, "a.toml", "glossary/term")
    assert len(read.problems) <= 1
    for problem in read.problems:
        assert 1 <= problem.line <= text.count("\n") + 1
        assert problem.fix


@given(st.text("abc \"'\\\n=[]#,“”", max_size=40))
def test_any_value_gets_a_mend_that_can_be_read(value: str) -> None:
    for problem in found(f"plain = {value}"):
        line = WRITTEN.match(problem.fix)
        if line:
            tomllib.loads(line[1])


@pytest.mark.parametrize("value", ["[" * 5000, "9" * 5000])
def test_what_python_cannot_hold_is_told(value: str) -> None:
    (problem,) = found(f"a = 1\nb = {value}")
    assert len(str(problem)) < 400
