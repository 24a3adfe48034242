"""The host of the browser benchmarks: the built site, and beside it Pyodide as npm has it.

Both lie on one server and get the same: right types, twins made by the build, pages compressed as
they are sent, no look-up before a copy from the cache is used; or, where a benchmark asks for it,
the headers that the build wrote. Knows nothing of what is measured.
"""

import gzip
import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, cast

from kith.explainers.wheel import build_wheel
from kith.project import Project
from kith.site.twins import write_twins
from serving import LocalServer, StaticHandler, running

PROJECT: Final = Project(Path(__file__).resolve().parent.parent.parent)
STOCK: Final = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
WHEEL: Final = "kith_explainers-0.1.0-py3-none-any.whl"
_PAGES: Final = Path(__file__).with_name("pages")


class _Handler(StaticHandler):
    protocol_version = "HTTP/1.1"
    server: "Host"

    def send_response(self, code: int, message: str | None = None) -> None:
        super().send_response(code, message)
        if code == 200 and not self.server.rules.rules:
            kept = "no-cache" if self.path.endswith("/") else "public, max-age=31536000, immutable"
            self.send_header("Cache-Control", kept)

    def send_head(self) -> BinaryIO | None:
        page = Path(self.translate_path(self.path)) / "index.html"
        if not page.is_file() or not self.path.endswith("/"):
            return super().send_head()
        body = gzip.compress(page.read_bytes(), 6)
        self.encoding = "gzip"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def send_header(self, keyword: str, value: str) -> None:
        if keyword == "Content-Length":
            self.server.sent.append((self.path, int(value)))
        super().send_header(keyword, value)


class Host(LocalServer):
    """A server that notes what it sends: (path, bytes of the body)."""

    def __init__(self, folder: Path) -> None:
        super().__init__(cast(type[_Handler], partial(_Handler, directory=str(folder))))
        self.folder = folder
        self.sent: list[tuple[str, int]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


@contextmanager
def hosting(scratch: Path) -> Iterator[Host]:
    """Build the site and serve it below /site/, npm's Pyodide below /stock/."""
    done = subprocess.run(
        [sys.executable, "-m", "kith", "build"],
        cwd=PROJECT.root,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stdout[-4_000:] + done.stderr[-4_000:])
    (scratch / "site").symlink_to(PROJECT.root / "site")
    shutil.copytree(_PAGES, scratch / "bench")
    stock = scratch / "stock"
    stock.mkdir()
    pyodide = PROJECT.cache / "npm" / "node_modules" / "pyodide"
    wheel, problems = build_wheel(PROJECT, pyodide)
    if wheel is None:
        raise SystemExit("\n".join(map(str, problems)))
    shutil.copy(wheel, stock / WHEEL)
    for name in (*STOCK, "pyodide-lock.json"):
        shutil.copy(pyodide / name, stock)
    write_twins(stock, PROJECT.cache / "twins")
    with running(Host(scratch)) as host:
        yield host
