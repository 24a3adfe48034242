from collections.abc import Callable

import pytest

from kith.content.pages import read_pages
from kith.explainers.check import check_explainers
from kith.explainers.manifest import read_manifests
from kith.explainers.scenario import Guess
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
        ("seed = 1", 'seed = "1"', ":12:1 explainer/manifest scenario 'one' has no good seed"),
        ("seed = 1", "seed = true", ":12:1 explainer/manifest scenario 'one' has no good seed"),
        ("seed = 1", "seed = 1000000", ":12:1 explainer/manifest scenario 'one' has no good seed"),
        ("seed = 1", "", ":9:1 explainer/manifest scenario 'one' has no good seed"),
        ("seed = 1", "seed = 1\nsped = 2", "has no use for 'sped' - did you mean seed?"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    make_project: Callable[..., Project], old: str, new: str, expected: str
) -> None:
    found = problems(make_project, GOOD.replace(old, new))
    assert any(expected in problem for problem in found), found


TAUGHT = GOOD.replace(
    "seed = 1\n",
    """\
seed = 1
idea = "Where you live matters."
status = "never-measured"
[scenarios.one.guess]
question = "Who drinks more?"
options = ["The caged", "The park", "Both the same"]
answer = 0
why = "That is what was measured."
""",
)


def test_what_a_scenario_teaches(make_project: Callable[..., Project]) -> None:
    manifests, found = read_manifests(make_project({"explainers/toy/explainer.toml": TAUGHT}))
    assert found == []
    scenario = manifests["toy"].scenarios["one"]
    assert (scenario.idea, scenario.status) == ("Where you live matters.", "never-measured")
    options = ("The caged", "The park", "Both the same")
    assert scenario.guess == Guess("Who drinks more?", options, 0, "That is what was measured.")


def test_a_scenario_that_says_no_more_is_published_and_asks_nothing(
    make_project: Callable[..., Project],
) -> None:
    manifests, _ = read_manifests(make_project({"explainers/toy/explainer.toml": GOOD}))
    scenario = manifests["toy"].scenarios["one"]
    assert (scenario.idea, scenario.status, scenario.guess) == ("", "published", None)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('status = "n', 'status = "N', ":14:1 explainer/manifest there is no status 'Never-m"),
        ('status = "never-measured"', "status = 3", ":14:1 explainer/manifest there is no status"),
        ('status = "never-', 'status = "never ', "did you mean never-measured?"),
        ('idea = "Where you live matters."', 'idea = " "', ":13:1 explainer/manifest scenario"),
        ("answer = 0", "answer = 3", ":18:1 explainer/manifest the guess of scenario 'one' has no"),
        ("answer = 0", "answer = -1", "from 0 to 2"),
        ("answer = 0", "  answer = true", ":18:3 explainer/manifest"),
        ("answer = 0", "", ":15:1 explainer/manifest the guess of scenario 'one' has no good ans"),
        ('"The park", "Both the same"', "", ":17:1 explainer/manifest the guess of scenario 'one'"),
        ('"Both the same"', '"The park"', "3 options, 2 of them different"),
        ('"Both the same"', '"a", "b", "c", "d"', "offer 2 to 5 different answers"),
        ('"Both the same"', "3", "options of the guess of scenario 'one' are not a list of texts"),
        (
            'why = "That is',
            'whi = "That is',
            ":19:1 explainer/manifest the guess of scenario 'one'",
        ),
        ('question = "Who drinks more?"', 'question = ""', ":16:1 explainer/manifest"),
        ("[scenarios.one.guess]", "guess = 3\n[scenarios.one.params.x]", ":15:1 explainer/manif"),
    ],
)
def test_a_mistake_in_what_a_scenario_teaches(
    make_project: Callable[..., Project], old: str, new: str, expected: str
) -> None:
    assert old in TAUGHT
    found = problems(make_project, TAUGHT.replace(old, new))
    assert any(expected in problem for problem in found), found


def test_a_guess_written_inside_its_scenario(make_project: Callable[..., Project]) -> None:
    inline = 'seed = 1\nguess = {question = "Who?", options = ["A"], answer = 0, why = "So."}'
    (found,) = problems(make_project, GOOD.replace("seed = 1", inline))
    assert found.startswith("explainers/toy/explainer.toml:13:1 explainer/manifest the guess")


@pytest.mark.parametrize("text", ["", "scenarios = 3", "[scenarios]\none = 1", "\x00"])
def test_nonsense_is_a_problem_and_no_exception(
    make_project: Callable[..., Project], text: str
) -> None:
    assert problems(make_project, text)


def test_a_manifest_with_a_mistake_is_told_once_and_not_at_each_of_its_blocks(
    make_small_project: Callable[..., Project],
) -> None:
    page = "---\ntitle: T\ndescription: D.\n---\n/// explainer | toy\n///\n"
    files = {"explainers/toy/explainer.toml": "title = “A”\n", "content/learn/company.md": page}
    project = make_small_project(files)
    manifests, (problem,) = read_manifests(project)
    assert problem.path == "explainers/toy/explainer.toml"
    pages = [one for one in read_pages(project)[0] if one.name == "learn/company.md"]
    assert check_explainers(project, {}, pages, []) == []
    assert "toy" not in manifests
