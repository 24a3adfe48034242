"""Reads `_headers` as its strictest host does: values of several rules are joined by commas."""

import re
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

MOST_RULES: Final = 100
LONGEST_LINE: Final = 2_000
"""What Cloudflare Pages takes; Netlify sets no such limits."""


class HeadersFile:
    """The rules of such a file, asked for the headers of one address."""

    def __init__(self, text: str, below: str = "") -> None:
        """`below` is where the site's root is, if not at that of its server."""
        self._below = below
        self.rules: list[tuple[str, list[tuple[str, str]]]] = []
        for line in text.splitlines():
            if line.startswith("/"):
                self.rules.append((line, []))
            elif line.strip() and not line.startswith("#"):
                name, _, value = line.strip().partition(": ")
                self.rules[-1][1].append((name, value))

    def of(self, address: str) -> dict[str, str]:
        """The headers of a path, whatever follows it after `?`."""
        path = urlsplit(address).path.removeprefix(self._below)
        found: dict[str, str] = {}
        for pattern, headers in self.rules:
            if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
                for name, value in headers:
                    found[name] = f"{found[name]}, {value}" if name in found else value
        return found


def headers_of(site: Path, below: str = "") -> HeadersFile:
    """The file of a built site."""
    return HeadersFile((site / "_headers").read_text("utf-8"), below)
