"""The live preview, `kith serve`: builds, watches, serves, and says what is to be mended.

A build goes into a folder of its own; when it is whole, what changed is taken over into the folder
that is served. So a page is never half there, and a mistake leaves the last good site in sight.
Nothing that an editor saves ends the server. Which generator builds is handed in.
"""

import contextlib
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from stat import S_ISDIR
from typing import Final

from kith.content.blocks import find_blocks
from kith.content.pages import page_url
from kith.explainers.runtime import last_runtime
from kith.generator import failure
from kith.pipeline import Prepared, Site, check, finish, prepare
from kith.preview_server import PreviewServer, State
from kith.problems import Problem
from kith.project import Project
from kith.theme.kept_env import KeptEnvironment

LOOK_EVERY: Final = 0.1
"""Seconds between two looks at the files: quicker than a person, and cheap."""

_SETTLED: Final = 0.03  # editors write a file in several steps
_PASSED_OVER: Final = (".pyc", ".swp", ".swx", ".tmp", ".part", "~")

type Signatures = dict[str, tuple[int, int]]
"""Date and size of files, by their places below a folder."""

Render = Callable[..., tuple[Site, list[Problem]]]
"""See `mkdocs_plugin.render_again`."""


def serve(project: Project, render: Render, port: int) -> int:
    """Serve until Ctrl+C; 1 where the port is taken."""
    with tempfile.TemporaryDirectory(prefix="kith-") as scratch:
        builder = Builder(project, render, Path(scratch) / "built", f"http://127.0.0.1:{port}/")
        try:
            server = PreviewServer(port, Path(scratch) / "shown")
        except OSError as error:
            print(f"kith: port {port} cannot be used: {error.strerror}. Try --port {port + 1}.")
            return 1
        preview = Preview(project, builder, server)
        with contextlib.suppress(KeyboardInterrupt):
            preview.run()
        server.stop()
    return 0


class Builder:
    """Builds one site again and again; what can be kept is kept in this process."""

    def __init__(self, project: Project, render: Render, folder: Path, url: str) -> None:
        self.folder = folder
        self._project = project
        self._render = render
        self._url = url
        self._environment = KeptEnvironment(project)
        self._first = True
        self._prepared: Prepared | None = None

    def build(self, *, soon: bool = False) -> tuple[bool, list[Problem]]:
        """Whether the whole site lies in the folder now, and all that is wrong with it.

        `soon` leaves the browser's Python as it was, which takes the longest to make.
        """
        with last_runtime() if soon else contextlib.nullcontext():
            return self._build()

    def _build(self) -> tuple[bool, list[Problem]]:
        known: list[Problem] = []
        try:
            prepared = self._prepared = prepare(self._project)
            known = prepared.problems
            site, heard = self._render(
                prepared, self.folder, self._url, self._environment, first=self._first
            )
            self._first = False
            found = check(site, finish(prepared, site))
            return True, sorted({*known, *heard, *found})
        except (Exception, SystemExit) as error:  # a preview outlives every mistake
            return False, sorted({*known, failure(error, self._project)})

    def places(self, problems: Iterable[Problem]) -> dict[Problem, list[str]]:
        """The pages that each problem concerns: of a page, itself; of a work, those that cite it;
        of an explainer, those that show it. Other problems concern none."""
        return {problem: self._places(problem) for problem in problems}

    def _places(self, problem: Problem) -> list[str]:
        folder, _, name = problem.path.partition("/")
        project = self._project
        if folder == "site":
            return [f"/{name.removesuffix('index.html')}"]
        if folder == project.content.name and name.endswith(".md"):
            return [f"/{page_url(name)}"]
        if self._prepared is None:
            return []
        pages: Iterable[str] = ()
        if folder == project.bibliography.name:
            pages = _citing(self._prepared, problem)
        elif folder == project.explainers.name:
            pages = _showing(self._prepared, name.partition("/")[0])
        return [f"/{page_url(page)}" for page in pages]


def _citing(prepared: Prepared, problem: Problem) -> list[str]:
    """The pages that cite the work at whose entry a problem stands."""
    works = [work for work in prepared.library.works.values() if work.place.path == problem.path]
    above = [work for work in works if work.place.line <= problem.line]
    if not above:
        return []
    key = max(above, key=lambda work: work.place.line).key
    return [page for page, found in prepared.citings.by_page.items() if key in found.keys]


def _showing(prepared: Prepared, explainer: str) -> list[str]:
    """The pages that show an explainer."""
    return [
        page.name
        for page in prepared.pages
        if any(block.argument == explainer for block in find_blocks(page.source, "explainer"))
    ]


