"""The server of the live preview: the site as hosts send it, and a line to each open page.

A page gets one script and one style sheet more than its readers will, both files of this server,
so that the site's own security policy holds here too. `/__kith__/state` answers when there is
something new. A name that someone else's page has made lead here gets no answer (DNS rebinding),
and nothing that lies outside the folder, whatever links lead there. What is built, and when, is not
known here.
"""

import http.server
import json
import mimetypes
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, quote, unquote, urlsplit

from kith.problems import Problem

_OWN: Final = "/__kith__/"
_FILES: Final = Path(__file__).with_name("preview_page")
_TYPES: Final = {".mjs": "text/javascript", ".wasm": "application/wasm"}
_WAIT: Final = 20.0  # seconds that a page's question stays open
_HISTORY: Final = 64


@dataclass(frozen=True)
class State:
    """What came of a build: whether it is what is shown, and what is to be mended where."""

    built: bool = True
    problems: Sequence[Problem] = ()
    places: Mapping[Problem, list[str]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        rows = [
            {
                "where": f"{problem.path}:{problem.line}:{problem.column}",
                "rule": problem.rule,
                "message": problem.message,
                "fix": problem.fix,
                "severity": problem.severity,
                "places": self.places.get(problem, []),
            }
            for problem in self.problems
        ]
        return {"built": self.built, "problems": rows}


class PreviewServer(http.server.ThreadingHTTPServer):
    """Serves one folder on this machine alone."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, folder: Path) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.version = 0
        self.state = State()
        self.over = False
        self.news = threading.Condition()
        self._changes: deque[tuple[int, frozenset[str]]] = deque(maxlen=_HISTORY)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    @property
    def hosts(self) -> set[str]:
        """What a browser on this machine calls this server."""
        names = {"127.0.0.1", "localhost"}
        return {f"{name}:{self.server_port}" for name in names} | (
            names if self.server_port == 80 else set()
        )

    def show(self, state: State, changed: set[str]) -> None:
        """Tell every open page what came of a build, and which files are others now."""
        with self.news:
            self.version += 1
            self.state = state
            self._changes.append((self.version, frozenset(changed)))
            self.news.notify_all()

    def changed_since(self, version: int, place: str) -> bool:
        """Whether a page looks otherwise than at a version: itself, or a file of the theme."""
        file = f"{place.lstrip('/')}index.html" if place.endswith("/") else place.lstrip("/")
        if self._changes and version < self._changes[0][0] - 1:
            return True
        for number, places in self._changes:
            if number > version and any(
                name == file or (name.startswith("assets/") and "/runtime/" not in name)
                for name in places
            ):
                return True
        return False

    def stop(self) -> None:
        with self.news:
            self.over = True
            self.news.notify_all()
        self.server_close()


class _Handler(http.server.BaseHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        if self.headers.get("Host", "").lower() not in self.server.hosts:
            self._send(403, "text/plain", b"This preview answers on this computer alone.")
            return
        try:
            parts = urlsplit(self.path)
            path = unquote(parts.path)
            if path == f"{_OWN}state":
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self._state(int(query.get("after", 0)), query.get("place", "/"))
            elif path.startswith(_OWN):
                self._file(_FILES, path.removeprefix(_OWN))
            else:
                self._file(self.server.folder, path.lstrip("/"))
        except (ConnectionError, ValueError):
            self.close_connection = True  # the reader is gone, or asked for nothing sensible

    def do_HEAD(self) -> None:
        self.do_GET()

    def _state(self, after: int, place: str) -> None:
        server = self.server
        with server.news:
            server.news.wait_for(lambda: server.version > after or server.over, timeout=_WAIT)
            changed = server.changed_since(after, place)
            said = {**server.state.to_json(), "version": server.version, "changed": changed}
        self._send(200, "application/json", json.dumps(said).encode())

    def _file(self, folder: Path, place: str) -> None:
        path = _inside(folder, place)
        if path and path.is_dir():
            if place and not place.endswith("/"):
                self.send_response(302)
                self.send_header("Location", f"/{quote(place)}/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            path = _inside(folder, f"{place}index.html")
        if path and path.is_file():
            kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
            self._page_or_file(200, kind or "application/octet-stream", path)
        else:
            missing = _inside(self.server.folder, "404.html")
            if missing and missing.is_file():
                self._page_or_file(404, "text/html", missing)
            else:
                self._send(404, "text/html", self._with_preview(b"<body>There is no page yet."))

    def _page_or_file(self, status: int, kind: str, path: Path) -> None:
        data = path.read_bytes()
        if path.suffix == ".html":
            data = self._with_preview(data)
            kind = "text/html; charset=utf-8"
        self._send(status, kind, data)

    def _with_preview(self, html: bytes) -> bytes:
        """The page with what keeps it up to date."""
        server = self.server
        with server.news:
            version, state = server.version, server.state.to_json()
        place = escape(unquote(urlsplit(self.path).path), quote=True)
        data = json.dumps(state).replace("<", "\\u003c")
        added = (
            f'<link rel="stylesheet" href="{_OWN}preview.css">'
            f'<script type="application/json" id="kith-preview-state">{data}</script>'
            f'<script type="module" src="{_OWN}preview.mjs" data-kith-preview '
            f'data-version="{version}" data-place="{place}"></script>'
        ).encode()
        before, body, after = html.rpartition(b"</body>")
        return before + added + body + after if body else html + added

    def _send(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """The terminal is for what is to be mended."""


def _inside(folder: Path, place: str) -> Path | None:
    """What lies at a place below a folder; None where links or dots lead out of it."""
    try:
        path = (folder / place).resolve()
    except (OSError, ValueError):  # no path at all
        return None
    return path if path.is_relative_to(folder.resolve()) else None
