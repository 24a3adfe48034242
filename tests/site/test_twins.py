"""Compressed twins: the same bytes, beside the files that gain by them, and never of yesterday."""

import gzip
import random
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from kith.site.twins import twin_of, write_twins

TEXT = b"one two three four five " * 200
DECODE: dict[str, Callable[[bytes], bytes]] = {".br": brotli.decompress, ".gz": gzip.decompress}


def twins(path: Path) -> dict[str, bytes]:
    """What stands in the twins of a file, decoded, by ending."""
    files = {ending: Path(f"{path}{ending}") for ending in DECODE}
    return {
        ending: DECODE[ending](file.read_bytes()) for ending, file in files.items() if file.exists()
    }


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    folder = tmp_path / "assets"
    (folder / "deep").mkdir(parents=True)
    return folder


def test_a_twin_decodes_to_the_file_and_is_smaller(assets: Path, tmp_path: Path) -> None:
    path = assets / "deep" / "some.mjs"
    path.write_bytes(TEXT)
    write_twins(assets, tmp_path / "cache")
    assert twins(path) == {".br": TEXT, ".gz": TEXT}
    assert all(Path(f"{path}{ending}").stat().st_size < len(TEXT) for ending in DECODE)


def test_twins_follow_their_file(assets: Path, tmp_path: Path) -> None:
    path = assets / "some.css"
    path.write_bytes(TEXT)
    write_twins(assets, tmp_path / "cache")
    path.write_bytes(TEXT.upper())
    write_twins(assets, tmp_path / "cache")
    assert twins(path) == {".br": TEXT.upper(), ".gz": TEXT.upper()}
    path.write_bytes(random.Random(1).randbytes(5_000))  # nothing to gain here
    write_twins(assets, tmp_path / "cache")
    assert twins(path) == {}
    path.write_bytes(TEXT)
    write_twins(assets, tmp_path / "cache")
    path.write_bytes(b"tiny")
    write_twins(assets, tmp_path / "cache")
    assert twins(path) == {}


def test_a_twin_that_is_right_is_not_written_again(assets: Path, tmp_path: Path) -> None:
    (assets / "some.css").write_bytes(TEXT)
    dates = set()
    for _ in range(2):
        write_twins(assets, tmp_path / "cache")
        dates.add((assets / "some.css.br").stat().st_mtime_ns)
    assert len(dates) == 1


@pytest.mark.parametrize(
    ("place", "owner"),
    [("a/b.css.br", "a/b.css"), ("a/b.css", ""), ("a/b.png.gz", ""), ("br", ""), ("a.br", "")],
)
def test_a_twin_is_told_by_its_name(place: str, owner: str) -> None:
    assert twin_of(place) == owner


@pytest.mark.parametrize(
    ("name", "data"),
    [("tiny.js", TEXT[:1_000]), ("picture.png", TEXT), ("page.html", TEXT), ("old.js.gz", TEXT)],
)
def test_what_would_not_gain_has_no_twin(
    assets: Path, tmp_path: Path, name: str, data: bytes
) -> None:
    (assets / name).write_bytes(data)
    write_twins(assets, tmp_path / "cache")
    assert [path.name for path in assets.rglob("*.*")] == [name]


def test_the_same_file_gives_the_same_bytes_with_and_without_the_cache(
    assets: Path, tmp_path: Path
) -> None:
    path = assets / "some.json"
    path.write_bytes(TEXT)
    found = []
    for cache in ("one", "one", "two"):
        write_twins(assets, tmp_path / cache)
        found.append([Path(f"{path}{ending}").read_bytes() for ending in DECODE])
    assert found[0] == found[1] == found[2]


def test_a_cache_cut_short_is_made_whole(assets: Path, tmp_path: Path) -> None:
    path = assets / "some.json"
    path.write_bytes(TEXT)
    write_twins(assets, tmp_path / "cache")
    next((tmp_path / "cache").glob("*.br")).unlink()
    write_twins(assets, tmp_path / "cache")
    assert twins(path) == {".br": TEXT, ".gz": TEXT}


def test_the_site_has_twins_of_what_a_start_fetches(site: Path) -> None:
    (python,) = (site / "assets" / "runtime").glob("py-*")
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"):
        data = (python / name).read_bytes()
        assert twins(python / name) == {".br": data, ".gz": data}
    assert not list(site.glob("**/*.html.br"))
