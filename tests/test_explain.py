"""`kith check --explain RULE`: each rule is told in words, and a wrong name helps on."""

import pytest

from kith.cli import main
from kith.explain import explain, explanations, unknown
from kith.problems import RULES


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_told(rule: str) -> None:
    said = explain(rule)
    assert said
    assert said.startswith(f"{rule} (")
    assert RULES[rule][1].split()[0] in said
    assert all(len(line) <= 88 or line.startswith("    ") for line in said.splitlines())


def test_only_rules_have_explanations() -> None:
    assert explanations().keys() <= RULES.keys()
    for words in explanations().values():
        assert words.keys() <= {"why", "wrong", "right"}
        assert words["why"].endswith((".", "address."))


def test_an_example_stands_below_its_heading(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "bib/doi-form"]) == 0
    said = capsys.readouterr().out
    assert "Wrong:\n\n    doi = {https://doi.org/10.1007/BF00426903},\n" in said
    assert "Right:\n\n    doi = {10.1007/BF00426903},\n" in said


def test_a_name_that_is_no_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "bib/doi-forms"]) == 1
    assert "did you mean bib/doi-form?" in capsys.readouterr().out
    assert "claim/verdict" in unknown("claim")
    assert "bib/doi" not in unknown("claim")
