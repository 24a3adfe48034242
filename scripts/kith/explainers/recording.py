"""Every named scenario, recorded at build time, to be looked at and played without Python.

A recording is a folder named by its content, so that a host may let browsers keep it for ever:

    index.json       the scenarios in order: name, label, sentence, idea, status, seed, params,
                     frames_bytes
    <scenario>.json  the same of one scenario, and `html`: what stands inside data-part="result"
    <scenario>.bin   the frames of its scene, where it has one; explainer_kit.scene says how

In `html` ids begin with {id}, for which the script puts the id of the explainer on its page.
"""

import gzip
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from kith.cache import digest, digest_files, whole_folder
from kith.elements import to_html
from kith.explainers.elements import build_result
from kith.explainers.manifest import Manifest, Scenario
from kith.explainers.snapshot import take_snapshot
from kith.explainers.wheel import source_files
from kith.problems import Problem
from kith.project import Project
from kith.texts import read_text

LIMIT_BYTES: Final = 60_000  # compressed: what a reader on a slow line waits for
STAND_IN: Final = "{id}"
_FOLDER: Final = "assets/recordings"


@dataclass(frozen=True, slots=True)
class Recording:
    """A folder laid out as it is published; `sizes` are compressed bytes, by scenario."""

    folder: Path
    sizes: Mapping[str, int]

    @property
    def name(self) -> str:
        return self.folder.name


def record_all(
    project: Project, manifests: Mapping[str, Manifest]
) -> tuple[list[Recording], list[Problem]]:
    """The recordings of all explainers whose scenarios run."""
    found, problems = [], []
    for manifest in manifests.values():
        recording, wrong = record(project, manifest)
        found += [recording] if recording else []
        problems += wrong
    return found, problems


def record(project: Project, manifest: Manifest) -> tuple[Recording | None, list[Problem]]:
    """The recording of an explainer; None while one of its scenarios fails, which others tell."""
    sources = digest_files(source_files(project), project.root)
    return _record(project, _Declared(manifest, sources, manifest.name))


@dataclass(frozen=True, slots=True)
class _Declared:
    """A manifest that can be compared and hashed: by its name and all the explainers' sources."""

    manifest: Manifest = field(compare=False)
    sources: str
    name: str


@lru_cache(maxsize=16)
def _record(project: Project, declared: _Declared) -> tuple[Recording | None, list[Problem]]:
    manifest = declared.manifest
    files: dict[str, bytes] = {}
    index = []
    for scenario in manifest.scenarios.values():
        snapshot, _ = take_snapshot(project, manifest, scenario)
        if snapshot is None:
            return None, []
        result = build_result(manifest, scenario, snapshot, STAND_IN)
        described = _described(scenario)
        html = to_html(*result)
        files[f"{scenario.name}.json"] = _dump({**described, "html": html})
        if snapshot.frames:
            files[f"{scenario.name}.bin"] = snapshot.frames
        index.append({**described, "frames_bytes": len(snapshot.frames)})
    head = {"explainer": manifest.name, "version": manifest.version, "scenarios": index}
    files["index.json"] = _dump(head)
    recording = _keep(project, manifest.name, files)
    return recording, [
        _too_large(project, manifest, name, size)
        for name, size in recording.sizes.items()
        if size > LIMIT_BYTES
    ]


def publish_recordings(recordings: Iterable[Recording], site: Path) -> None:
    """Put recordings into the built site, where the page's scripts look for them."""
    for recording in recordings:
        shutil.copytree(recording.folder, site / _FOLDER / recording.name, dirs_exist_ok=True)


def _described(scenario: Scenario) -> dict[str, Any]:
    return {
        "name": scenario.name,
        "label": scenario.label,
        "sentence": scenario.sentence,
        "idea": scenario.idea,
        "status": scenario.status,
        "seed": scenario.seed,
        "params": dict(scenario.params),
    }


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _keep(project: Project, explainer: str, files: Mapping[str, bytes]) -> Recording:
    """The folder in the cache, written once for the same content."""
    parts: list[str | bytes] = []
    for file in sorted(files):
        parts += [file, files[file]]
    name = f"{explainer}-{digest(*parts)[:12]}"
    folder = project.cache / "recordings" / name
    if not folder.exists():
        with whole_folder(folder) as part:
            for file, body in files.items():
                (part / file).write_bytes(body)
    sizes: dict[str, int] = {}
    for file, body in files.items():
        scenario = Path(file).stem
        if file != "index.json":
            sizes[scenario] = sizes.get(scenario, 0) + len(gzip.compress(body, 6))
    return Recording(folder, sizes)


def _too_large(project: Project, manifest: Manifest, scenario: str, size: int) -> Problem:
    path = manifest.path
    lines = read_text(project.root / path, path, "explainer/manifest").text.splitlines()
    heading = f"[scenarios.{scenario}]"
    line = next((number for number, text in enumerate(lines, 1) if text.strip() == heading), 1)
    message = (
        f"the recording of scenario {scenario!r} has {size:,} bytes compressed; "
        f"{LIMIT_BYTES:,} are allowed"
    )
    fix = "let its scene have fewer actors or frames, or its figures fewer points"
    return Problem(manifest.path, line, 1, "explainer/recording", message, fix)