@dataclass
class Preview:
    """Watches and builds; the server shows the last whole site meanwhile."""

    project: Project
    builder: Builder
    server: PreviewServer
    said: set[Problem] = field(default_factory=set)

    def run(self) -> None:
        """Build, then build again whenever something changed. Ends by KeyboardInterrupt."""
        print("Building; it takes a moment the first time.", flush=True)
        seen = self.look()
        self.build(())  # before there are threads: a lone process may share out its work
        threading.Thread(target=self.server.serve_forever, args=(0.1,), daemon=True).start()
        print(f"\nKith is at {self.server.address} (Ctrl+C stops it).\n", flush=True)
        while True:
            now = self.look()
            if now == seen:
                time.sleep(LOOK_EVERY)
                continue
            while (later := self._settled()) != now:
                now = later
            changed = sorted({path for path, _ in now.items() ^ seen.items()})
            seen = now
            models = self.project.relative(self.project.explainers)
            soon = any(path.startswith(f"{models}/") for path in changed)
            built = self.build(changed, soon=soon)
            if soon and built and self.look() == seen:
                self.build(["(the browser's Python)"])

    def build(self, changed: Iterable[str], *, soon: bool = False) -> bool:
        """Build once, show what came of it, and say so; whether there is a whole site."""
        start = time.perf_counter()
        built, found = self.builder.build(soon=soon)
        problems = [problem for problem in found if problem.severity != "advice"]
        places = take_over(self.builder.folder, self.server.folder) if built else set()
        self._say(list(changed), built, problems, time.perf_counter() - start)
        self.server.show(State(built, problems, self.builder.places(problems)), places)
        return built

    def look(self) -> Signatures:
        """Size and date of every file that a build reads."""
        project = self.project
        found = dict(files_below(project.root, "mkdocs.yml"))
        for folder in (project.content, project.bibliography, project.explainers, project.theme):
            found |= files_below(project.root, project.relative(folder))
        return {
            path: signature
            for path, signature in found.items()
            if "/." not in path and not path.endswith(_PASSED_OVER)
        }

    def _settled(self) -> Signatures:
        time.sleep(_SETTLED)
        return self.look()

    def _say(self, changed: list[str], built: bool, problems: list[Problem], took: float) -> None:
        """What is new and what is mended; the rest has been said before."""
        new = [problem for problem in problems if problem not in self.said]
        mended = sorted(self.said - set(problems))
        self.said = set(problems)
        names = ", ".join(changed[:3]) + (f" and {len(changed) - 3} more" * (len(changed) > 3))
        what = f"{names} changed: " if changed else ""
        how = "built" if built else "NOT built, the last good site stays"
        errors = sum(problem.severity == "error" for problem in problems)
        print(
            f"{datetime.now():%H:%M:%S} {what}{how} in {took:.2f} s "
            f"({errors} errors, {len(problems) - errors} warnings)"
        )
        for problem in new:
            print(f"  {problem}")
        for problem in mended:
            print(f"  mended: {problem.path}:{problem.line} {problem.rule} {problem.message}")
        print(end="", flush=True)


def take_over(built: Path, shown: Path) -> set[str]:
    """Bring the served folder to what was built; the places of the files that changed."""
    changed = set()
    wanted, there = files_below(built), files_below(shown)
    for place, signature in wanted.items():
        if there.get(place) == signature:
            continue
        path, target = built / place, shown / place
        if target.is_file() and target.read_bytes() == path.read_bytes():
            shutil.copystat(path, target)
            continue
        if target.is_dir():
            shutil.rmtree(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        shutil.copy2(path, part)
        part.replace(target)
        changed.add(place)
    for place in there.keys() - wanted.keys():
        with contextlib.suppress(OSError):  # its folder is a file now
            (shown / place).unlink()
        changed.add(place)
    return changed


def files_below(root: Path, place: str = "") -> Signatures:
    """Every file below a folder, or the one file, as it is now."""
    found: Signatures = {}
    with contextlib.suppress(OSError):  # gone since, or never there
        stat = (root / place).stat()
        if not S_ISDIR(stat.st_mode):
            return {place: (stat.st_mtime_ns, stat.st_size)}
        _enter(f"{root / place}{os.sep}", f"{place}/" if place else "", found)
    return found


def _enter(folder: str, below: str, found: Signatures) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        _enter(f"{entry.path}{os.sep}", f"{below}{entry.name}/", found)
                else:
                    stat = entry.stat()
                    found[f"{below}{entry.name}"] = (stat.st_mtime_ns, stat.st_size)
