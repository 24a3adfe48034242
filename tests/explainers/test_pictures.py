"""What a page draws of each explainer's default scenario is what was drawn when someone looked.

After a change that is meant to be seen: `pytest --update-golden tests/explainers/test_pictures.py`,
then look at the files golden/*.svg in a browser.
"""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from kith.explainers.pictures import as_text, difference, draw_pictures
from kith.project import Project
from portability.bundle import TESTS

EXPLAINERS = TESTS.parent / "explainers"
NAMES = sorted(path.parent.name for path in EXPLAINERS.glob("*/explainer.toml"))
UPDATE = "if this is meant: pytest --update-golden tests/explainers/test_pictures.py"


def picture(path: str) -> str:
    return as_text(ElementTree.fromstring(f'<svg viewBox="0 0 480 320">{path}</svg>'))


@pytest.mark.parametrize("name", NAMES)
def test_the_pictures_are_as_they_were(repository: Project, update_golden: bool, name: str) -> None:
    folder = repository.explainers / name / "golden"
    now = draw_pictures(repository, name)
    if update_golden:
        for stale in folder.glob("*.svg"):
            stale.unlink()
        for file, text in now.items():
            (folder / file).write_text(text, encoding="utf-8", newline="\n")
    kept = {file.name: file.read_text("utf-8") for file in folder.glob("*.svg")}
    assert kept.keys() == now.keys(), UPDATE
    for file, text in now.items():
        found = difference(kept[file], text)
        assert not found, f"{name}/golden/{file} is drawn otherwise; {UPDATE}\n{found}"


def test_all_that_is_drawn_is_taken(repository: Project) -> None:
    now = draw_pictures(repository, "rat_park")
    assert len(now) >= 2
    for text in now.values():
        assert ElementTree.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
        assert text.count("\n") > 20


def test_a_change_in_the_view_is_seen_and_named(make_project: Callable[..., Project]) -> None:
    project = make_project()
    kept = draw_pictures(project, "rat_park")
    file = project.explainers / "rat_park/groups.py"
    text = file.read_text("utf-8")
    assert '("Alone", 0,' in text
    file.write_text(text.replace('("Alone", 0,', '("Lonely", 0,'), "utf-8")
    now = draw_pictures(project, "rat_park")
    found = "".join(difference(kept[name], now[name]) for name in kept)
    assert found.startswith("words gone: Alone")
    assert "words new: Lonely" in found


def test_what_no_eye_could_see_is_no_difference() -> None:
    first = picture('<path d="M1.0000001,2L3.14159,-0.001" class="a"/>')
    second = picture('<path class="a" d="M1,2L3.1416,0"/>')
    assert difference(first, second) == ""


def test_what_is_seen_is_a_difference_told_in_few_lines() -> None:
    first = picture("".join(f'<path d="M{n},2"/>' for n in range(99)))
    second = picture("".join(f'<path d="M{n},3"/>' for n in range(99)))
    lines = difference(first, second).splitlines()
    assert lines[:2] == ["--- kept", "+++ now"]
    assert lines[-1].startswith("… and ")
    assert len(lines) == 31
