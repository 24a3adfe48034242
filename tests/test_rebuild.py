"""A build after a build gives what a first build would, byte for byte, whatever changed between."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

import pytest
from PIL import Image

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
    "learn/old/index.html",  # leads on
    "try/rat-park/index.html",  # has an explainer
    "claims/index.html",
    "glossary/index.html",
    "references/index.html",
    "references/petrie1996/index.html",
    "references/petrie1996/reference.bib",
    "references/petrie1996/reference.ris",
}
HOME = """\
---
title: Home
description: The home page.
---

/// door | Read
    section: learn
What was measured.
///

/// newest-claims
    count: 3
///

/// articles
///

/// explainer | rat_park
    scenario: cage-and-park
///
"""
SECTION = "---\ntitle: All to learn\ndescription: What the section holds.\n---\n\nRead.\n"
FIGURE = """
/// figure | rats
///

/// check | How was it?
- [x] So
- [ ] Otherwise

So it was [@alexander1978].
///
"""
ROWS = """\
title = "How much rats drank"
alt = "Two bars, one shorter."
caption = "As the study had it [@alexander1978]."
sources = ["alexander1978"]
licence = "CC BY 4.0"
kind = "bars"

[headings]
label = "Rats"
value = "Drops"

[[rows]]
label = "alone"
value = 19

[[rows]]
label = "in the park"
value = 3
"""
FIRST = {
    "content/index.md": HOME,
    "content/learn/index.md": SECTION,
    "content/learn/a.md": PAGE.format("A") + "\n![A wall](wall.png)\n",
    "content/learn/b.md": PAGE.format("B").replace(
        "title", "moved_from: learn/old.md\nnext: learn/a.md\ntitle"
    )
    + "\n[A](a.md)\n"
    + FIGURE,
    "content/figures/rats.toml": ROWS,
}
BIB, KINDS = "bibliography/rat-park.bib", "bibliography/evidence.toml"
A, B, COMPANY = "content/learn/a.md", "content/learn/b.md", "content/learn/company.md"
MODEL = "explainers/rat_park/explainer.toml"
HELP, TERMS, MENU = "content/help.toml", "content/glossary.toml", "mkdocs.yml"
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


def style(name: str) -> Edit:
    """Put a style of npm's into the bibliography."""

    def edit(project: Project) -> None:
        styles = project.cache / "npm/node_modules/@citation-js/plugin-csl/lib/styles.json"
        text = json.loads(styles.read_text("utf-8"))[name]
        (project.bibliography / f"{name}.csl").write_text(text, "utf-8")

    return edit


def lengthen(path: str) -> Edit:
    """Make a page take some minutes longer to read, and change nothing else of it."""

    def edit(project: Project) -> None:
        file = project.root / path
        file.write_text(file.read_text("utf-8") + "\n" + "It was so. " * 400 + "\n", "utf-8")

    return edit


def paint(path: str, colour: str) -> Edit:
    """Put an image there."""
    return lambda project: Image.new("RGB", (60, 40), colour).save(project.root / path)


