import hashlib
import http.client
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT, MakeOnce
from kith.project import Project
from kith.site.pack import copy_page, pack
from kith.site.pdf import complaint, page_count

WHEN = 1_700_000_000
MODULES = Project(ROOT).cache / "npm" / "node_modules"


@pytest.fixture(scope="module")
def packed(site: Path, make_once: MakeOnce) -> Path:
    def fill(folder: Path) -> None:
        pack(site, folder / "kith.zip", WHEN, "Licence", {"pdf/a.pdf": b"%PDF-"}, MODULES)

    return make_once("pack", fill) / "kith.zip"


def test_the_same_site_gives_the_same_bytes(packed: Path, site: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    pack(site, again, WHEN, "Licence", {"pdf/a.pdf": b"%PDF-"}, MODULES)
    assert again.read_bytes() == packed.read_bytes()
    assert hashlib.sha256(again.read_bytes()).digest()


def test_the_zip_holds_every_page_and_no_twin(packed: Path, site: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        names = {name.removeprefix("kith/") for name in archive.namelist()}
        start = archive.read("kith/START-HERE.txt").decode()
    pages = {path.relative_to(site).as_posix() for path in site.rglob("index.html")}
    assert pages <= names
    assert not any(name.endswith((".br", ".gz", ".map")) for name in names)
    assert {"kith_server.py", "LICENSE.txt", "pdf/a.pdf"} <= names
    assert f"{len(names)} files" in start
    for line in ("py kith_server.py", "python3 kith_server.py", "2023-11-14", " MB unpacked"):
        assert line in start


def test_every_link_of_a_packed_page_names_a_file(packed: Path, tmp_path: Path) -> None:
    from kith.site.check import check_site
    from kith.site.kept import KeptSite

    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path)
    assert check_site(KeptSite(tmp_path / "kith")) == []
    article = (tmp_path / "kith/learn/rat-park/index.html").read_text("utf-8")
    assert 'href="../../claims/index.html"' in article
    assert 'type="module"' not in article


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="../b/">', '<a href="../b/index.html">'),
        ('<a href="..">', '<a href="../index.html">'),
        ('<a class="x" href="./#top">', '<a class="x" href="./index.html#top">'),
        ('<a href="b/?q=1#c">', '<a href="b/index.html?q=1#c">'),
        ('<a href="#top">', '<a href="#top">'),
        ('<a href="a.css">', '<a href="a.css">'),
        ('<a href="https://x.example/">', '<a href="https://x.example/">'),
        ('<a href="mailto:x@y.example">', '<a href="mailto:x@y.example">'),
        ('<p title="href=x/">', '<p title="href=x/">'),
    ],
)
def test_links_name_files(before: str, after: str) -> None:
    assert copy_page("a/index.html", before).startswith(after)


def test_the_server_of_a_copy_serves_this_machine_with_the_right_types(
    packed: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path)
    command = [sys.executable, str(tmp_path / "kith/kith_server.py"), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        try:
            address = running.stdout.readline().split()[-1]
            assert address.startswith("http://127.0.0.1:")
            line = http.client.HTTPConnection(address.removeprefix("http://").strip("/"))
            for path, kind in {
                "/": "text/html; charset=utf-8",
                "/assets/js/kith.mjs": "text/javascript; charset=utf-8",
                f"/{next((tmp_path / 'kith').rglob('*.wasm')).relative_to(tmp_path / 'kith')}": (
                    "application/wasm"
                ),
            }.items():
                line.request("HEAD", path)
                answer = line.getresponse()
                answer.read()
                assert (answer.status, answer.headers["Content-Type"]) == (200, kind)
            line.close()
        finally:
            running.terminate()


PDF = b"%PDF-1.4 /Marked true /StructTreeRoot 1 0 R /Lang (en) /Title (T) /Type /Pages "


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (PDF + b"/Type /Page\n", ""),
        (PDF + b"/Type /Page\n" * 2, "has 2 pages"),
        (PDF, "has 0 pages"),
        (PDF.replace(b"/Marked true", b"") + b"/Type /Page\n", "is not tagged"),
        (PDF.replace(b"/Lang (en)", b"") + b"/Type /Page\n", "has no language"),
        (b"", "was not written"),
    ],
)
def test_a_pdf_is_checked(data: bytes, said: str) -> None:
    assert complaint(data, one_page=True).startswith(said)
    assert page_count(PDF + b"/Type /Page\n/Type/Page ") == 2
