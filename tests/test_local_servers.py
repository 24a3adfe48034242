"""The two servers for one computer answer to their own name, and give what is in their folder."""

import http.client
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kith.preview_server import PreviewServer
from kith.site.stick import kith_server

SERVERS = ["preview", "packed"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to be served, and links that lead out of it."""
    outside, folder = tmp_path / "outside", tmp_path / "served"
    for place in (outside, folder / "a", folder / "empty"):
        place.mkdir(parents=True)
    (outside / "secret.txt").write_text("secret")
    (outside / "index.html").write_text("secret")
    (folder / "index.html").write_text("<body>home</body>")
    (folder / "a" / "index.html").write_text("<body>a page</body>")
    (folder / "empty" / "file.txt").write_text("a file")
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "linked").symlink_to(outside)
    (folder / "index-linked").mkdir()
    (folder / "index-linked" / "index.html").symlink_to(outside / "index.html")
    (folder / "within.txt").symlink_to(folder / "empty" / "file.txt")
    (folder / "circle").symlink_to(folder / "circle")
    return folder


@pytest.fixture(params=SERVERS)
def port(
    request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[int]:
    if request.param == "preview":
        server: http.server.HTTPServer = PreviewServer(0, folder)
    else:
        monkeypatch.setattr(kith_server, "FOLDER", folder.resolve())
        server = kith_server.start([0])
    with server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        if isinstance(server, PreviewServer):
            server.over = True  # a question for news is answered at once
        yield server.server_port
        server.shutdown()
        thread.join()


def ask(port: int, path: str, host: str | None = None, method: str = "GET") -> tuple[int, str]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.putrequest(method, path, skip_host=True)
    if host != "":
        line.putheader("Host", host or f"127.0.0.1:{port}")
    line.endheaders()
    answer = line.getresponse()
    text = answer.read().decode()
    line.close()
    return answer.status, text


def test_its_own_names_are_answered(port: int) -> None:
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}"):
        status, text = ask(port, "/", host)
        assert (status, "home" in text) == (200, True)
    assert ask(port, "/a/")[0] == 200
    assert "a file" in ask(port, "/within.txt")[1]


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.evil:{port}",
    ],
)
@pytest.mark.parametrize("path", ["/", "/a/", "/__kith__/state?after=-1"])
def test_another_name_is_answered_with_nothing(port: int, host: str, path: str) -> None:
    for method in ("GET", "HEAD"):
        status, text = ask(port, path, host.format(port=port), method)
        assert status == 403
        assert "page" not in text
        assert "home" not in text


@pytest.mark.parametrize(
    "path",
    [
        *("/link.txt", "/linked/secret.txt", "/linked/", "/linked", "/index-linked/"),
        *(
            "/../outside/secret.txt",
            "/%2e%2e/outside/secret.txt",
            "/a/..%2f..%2foutside/secret.txt",
        ),
        *("/circle", "/circle/", "/%00", "/a%0d%0aX-Other:%201"),
    ],
)
def test_no_link_and_no_dots_lead_out_of_the_folder(port: int, path: str) -> None:
    status, text = ask(port, path)
    assert status == 404
    assert "secret" not in text.replace("secret.txt", "")


@pytest.mark.parametrize("path", ["/empty/", "/empty"])
def test_no_folder_is_listed(port: int, path: str) -> None:
    status, text = ask(port, path)
    assert status in (301, 302, 404)
    assert "file.txt" not in text
    assert ask(port, "/empty/")[0] == 404


def test_where_the_page_for_lost_addresses_is_a_link_it_is_not_followed(
    port: int, folder: Path
) -> None:
    (folder / "404.html").symlink_to(folder.parent / "outside" / "secret.txt")
    assert "secret" not in ask(port, "/lost/")[1]
