"""The page at an old address: it leads on to the new one, with a script or without.

A browser without scripts follows the refresh; one with scripts goes by the script, which keeps what
stands after # and ?, and is the same on every such page. Search engines are told the new address.
"""

from collections.abc import Iterable
from html import escape
from typing import Final
from urllib.parse import quote

from kith.cache import digest
from kith.content.redirects import Redirect
from kith.site.address import full_address
from kith.site.complete import Step, make_links_relative
from kith.site.kept import KeptSite
from kith.theme.csp import add_policy

SCRIPT: Final = (
    'location.replace(document.querySelector("a").href.split("#")[0]+location.search+location.hash)'
)


def write_redirects(
    redirects: Iterable[Redirect], site: KeptSite, site_url: str, add_tags: Step
) -> None:
    """Write a page for each. `add_tags` tells those who show a link what is at the new address."""
    for redirect in redirects:
        old, new = place_of(redirect.old), place_of(redirect.new)
        html = add_tags(new, redirect_page(redirect, site_url))
        html = add_policy(make_links_relative(old, html))
        key = digest(html)
        if not site.holds(old, key):
            site.write(old, key, html)


def place_of(address: str) -> str:
    """The file of a page's address."""
    return f"{address}index.html"


def redirect_page(redirect: Redirect, site_url: str = "") -> str:
    """The page, as it stands at the old address."""
    title, words = escape(redirect.title), escape(redirect.description)
    up = "../" * redirect.old.count("/")
    target = escape(f"{up}{quote(redirect.new)}" or "./")
    full = escape(full_address(site_url, quote(redirect.new))) if site_url else ""
    canonical = f'<link rel="canonical" href="{full}">\n' if full else ""
    description = f'<meta name="description" content="{words}">\n' if words else ""
    return f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex,follow">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
{description}{canonical}<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>
</head>
<body>
<h1>This page has moved</h1>
<p>It is now at <a href="{target}">{title}</a>.</p>
<script>{SCRIPT}</script>
</body>
</html>
"""
