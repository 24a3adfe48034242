"""Problems of images, told where a page shows them."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from kith.content.images.records import Pictures
from kith.content.pages import Page
from kith.content.rules.links import written_links
from kith.problems import Problem
from kith.project import Project

RULE: Final = "page/image"


def check_pictures(project: Project, pages: Iterable[Page], pictures: Pictures) -> list[Problem]:
    """A problem for each image that cannot be shown: at each link to it, else at the file."""
    if not pictures.wrong:
        return []
    places: defaultdict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for page in pages:
        for name, line, column in _shown(page):
            places[name].append((page.source.path, line, column))
    return [
        Problem(*place, RULE, f"the image {name}: {message}", fix)
        for name, (message, fix) in pictures.wrong.items()
        for place in places.get(name) or [(project.relative(project.content / name), 1, 1)]
    ]


def _shown(page: Page) -> Iterator[tuple[str, int, int]]:
    """(name below content/, line, column) of each link to a file."""
    for written, offset in written_links(page.source):
        try:
            path = unquote(urlsplit(written).path)
        except ValueError:
            continue
        name = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path))
        yield name, *page.source.place(offset)
