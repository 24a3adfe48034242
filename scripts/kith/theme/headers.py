"""The file `_headers`: what a host should send with each file, for hosts that read such a file.

Netlify and Cloudflare Pages read it; others serve it as one more file. Where two rules fit one
address, the first host takes the closer rule, the second joins both values by a comma, and of two
policies joined a browser keeps both. So no header stands in two rules that fit one address: what
differs between parts of the site is said of each part, and never of `/*`.

Pages carry their own policy (see `csp.py`). The one in the header adds what `<meta>` cannot say,
who may show a page in a frame, and it binds workers that are started from a file. Of inline scripts
it admits those of all pages in a folder; each page's own policy admits only its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from kith.site.kept import KeptSite
from kith.theme.csp import REFERRER, policy_of, policy_with
from kith.theme.offline import WORKER

PLACE: Final = "_headers"
FRAMED: Final = "embed"
"""The folder of pages that other sites may show in a frame."""

# Everything that a page of ours never asks for. Full screen (projector mode) and writing to the
# clipboard (copy buttons) are missing here on purpose.
_NEVER_ASKED: Final = (
    *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation"),
    *("gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb"),
)
# No Cross-Origin-Opener-Policy: a link out of a sandboxed frame would then open an error.
_EVERYWHERE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": REFERRER,
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _NEVER_ASKED),
}
CARDS: Final = "assets/cards"
"""A folder in which every file is named by what is in it; so one rule does."""
_FOR_A_YEAR: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
_NAMED_BY_CONTENT: Final = re.compile(r"[.-][0-9a-f]{8,32}(?:$|\.)")
_TYPES: Final = {
    ".mjs": "text/javascript; charset=utf-8",
    ".wasm": "application/wasm",
    ".bib": "application/x-bibtex; charset=utf-8",
}
_TYPES_BY_PLACE: Final = {"feed.xml": "application/atom+xml; charset=utf-8"}
_HEAD: Final = 4_000  # characters of a page, in which its policy stands

Rules = dict[str, dict[str, str]]
"""Headers by pattern: an address, or a folder's address with * for all below."""


def write_headers(site: KeptSite) -> None:
    """Write the file for a site whose pages carry their policy and that is complete but for it."""
    pages = (place for place in sorted(site.places) if place.endswith(".html"))
    policies = {place: policy_of(_head(site, place)) for place in pages}
    text = as_text(rules(policies, site.places))
    (site.folder / PLACE).write_bytes(text.encode())


def rules(policies: Mapping[str, str], places: Iterable[str]) -> Rules:
    """The rules: for all, for the pages of each folder, for what never changes, for types."""
    found: Rules = {"/*": dict(_EVERYWHERE)}
    places = list(places)
    for pattern, policy in sorted(_policies(policies, places).items()):
        found[pattern] = {"Content-Security-Policy": policy}
    for pattern in sorted({*_unchanging(places)}):
        found.setdefault(pattern, {}).update(_FOR_A_YEAR)
    for place in sorted(places):
        kind = _TYPES_BY_PLACE.get(place) or _TYPES.get(PurePosixPath(place).suffix)
        if kind and (place.startswith("assets/runtime/") or place in _TYPES_BY_PLACE):
            found.setdefault(f"/{place}", {})["Content-Type"] = kind
    if WORKER in places:  # a browser asks for it by itself, and must see when it has changed
        found[f"/{WORKER}"] |= {"Cache-Control": "no-cache"}
    found["/assets/js/*"] = {"Content-Type": _TYPES[".mjs"]}
    return found


def as_text(found: Rules) -> str:
    """The rules as hosts read them."""
    blocks = (
        "".join([f"{pattern}\n", *(f"  {name}: {value}\n" for name, value in headers.items())])
        for pattern, headers in found.items()
    )
    return "\n".join(blocks)


def _policies(policies: Mapping[str, str], places: Iterable[str]) -> dict[str, str]:
    """One policy for each folder at the top, for each page there, and for what is not a page."""
    by_pattern: dict[str, set[str]] = {"/assets/*": {""}}
    by_pattern |= {f"/{WORKER}": {""} for place in places if place == WORKER}
    for place, policy in policies.items():
        top, _, below = place.partition("/")
        patterns = [f"/{top}/*"] if below else [f"/{top}"]
        if place == "index.html":
            patterns.append("/")
        for pattern in patterns:
            by_pattern.setdefault(pattern, set()).add(policy)
    return {
        pattern: policy_with(found, framed=pattern == f"/{FRAMED}/*")
        for pattern, found in by_pattern.items()
    }


def _unchanging(places: Iterable[str]) -> Iterator[str]:
    """Patterns of folders and files below assets/ that are named by what is in them."""
    for place in places:
        if place.endswith(".map"):  # for those who look inside; nobody waits for them
            continue
        parts = place.split("/")
        for number, part in enumerate(parts):
            here = "/".join(parts[: number + 1])
            if parts[0] == "assets" and (_NAMED_BY_CONTENT.search(part) or here == CARDS):
                yield f"/{here}" if here == place else f"/{here}/*"
                break


def _head(site: KeptSite, place: str) -> str:
    with (site.folder / place).open(encoding="utf-8") as file:
        return file.read(_HEAD)
