"""The servers that tests, benchmarks and previews use send what browsers need."""

import gzip
import mimetypes
import urllib.request
from collections.abc import Callable, Iterator
from email.message import Message
from functools import partial
from pathlib import Path
from typing import cast

import brotli
import pytest
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from kith.mkdocs_plugin import KithPlugin
from kith.project import Project
from serving import LocalServer, StaticHandler, running

TEXT = b"const answer = 42;\n" * 100
DECODE = {"": bytes, "br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LocalServer]:
    for name in ("a.mjs", "a.wasm", "a.bin", "a.json"):
        (tmp_path / name).write_bytes(TEXT)
    (tmp_path / "a.mjs.br").write_bytes(brotli.compress(TEXT))
    (tmp_path / "a.mjs.gz").write_bytes(gzip.compress(TEXT))
    (tmp_path / "a.wasm.gz").write_bytes(gzip.compress(TEXT))
    handler = cast(type[StaticHandler], partial(StaticHandler, directory=str(tmp_path)))
    with running(LocalServer(handler)) as found:
        yield found


def ask(server: LocalServer, name: str, accepted: str = "") -> tuple[Message, bytes]:
    address = f"http://127.0.0.1:{server.server_port}/{name}"
    request = urllib.request.Request(address, headers={"Accept-Encoding": accepted})
    with urllib.request.urlopen(request) as answer:
        return answer.headers, answer.read()


@pytest.mark.parametrize(
    ("name", "accepted", "encoding"),
    [
        ("a.mjs", "", ""),
        ("a.mjs", "gzip, deflate, br", "br"),
        ("a.mjs", "gzip", "gzip"),
        ("a.wasm", "gzip, deflate, br", "gzip"),
        ("a.bin", "gzip, deflate, br", ""),
    ],
)
def test_the_best_twin_that_a_browser_takes_is_sent(
    server: LocalServer, name: str, accepted: str, encoding: str
) -> None:
    headers, body = ask(server, name, accepted)
    assert headers.get("Content-Encoding", "") == encoding
    assert headers["Vary"] == "Accept-Encoding"
    assert int(headers["Content-Length"]) == len(body)
    assert DECODE[encoding](body) == TEXT


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.mjs", "text/javascript"),
        ("a.wasm", "application/wasm"),
        ("a.bin", "application/octet-stream"),
        ("a.json", "application/json"),
    ],
)
@pytest.mark.parametrize("accepted", ["", "br, gzip"])
def test_the_type_is_that_of_the_file_itself(
    server: LocalServer, name: str, kind: str, accepted: str
) -> None:
    assert ask(server, name, accepted)[0]["Content-Type"] == kind


def test_the_preview_knows_the_types_on_a_machine_that_does_not(
    repository: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    guess_type: Callable[[str], str] = LiveReloadServer._guess_type
    known = mimetypes.MimeTypes(filenames=())
    for table in known.types_map:
        table.pop(".wasm", None)
    monkeypatch.setattr(mimetypes, "guess_type", known.guess_type)
    monkeypatch.setattr(mimetypes, "add_type", known.add_type)
    assert guess_type("a.wasm") == "application/octet-stream"
    config = load_config(str(repository.root / "mkdocs.yml"))
    with LiveReloadServer(lambda: None, "127.0.0.1", 0, "") as preview:
        plugin = config.plugins["kith"]
        assert isinstance(plugin, KithPlugin)
        plugin.on_serve(preview, config=config, builder=None)
    assert guess_type("a.wasm") == "application/wasm"
    # Another name that browsers take for the same.
    assert guess_type("a.mjs") == "application/javascript"
