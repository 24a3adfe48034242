"""The whole site from the repository: complete, in order, and the same bytes every time."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kith.mkdocs_plugin import render
from kith.pipeline import build as build_in_process
from kith.problems import has_errors
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
    """With its address, so that feed, list of pages and pictures are among what is compared."""
    first = make_project()
    url = {"KITH_SITE_URL": "https://kith.example/"}
    done = build(first, "kith", "build", TZ="UTC", PYTHONHASHSEED="1", LC_ALL="C.UTF-8", **url)
    assert done.returncode == 0, done.stdout + done.stderr
    second = Project(tmp_path / "another place")
    first.root.rename(second.root)
    one = digests(second.root / "site")
    assert {"_headers", "feed.xml", "sitemap.xml", "robots.txt"} <= {*one}
    assert sum(name.startswith("assets/cards/") for name in one) > 5
    (second.root / "site").rename(tmp_path / "kept")
    elsewhere = {"TZ": "Pacific/Auckland", "LC_ALL": "POSIX", "PYTHONUTF8": "0", **url}
    done = build(second, "mkdocs", "build", PYTHONHASHSEED="2", **elsewhere)
    assert done.returncode == 0, done.stdout + done.stderr
    assert digests(second.root / "site") == one


def test_a_site_that_knows_its_address_says_it_in_full(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KITH_SITE_URL", "https://kith.example/")
    project = make_project()
    assert not has_errors(build_in_process(project, render))
    article = (project.root / "site/learn/rat-park/index.html").read_text("utf-8")
    for address in ("learn/rat-park/", "learn/rat-park/#claim-overdose"):
        assert f'"url": "https://kith.example/{address}"' in article
    claims = (project.root / "site/claims/index.html").read_text("utf-8")
    assert "ClaimReview" not in claims


def test_the_order_of_entries_and_files_changes_nothing(
    make_project: MakeProject, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    project = make_project()
    entries: list[str] = []
    for path in project.bibliography.glob("*.bib"):
        entries += re.split(r"\n(?=@)", path.read_text("utf-8"))
        path.unlink()
    (project.bibliography / "all.bib").write_text("\n\n".join(reversed(entries)), "utf-8")
    assert not has_errors(build_in_process(project, render))
    ours, other = html_digests(site), html_digests(project.root / "site")
    assert [name for name in ours if ours[name] != other.get(name)] == []


def html_digests(folder: Path) -> dict[str, str]:
    return {name: value for name, value in digests(folder).items() if name.endswith(".html")}
