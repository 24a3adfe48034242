"""A small server that answers as Crossref's documentation says; it fails to order."""

import http.server
import json
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from serving import LocalServer, running

Json = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """One answer: status, body and more headers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Handler(http.server.BaseHTTPRequestHandler):
    """Gives the next answer for a path; the last one again and again."""

    server: "CrossrefServer"

    def do_GET(self) -> None:
        self.server.asked.append(self.path.removeprefix("/v1/"))
        self.server.agents.add(self.headers["User-Agent"])
        answers = self.server.answers.get(self.path.removeprefix("/v1/"))
        if answers is None:
            # So Crossref answers for a DOI that it does not know.
            answers = [Answer(b"Resource not found.", 404, {"Content-Type": "text/plain"})]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if answer is SILENCE:
            self.server.over.wait()
            self.close_connection = True
        elif answer is HANG_UP:
            self.close_connection = True
        else:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


SILENCE = Answer(b"silence")
HANG_UP = Answer(b"hang up")


class CrossrefServer(LocalServer):
    """The server, what it knows, and what it was asked."""

    def __init__(self) -> None:
        super().__init__(Handler)
        self.answers: dict[str, list[Answer]] = {}
        self.agents: set[str] = set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def knows(self, doi: str, *notices: Json, **record: Any) -> None:
        """Answer for a DOI with a record, and with these records for the reverse filter."""
        fields = {name.replace("_", "-"): value for name, value in record.items()}
        message = {"DOI": doi, "title": ["T"], "type": "journal-article", **fields}
        self.answers[path_of(doi)] = [message_of("work", message)]
        found = {"total-results": len(notices), "items": list(notices)}
        self.answers[filter_of(doi)] = [message_of("work-list", found)]


def path_of(doi: str) -> str:
    return f"works/{quote(doi, safe='')}"


def filter_of(doi: str) -> str:
    return f"works?{urlencode({'filter': f'updates:{doi}', 'rows': 100})}"


def message_of(kind: str, message: object) -> Answer:
    table = {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}
    return Answer(json.dumps(table).encode(), 200, {"Content-Type": "application/json"})


def update(doi: str, kind: str, *day: float, source: str = "publisher") -> Json:
    """One element of update-to or updated-by."""
    updated = {"date-parts": [list(day)], "timestamp": 0} if day else {}
    return {"DOI": doi, "type": kind, "label": kind.title(), "source": source, "updated": updated}


def crossref_server() -> AbstractContextManager[CrossrefServer]:
    """Serve until the block ends."""
    return running(CrossrefServer())
