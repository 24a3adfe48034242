"""Packs the built site into one zip file to be carried on a stick.

Opened as files its pages read, print, search, play recordings and answer quizzes; for live Python
the zip brings a small server. `stick/` holds what only a packed copy has. The same site gives the
same bytes: order, dates and rights of the entries are fixed. What files are about is not known.
"""

import base64
import json
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kith.npm import run_node

FOLDER: Final = "kith"
"""The one folder in the zip."""

_STICK: Final = Path(__file__).with_name("stick")
_LEFT_OUT: Final = re.compile(
    r"\.(?:br|gz|map)$|^(?:404\.html|sitemap\.xml|sw\.js|offline\.json|manifest\.webmanifest)$"
    r"|^assets/javascripts/(?:lunr|workers)/"  # Material's search, which the site does not use
    r"|^(?:_headers|feed\.xml|robots\.txt)$|^assets/cards/"  # for hosts, and for other sites
)
_SCRIPTS: Final = "assets/js/"
_ENTRY: Final = "kith.mjs"
_FETCHED: Final = re.compile(r"^assets/(?:recordings/|search/|code/[^/]+\.json$)")
_TAG: Final = re.compile(r"<(?:a|area|link)\b[^>]*>")
_HREF: Final = re.compile(r'(?<=\shref=")(?P<path>[^":?#]*)(?P<rest>[?#][^"]*)?(?=")')
_REFRESH: Final = re.compile(r'(?<=; url=)(?P<path>[^":?#]*)(?P<rest>[?#][^"]*)?(?=")')
_MODULE: Final = re.compile(r'[ \t]*<script src="[^"]*" type="module"></script>\n?')
_NOT_FOR_FILES: Final = re.compile(r'[ \t]*<link rel="(?:manifest|preload)"[^>]*>\n?')
_FACE: Final = re.compile(r"url\([\"']?(?P<file>[\w./-]+\.woff2)[\"']?\)")
_SEARCH: Final = "assets/search/"
_SELF: Final = re.compile(r"\b((?:default|font|img|script|style|worker)-src) 'self'")


def pack(
    site: Path, target: Path, when: int, licence: str, more: Mapping[str, bytes], modules: Path
) -> int:
    """Write the zip, and give how many files are in it.

    `when` is the date of all entries, in seconds since 1970; `more` are other files by place;
    `modules` is the folder of npm's packages. Raises RuntimeError where the theme's scripts cannot
    be made one.
    """
    files = {**_copy(site, modules), **more, "LICENSE.txt": licence.encode()}
    date = datetime.fromtimestamp(when, UTC)
    size = f"{sum(map(len, files.values())) / 1e6:.0f} MB"
    start = (_STICK / "START-HERE.txt").read_text("utf-8")
    start = start.format(date=f"{date:%Y-%m-%d}", size=size, files=len(files) + 1)
    files["START-HERE.txt"] = start.replace("\n", "\r\n").encode()  # for Windows' own editor
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for place in sorted(files):
            entry = zipfile.ZipInfo(f"{FOLDER}/{place}", date.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # as Unix does, whatever this machine is
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[place], compresslevel=9)
    part.replace(target)
    return len(files)


def _copy(site: Path, modules: Path) -> dict[str, bytes]:
    """Every file of the site as the copy has it, by place."""
    files: dict[str, bytes] = {}
    for path in sorted(site.rglob("*")):
        place = path.relative_to(site).as_posix()
        if not path.is_file() or _LEFT_OUT.search(place) or place.startswith("."):
            continue
        data = path.read_bytes()
        if place.endswith(".html"):
            data = copy_page(place, data.decode("utf-8")).encode()
        elif place.endswith(".css"):
            data = _with_faces(path.parent, data.decode("utf-8")).encode()
        elif place.startswith(_SEARCH):
            data = _search_list(data.decode("utf-8")).encode()
        if _FETCHED.match(place):
            files[f"{place}.js"] = _as_script(place, data)
        files[place] = data
    files[f"{_SCRIPTS}kith.classic.js"] = classic_script(site / _SCRIPTS, modules).encode()
    files[f"{_SCRIPTS}stick.js"] = (_STICK / "stick.js").read_bytes()
    files["assets/css/stick.css"] = (_STICK / "stick.css").read_bytes()
    files["kith_server.py"] = (_STICK / "kith_server.py").read_bytes()
    return files


def _with_faces(folder: Path, css: str) -> str:
    """A style sheet with its typefaces inside: no page that is a file may load them."""

    def inline(match: re.Match[str]) -> str:
        data = base64.b64encode((folder / match["file"]).read_bytes()).decode()
        return f"url(data:font/woff2;base64,{data})"

    return _FACE.sub(inline, css)


def classic_script(folder: Path, modules: Path) -> str:
    """The theme's modules as one classic script. Raises RuntimeError with esbuild's own words."""
    script = Path(__file__).with_name("classic.mjs")
    done = run_node(str(script), str(modules), str(folder), _ENTRY, cwd=folder)
    if done.returncode:
        raise RuntimeError(f"esbuild could not join the scripts: {done.stderr.strip()[-2_000:]}")
    return done.stdout


def copy_page(place: str, html: str) -> str:
    """A page as it stands in the copy: links name files, and one script decides what to load."""
    up = "../" * place.count("/")
    html = _TAG.sub(lambda tag: _HREF.sub(_to_file, tag[0]), html)
    html = _REFRESH.sub(_to_file, html)
    html = _MODULE.sub("", _NOT_FOR_FILES.sub("", html))
    # A page opened as a file has no origin, so 'self' may match nothing.
    html = _SELF.sub(r"\1 'self' file:", html).replace("font-src 'self'", "font-src data: 'self'")
    head = (
        f'<link rel="stylesheet" href="{up}assets/css/stick.css">'
        f'<script src="{up}assets/js/stick.js"></script>'
    )
    html = html.replace("</head>", f"{head}</head>", 1)
    note = (
        '<p class="copy-note" role="note" data-part="copy-note">You are reading a packed copy.</p>'
    )
    return html.replace("</body>", f"{note}</body>", 1)


def _to_file(match: re.Match[str]) -> str:
    path, rest = match["path"], match["rest"] or ""
    if path and (path.endswith("/") or path.rpartition("/")[2] in (".", "..")):
        path = f"{path.rstrip('/')}/index.html"
    return f"{path}{rest}"


def _search_list(text: str) -> str:
    """The list of the search with addresses that name files."""
    found = json.loads(text)
    for entry in found["entries"]:
        entry["at"] = _file_address(entry["at"])
    for rule in found["first"]:
        rule["show"] = [_file_address(address) for address in rule["show"]]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _file_address(address: str) -> str:
    page, mark, anchor = address.partition("#")
    folder = page == "" or page.endswith("/")
    return f"{page}index.html{mark}{anchor}" if folder else address


def _as_script(place: str, data: bytes) -> bytes:
    """What stick.js loads where a page would fetch a file."""
    try:
        arguments = [place, data.decode("utf-8")]
        if place.endswith(".bin"):
            raise ValueError
    except ValueError:
        arguments = [place, "", base64.b64encode(data).decode()]
    return f"kithFile({', '.join(json.dumps(one) for one in arguments)})".encode()
