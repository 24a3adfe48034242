"""`kith serve` in a process of its own, for tests and benchmarks: started, asked, surely ended."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Served:
    """A running preview of a project."""

    def __init__(self, root: Path, port: int, process: "subprocess.Popen[str]", said: Path) -> None:
        self.root = root
        self.address = f"http://127.0.0.1:{port}/"
        self.process = process
        self._said = said
        self.version = 0

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
        """What comes of the next build that this has not heard of."""
        end = time.monotonic() + 180
        while time.monotonic() < end:
            asked = f"__kith__/state?after={self.version}&place={place}"
            state: dict[str, Any] = json.loads(self.page(asked))
            if state["version"] > self.version:
                self.version = state["version"]
                return state
        raise AssertionError(f"no build came:\n{self.said}")

    def write(self, name: str, text: str) -> None:
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
