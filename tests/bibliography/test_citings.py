"""Which sentence of which page cites a work."""

from collections.abc import Callable

import pytest

from kith.bibliography.citing.citings import find_citings
from kith.project import Project

HEAD = "---\ntitle: T\ndescription: D.\n---\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "One. Two says so [@petrie1996]. Three.",
            "Two says so (Petrie, 1996).",
        ),
        ("It fell (by 5) as @petrie1996 found! So?", "It fell (by 5) as Petrie (1996) found!"),
        ("> He *said* “no” [@petrie1996].\n\nNext.", "He said “no” (Petrie, 1996)."),
        ("| a | b |\n| --- | --- |\n| x [@petrie1996] | y |\n", "x (Petrie, 1996)"),
        ("- First [@petrie1996]\n- Second\n", "First (Petrie, 1996)"),
    ],
)  # fmt: skip
def test_the_sentence_that_cites(
    make_project: Callable[..., Project], text: str, sentence: str
) -> None:
    project = make_project({"content/a.md": HEAD + text})
    (place,) = (p for p in find_citings(project).by_work["petrie1996"] if p.page == "a.md")
    assert (place.anchor, place.sentence) == ("cite-petrie1996-1", sentence)


def test_unknown_keys_are_counted_and_have_no_place(make_project: Callable[..., Project]) -> None:
    found = find_citings(make_project({"content/a.md": f"{HEAD}[@no1] `[@no1]` @no1"}))
    assert found.by_page["a.md"].keys == {"no1": 2}
    assert "no1" not in found.by_work
