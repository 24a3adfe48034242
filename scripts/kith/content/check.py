"""Citations in the pages against the library: which keys are unknown, and where they stand."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kith.bibliography.citations import Citation
from kith.content.pages import Page
from kith.content.source import Source
from kith.problems import Problem, nearest


@dataclass(frozen=True, slots=True)
class Cited:
    """The keys that pages cite. `unsaid`: on some page that says nothing of a retraction."""

    anywhere: set[str] = field(default_factory=set)
    unsaid: set[str] = field(default_factory=set)


def check_citations(
    pages: Iterable[Page],
    find_citations: Callable[[str], Sequence[Citation]],
    known: Iterable[str],
) -> tuple[Cited, list[Problem]]:
    """What pages cite, and a problem for each citation of a key that is not `known`.

    `find_citations` gives the citations of a Markdown text, in any order.
    """
    known_keys = set(known)
    cited = Cited()
    problems: list[Problem] = []
    for page in pages:
        keys = Counter(
            item.key for citation in find_citations(page.source.body) for item in citation.items
        )
        cited.anywhere.update(keys)
        if "retract" not in page.source.prose.lower():
            cited.unsaid.update(keys)
        for key, times in keys.items():
            if key not in known_keys:
                problems += _unknown(page.source, key, times, known_keys)
    return cited, problems


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
