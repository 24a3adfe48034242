"""A build after a build gives what a first build would, byte for byte, whatever changed between."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

import pytest

from conftest import ROOT, with_files
from kith.cache import digest_files
from kith.explainers import runtime
from kith.mkdocs_plugin import render
from kith.pipeline import build
from kith.problems import has_errors
from kith.project import Project
from small_project import share_cache, write_small_project

MakeProject = Callable[..., Project]
Edit = Callable[[Project], None]
PAGE = """\
---
title: {}
description: D.
key_points: [One, Two, Three]
reviewed: 2026-11-21
next_review: 2027-11-21
reviewer: none yet
audience: [public]
---

It was so [@petrie1996; @alexander1978].
"""
OF_EACH_KIND = {
    "index.html",  # lists the articles and the newest claim
    "learn/company/index.html",
    "try/rat-park/index.html",  # has an explainer
    "claims/index.html",
    "glossary/index.html",
    "references/index.html",
    "references/petrie1996/index.html",
    "references/petrie1996/reference.bib",
    "references/petrie1996/reference.ris",
}
FIRST = {
    "content/learn/a.md": PAGE.format("A"),
    "content/learn/b.md": PAGE.format("B") + "\n[A](a.md)\n",
}
BIB, KINDS = "bibliography/rat-park.bib", "bibliography/evidence.toml"
OF_WORKS_AND_PAGES = ("kept", "claims")
OF_EXPLAINERS_AND_THEME = ("code", "purity", "styles")  # what is kept of them, beside the rest
FIRST_BUILDS: dict[str, dict[str, bytes]] = {}
"""What `built_at_first` has built, by the digest of the project."""


def change(path: str, old: str, new: str) -> Edit:
    def edit(project: Project) -> None:
        file = project.root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    return edit


def write(path: str, text: str) -> Edit:
    return lambda project: void((project.root / path).write_text(text, "utf-8"))


def remove(path: str) -> Edit:
    return lambda project: (project.root / path).unlink()


def void(_value: object) -> None:
    pass


def remove_site(project: Project) -> None:
    shutil.rmtree(project.root / "site")


def put_file_for_page(project: Project) -> None:
    (project.content / "learn/b.md").unlink()
    (project.content / "learn/b").write_text("B")


def damage_site(project: Project) -> None:
    site = project.root / "site"
    (site / "learn/a/index.html").write_text("damaged")
    (site / "references/petrie1996/reference.bib").unlink()
    (site / "left-over.html").write_text("<p>of another build</p>")
    shutil.rmtree(site / "references/alexander1978")


def damage_cache(project: Project) -> None:
    for path in (project.cache / "kept").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            path.write_bytes(data[: len(data) // 2] + b"x" + data[len(data) // 2 + 1 :])


def remove_cache(project: Project) -> None:
    shutil.rmtree(project.cache / "kept")


EDITS: dict[str, Edit] = {
    "nothing": void,
    "the words of a page": change("content/learn/a.md", "It was so", "It was not so"),
    "the title of a page": change("content/learn/a.md", "title: A", "title: Another"),
    "what a page cites": change("content/learn/a.md", "@petrie1996", "@hadaway1979"),
    "where a work stands": change(BIB, "@article", "\n\n@article"),
    "what a work found": change(BIB, "  plain        = {", "  plain        = {In short: "),
    "the words of a kind of study": change(KINDS, 'label = "', 'label = "A '),
    "a template": change("theme/partials/footer.html", "No cookies", "No biscuits"),
    "a setting": change("mkdocs.yml", "site_name: Kith", "site_name: Kin"),
    "a page less": remove("content/learn/b.md"),
    "a page more": write("content/learn/c.md", PAGE.format("C")),
    "a file where a folder was": put_file_for_page,
    "the site is gone": remove_site,
    "the site is damaged": damage_site,
    "the cache is damaged": damage_cache,
    "the cache is gone": remove_cache,
}  # fmt: skip


def set_up(project: Project) -> None:
    """Pages that are in no menu; a cache that knows nothing of works, pages and the site."""
    project.cache.unlink()
    project.cache.mkdir()
    settings = project.root / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("omitted_files: warn", "omitted_files: ignore")
    settings.write_text(text, "utf-8")
    for path in (ROOT / ".cache").iterdir():
        if path.name not in OF_WORKS_AND_PAGES:
            (project.cache / path.name).symlink_to(path)
    kept = project.cache / "kept"
    kept.mkdir()
    for name in OF_EXPLAINERS_AND_THEME:
        if (found := ROOT / ".cache" / "kept" / name).exists():
            shutil.copy(found, kept)


def built(project: Project) -> dict[str, bytes]:
    problems = build(project, render)
    assert not has_errors(problems), "\n".join(map(str, problems))
    site = project.root / "site"
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def once_built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with its site and what is kept of it, to copy and not to change."""
    root = tmp_path_factory.mktemp("rebuild")
    project = with_files(write_small_project(root / "project"), FIRST)
    set_up(project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        assert built(project).keys() >= OF_EACH_KIND
    project.root.rename(root / "once built")
    return Project(root / "once built")


@pytest.fixture
def project(once_built: Project) -> Iterator[Project]:
    """The built project, in the place where it was built: places may be part of what is kept."""
    root = once_built.root.with_name("project")
    shutil.copytree(once_built.root, root, symlinks=True)
    yield Project(root)
    # Not removed: ext4 looks for a long time for the number of a new file after many were.
    root.rename(tempfile.mkdtemp(dir=root.parent))


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_build_after_a_change_is_a_first_build(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: Edit
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    forget_shelves(monkeypatch)
    edit(project)
    again = built(project)

    fresh = Project(tmp_path / "fresh")
    shutil.copytree(project.root, fresh.root, ignore=shutil.ignore_patterns("site", ".cache"))
    first = built_at_first(fresh)
    assert again.keys() == first.keys()
    assert {name: differing(again[name], first[name]) for name in first} == dict.fromkeys(first)


def differing(one: bytes, other: bytes) -> tuple[bytes, bytes] | None:
    """The first lines that are not the same."""
    lines = zip_longest(one.split(b"\n"), other.split(b"\n"), fillvalue=b"")
    return next((pair for pair in lines if pair[0] != pair[1]), None)


def built_at_first(project: Project) -> dict[str, bytes]:
    """What a first build of a new project makes; once for all edits that leave it as it was."""
    name = digest_files(project.root.rglob("*"), project.root)
    if name not in FIRST_BUILDS:
        share_cache(project.root)
        set_up(project)
        FIRST_BUILDS[name] = built(project)
    return FIRST_BUILDS[name]


@pytest.mark.parametrize("enough", [1, 1_000_000], ids=["two processes", "one"])
def test_how_many_processes_build_makes_no_difference(
    once_built: Project, tmp_path: Path, enough: int
) -> None:
    """In a process of its own: that of the tests may have threads, and then none is made."""
    fresh = Project(tmp_path / "fresh")
    ignore = shutil.ignore_patterns("site", ".cache")
    shutil.copytree(once_built.root, fresh.root, ignore=ignore)
    share_cache(fresh.root)
    set_up(fresh)
    script = (
        f"import kith.ahead; kith.ahead._ENOUGH = {enough}; from kith.__main__ import run; run()"
    )
    subprocess.run(
        [sys.executable, "-c", script, "build"],
        cwd=fresh.root,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
        check=True,
    )
    site = once_built.root / "site"
    first = {p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    assert first == {place: (fresh.root / "site" / place).read_bytes() for place in first}


def forget_shelves(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a new process: what is kept is read from the disk."""
    monkeypatch.setattr("kith.cache._SHELVES", {})


def test_what_python_weighs_is_said_anew_when_it_can_be_made_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = (project.root / "site/try/rat-park/index.html").read_text("utf-8")
    shutil.rmtree(project.cache / "kept")
    with monkeypatch.context() as patch:
        patch.setattr(runtime, "_LAST", {})
        patch.setattr(runtime, "_prepare", lambda _: (None, []))
        forget_shelves(patch)
        without = built(project)["try/rat-park/index.html"].decode()
    assert without != first
    monkeypatch.setattr(runtime, "_LAST", {})
    forget_shelves(monkeypatch)
    assert built(project)["try/rat-park/index.html"].decode() == first


def test_a_live_preview_sees_each_edit(
    make_small_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    project = make_small_project(FIRST)
    set_up(project)
    for word in ("one", "two"):  # in one process, as a preview does
        (project.content / "learn/a.md").write_text(f"{FIRST['content/learn/a.md']}\n{word}\n")
        assert f"<p>{word}</p>" in built(project)["learn/a/index.html"].decode()


def test_a_complaint_about_a_page_is_heard_in_every_build(make_small_project: MakeProject) -> None:
    project = make_small_project({"content/learn/a.md": PAGE.format("A") + "\n[gone](gone.md)\n"})
    set_up(project)
    for _ in range(2):
        assert [p.path for p in build(project, render) if p.rule == "page/link"] == [
            "content/learn/a.md"
        ]
