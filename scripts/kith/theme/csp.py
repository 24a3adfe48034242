"""The content security policy of every page, with the hashes of the scripts that stand inside it.

A policy in <meta> binds the page and, since the explainers' worker starts from a blob, the worker
too: nothing on the page can reach another host, whatever headers the site's host sends. There is no
'unsafe-inline' and no 'unsafe-eval'; 'wasm-unsafe-eval' lets the browser compile Python.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from typing import Final

_INLINE_SCRIPT: Final = re.compile(
    r"<script(?![^>]*\ssrc=)(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL | re.IGNORECASE
)
_DATA_BLOCK: Final = re.compile(r"\btype=[\"']?application/", re.IGNORECASE)
_HEAD: Final = re.compile(r"<head[^>]*>|<meta charset=[\"']?utf-8[\"']?\s*/?>", re.IGNORECASE)
_FIXED: Final = (
    "default-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
)
_SAID: Final = re.compile(
    r'<meta http-equiv="Content-Security-Policy" content="(?P<policy>[^"]*)">'
)
_HASH: Final = re.compile(r"'sha256-[^']+'")
REFERRER: Final = "no-referrer"
"""No site that a reader goes on to learns from which page."""


def policy(html: str, *, live_reload: bool = False) -> str:
    """The policy for one page.

    `live_reload` admits the inline script that the preview server adds to a page as it sends it;
    its text changes with every build, so no hash can name it.
    """
    return _policy(["'unsafe-inline'"] if live_reload else _script_hashes(html))


def add_policy(html: str, *, live_reload: bool = False) -> str:
    """The page with its policy, after the declaration of the character set, which comes first."""
    places = list(_HEAD.finditer(html[:2000]))
    if not places:
        return html
    end = places[-1].end()
    text = policy(html, live_reload=live_reload)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{text}">'
    referrer = f'<meta name="referrer" content="{REFERRER}">'
    return html[:end] + meta + referrer + html[end:]


def policy_of(head: str) -> str:
    """The policy that a finished page carries; "" where there is none."""
    said = _SAID.search(head)
    return said["policy"] if said else ""


def policy_with(policies: Iterable[str], *, framed: bool) -> str:
    """One policy for the header of several pages: it admits what any of theirs admits.

    `framed` tells whether other sites may show them in a frame.
    """
    hashes = {found for policy in policies for found in _HASH.findall(policy)}
    return _policy(hashes) + ("" if framed else "; frame-ancestors 'none'")


def _policy(scripts: Iterable[str]) -> str:
    sources = ["'self'", "'wasm-unsafe-eval'", *sorted(set(scripts))]
    return "; ".join([_FIXED[0], f"script-src {' '.join(sources)}", *_FIXED[1:]])


def _script_hashes(html: str) -> list[str]:
    return [
        f"'sha256-{base64.b64encode(hashlib.sha256(match['body'].encode()).digest()).decode()}'"
        for match in _INLINE_SCRIPT.finditer(html)
        if not _DATA_BLOCK.search(match["attributes"])
    ]
