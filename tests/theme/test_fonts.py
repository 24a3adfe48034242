"""The typefaces as they are published: small, whole, licensed, the same bytes each time."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from kith.project import Project
from kith.theme.fonts import FACES, Fonts, _cut, prepare_fonts


@pytest.fixture(scope="module")
def fonts(repository: Project) -> Fonts:
    found, problems = prepare_fonts(repository)
    assert problems == []
    assert found
    return found


def size_of(fonts: Fonts, path: str) -> int:
    return (fonts.folder / path.rpartition("/")[2]).stat().st_size


def test_what_pages_ask_for_is_small(fonts: Fonts) -> None:
    assert len(fonts.preload) == 2
    assert sum(size_of(fonts, path) for path in fonts.preload) < 55_000
    assert set(fonts.preload) < set(fonts.preload_all)
    assert sum(size_of(fonts, path) for path in fonts.preload_all) < 90_000


def test_every_face_has_its_letters_and_weights(fonts: Fonts) -> None:
    for face in FACES:
        font = TTFont(fonts.folder / face.file)
        (axis,) = font["fvar"].axes
        assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)
        wanted = "Aéñ“’–…€" if face.part == "latin" else "žőłĞ"
        assert set(map(ord, wanted)) <= font.getBestCmap().keys(), face.file


def test_the_sheet_names_files_that_are_there_and_moves_no_text(fonts: Fonts) -> None:
    css = (fonts.folder / "faces.css").read_text("utf-8")
    files = re.findall(r"url\(([^)]+)\)", css)
    assert sorted(files) == sorted(face.file for face in FACES)
    assert css.count("font-display:optional") == len(FACES)
    assert "size-adjust" in css
    assert not re.findall(r"https?:", css)


def test_the_licence_goes_with_the_faces(fonts: Fonts) -> None:
    for face in FACES:
        text = (fonts.folder / f"{face.package}-licence.txt").read_text("utf-8")
        assert "SIL Open Font License" in text
        assert "with Reserved Font Name" not in text  # a cut face may keep its name


def test_a_face_is_cut_to_the_same_bytes_again(
    fonts: Fonts, repository: Project, tmp_path: Path
) -> None:
    face = FACES[2]
    _cut(repository.cache / "npm/node_modules" / face.source, face, tmp_path / "again.woff2")
    assert (tmp_path / "again.woff2").read_bytes() == (fonts.folder / face.file).read_bytes()
