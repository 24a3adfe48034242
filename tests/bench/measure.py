"""Wall and processor time of whole builds and of rebuilds, and their medians.

Processor time counts that of child processes (pandoc, for one). It is the steadier of the two on a
machine that does other things as well. Knows nothing of what is in the folders it builds.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

KEPT_WHEN_COLD: Final = (
    *("npm", "wheels", "libraries", "interpreters", "runtime", "snapshots", "twins", "fonts"),
    *("styles", "templates", "kept/styles", "kept/code", "kept/purity", "kept/theme"),
)
"""Caches that have nothing to do with works: a cold build finds these, and no other."""

_SHELVES: Final = "kept"
_ENVIRONMENT: Final = {
    "NO_MKDOCS_2_WARNING": "1",
    "SOURCE_DATE_EPOCH": "1700000000",
    "PYTHONDONTWRITEBYTECODE": "",  # Python keeps compiled modules, as it does for users
}
_REBUILD: Final = Path(__file__).with_name("rebuild.py")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:7.2f} s wall {self.cpu:7.2f} s cpu"

    def over(self, base: "Cost") -> str:
        return f"{self.wall / base.wall:6.2f} wall {self.cpu / base.cpu:6.2f} cpu"


Timed = Callable[[], Cost]


def median(costs: Iterable[Cost]) -> Cost:
    found = list(costs)
    return Cost(
        statistics.median(cost.wall for cost in found),
        statistics.median(cost.cpu for cost in found),
    )


def in_turns(times: int, builds: Mapping[str, Timed]) -> dict[str, Cost]:
    """The median of each build. They take turns, so that a slow minute of the machine hits all."""
    costs: dict[str, list[Cost]] = {name: [] for name in builds}
    for _ in range(times):
        for name, build in builds.items():
            costs[name].append(build())
    return {name: median(found) for name, found in costs.items()}


def build_kith(root: Path) -> Cost:
    return run_kith(root, "build")


def run_kith(root: Path, *arguments: str) -> Cost:
    """The cost of one command of kith in a project."""
    return _run("-m", "kith", *arguments, cwd=root)


def build_kith_cold(root: Path) -> Cost:
    """A build that finds nothing of the library in the cache."""
    cache = root / ".cache"
    for path in [*cache.iterdir(), *(cache / _SHELVES).iterdir()]:
        name = path.relative_to(cache).as_posix()
        if name != _SHELVES and name not in KEPT_WHEN_COLD:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return build_kith(root)


def share_kept(source: Path, target: Path) -> None:
    """Give one project the caches of another that a cold build may find."""
    for name in KEPT_WHEN_COLD:
        kept, copy = (root / ".cache" / name for root in (source, target))
        if copy.exists():
            continue
        if kept.is_dir():
            shutil.copytree(kept, copy)
        elif kept.is_file():
            copy.parent.mkdir(exist_ok=True)
            shutil.copy(kept, copy)


def build_plain(root: Path) -> Cost:
    return _run("-m", "mkdocs", "build", "--quiet", cwd=root)


def rebuild(root: Path, edits: Iterable[str], times: int) -> dict[str, Cost]:
    """The median rebuild of a live preview after each kind of edit, in a process of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        answer = Path(scratch) / "answer.json"
        _run(str(_REBUILD), str(root), str(answer), str(times), *edits, cwd=root)
        costs: dict[str, list[list[float]]] = json.loads(answer.read_text())
    return {edit: median(Cost(*cost) for cost in found) for edit, found in costs.items()}


def _run(*arguments: str, cwd: Path) -> Cost:
    """The cost of one Python process and its children; ends everything when it fails."""
    with tempfile.TemporaryFile("w+") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=cwd,
            env={**os.environ, **_ENVIRONMENT},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(arguments)} failed in {cwd}:\n{said.read()[-4_000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime)
