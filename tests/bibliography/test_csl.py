"""Reference entries: each is a function of its own work and the style."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from kith.bibliography.citing import csl
from kith.bibliography.library import load_library
from kith.cache import Shelf
from kith.project import Project

ONE_AUTHOR = {"a": 2012, "b": 2012, "c": 2015, "d": 2015}


def entries(project: Project) -> Mapping[str, str]:
    library = load_library(project)
    found = {}
    for key in library.works:
        paragraph = Element("p")
        csl.to_elements(library.entries[key], paragraph)
        found[key] = "".join(paragraph.itertext())
    return found


def test_letters_are_those_of_the_labels_alone(make_project: Callable[..., Project]) -> None:
    bib = "".join(
        f"@book{{{key}, author={{Doe, Ann}}, title={{On {key}}}, date={{{year}}}}}\n"
        for key, year in ONE_AUTHOR.items()
    )
    found = entries(make_project({"bibliography/more.bib": bib}))
    assert [found[key] for key in ONE_AUTHOR] == [
        "Doe, A. (2012a). On a.",
        "Doe, A. (2012b). On b.",
        "Doe, A. (2015a). On c.",
        "Doe, A. (2015b). On d.",
    ]


def test_the_style_is_written_once_since_another_build_may_be_reading_it(
    make_small_project: Callable[..., Project],
) -> None:
    project = make_small_project()
    load_library(project)
    (style,) = (project.cache / "styles").glob("*.csl")
    before = style.stat()
    assert load_library(project).problems == ()
    after = style.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_entries_that_nobody_waits_for_leave_nothing_behind(
    make_small_project: Callable[..., Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = load_library(make_small_project())
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    kept = Shelf(tmp_path / "shelf", "")
    begun = csl.begin_entries(library.works.values(), library.labels, library.style, kept)
    assert list(scratch.iterdir())
    del begun
    assert not list(scratch.iterdir())


FORKED = """
import os, sys
from pathlib import Path
from kith.bibliography.library import load_library
from kith.project import current_project

library = load_library(current_project())
child = os.fork()
entries = library.entries
assert entries and all(entry.startswith("[{") for entry in entries.values())
if not child:
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
"""


def test_a_fork_has_the_entries_that_its_parent_waits_for(
    make_small_project: Callable[..., Project],
) -> None:
    root = make_small_project().root
    subprocess.run([sys.executable, "-c", FORKED], cwd=root, check=True)
