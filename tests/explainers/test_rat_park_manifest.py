"""What the mini Rat Park must say beside every result."""

import tomllib
from pathlib import Path

import rat_park


def test_it_says_that_it_is_a_toy() -> None:
    text = (Path(rat_park.__file__).parent / "explainer.toml").read_text("utf-8")
    assert "A teaching toy. Not data. Rats are not people." in tomllib.loads(text)["limits"]
