"""Serves this copy of Kith to this computer alone, so that its models can run.

    Windows:        py kith_server.py
    macOS, Linux:   python3 kith_server.py

Needs Python 3.8 or newer and nothing else. Nobody else on the network can reach it. Ctrl+C ends it.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import io
import os
import pathlib
import sys
import webbrowser
from collections.abc import Iterable
from typing import BinaryIO

FOLDER = pathlib.Path(__file__).resolve().parent
TYPES = {
    ".bin": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    "": "application/octet-stream",
}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of this folder, with the types that browsers want, whatever the computer's own list.

    Another site's name that was made to lead to this computer gets no answer (DNS rebinding). No
    folder is listed, and no link is followed out of this one.
    """

    index_pages = ("index.html", "index.htm")  # Python has them of its own from 3.12 on

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        if self.headers.get("Host", "").lower() not in self.hosts():
            self.send_error(403, "This server answers on this computer alone")
            return None
        try:
            wanted = pathlib.Path(self.translate_path(self.path))
            found = [wanted.resolve(), *((wanted / name).resolve() for name in self.index_pages)]
        except (OSError, RuntimeError, ValueError):  # a circle of links, or no path at all
            found = []
        if not found or any(FOLDER not in (path, *path.parents) for path in found):
            self.send_error(404, "File not found")
            return None
        return super().send_head()

    def hosts(self) -> list[str]:
        """What a browser on this computer calls this server."""
        port = self.connection.getsockname()[1]
        names = ["127.0.0.1", "localhost"]
        return [f"{name}:{port}" for name in names] + (names if port == 80 else [])

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """Show nothing: a folder without a page is no page."""
        del path
        self.send_error(404, "File not found")

    def guess_type(self, path: object) -> str:
        return TYPES.get(pathlib.PurePath(str(path)).suffix.lower(), TYPES[""])

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def main() -> None:
    options = argparse.ArgumentParser(description="Serve this copy of Kith to this computer alone.")
    options.add_argument("--port", type=int, default=0, help="default: a free one from 8765")
    options.add_argument("--no-browser", action="store_true", help="do not open a browser")
    chosen = options.parse_args()
    server = start([chosen.port] if chosen.port else [*range(8765, 8785), 0])
    address = f"http://127.0.0.1:{server.server_port}/"
    print(f"Kith is at {address}")
    print("Leave this window open while you use it. Ctrl+C ends it.", flush=True)
    if not chosen.no_browser:
        webbrowser.open(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()


def start(ports: Iterable[int]) -> http.server.ThreadingHTTPServer:
    handler = functools.partial(Handler, directory=str(FOLDER))
    problem = ""
    for port in ports:
        try:
            return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
        except OSError as error:
            problem = str(error)
    sys.exit(f"No port is free: {problem}")


if __name__ == "__main__":
    main()
