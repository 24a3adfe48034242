"""PDFs of session plans, their handouts and their cards, printed by a headless Chromium.

Chromium writes tagged PDFs, so that a screen reader finds headings, lists and tables in them. Each
one is checked: it is tagged, it has a title and a language, and a handout and a card have one page.
Dates inside are those of the commit; other versions of Chromium write other bytes all the same.

Pages are printed without their scripts, which paper has no use for: what is printed is then in the
page when it has loaded, and nothing has to be waited for.
"""

import functools
import http.server
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kith.problems import Problem

PRINTS: Final = {"all": "plan", "handout": "handout", "card": "card"}
"""What an address asks for (?print=…), as theme/assets/js/kit.mjs names it, and the file's name."""

_ONE_PAGE: Final = ("handout", "card")
_MOST_PAGES: Final = 40
_PAGE: Final = re.compile(rb"/Type\s*/Page\b(?!s)")
_DATE: Final = re.compile(rb"/(CreationDate|ModDate) \(D:[^)]*\)")
_SCRIPT: Final = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL)
_PATIENCE_S: Final = 120
_FLAGS: Final = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
    *("--export-tagged-pdf", "--generate-pdf-document-outline"),
    *("--disable-background-networking", "--disable-component-update", "--no-first-run"),
)


def make_pdfs(
    site: Path, plans: Mapping[str, str], when: int
) -> tuple[dict[str, bytes], list[Problem]]:
    """PDFs by place in the copy. `plans` are the pages' places in the site, with their sources."""
    chromium = _find_chromium()
    if chromium is None:
        fix = "install Chromium, or pack without --pdf"
        problem = Problem("site", 1, 1, "pack/pdf", "there is no Chromium to print with", fix)
        return {}, [problem]
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    with _served(site) as address, tempfile.TemporaryDirectory() as folder:
        for place, source in plans.items():
            for asked, name in PRINTS.items():
                out = Path(folder) / "out.pdf"
                out.unlink(missing_ok=True)
                error = _print(chromium, f"{address}{place}?print={asked}", out)
                data = _dated(out.read_bytes(), when) if out.exists() else b""
                wrong = error or complaint(data, one_page=name in _ONE_PAGE)
                if wrong:
                    message = f"the PDF of the {name} {wrong}"
                    fix = "shorten it, or look at it in the browser's print view"
                    problems.append(Problem(source, 1, 1, "pack/pdf", message, fix))
                else:
                    files[f"pdf/{place.strip('/').replace('/', '-')}-{name}.pdf"] = data
    return files, problems


def complaint(data: bytes, *, one_page: bool) -> str:
    """What is wrong with a PDF, as the end of a sentence; "" when nothing is."""
    if not data.startswith(b"%PDF-"):
        return "was not written"
    if not re.search(rb"/Marked true", data) or b"/StructTreeRoot" not in data:
        return "is not tagged, so a screen reader finds no structure in it"
    if not re.search(rb"/Lang\s*\(", data) or not re.search(rb"/Title\s*[(<]", data):
        return "has no language or no title"
    pages = page_count(data)
    most = 1 if one_page else _MOST_PAGES
    if not 1 <= pages <= most:
        return f"has {pages} pages, and {most} would be right"
    return ""


def page_count(data: bytes) -> int:
    """How many pages a PDF of Chromium has."""
    return len(_PAGE.findall(data))


def _dated(data: bytes, when: int) -> bytes:
    """The same with the commit's date in the place of the clock's; the length stays."""
    stamp = f"D:{datetime.fromtimestamp(when, UTC):%Y%m%d%H%M%S}+00'00'".encode()

    def put(match: re.Match[bytes]) -> bytes:
        start = b"/" + match[1] + b" ("
        room = len(match[0]) - len(start) - 1
        return start + stamp[:room].ljust(room, b" ") + b")"

    return _DATE.sub(put, data)


def _print(chromium: str, address: str, out: Path) -> str:
    with tempfile.TemporaryDirectory() as profile:
        command = [
            chromium,
            *_FLAGS,
            f"--user-data-dir={profile}",
            f"--print-to-pdf={out}",
            address,
        ]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=_PATIENCE_S
            )
        except subprocess.TimeoutExpired:
            return "did not come to its end"
    lines = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
    return "" if done.returncode == 0 else f"could not be made: {lines[0]}"


def _find_chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "chrome", "chromium-headless-shell")
    return next((path for name in names if (path := shutil.which(name))), None)


class _Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 (the base class declares it so)
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
    }

    def do_GET(self) -> None:
        path, _, asked = self.path.partition("?print=")
        if not asked:
            super().do_GET()
            return
        page = Path(self.translate_path(path)) / "index.html"
        body = _SCRIPT.sub("", page.read_text("utf-8"))
        body = body.replace(' loading="lazy"', "")  # nobody scrolls, and nothing waits for them
        body = body.replace("<html ", f'<html data-prints="{asked}" ', 1)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The address of a folder, served to this machine while the block lasts."""
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
