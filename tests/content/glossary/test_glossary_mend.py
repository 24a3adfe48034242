"""Sorting the glossary: each term with its comments, all else as it was."""

import re
import tomllib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.cli import main
from kith.content.glossary.check import check_glossary
from kith.content.glossary.mend import sort_terms
from kith.project import Project

HEAD = "# The glossary\n#\n# sorted\n\n"
B = '# of b\n[[terms]]\nterm = "b"\nplain = "B."\n'
A = '[[terms]]\nterm = "A"\nalso = [\n  "as",\n]\nplain = "A, [[terms]] too."\n'
C = '[[terms]] # c\nterm = "c"\nplain = "C."\n# below c\n'


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_terms_are_sorted_with_their_comments(end: str) -> None:
    before = f"{HEAD}{C}\n\n{B}\n{A}".replace("\n", end)
    after, moved = sort_terms(before)
    assert after == f"{HEAD}{A}\n\n{B}\n{C}".replace("\n", end)
    assert sort_terms(after) == (after, [])
    assert [term for _, term in moved] in (["A", "c"], ["A", "b"], ["b", "c"])


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}{A}\n{B}\n{C}",
        f"{HEAD}{C}\n{A}[[terms\n",
        f"{HEAD}{C}\n{A}\n[other]\na = 1\n",
        "",
        "terms = []\n",
        'terms = [{term = "b"}, {term = "a"}]\n',
    ],
)
def test_what_is_in_order_or_not_understood_is_left_alone(text: str) -> None:
    assert sort_terms(text) == (text, [])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "B", "b", "Ä", "c d", "e", ""]),
            st.sampled_from(["", "# one\n", "# one\n# two\n", "# [[terms]]\n"]),
            st.sampled_from(["", "\n", "\n\n", "# below\n\n"]),
        ),
        max_size=8,
    ),
    st.sampled_from(["", HEAD, "\ufeff", "# head right above\n"]),
)
def test_once_is_enough_and_nothing_is_lost(terms: list[tuple[str, str, str]], head: str) -> None:
    pieces = (
        f'{above}[[terms]]\nterm = "{term}"\nplain = "P{at}"\n{below}'
        for at, (term, above, below) in enumerate(terms)
    )
    before = head + "".join(pieces)
    after, _ = sort_terms(before)
    assert sort_terms(after)[0] == after
    bare = after.lstrip("\ufeff")
    assert sorted(bare.split("\n")) == sorted(before.lstrip("\ufeff").split("\n"))
    names = [term["term"] for term in tomllib.loads(bare).get("terms", [])]
    assert names == sorted(names, key=str.casefold)
    for above in re.findall(r"# one\n", before):
        assert above in after


def test_what_fix_does_check_says_and_then_nothing_is_left(
    make_small_project: Callable[..., Project], capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_small_project({"content/glossary.toml": f"{HEAD}{B}\n{A}"})
    told = [problem.rule for problem in check_glossary(project, [], [])]
    assert told == ["glossary/order"]
    assert main(["--root", str(project.root), "check", "--fix"]) == 0
    assert "content/glossary.toml:13: the term 'b' stands in its order" in capsys.readouterr().out
    assert check_glossary(project, [], []) == []
