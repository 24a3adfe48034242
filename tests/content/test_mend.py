"""What `kith check --fix` mends in pages, and what it leaves alone."""

from collections.abc import Callable

import pytest

from kith.cli import main
from kith.content.mend import mend_options
from kith.project import Project

MakeProject = Callable[..., Project]


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (
            "/// claim | W\n  verdict: wrong\n id: a\nBody.\n///\n",
            "/// claim | W\n    verdict: wrong\n    id: a\nBody.\n///\n",
            [2, 3],
        ),
        (
            "/// claim | W\r\n   verdict: wrong\r\n    id: a\r\n\r\n  note: b\r\n///\r\n",
            "/// claim | W\r\n    verdict: wrong\r\n    id: a\r\n\r\n  note: b\r\n///\r\n",
            [2],
        ),
        ("/// claim | W\n  The words.\n///\n", None, []),
        ("```\n/// claim | W\n  verdict: wrong\n```\n", None, []),
        ("  verdict: wrong\n", None, []),
    ],
)
def test_options_of_blocks_are_indented(before: str, after: str | None, lines: list[int]) -> None:
    assert mend_options(before, "a.md") == (before if after is None else after, lines)


def test_the_command_says_what_it_did(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "---\ntitle: T\ndescription: D.\n---\n"
    page = f"{head}/// explainer | rat_park\n  scenario: petrie\n///\n"
    project = make_project({"content/learn.md": page})
    menu = project.root / "mkdocs.yml"
    menu.write_text(menu.read_text("utf-8").replace("nav:\n", "nav:\n  - L: learn.md\n"), "utf-8")
    assert main(["--root", str(project.root), "check", "--fix"]) == 0
    said = capsys.readouterr().out
    assert "content/learn.md:6: the option is indented by four spaces\n" in said
    assert "page/block" not in said
