"""Run codes: the script's, under Node, against the same sum in Python."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.npm import run_node

ROOT = Path(__file__).parent.parent.parent
MODULE = ROOT / "theme/assets/js/seed-code.mjs"
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LARGEST = 999_999


def node(expression: str, value: object) -> Any:
    """What an expression of `seedCode`, `readSeedCode` and `value` gives in JavaScript."""
    script = f"""
        import {{ seedCode, readSeedCode }} from {json.dumps(MODULE.as_uri())};
        const value = {json.dumps(value)};
        console.log(JSON.stringify({expression}));
    """
    done = run_node("--input-type=module", "--eval", script, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def code_of(seed: int) -> str:
    return "".join(DIGITS[seed // 32**place % 32] for place in (3, 2, 1, 0))


def test_every_seed_has_a_code_of_its_own_and_comes_back() -> None:
    loop = """(() => {
      const codes = new Set();
      for (let seed = 0; seed <= value; seed += 1) {
        const code = seedCode(seed);
        if (readSeedCode(code) !== seed) { return [seed, code]; }
        codes.add(code);
      }
      return [codes.size, [...codes].every((code) => /^[0-9A-HJKMNP-TV-Z]{4}$/.test(code))];
    })()"""
    assert node(loop, LARGEST) == [LARGEST + 1, True]


EDGES = [0, 1, 31, 32, 33, 1023, 1024, 1978, 32767, 32768, 32**3 * 30, 999_998, LARGEST]


def test_the_edges_have_the_codes_that_python_gives() -> None:
    assert node("value.map(seedCode)", EDGES) == [code_of(seed) for seed in EDGES]
    assert code_of(0) == "0000"
    assert code_of(LARGEST) == "YGHZ"


UNTIDY = st.tuples(st.integers(0, LARGEST), st.randoms(use_true_random=False))


def untidy(seed: int, random: Any) -> str:
    """A code as people write it."""
    written = ""
    for sign in code_of(seed):
        like = {"0": "0Oo", "1": "1IiLl"}.get(sign, sign + sign.lower())
        written += random.choice(["", "", " ", "-", "\u2013", "\u00a0"]) + random.choice(like)
    return f" {written} "


@settings(max_examples=5)
@given(st.lists(UNTIDY, min_size=50, max_size=50))
def test_what_people_write_is_understood(drawn: list[tuple[int, Any]]) -> None:
    written = [untidy(seed, random) for seed, random in drawn]
    assert node("value.map(readSeedCode)", written) == [seed for seed, _ in drawn]


@pytest.mark.parametrize(
    "text", ["", "   ", "123", "12345", "ZZZZ", "YGJ0", "U000", "12é4", "١٢٣٤", "12.4", "7K2M 7K2M"]
)
def test_what_is_no_code_gives_no_seed(text: str) -> None:
    assert node("readSeedCode(value)", text) is None


@settings(max_examples=5)
@given(st.lists(st.text(max_size=8), min_size=100, max_size=100))
def test_any_text_gives_a_seed_or_none(texts: list[str]) -> None:
    for seed in node("value.map(readSeedCode)", texts):
        assert seed is None or 0 <= seed <= LARGEST
