"""Servers on this machine for tests: started, and surely stopped, by a `with` block."""

import http.server
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from headers import HeadersFile

TWINS: Final = {"br": ".br", "gzip": ".gz"}
"""Content encodings that a good host sends from files made ahead, the best first."""


class LocalServer(http.server.ThreadingHTTPServer):
    """A server on 127.0.0.1 whose answers may wait for `over`, the end of the test."""

    daemon_threads = True
    block_on_close = False  # an answer that never comes must not hold the tests

    def __init__(self, handler: type[http.server.BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.asked: list[str] = []
        self.over = threading.Event()
        self.rules = HeadersFile("")
        """What the site's own file says of headers; empty, as most hosts read no such file."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a reader who has left."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def running[Server: LocalServer](server: Server) -> Iterator[Server]:
    """Serve in a thread until the block ends."""
    with server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


class StaticHandler(http.server.SimpleHTTPRequestHandler):
    """Files with the types that browsers want, compressed where the build made a twin."""

    extensions_map = {  # noqa: RUF012 (the base class declares it so)
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".bin": "application/octet-stream",
        ".json": "application/json",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }
    encoding = ""
    server: "LocalServer"

    def translate_path(self, path: str) -> str:
        """The file to send: the best twin that this browser takes, else the file itself."""
        plain = super().translate_path(path)
        accepted = {word.strip() for word in self.headers.get("Accept-Encoding", "").split(",")}
        self.encoding = next(
            (name for name in TWINS if name in accepted and Path(plain + TWINS[name]).is_file()), ""
        )
        return plain + TWINS.get(self.encoding, "")

    def guess_type(self, path: str) -> str:  # type: ignore[override]
        """The type of the file itself, whatever its wrapping."""
        named = self.server.rules.of(self.path).get("Content-Type")
        if named:
            return named
        return super().guess_type(path.removesuffix(TWINS.get(self.encoding, "")))

    def end_headers(self) -> None:
        self.send_header("Vary", "Accept-Encoding")
        for name, value in self.server.rules.of(self.path).items():
            if name != "Content-Type":  # sent with the file
                self.send_header(name, value)
        if self.encoding:
            self.send_header("Content-Encoding", self.encoding)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""
