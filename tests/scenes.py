"""The explainer of the folder meeting/: a scene made for tests, put into a copy of the site."""

import json
import shutil
from pathlib import Path
from typing import Any

from explainer_kit import Scene
from kith.explainers.manifest import Manifest, read_manifests
from kith.explainers.snapshot import Snapshot, take_snapshot
from kith.project import Project

MEETING = Path(__file__).parent / "meeting"
PAGE = "learn/meeting/"


def add_meeting(project: Project) -> Manifest:
    """Copy the explainer into the project's folder."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(MEETING, project.explainers / "meeting", ignore=ignore, dirs_exist_ok=True)
    return read_manifests(project)[0]["meeting"]


def add_page(project: Project) -> None:
    """A page that holds the explainer twice."""
    article = (project.content / "learn" / "rat-park.md").read_text("utf-8")
    front = article[: article.index("\n---", 3)]
    text = f"{front}\n---\n\n/// explainer | meeting\n///\n\nAgain.\n\n/// explainer | meeting\n"
    (project.content / "learn" / "meeting.md").write_text(f"{text}    scenario: many\n///\n")
    configuration = project.root / "mkdocs.yml"
    listed = "\nnot_in_nav: |\n  learn/meeting.md\n"
    configuration.write_text(configuration.read_text("utf-8") + listed, "utf-8")


def snapshot_of(project: Project, manifest: Manifest, scenario: str) -> Snapshot:
    """A scenario's snapshot, which must have no problem."""
    snapshot, problems = take_snapshot(project, manifest, manifest.scenarios[scenario])
    assert snapshot, problems
    return snapshot


def as_json(scene: Scene) -> dict[str, Any]:
    """The scene as the build and the page read it."""
    read: dict[str, Any] = json.loads(json.dumps(scene.to_json()))
    return read