def swap(path: str, one: str, other: str) -> Edit:
    """Exchange two lines."""

    def edit(project: Project) -> None:
        file = project.root / path
        text = file.read_text("utf-8")
        assert one in text
        assert other in text
        text = text.replace(one, "\0").replace(other, one).replace("\0", other)
        file.write_text(text, "utf-8")

    return edit


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
    "how long a page is": lengthen(A),
    "how long a page with a claim is": lengthen(COMPANY),
    "the description of a page": change(A, "description: D.", "description: Of another kind."),
    "the key points of a page": change(A, "[One, Two, Three]", "[One, Two, Four]"),
    "when a page was checked": change(A, "reviewed: 2026-11-21", "reviewed: 2026-11-24"),
    "who may read a page": change(A, "[public]", "[public, trainers]"),
    "what a page warns of": change(A, "title: A", "content_note: Of drugs.\ntitle: A"),
    "when a page came out": change(A, "title: A", "published: 2026-11-02\ntitle: A"),
    "what to read next": change(B, "next: learn/a.md", "next: learn/company.md"),
    "the title of a section's page": change("content/learn/index.md", "All to learn", "Learn"),
    "what a section's page says": change("content/learn/index.md", "What the section", "All it"),
    "no section's page": remove("content/learn/index.md"),
    "the words of a claim": change(COMPANY, "| Rats in company never", "| No rat in company ever"),
    "the verdict of a claim": change(COMPANY, "verdict: wrong", "verdict: overstated"),
    "the title of a work": change(BIB, "title        = {", "title        = {On the "),
    "the author of a work": change(BIB, "Alexander, Bruce K", "Alexandre, Bruce K"),
    "the year of a work": change(BIB, "date         = {1978}", "date         = {1977}"),
    "the kind of study": change(BIB, "{animal-study}", "{systematic-review}"),
    "what was compared": change(BIB, "checked      = {2026-11", "checked      = {2026-10"),
    "what a kind of study can show": change(KINDS, '\ncan = "', '\ncan = "In short: '),
    "what a term means": change(TERMS, "The animal decides", "An animal decides"),
    "the name of a term": change(TERMS, '"self-administration"', '"self-administered"'),
    "where a term leads": change(TERMS, "learn/company.md", "learn/a.md"),
    "whose sentence a term is": change(TERMS, "alexander1978", "hadaway1979"),
    "the data of a figure": change("content/figures/rats.toml", "value = 19", "value = 20"),
    "the caption of a figure": change("content/figures/rats.toml", "As the", "So the"),
    "what a figure cites": change("content/figures/rats.toml", "alexander1978", "hadaway1979"),
    "the title of an explainer": change(MODEL, '"Mini Rat Park"', '"A small Rat Park"'),
    "the question of an explainer": change(MODEL, "Does where a rat", "Does it matter where a rat"),
    "a sentence of a scenario": change(MODEL, "Water or morphine that", "Morphine or water that"),
    "a line to call": change(HELP, "988 Suicide and", "The 988 Suicide and"),
    "the order of the menu": swap(
        MENU, "  - Glossary: glossary.md\n", "  - References: references/index.md\n"
    ),
    "the menu's word for a page": change(MENU, "Company and morphine: learn", "Company: learn"),
    "a page more in the menu": change(MENU, "  - Try:", "      - A: learn/a.md\n  - Try:"),
    "what the site is": change(MENU, "site_description: How", "site_description: Of how"),
    "the site's address": change(MENU, '!ENV [KITH_SITE_URL, ""]', "https://kith.example/"),
    "a style by names": style("harvard1"),
    "a style by numbers": style("vancouver"),
    "an old address more": change(A, "title: A", "moved_from: [learn/older.md]\ntitle: A"),
    "an old address less": change(B, "moved_from: learn/old.md\n", ""),
    "an old key of a work": change(BIB, "{alexander1978,", "{alexander1978,\nids = {oldkey},"),
    "the title where an old address leads": change(B, "title: B", "title: Bee"),
    "an image": paint("content/learn/wall.png", "blue"),
    "an image more": paint("content/learn/other.png", "blue"),
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
def living(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that all edits are made in, one after another, and each is undone.

    It is not copied: what is kept of a site tells by its files' inodes that nobody touched them.
    """
    root = tmp_path_factory.mktemp("rebuild")
    project = with_files(write_small_project(root / "project"), FIRST)
    set_up(project)
    paint("content/learn/wall.png", "red")(project)
    shutil.copytree(project.root, root / "as it was", ignore=shutil.ignore_patterns(".cache"))
    return project


@pytest.fixture
def project(living: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The project as it was at first, and built so."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    forget_shelves(monkeypatch)
    restore(living)
    assert built(living).keys() >= OF_EACH_KIND
    forget_shelves(monkeypatch)
    return living


def restore(project: Project) -> None:
    """Undo what was done to the sources; a file that nothing was done to stays the same file."""
    pristine = project.root.with_name("as it was")
    for folder in ("content", "bibliography", "explainers", "theme"):
        for path in sorted((project.root / folder).rglob("*"), reverse=True):
            known = pristine / path.relative_to(project.root)
            if path.is_file() and not known.is_file():
                path.unlink()
    for known in pristine.rglob("*"):
        path = project.root / known.relative_to(pristine)
        if known.is_file() and not (path.is_file() and path.read_bytes() == known.read_bytes()):
            path.write_bytes(known.read_bytes())


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_build_after_a_change_is_a_first_build(
    project: Project, tmp_path: Path, edit: Edit
) -> None:
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
    project: Project, tmp_path: Path, enough: int
) -> None:
    """In a process of its own: that of the tests may have threads, and then none is made."""
    fresh = Project(tmp_path / "fresh")
    ignore = shutil.ignore_patterns("site", ".cache")
    shutil.copytree(project.root, fresh.root, ignore=ignore)
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
    site = project.root / "site"
    first = {p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    assert first == {place: (fresh.root / "site" / place).read_bytes() for place in first}


def forget_shelves(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a new process: what is kept is read from the disk."""
    monkeypatch.setattr("kith.cache._SHELVES", {})


def test_what_python_weighs_is_said_anew_when_it_can_be_made_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
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
    paint("content/learn/wall.png", "red")(project)
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
