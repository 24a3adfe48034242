"""What a browser needs to keep the site: a service worker, a manifest, and the list of all files.

    sw.js                 serves what is kept when there is no network; see service-worker.js here
    manifest.webmanifest  the site's name and sign, for who puts it on a home screen
    offline.json          {"version", "bytes", "files": {place: [bytes, digest]}, "start": [prefix]}

The list is what theme/assets/js/offline.mjs keeps; its version is the digest of all that is in it.
Nothing is kept unless a reader asks for it, or has started Python. Knows places, not their content.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from kith.cache import digest
from kith.site.kept import KeptSite

WORKER: Final = "sw.js"
MANIFEST: Final = "manifest.webmanifest"
LIST: Final = "offline.json"
PAGE: Final = (
    "offline/"  # content/offline.md: where a reader keeps the site, and is told what is not kept
)
PAPER: Final = "#faf7f2"
"""The ground of light pages, as theme/assets/css/palette.css has it."""
_LEFT_OUT: Final = re.compile(
    r"(?:\.(?:br|gz|map)|sitemap\.xml)$"  # twins are for hosts, maps for programmers
    r"|^assets/javascripts/(?:lunr|workers)/"  # Material's search, which the site does not use
    r"|^(?:_headers|feed\.xml|robots\.txt)$|^assets/cards/"  # for hosts, and for other sites
    r"|^references/[^/]+/reference\.(?:bib|ris|json)$"  # of single works; the list's own are kept
    rf"|^(?:{re.escape(WORKER)}|{re.escape(LIST)}|404\.html)$"
)
START: Final = (
    *(
        "assets/css/",
        "assets/fonts-",
        "assets/images/",
        "assets/js/",
        "assets/stylesheets/",
        "assets/javascripts/",
    ),
    *("assets/recordings/", "assets/runtime/", "assets/search/"),
)
"""How the places begin that every page with a model needs: kept once a reader has started one."""


def publish_worker(site: KeptSite, name: str, description: str) -> None:
    """Write the worker and the manifest, before the site is swept."""
    script = Path(__file__).with_name("service-worker.js").read_text("utf-8")
    _write(site, WORKER, script.replace('"KITH-OFFLINE-PAGE"', json.dumps(PAGE)))
    described = {
        "name": name,
        "short_name": name,
        "description": description,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": f"assets/images/{file}", "sizes": size, "type": "image/png"}
            for file, size in (("favicon.png", "48x48"), ("touch.png", "180x180"))
        ],
    }
    _write(site, MANIFEST, json.dumps(described, indent=1, ensure_ascii=False))


def publish_list(site: KeptSite) -> None:
    """Write the list, when every other file is there."""
    files = {place: _described(site.folder / place) for place in wanted(site.places)}
    body = json.dumps(files, sort_keys=True)
    found = {
        "version": digest(body)[:12],
        "bytes": sum(size for size, _ in files.values()),
        "start": [*START, PAGE],
        "files": files,
    }
    _write(site, LIST, json.dumps(found, sort_keys=True, separators=(",", ":")))


def wanted(places: Iterable[str]) -> list[str]:
    """The places that a kept copy holds."""
    return sorted(place for place in places if not _LEFT_OUT.search(place))


def _described(path: Path) -> tuple[int, str]:
    data = path.read_bytes()
    return len(data), hashlib.sha256(data).hexdigest()[:10]


def _write(site: KeptSite, place: str, text: str) -> None:
    key = digest(text)
    if not site.holds(place, key):
        site.write(place, key, text)
