"""Problems as text: for people, for GitHub's annotations, for other programs, as a list to tick.

Pure: a report is one string, with everything in the order of the files. What the problems are
about is not known here.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Final

from kith.github import code, plain
from kith.problems import Problem


def report(problems: Iterable[Problem], form: str = "text", *, advice: bool = False) -> str:
    """The problems in one of FORMS, without a line end at the end.

    Advice is counted; it is listed only where it is asked for.
    """
    found = sorted(problems)
    listed = [problem for problem in found if advice or problem.severity != "advice"]
    return FORMS[form](listed, _total(found, listed=advice), len(found) - len(listed))


def _text(problems: Sequence[Problem], total: str, _left_out: int) -> str:
    """A paragraph a file; each line says its place in full, so that editors make links of it."""
    files = ("\n".join(map(str, found)) for _, found in _by_file(problems))
    return "\n\n".join([*files, total])


def _github(problems: Sequence[Problem], total: str, _left_out: int) -> str:
    """Workflow commands, which GitHub shows at the lines of a pull request.

    The form is that of GitHub's page "Workflow commands for GitHub Actions"; what is escaped in a
    value and in a message is what its own toolkit escapes (actions/toolkit, core/src/command.ts).
    """
    lines = []
    for problem in problems:
        values = {
            "file": problem.path,
            "line": problem.line,
            "col": problem.column,
            "title": problem.rule,
        }
        written = ",".join(f"{name}={_value(str(value))}" for name, value in values.items())
        words = f"{problem.message} - {problem.fix}" if problem.fix else problem.message
        kind = "notice" if problem.severity == "advice" else problem.severity
        lines.append(f"::{kind} {written}::{_message(words)}")
    return "\n".join([*lines, total])


def _checklist(problems: Sequence[Problem], total: str, _left_out: int) -> str:
    """Markdown with a box to tick for each, which pull requests and issues show."""
    parts = []
    for path, found in _by_file(problems):
        parts += [f"### {code(path)}", ""]
        for problem in found:
            words = ": ".join(filter(None, map(plain, (problem.message, problem.fix))))
            parts.append(f"- [ ] line {problem.line}, {code(problem.rule)}: {words}")
        parts.append("")
    return "\n".join([*parts, total])


def _by_file(problems: Sequence[Problem]) -> Iterator[tuple[str, list[Problem]]]:
    for path, found in groupby(problems, lambda problem: problem.path):
        yield path, list(found)


def _json(problems: Sequence[Problem], _total: str, left_out: int) -> str:
    errors, warnings, advice = _counts(problems)
    rows = [{**asdict(problem), "severity": problem.severity} for problem in problems]
    table = {"errors": errors, "warnings": warnings, "advice": advice + left_out, "problems": rows}
    return json.dumps(table, ensure_ascii=False, indent=2)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def _total(problems: Sequence[Problem], *, listed: bool) -> str:
    errors, warnings, advice = _counts(problems)
    total = "No problems found."
    if errors + warnings:
        total = f"{_number(errors, 'error')}, {_number(warnings, 'warning')}"
    if not advice:
        return total
    where = "" if listed else " (kith check --advice lists them)"
    between = " " if total.endswith(".") else ", "
    return f"{total}{between}{advice} pieces of advice{where}"


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _counts(problems: Sequence[Problem]) -> tuple[int, int, int]:
    found = Counter(problem.severity for problem in problems)
    return found["error"], found["warning"], found["advice"]


FORMS: Final[Mapping[str, Callable[[Sequence[Problem], str, int], str]]] = {
    "text": _text,
    "github": _github,
    "json": _json,
    "checklist": _checklist,
}
