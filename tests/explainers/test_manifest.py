from collections.abc import Callable

import pytest

from kith.explainers.manifest import read_manifests
from kith.project import Project

GOOD = """\
title = "A"
question = "Why?"
summary = "Because."
version = "1.0"
sources = ["alexander1978"]
limits = ["A toy."]
default = "one"

[scenarios.one]
label = "One"
sentence = "The first."
seed = 1
[scenarios.one.params]
days = 3
"""


def problems(make_project: Callable[..., Project], text: str) -> list[str]:
    project = make_project({"explainers/toy/explainer.toml": text})
    return [str(problem) for problem in read_manifests(project)[1]]


def test_a_good_manifest(make_project: Callable[..., Project]) -> None:
    project = make_project({"explainers/toy/explainer.toml": GOOD})
    manifests, found = read_manifests(project)
    assert found == []
    assert manifests["toy"].scenarios["one"].params == {"days": 3}
    assert manifests["toy"].path == "explainers/toy/explainer.toml"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'title = "A"',
            'titel = "A"',
            "toy/explainer.toml:1:1 explainer/manifest there is no field",
        ),
        ('title = "A"', "title = A", "toy/explainer.toml:1:9 explainer/manifest not valid TOML"),
        (
            'limits = ["A toy."]',
            'limits = "A toy."',
            ":6:1 explainer/manifest limits is not a list",
        ),
        ('default = "one"', 'default = "on"', ":7:1 explainer/manifest there is no scenario 'on'"),
        ("seed = 1", 'seed = "1"', ":9:1 explainer/manifest scenario 'one' has no good seed"),
        ("seed = 1", "seed = 1\nsped = 2", "has no use for 'sped' - did you mean seed?"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    make_project: Callable[..., Project], old: str, new: str, expected: str
) -> None:
    found = problems(make_project, GOOD.replace(old, new))
    assert any(expected in problem for problem in found), found


@pytest.mark.parametrize("text", ["", "scenarios = 3", "[scenarios]\none = 1", "\x00"])
def test_nonsense_is_a_problem_and_no_exception(
    make_project: Callable[..., Project], text: str
) -> None:
    assert problems(make_project, text)
