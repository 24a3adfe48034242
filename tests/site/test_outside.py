"""`kith links`: which links to other sites lead nowhere, asked of a local server."""

import http.server
import socket
from collections.abc import Iterator

import pytest

from kith.project import Project
from kith.site.outside import Asker, Found, links_report, look, outside_links
from serving import LocalServer, running


class Handler(http.server.BaseHTTPRequestHandler):
    server: LocalServer

    def do_GET(self) -> None:
        self.server.asked.append(f"{self.command} {self.path}")
        if self.path == "/silent":
            self.server.over.wait()
            self.close_connection = True
            return
        status = 405 if self.path == "/get" and self.command == "HEAD" else 200
        status = int(self.path[1:]) if self.path[1:].isdigit() else status
        self.send_response(status)
        if status in (301, 302):
            self.send_header("Location", "/404")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    monkeypatch.setenv("no_proxy", "*")
    with running(LocalServer(Handler)) as found:
        yield found


@pytest.mark.parametrize(
    ("path", "verdict", "words"),
    [
        ("/", "there", "200"),
        ("/get", "there", "200"),
        ("/302", "gone", "status 404"),
        ("/404", "gone", "status 404"),
        ("/410", "gone", "status 410"),
        ("/403", "unclear", "status 403"),
        ("/429", "unclear", "status 429"),
        ("/503", "unclear", "status 503"),
        ("/silent", "unclear", "no answer within 0.3 seconds"),
    ],
)
def test_only_what_is_gone_is_gone(
    server: LocalServer, path: str, verdict: str, words: str
) -> None:
    address = f"http://127.0.0.1:{server.server_port}{path}"
    asker = Asker(sleep=lambda _: None, timeout=0.3)
    assert asker.ask(address) == (verdict, words)


def test_a_host_that_refuses_says_nothing_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        asker = Asker(sleep=lambda _: None)
        found = asker.ask(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert found == ("unclear", "Connection refused")


def test_servers_take_turns_and_none_is_hurried(server: LocalServer) -> None:
    slept: list[float] = []
    address = f"http://127.0.0.1:{server.server_port}"
    links = {f"{address}/a": ["x:1"], f"{address}/404": ["x:2", "y:3"]}
    said: list[str] = []
    found = look(links, Asker(sleep=slept.append), said.append)
    assert [one.verdict for one in found] == ["gone", "there"]
    assert found[0].places == ("x:2", "y:3")
    assert len(slept) == 1
    assert 0.5 < slept[0] <= 1
    assert said[0].startswith("1 of 2: ")


def test_the_report_lists_what_is_gone_and_folds_the_rest() -> None:
    found = [
        Found("https://a.example/", "gone", "status 404", ("content/a.md:3", "b.bib:1 (x2001)")),
        Found("https://b.example/", "unclear", "status 403", ("content/a.md:4",)),
        Found("https://c.example/", "there", "200", ("content/a.md:5",)),
    ]
    assert links_report(found, "2026-11-29").splitlines() == [
        "## Links to other sites",
        "",
        "3 addresses were asked for on 2026-11-29; 1 lead nowhere.",
        "",
        "- `https://a.example/`: status 404, in `content/a.md:3`, `b.bib:1 (x2001)`",
        "",
        "<details><summary>1 gave no clear answer</summary>",
        "",
        "* `https://b.example/`: status 403, in `content/a.md:4`",
        "",
        "</details>",
    ]


def test_the_links_of_this_site(repository: Project) -> None:
    links = outside_links(repository)
    assert "https://doi.org/10.1007/BF00426903" in links
    assert any("help.toml" in place for places in links.values() for place in places)
    assert all(address.startswith(("http://", "https://")) for address in links)
