"""Where things are. The only module that knows the names of the repository's folders."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Project:
    """A checkout of Kith (or a small copy of one, in tests), found by its root folder."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def bibliography(self) -> Path:
        return self.root / "bibliography"

    @property
    def explainers(self) -> Path:
        return self.root / "explainers"

    @property
    def theme(self) -> Path:
        return self.root / "theme"

    @property
    def npm(self) -> Path:
        """The folder whose package.json names what comes from npm."""
        return self.root / "scripts"

    @property
    def cache(self) -> Path:
        """What the build may throw away and make again; never committed."""
        return self.root / ".cache"

    def relative(self, path: Path) -> str:
        """`path` as problems print it: relative to the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()


def current_project(root: str = "") -> Project:
    """The project in `root`, or in the working folder: what a Markdown extension is told."""
    return _found_at(os.path.join(os.getcwd(), root))  # noqa: PTH109, PTH118 (these are quick)


@cache
def _found_at(path: str) -> Project:
    """A page has a dozen extensions, and resolving a path asks the disk for each folder."""
    return Project(Path(path).resolve())
