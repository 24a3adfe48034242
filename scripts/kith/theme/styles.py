"""Joins the style sheets of every page into one file, which is named by its content.

Twenty small files are pleasant to write and slow to fetch: nothing is painted before the last of
them has come. The list is read from a page that every build renders, in the order in which the page
names them, so nothing here knows what the sheets are for; only those that are Material's are told
apart, since most of what is in them is never used (purge.py). A preview keeps all as they are.
"""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from kith.cache import digest
from kith.project import Project
from kith.site.kept import KeptSite
from kith.theme.purge import purge

SAMPLE: Final = "404.html"
"""A page that every build renders anew, and that names each sheet."""

_FOLDER: Final = "assets/css"
_MATERIALS: Final = "assets/stylesheets/"
_LINK: Final = re.compile(
    r'\s*<link rel="stylesheet" href="(?P<up>(?:[^"]*/)?)(?P<place>assets/[^"]+\.css)">'
)
# A text in quotation marks may hold what looks like a comment, so both are found; one is kept.
_COMMENT: Final = re.compile(
    r"""("[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*')|/\*.*?\*/""", re.S
)
_SPACE: Final = re.compile(r"""("[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*')|\s*\n\s*""")
_ADDRESS: Final = re.compile(r"""url\((?!["']?(?:data:|[a-z]+:|/|#))(["']?)(?P<to>[^)"']+)\1\)""")


@dataclass(frozen=True, slots=True)
class Styles:
    """The sheets that were joined, in order, and the place of the one that has come of them."""

    places: tuple[str, ...] = ()
    joined: str = ""

    def replace(self, html: str) -> str:
        """The page with one link in place of theirs; as it was, where it lacks one of them."""
        links = list(_LINK.finditer(html, 0, html.find("</head>")))
        if not self.places or [link["place"] for link in links] != list(self.places):
            return html
        parts, end = [], 0
        for link in links:
            parts.append(html[end : link.start()])
            end = link.end()
        first = f'\n<link rel="stylesheet" href="{links[0]["up"]}{self.joined}">'
        return "".join([parts[0], first, *parts[1:], html[end:]])


def join_styles(site: KeptSite, project: Project) -> Styles:
    """Write the one sheet, and take the many out of the site."""
    sample = site.folder / SAMPLE
    found = _LINK.finditer(sample.read_text("utf-8") if sample.exists() else "")
    places = tuple(link["place"] for link in found)
    theirs = [place for place in places if place.startswith(_MATERIALS)]
    ours = join((place, site.text(place)) for place in places if place not in theirs)
    text = purge(project, join((place, site.text(place)) for place in theirs), ours) + ours
    joined = f"{_FOLDER}/kith-{digest(text)[:12]}.css"
    if not places:
        return Styles()
    if not site.holds(joined, digest(text)):
        site.write(joined, digest(text), text)
    for place in places:
        (site.folder / place).unlink()
    return Styles(places, joined)


def join(sheets: Iterable[tuple[str, str]]) -> str:
    """The sheets one after another, without comments, each address as it is from the new place."""
    return "".join(_from_here(place, _tidy(text)) for place, text in sheets)


def _tidy(text: str) -> str:
    bare = _COMMENT.sub(lambda match: match[1] or " ", text.removeprefix("\ufeff"))
    return _SPACE.sub(lambda match: match[1] or "\n", bare).strip() + "\n"


def _from_here(place: str, text: str) -> str:
    folder = PurePosixPath(place).parent.as_posix()

    def moved(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, match["to"]))
        return f'url("{posixpath.relpath(target, _FOLDER)}")'

    return _ADDRESS.sub(moved, text)
