"""Lines that are meant as a table or a list and are not read as one, or not whole.

What a writer sees is rows and numbers; what a reader would get is one paragraph of them, a cell
less, or another number.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kith.content.source import Source
from kith.problems import Problem

_DASHES: Final = re.compile(r"^[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
_ROW: Final = re.compile(r"^[ ]*\|.*\|[ ]*$")
_OPEN_ROW: Final = re.compile(r"^(?!///)[^|\n]*\S[ \t]+\|[ \t]+\S[^\n]*$")
_BAR: Final = re.compile(r"(?<!\\)\|")
_TABLE: Final = "write | one | two |, below it | --- | --- |, then a line for each row"

_ENTRY: Final = re.compile(
    r"^[ ]*(?P<before>\(?)(?P<number>\d{1,3}|[a-z]|[A-Z]|[ivx]{2,5})(?P<after>[.)-]|\.\))[ ]+\S"
)
_ROMAN: Final = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split()
_JOINED: Final = re.compile(
    r"^[ ]*(?:(?P<sign>[-+*])[A-Za-z](?!.*\*)|\d{1,3}[.)][A-Za-z](?![\w.]*\.))"
)
_ITEM: Final = re.compile(r"^(?P<indent>[ >]*)(?:[-+*]|(?P<number>\d{1,3})[.)])[ ]+\S")


def check_layout(source: Source) -> Iterator[Problem]:
    """Every such place in one page."""
    lines = source.prose.split("\n")
    yield from _tables(source, lines)
    yield from _lists(source, lines)
    yield from _numbers(source, lines)


def _tables(source: Source, lines: Sequence[str]) -> Iterator[Problem]:
    columns = 0  # of the table that is open
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else ""
        if not line.strip() or line.startswith("///"):
            columns = 0
        elif columns:
            if _cells(line) > columns:
                message = f"this row has {_cells(line)} cells and its table {columns} columns"
                mend = "the rest is not shown: write a sign | inside a cell as \\|, or add columns"
                yield _problem(source, number, "page/table", message, mend)
        elif "|" in line and _DASHES.match(line) and "|" in before:
            columns = _cells(line)
            if _cells(before) != columns:
                message = f"the head has {_cells(before)} cells, the line of dashes {columns}"
                mend = "give each column its ---, so that this is a table"
                yield _problem(source, number, "page/table", message, mend)
                columns = 0
        elif _begins_rows(lines, number) or _begins_open_rows(lines, number):
            message = "these rows are no table without a line of dashes below the first"
            yield _problem(source, number - 1, "page/table", message, _TABLE)


def _begins_open_rows(lines: Sequence[str], number: int) -> bool:
    """Whether a line and the one above are the first of rows without bars at their ends."""
    rows = [bool(_OPEN_ROW.match(line)) for line in lines[max(number - 2, 0) : number + 1]]
    above = rows[0] if len(rows) == 3 else False
    if not all(rows[-2:]) or len(rows) < 2 or above:
        return False
    return _cells(lines[number]) == _cells(lines[number - 1])


def _begins_rows(lines: Sequence[str], number: int) -> bool:
    """The same for rows that begin and end with a bar."""
    rows = [bool(_ROW.match(line)) for line in lines[max(number - 2, 0) : number + 1]]
    return len(rows) > 1 and all(rows[-2:]) and not (len(rows) == 3 and rows[0])


def _cells(line: str) -> int:
    text = line.strip()
    return len(_BAR.findall(text.removeprefix("|"))) + (0 if re.search(r"(?<!\\)\|$", text) else 1)


def _lists(source: Source, lines: Sequence[str]) -> Iterator[Problem]:
    """Lines that count or begin with a sign of a list, and run together into one paragraph."""
    told = -1
    for number in range(len(lines) - 1):
        line, following = lines[number], lines[number + 1]
        if number <= told:
            continue
        if _JOINED.match(line) and _JOINED.match(following):
            message, mend = "these lines are no list", "put a blank after each sign or number"
        elif _counts_on(line, following) and not _is_list(lines, number):
            message = "these lines run together into one"
            mend = "begin each with - or 1. and a blank, and leave a blank line above the first"
        else:
            continue
        yield _problem(source, number, "page/markup", message, mend)
        told = number + 1
        while told + 1 < len(lines) and lines[told + 1].strip():
            told += 1


def _counts_on(line: str, following: str) -> bool:
    one, two = _ENTRY.match(line), _ENTRY.match(following)
    if not one or not two or (one["before"], one["after"]) != (two["before"], two["after"]):
        return False
    first, second = one["number"], two["number"]
    if first.isdigit():
        return second.isdigit() and int(second) == int(first) + 1
    if first in _ROMAN and second in _ROMAN[_ROMAN.index(first) + 1 :][:1]:
        return True
    return len(first) == len(second) == 1 and ord(second) == ord(first) + 1


def _is_list(lines: Sequence[str], number: int) -> bool:
    """Whether a line that counts begins a list: 1. does, 2. only where no text stands above it."""
    item = _ITEM.match(lines[number])
    if item is None:
        return False
    above = lines[number - 1].strip() if number else ""
    return item["number"] == "1" or not above or not above[0].isalpha() or _in_list(lines, number)


def _in_list(lines: Sequence[str], number: int) -> bool:
    """Whether an item stands somewhere above, with no blank line between."""
    while number and lines[number - 1].strip():
        number -= 1
        if _ITEM.match(lines[number]):
            return True
    return False


def _numbers(source: Source, lines: Sequence[str]) -> Iterator[Problem]:
    """Numbers of a list that readers would see as others: a list counts on from its first."""
    runs: dict[str, list[int]] = {}  # the numbers so far, by the blanks before them
    after_gap = True
    for at, line in enumerate(lines):
        item = _ITEM.match(line)
        indent = item["indent"] if item else ""
        if item and item["number"] and (indent in runs or after_gap or item["number"] == "1"):
            runs = {other: known for other, known in runs.items() if len(other) <= len(indent)}
            run = runs.setdefault(indent, [])
            number, shown = int(item["number"]), (run[0] + len(run) if run else 0)
            if run and number != shown and not (number == run[-1] == run[0]):
                message = f"{number}. is shown as {shown}., since a list counts on"
                mend = f"write {shown}., or a line of text between two lists"
                yield _problem(source, at, "page/numbering", message, mend)
                runs[indent] = [number - len(run), *run[1:], number]
            else:
                run.append(number)
        elif item:
            runs = {other: known for other, known in runs.items() if len(other) < len(indent)}
        elif line.startswith(("///", "#")) or (after_gap and line.strip() and line[:2] != "  "):
            runs = {}
        after_gap = not line.strip()


def _problem(source: Source, number: int, rule: str, message: str, mend: str) -> Problem:
    return Problem(source.path, number + 1, 1, rule, message, mend)
