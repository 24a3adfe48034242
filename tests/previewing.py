"""`kith serve` in a process of its own, for tests and benchmarks: started, asked, surely ended."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_BUILD: Final = re.compile(r"^\d\d:\d\d:\d\d .* in \d+\.\d\d s \(.*\n", re.MULTILINE)
"""What the preview says of a build: what changed, how it went, and how long it took."""


class Served:
    """A running preview of a project."""

    def __init__(self, root: Path, port: int, process: "subprocess.Popen[str]", said: Path) -> None:
        self.root = root
        self.address = f"http://127.0.0.1:{port}/"
        self.process = process
        self._said = said
        self.version = 0
        self._saved: tuple[str, int] | None = None

    @property
    def said(self) -> str:
        """Everything on its terminal so far."""
        return self._said.read_text("utf-8")

    @property
    def runs(self) -> bool:
        return self.process.poll() is None

    def page(self, path: str = "") -> str:
        with urllib.request.urlopen(f"{self.address}{path}", timeout=60) as answer:
            return str(answer.read().decode("utf-8"))

    def next(self, place: str = "/") -> dict[str, Any]:
        """What comes of the last save, or, without one, of the next build not yet heard of.

        One save can be built twice, the browser's Python later than the rest, and the second of
        these builds may end after the next save: what it tells is of the files as they were.
        """
        end = time.monotonic() + 180
        if self._saved:
            self.version = max(self.version, self._build_of(*self._saved, end) - 1)
            self._saved = None
        while time.monotonic() < end:
            asked = f"__kith__/state?after={self.version}&place={place}"
            state: dict[str, Any] = json.loads(self.page(asked))
            if state["version"] > self.version:
                self.version = state["version"]
                return state
        raise AssertionError(f"no build came:\n{self.said}")

    def _build_of(self, name: str, heard: int, end: float) -> int:
        """The number of the build that took in a file saved when so much had been said.

        Each build says one line, before it is shown: so lines are counted as versions are.
        """
        while time.monotonic() < end:
            said = self.said
            for line in _BUILD.finditer(said):
                if line.start() >= heard and name in line[0].partition(" changed: ")[0]:
                    return len(_BUILD.findall(said, 0, line.end()))
            time.sleep(0.02)
        raise AssertionError(f"{name} was not built:\n{self.said}")

    def write(self, name: str, text: str) -> None:
        self._saved = (name, len(self.said))
        (self.root / name).write_text(text, "utf-8")

    def read(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")


@contextmanager
def previewing(root: Path, scratch: Path) -> Iterator[Served]:
    """Serve a project until the block ends; it has been built when the block begins."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = scratch / "said.txt"
    command = [sys.executable, "-m", "kith", "--root", str(root), "serve", "--port", str(port)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
    with said.open("w") as file:
        process = subprocess.Popen(
            command, cwd=root, env=environment, stdout=file, stderr=file, text=True
        )
    served = Served(root, port, process, said)
    try:
        end = time.monotonic() + 300
        while "Kith is at" not in served.said:
            assert served.runs, served.said
            assert time.monotonic() < end, served.said
            time.sleep(0.05)
        served.next()
        yield served
    finally:
        process.terminate()
        process.wait(30)
