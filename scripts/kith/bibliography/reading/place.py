"""Where something stands in a .bib file, and how its reader says what is wrong there.

Knows nothing of BibTeX: readers of names, dates and so on take a `Report` and need no place.
"""

from collections.abc import Callable
from typing import NamedTuple

from kith.problems import Problem

type Report = Callable[[str, str, str], None]
"""Called with rule, message and fix; whoever made it knows the place."""


class Place(NamedTuple):
    """Line and column count from 1; the path is relative to the repository, with slashes."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    def problem(self, rule: str, message: str, fix: str = "") -> Problem:
        """The problem that `rule` names, at this place."""
        return Problem(self.path, self.line, self.column, rule, message, fix)

    def reporter(self, problems: list[Problem]) -> Report:
        """A report that adds to `problems` at this place."""

        def report(rule: str, message: str, fix: str) -> None:
            problems.append(self.problem(rule, message, fix))

        return report


def silent(rule: str, message: str, fix: str) -> None:
    """The report of a reader that nobody listens to."""
