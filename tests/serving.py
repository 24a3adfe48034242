"""Servers on this machine for tests: started, and surely stopped, by a `with` block."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class LocalServer(http.server.ThreadingHTTPServer):
    """A server on 127.0.0.1 whose answers may wait for `over`, the end of the test."""

    daemon_threads = True
    block_on_close = False  # an answer that never comes must not hold the tests

    def __init__(self, handler: type[http.server.BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.asked: list[str] = []
        self.over = threading.Event()


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
