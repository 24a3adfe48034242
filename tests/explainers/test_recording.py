"""Recordings: every scenario whole, small, always the same, and told when too large."""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kith.explainers import recording
from kith.explainers.elements import build_result
from kith.explainers.manifest import Manifest, read_manifests
from kith.explainers.recording import publish_recordings, record
from kith.explainers.snapshot import take_snapshot
from kith.project import Project
from scenes import add_meeting, snapshot_of


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    return make_project()


def test_every_scenario_is_recorded_whole(project: Project) -> None:
    manifest = add_meeting(project)
    made, problems = record(project, manifest)
    assert problems == []
    assert made
    names = {path.name for path in made.folder.iterdir()}
    expected = {f"{name}.json" for name in manifest.scenarios}
    assert names == expected | {"few.bin", "many.bin", "index.json"}
    few = json.loads((made.folder / "few.json").read_text("utf-8"))
    assert few["params"] == {"walkers": 4}
    snapshot = snapshot_of(project, manifest, "few")
    result = build_result(manifest, manifest.scenarios["few"], snapshot, "{id}")
    parts = [node.get("data-part") for node in result.iter() if node.get("data-part")]
    assert re.findall(r'data-part="([^"]+)"', few["html"]) == parts[1:]
    assert (made.folder / "few.bin").read_bytes() == snapshot.frames
    assert len(snapshot.frames) == 70 * 13


def test_the_index_lists_the_scenarios_in_order(project: Project) -> None:
    made, _ = record(project, add_meeting(project))
    assert made
    index = json.loads((made.folder / "index.json").read_text("utf-8"))
    told = [(one["name"], one["status"], one["frames_bytes"]) for one in index["scenarios"]]
    assert told == [
        ("few", "published", 910),
        ("many", "prediction", 2590),
        ("none", "never-measured", 0),
    ]


def test_ids_in_a_recording_wait_for_those_of_their_page(project: Project) -> None:
    made, _ = record(project, add_meeting(project))
    assert made
    for name in ("few", "many", "none"):
        html = json.loads((made.folder / f"{name}.json").read_text("utf-8"))["html"]
        ids = re.findall(r' (?:id|href)="#?([^"]+)"', html)
        assert all(found.startswith("{id}-") for found in ids)


def test_a_recording_is_found_by_its_content(project: Project, tmp_path: Path) -> None:
    made, _ = record(project, add_meeting(project))
    assert made
    before = {path.name: path.read_bytes() for path in made.folder.iterdir()}
    for path in made.folder.iterdir():
        path.unlink()
    made.folder.rmdir()
    recording._record.cache_clear()
    again, _ = record(project, add_meeting(project))
    assert again
    assert again.name == made.name
    assert {path.name: path.read_bytes() for path in again.folder.iterdir()} == before
    view = project.explainers / "meeting" / "view.py"
    view.write_text(view.read_text("utf-8").replace("The yard", "The green"), "utf-8")
    changed, _ = record(project, add_manifest(project))
    assert changed
    assert changed.name != made.name
    publish_recordings([changed], tmp_path)
    assert (tmp_path / "assets" / "recordings" / changed.name / "few.bin").is_file()


def add_manifest(project: Project) -> Manifest:
    return read_manifests(project)[0]["meeting"]


def test_a_recording_that_is_too_large_is_a_problem_at_its_scenario(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "LIMIT_BYTES", 4000)
    recording._record.cache_clear()
    _, problems = record(project, add_meeting(project))
    recording._record.cache_clear()
    (problem,) = problems
    lines = (project.explainers / "meeting" / "explainer.toml").read_text("utf-8").splitlines()
    assert lines[problem.line - 1] == "[scenarios.many]"
    assert problem.rule == "explainer/recording"
    assert "4,000 are allowed" in problem.message


def test_a_scene_that_does_not_fit_is_told_with_its_place(project: Project) -> None:
    add_meeting(project)
    view = project.explainers / "meeting" / "view.py"
    text = view.read_text("utf-8").replace('"class": "fill-sunken"', '"style": "fill:red"')
    view.write_text(text, "utf-8")
    manifest = add_manifest(project)
    snapshot, problems = take_snapshot(project, manifest, manifest.scenarios["few"])
    assert snapshot is None
    (problem,) = problems
    assert (problem.rule, problem.path) == ("explainer/model", "explainers/meeting/view.py")
    wrong = next(n for n, line in enumerate(text.splitlines(), 1) if "fill:red" in line)
    assert problem.line == wrong
    assert "a rect has no attribute 'style'" in problem.message
    assert record(project, manifest) == (None, [])


def test_the_recordings_of_this_repository_are_small(repository: Project) -> None:
    for manifest in read_manifests(repository)[0].values():
        made, problems = record(repository, manifest)
        assert problems == []
        assert made
        for name, size in made.sizes.items():
            files = [made.folder / f"{name}.json", made.folder / f"{name}.bin"]
            packed = [len(gzip.compress(file.read_bytes(), 6)) for file in files if file.exists()]
            assert sum(packed) == size < 60_000
