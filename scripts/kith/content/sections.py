"""The sections of the site in the order of its navigation, and the pages of each.

The navigation is handed in as the site's configuration has it: lists, and tables of one name each.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kith.content.pages import Page


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the navigation, "" for pages without one, and its pages' names."""

    title: str
    pages: tuple[str, ...]


def sections(nav: object, known: Iterable[str]) -> list[Section]:
    """Every section, in order; without a navigation, the folders by name. Only known pages."""
    names = dict.fromkeys(known)
    if not isinstance(nav, Sequence) or isinstance(nav, str) or not nav:
        folders = sorted({name.rpartition("/")[0] for name in names})
        return [
            Section(folder.capitalize(), tuple(n for n in names if n.rpartition("/")[0] == folder))
            for folder in folders
        ]
    found: list[Section] = []
    for item in nav:
        title, inside = next(iter(item.items())) if isinstance(item, Mapping) else ("", item)
        is_page = isinstance(inside, str)
        pages = tuple(name for name in _names(inside) if name in names)
        if pages:
            found.append(Section("" if is_page else str(title), pages))
    return found


def in_order(nav: object, pages: Iterable[Page]) -> list[Page]:
    """The articles as the navigation has them, one after another."""
    by_name = {page.name: page for page in pages}
    listed = [name for section in sections(nav, by_name) for name in section.pages]
    return [by_name[name] for name in listed if by_name[name].is_article]


def _names(inside: object) -> Iterator[str]:
    if isinstance(inside, str):
        yield inside
    elif isinstance(inside, Mapping):
        for value in inside.values():
            yield from _names(value)
    elif isinstance(inside, Sequence):
        for value in inside:
            yield from _names(value)
