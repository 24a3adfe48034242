"""The menu in mkdocs.yml as editors get it wrong: told at its line, with the right one."""

from pathlib import Path

import pytest

from kith.project import Project
from kith.settings import check_settings

GOOD = "site_name: T\nnav:\n  - Learn:\n      - One: learn/one.md\n"


@pytest.mark.parametrize(
    ("added", "place", "said"),
    [
        (
            "      - Rat Park: what it was: learn/two.md\n",
            "mkdocs.yml:5:9",
            'write `- "Rat Park: what it was": learn/two.md`',
        ),
        ("      - @home: learn/two.md\n", "mkdocs.yml:5:9", 'write `- "@home": learn/two.md`'),
        ("\t- Two: learn/two.md\n", "mkdocs.yml:5:1", "a tab stands before this"),
        ("     - Two: learn/two.md\n", "mkdocs.yml:5:", "compare this line"),
    ],
)
def test_a_menu_that_cannot_be_read(tmp_path: Path, added: str, place: str, said: str) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(GOOD, "utf-8")
    assert check_settings(Project(tmp_path)) == []
    file.write_text(GOOD + added, "utf-8")
    (problem,) = map(str, check_settings(Project(tmp_path)))
    assert problem.startswith(place)
    assert said in problem
