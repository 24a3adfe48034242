"""A project with a few pages, for tests that build often and need no more than one page of a kind.

The theme, the explainers and all settings but the menu are the repository's, and so are the pages
that the theme leads to. The rest is in the folder small/: an article with a claim, citations and
words of the glossary, and a page with an explainer. Its works are those of one file.
"""

import shutil
from pathlib import Path
from typing import Final

from kith.project import Project

ROOT: Final = Path(__file__).parent.parent
SMALL: Final = Path(__file__).parent / "small"
ARTICLE: Final = "content/learn/company.md"
WORKS: Final = "bibliography/rat-park.bib"
_FOLDERS: Final = ("theme", "explainers/explainer_kit", "explainers/rat_park")
_FILES: Final = (
    "scripts/package.json",
    "scripts/package-lock.json",
    "explainers/pyproject.toml",
    "bibliography/evidence.toml",
    WORKS,
    "content/help.toml",
    "content/offline.md",
    "content/claims/index.md",
    "content/references/index.md",
)
_MENU: Final = """\
nav:
  - Home: index.md
  - Get help now: help.md
  - Learn:
      - Company and morphine: learn/company.md
  - Try:
      - Mini Rat Park: try/rat-park.md
  - What the stories get wrong: claims/index.md
  - Glossary: glossary.md
  - References: references/index.md
  - Without a network: offline.md
"""


def write_small_project(root: Path) -> Project:
    """The project in a folder that is not there yet; it shares the repository's cache."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(SMALL, root)
    for name in _FOLDERS:
        shutil.copytree(ROOT / name, root / name, ignore=ignore)
    for name in _FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(f"{settings[: settings.index('nav:\n  -')]}{_MENU}", "utf-8")
    share_cache(root)
    return Project(root.resolve())


def share_cache(root: Path) -> None:
    """Let a project use the repository's cache, where all is named by what it comes from."""
    (ROOT / ".cache").mkdir(exist_ok=True)
    (root / ".cache").symlink_to(ROOT / ".cache")
