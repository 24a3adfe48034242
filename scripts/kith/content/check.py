"""Citations in the pages against the library: which keys are unknown, and where they stand."""

import re
from collections.abc import Iterable, Iterator, Mapping

from kith.content.pages import Page
from kith.content.source import Source
from kith.problems import Problem, nearest


def check_citations(
    pages: Iterable[Page], cited: Mapping[str, Mapping[str, int]], known: Iterable[str]
) -> list[Problem]:
    """A problem for each citation of a key that is not `known`.

    `cited` says how often each page, by its name, cites each key.
    """
    known_keys = set(known)
    problems: list[Problem] = []
    for page in pages:
        for key, times in cited[page.name].items():
            if key not in known_keys:
                problems += _unknown(page.source, key, times, known_keys)
    return problems


def cited_without_saying(pages: Iterable[Page], cited: Mapping[str, Mapping[str, int]]) -> set[str]:
    """The keys cited on some page that says nothing of a retraction."""
    return {
        key
        for page in pages
        if "retract" not in page.source.prose.lower()
        for key in cited[page.name]
    }


def _unknown(source: Source, key: str, times: int, known: set[str]) -> Iterator[Problem]:
    places = list(_places(source, key))[:times] or [(1, 1)]
    fix = nearest(key, known) or "add it to a file in bibliography/"
    for line, column in places:
        message = f"no work has the key {key!r}"
        yield Problem(source.path, line, column, "cite/unknown-key", message, fix)


def _places(source: Source, key: str) -> Iterator[tuple[int, int]]:
    quoted = re.escape(key)
    pattern = rf"(?<![\w@/.:+\\])@(?:\{{{quoted}\}}|{quoted}(?![\w]|[:.#$%&\-+?<>~/]\w))"
    for match in re.finditer(pattern, source.prose):
        yield source.place(match.start())
