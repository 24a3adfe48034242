"""Completes the built pages: each is read once, passed through a list of steps, written once.

A step is a pure function of a page's place and its HTML. Steps are handed in; this module knows
only of the links that begin with `site:/` (the site's root, wherever the page is).
"""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Final

from kith.site.kept import File, KeptSite

Step = Callable[[str, str], str]
"""(path below the site's folder, HTML) -> HTML."""

_SITE_LINK: Final = '"site:/'
_PLAIN_TABLE: Final = re.compile(r"<table>.*?</table>", re.DOTALL)  # as Markdown makes them
_HEAD_CELL: Final = re.compile(r"<th[^>]*>(.*?)</th>", re.DOTALL)


def complete_pages(
    site: KeptSite,
    places: Iterable[str],
    steps: Sequence[Step],
    keys: Mapping[str, str],
    finished: Container[str],
) -> None:
    """Pass the pages at these places through the steps, in order.

    `keys` tell, by place, what a finished page is made from, where that can be told. The pages in
    `finished` have passed through the steps in an earlier build.
    """

    def completed(place: str, html: str) -> str:
        for step in steps:
            html = step(place, html)
        return html

    new = []
    for place in places:
        if place in finished:
            site.rewritten(place, keys[place])
        else:
            # Read here: who takes over from a process that has died finds some pages completed.
            text = partial(completed, place, site.text(place))
            new.append(File(place, keys.get(place, ""), text))
    site.write_all(new)


def make_links_relative(place: str, html: str) -> str:
    """Turn links that begin with `site:/` into links from this page."""
    if _SITE_LINK not in html:
        return html
    up = "../" * (len(PurePosixPath(place).parts) - 1)
    return html.replace(_SITE_LINK, f'"{up or "./"}')


def make_tables_reachable(_place: str, html: str) -> str:
    """Put each plain table into a box that scrolls sideways, which a keyboard can reach."""
    if "<table>" not in html:
        return html

    def box(match: re.Match[str]) -> str:
        columns = (re.sub(r"<[^>]*>", "", cell) for cell in _HEAD_CELL.findall(match[0]))
        name = f"Table: {'; '.join(columns)}".replace('"', "&quot;")
        start = f'<div class="table-scroll" tabindex="0" role="region" aria-label="{name}">'
        return f'{start}<table class="table">{match[0].removeprefix("<table>")}</div>'

    return _PLAIN_TABLE.sub(box, html)
