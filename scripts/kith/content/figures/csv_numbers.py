"""Numbers as spreadsheets of different countries write them: 1,234.5 and 1.234,5 and 1 234,5.

One file has one way. Which it is, the numbers tell that can be read in one way only; where none
does, 1,234 and 1.234 may be a thousand or little more than one, and nobody guesses.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Self

from kith.content.figures.rows import Cell

_SHOWN: Final = 60  # letters of a cell that a problem repeats
_BLANKS: Final = "  \u2009\u202f'’"  # between groups of three digits
_PLAIN: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_GROUPS: Final = rf"[+-]?\d{{1,3}}(?:[{_BLANKS}]\d{{3}})+"
_WAYS: Final = {
    # what can only be read so: by its decimals, or by more than one group of thousands
    ".": re.compile(
        r"[+-]?(?:\d*\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{4,}\.\d+|\d{1,3}(?:,\d{3})+\.\d+"
        rf"|\d{{1,3}}(?:,\d{{3}}){{2,}}|{_GROUPS}\.\d+)"
    ),
    ",": re.compile(
        r"[+-]?(?:\d*,(?:\d{1,2}|\d{4,})|0,\d+|\d{4,},\d+|\d{1,3}(?:\.\d{3})+,\d+"
        rf"|\d{{1,3}}(?:\.\d{{3}}){{2,}}|{_GROUPS},\d+)"
    ),
}
_EITHER: Final = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_WHOLE: Final = re.compile(rf"[+-]?\d+|{_GROUPS}")
Doubt = tuple[str, str]
"""What is not clear, and how to write it."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The one way of a file. `decimal` is its sign, "" where no number tells; `mixed` are two
    numbers that tell different ones; `percent` where all numbers of a column have that sign."""

    decimal: str
    mixed: tuple[str, str] | None = None
    percent: bool = False

    @classmethod
    def of(cls, cells: Iterable[str], *, commas_part: bool) -> Self:
        """What these cells tell. Where commas part the cells, a number has a decimal point."""
        found = [cell for cell in map(_bare, cells) if cell]
        told = {
            sign: next((cell for cell in found if way.fullmatch(_no_percent(cell))), "")
            for sign, way in _WAYS.items()
        }
        mixed = (told["."], told[","]) if all(told.values()) else None
        decimal = next((sign for sign, cell in told.items() if cell), "")
        if not decimal and commas_part and not any("," in cell for cell in found):
            decimal = "."
        return cls(decimal, mixed)

    def of_column(self, cells: Iterable[str]) -> Self:
        """The same for one column, which may be all of percentages."""
        found = [cell for cell in map(_bare, cells) if _is_number(_no_percent(cell))]
        return replace(self, percent=bool(found) and all(cell.endswith("%") for cell in found))

    def doubt(self, cell: str, *, surely: bool) -> Doubt | None:
        """What keeps a cell from being read as a number, if it is one, or `surely` must be one."""
        cell = _bare(cell)
        if not cell:
            return None
        if cell.endswith("%") and not self.percent and _is_number(_no_percent(cell)):
            return f"{cell} has %, other numbers have none", "write all of them with it or without"
        bare = _no_percent(cell)
        if not self.decimal and _EITHER.fullmatch(bare):
            thousand = bare.replace(",", "").replace(".", "")
            small = bare.replace(",", ".").rstrip("0").rstrip(".")
            return f"{cell} may be {thousand} or {small}", f"write {thousand} or {small}"
        if surely and not isinstance(self.read(cell), int | float):
            return f"{cell[:_SHOWN]!r} is not a number", "write it in digits alone, such as 1234.5"
        return None

    def read(self, cell: str) -> Cell:
        """A cell as a number where it is one, else as its text."""
        bare = _bare(cell)
        bare = _no_percent(bare) if self.percent else bare
        other = {".": ",", ",": "."}.get(self.decimal, "")
        thousands = rf"[{_BLANKS}{re.escape(other)}]"
        if re.fullmatch(rf"[+-]?\d{{1,3}}(?:{thousands}\d{{3}})+(?:[.,]\d+)?", bare):
            bare = re.sub(thousands, "", bare)
        elif other and other in bare:
            return cell
        if self.decimal == ",":
            bare = bare.replace(",", ".")
        if not _PLAIN.fullmatch(bare) or not math.isfinite(float(bare)):
            return cell
        return int(bare) if re.fullmatch(r"[+-]?\d+", bare) else float(bare)


def _bare(cell: str) -> str:
    """A number's text with one sign for minus."""
    return cell.strip().replace("\u2212", "-").replace("–", "-")


def _no_percent(cell: str) -> str:
    return cell.removesuffix("%").rstrip()


def _is_number(cell: str) -> bool:
    ways = (*_WAYS.values(), _EITHER, _WHOLE, _PLAIN)
    return any(way.fullmatch(cell) for way in ways)
