"""What the tests share: the repository itself, and small projects that may be broken at will."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kith.project import Project

ROOT = Path(__file__).parent.parent

BIB = """\
@article{alexander1978,
  author = {Alexander, Bruce K. and Coambs, Robert B. and Hadaway, Patricia F.},
  title = {The effect of housing and gender on morphine self-administration in rats},
  journal = {Psychopharmacology}, year = {1978}, volume = {58}, number = {2}, pages = {175--179},
  doi = {10.1007/BF00426903},
  design = {animal-study}, sample = {32 rats}, plain = {Lone rats drank more.},
  checked = {2026-11-21, abstract},
}

@article{petrie1996,
  author = {Petrie, B. F.},
  title = {Environment is not the most important variable},
  journal = {Psychological Reports}, year = {1996}, volume = {78}, pages = {391--400},
  design = {animal-study}, plain = {No difference was found.}, checked = {2026-11-21, record},
}
"""
EVIDENCE = """\
[designs.animal-study]
label = "Animal study"
can = "It can show what happens in animals."
cannot = "It cannot show what happens in people."
"""
PAGE = """\
---
title: Home
description: A page for a test.
---

Rats drank more alone [@alexander1978], but not always [@petrie1996].
"""


@pytest.fixture(scope="session")
def repository() -> Project:
    """This checkout, with its cache: what was built for one test serves the next."""
    return Project(ROOT)


@pytest.fixture
def make_project(tmp_path: Path) -> Callable[..., Project]:
    """Makes a small project that is in order; `files` adds or replaces files by path.

    It shares the repository's downloaded packages and finished references, and nothing else.
    """

    def make(files: dict[str, str] | None = None) -> Project:
        root = tmp_path / "project"
        for name in ("npm", "references"):
            (ROOT / ".cache" / name).mkdir(parents=True, exist_ok=True)
            (root / ".cache").mkdir(parents=True, exist_ok=True)
            (root / ".cache" / name).symlink_to(ROOT / ".cache" / name)
        (root / "scripts").mkdir()
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ROOT / "scripts" / name, root / "scripts")
        shutil.copy(ROOT / "mkdocs.yml", root)
        shutil.copytree(ROOT / "theme", root / "theme")
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "explainers", root / "explainers", ignore=ignore)
        given = {
            "content/index.md": PAGE,
            "bibliography/works.bib": BIB,
            "bibliography/evidence.toml": EVIDENCE,
        }
        for name, text in (given | (files or {})).items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return Project(root.resolve())

    return make
