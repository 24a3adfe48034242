"""The wheel a browser fetches: code and manifests only, and the same bytes each time."""

import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import explainer_kit

PROJECT = Path(explainer_kit.__file__).parent.parent


def build(folder: Path) -> Path:
    (wheel,) = WheelBuilder(str(PROJECT)).build(directory=str(folder), versions=["standard"])
    return Path(wheel)


def test_the_wheel_is_small_and_the_same_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first, second = build(tmp_path / "a"), build(tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" not in name]
    assert "rat_park/explainer.toml" in names
    assert "explainer_kit/bridge.py" in names
    assert {Path(name).suffix for name in names} == {".py", ".toml"}
