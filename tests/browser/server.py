"""A plain static server, without policy headers, as many hosts are; it fails to order."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from serving import LocalServer, StaticHandler

Fault = Callable[["Handler"], None]


class Handler(StaticHandler):
    """Serves files; a path that ends as one of the server's faults is answered by the fault."""

    protocol_version = "HTTP/1.1"
    server: "SiteServer"

    def do_GET(self) -> None:  # noqa: N802 (the base class calls it so)
        self.server.asked.append(self.path)
        self.encoding = ""  # one handler answers all that comes through a connection
        if self.headers.get("Cache-Control") == "no-cache":
            self.server.asked_anew.append(self.path)
        for ending, fault in self.server.faults.items():
            if self.path.endswith(ending):
                fault(self)
                return
        super().do_GET()

    def end_headers(self) -> None:
        # Any origin may read: only a page's own policy keeps it from asking.
        self.send_header("Access-Control-Allow-Origin", "*")
        if not self.server.rules.rules:
            # Or what is spoiled might not be asked for.
            self.send_header("Cache-Control", "no-cache")
        super().end_headers()


class SiteServer(LocalServer):
    """The server, what it was asked for, and what it is told to spoil."""

    def __init__(self, folder: Path, handler: type[Handler] = Handler) -> None:
        super().__init__(cast(type[Handler], partial(handler, directory=str(folder))))
        self.faults: dict[str, Fault] = {}
        self.asked_anew: list[str] = []
        """What a browser asked for past its own copies."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class OneAnswer(Handler):
    """Keeps no connection, so that nothing comes through it once the server is stopped."""

    protocol_version = "HTTP/1.0"


def stop(server: SiteServer) -> None:
    """No answer from now on, as without a network."""
    server.shutdown()
    server.server_close()


def missing(handler: Handler) -> None:
    """404."""
    handler.send_error(404)


def answering(kind: str, body: bytes) -> Fault:
    """The wrong type or the wrong bytes, well delivered."""

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def cut(handler: Handler) -> None:
    """The connection ends in the middle of the file."""
    handler.send_response(200)
    handler.send_header("Content-Type", handler.guess_type(handler.path))
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    handler.wfile.write(b"\0asm" + bytes(5000))
    handler.close_connection = True


def silent(handler: Handler) -> None:
    """No answer, ever."""
    handler.server.over.wait()
    handler.close_connection = True
