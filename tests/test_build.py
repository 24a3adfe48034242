"""The whole site from the repository: complete, in order, and the same bytes every time."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from kith.project import Project

MakeProject = Callable[..., Project]


def build(project: Project, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project.root,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def digests(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_two_builds_are_the_same_bytes_wherever_and_whenever(
    make_project: MakeProject, tmp_path: Path
) -> None:
    first = make_project()
    done = build(first, "kith", "build", TZ="UTC", PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stdout + done.stderr
    second = Project(tmp_path / "another place")
    first.root.rename(second.root)
    one = digests(second.root / "site")
    (second.root / "site").rename(tmp_path / "kept")
    done = build(second, "mkdocs", "build", TZ="Pacific/Auckland", PYTHONHASHSEED="2")
    assert done.returncode == 0, done.stdout + done.stderr
    assert digests(second.root / "site") == one


def test_the_site_holds_what_readers_and_browsers_need(make_project: MakeProject) -> None:
    project = make_project()
    assert build(project, "kith", "build").returncode == 0
    site = project.root / "site"
    article = (site / "learn/rat-park/index.html").read_text("utf-8")
    for part in ('id="references"', "<kith-explainer", "<svg", 'data-part="table"', "<h1"):
        assert part in article
    for page in site.rglob("*.html"):
        assert "Content-Security-Policy" in page.read_text("utf-8")
    assert (site / "assets/runtime/runtime.json").exists()
    assert list((site / "assets/runtime").glob("py-*/kith_explainers-*.whl"))
