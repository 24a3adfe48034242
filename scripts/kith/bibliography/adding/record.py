"""A record on its way from tagged lines to CSL-JSON, with what is to be said of it."""

from dataclasses import dataclass, field
from typing import Any

from kith.bibliography.adding.tagged import Line, unescaped
from kith.bibliography.reading.place import Place, Report
from kith.problems import Problem


@dataclass(slots=True)
class Record:
    """What was read of a record: CSL-JSON, where each variable stands, and what was not kept."""

    csl: dict[str, Any]
    place: Place
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def reporter(self, variable: str) -> Report:
        """The report of what is wrong with a variable."""
        return self.at(self.lines.get(variable, self.place.line))

    def at(self, number: int) -> Report:
        """The report of what is wrong in a line."""
        return self.place._replace(line=number).reporter(self.problems)

    def put(self, variable: str, line: Line | None, value: object = None) -> None:
        """A variable from a line, unless it has a value already."""
        if line is not None and variable not in self.csl:
            self.csl[variable] = text(line.value) if value is None else value
            self.lines[variable] = line.number


def not_kept(record: Record, line: Line) -> None:
    """Tell that a line says something that is left out."""
    message = f"{line.tag} is not kept: {short(line.value)}"
    record.at(line.number)("import/value", message, "write it into the entry, if readers need it")


def text(value: str) -> str:
    """One line, without entities."""
    return " ".join(unescaped(value).split())


def short(value: str) -> str:
    """One line that fits into a message."""
    line = text(value)
    return line if len(line) <= 60 else f"{line[:59]}…"
