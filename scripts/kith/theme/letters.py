"""Text as outlines of letters, for drawings that must look the same wherever they are drawn.

A drawing program takes a typeface of the machine it runs on, which may have another one or none.
Here the letters come from the pages' own typefaces (see `fonts.py`), with the kerning of pairs.
It shapes nothing else: good for titles in European languages, and for no more than that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

_MISSING: Final = ".notdef"


@dataclass(frozen=True, slots=True)
class Letters:
    """One typeface in one weight, from files that share out the letters among them."""

    fonts: tuple["_Font", ...]

    def width(self, text: str, size: float) -> float:
        """How far the text reaches, in the unit of its size."""
        return sum(advance for _, _, advance in self._set(text, size))

    def outline(self, text: str, x: float, y: float, size: float) -> str:
        """The path data of the text, from x on, on the line y."""
        parts = []
        for font, glyph, advance in self._set(text, size):
            pen = SVGPathPen(font.glyphs, ntos=_short)
            scale = size / font.units
            font.glyphs[glyph].draw(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
            parts.append(pen.getCommands())
            x += advance
        return "".join(parts)

    def wrap(self, text: str, size: float, width: float) -> list[str]:
        """The text in lines of at most that width; a longer word has a line of its own."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, size) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def _set(self, text: str, size: float) -> list[tuple["_Font", str, float]]:
        """Each letter: its font, its glyph, and how far it is to the next."""
        found = [self._glyph(letter) for letter in text]
        placed = []
        for number, (font, glyph) in enumerate(found):
            after, following = found[number + 1] if number + 1 < len(found) else (None, "")
            kern = font.kerning(glyph, following) if after is font else 0
            placed.append((font, glyph, (font.advances[glyph][0] + kern) * size / font.units))
        return placed

    def _glyph(self, letter: str) -> tuple["_Font", str]:
        for font in self.fonts:
            if ord(letter) in font.letters:
                return font, font.letters[ord(letter)]
        return self.fonts[0], _MISSING


def read_letters(files: tuple[Path, ...], weight: int) -> Letters:
    """The typeface in these files, in a weight between its lightest and its heaviest."""
    return Letters(tuple(_read(file, weight) for file in files))


@lru_cache(maxsize=8)
def _read(file: Path, weight: int) -> "_Font":
    return _Font(instantiateVariableFont(TTFont(file), {"wght": weight}))


class _Font:
    """What is needed of one file."""

    def __init__(self, font: Any) -> None:
        self.units: int = font["head"].unitsPerEm
        self.letters: Mapping[int, str] = font.getBestCmap()
        self.glyphs: Any = font.getGlyphSet()
        self.advances: Mapping[str, tuple[int, int]] = font["hmtx"].metrics
        self._tables = _pair_tables(font)

    def kerning(self, first: str, second: str) -> int:
        """By how much the second letter comes closer to the first (below 0) or goes farther."""
        for table in self._tables:
            if first in table.Coverage.glyphs:
                value = _pair(table, first, second)
                if value is not None:
                    return value
        return 0


def _pair_tables(font: Any) -> list[Any]:
    """The tables of pairs that the feature "kern" names, in order."""
    if "GPOS" not in font:
        return []
    table = font["GPOS"].table
    named = [item.Feature for item in table.FeatureList.FeatureRecord if item.FeatureTag == "kern"]
    numbers = sorted({number for feature in named for number in feature.LookupListIndex})
    found = []
    for number in numbers:
        for inner in table.LookupList.Lookup[number].SubTable:
            inner = getattr(inner, "ExtSubTable", inner)
            if inner.LookupType == 2:
                found.append(inner)
    return found


def _pair(table: Any, first: str, second: str) -> int | None:
    """What a table says of two letters; None where it leaves them to the next one."""
    if table.Format == 1:
        pairs = table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord
        record = next((pair for pair in pairs if pair.SecondGlyph == second), None)
    else:
        row = table.ClassDef1.classDefs.get(first, 0)
        column = table.ClassDef2.classDefs.get(second, 0)
        record = table.Class1Record[row].Class2Record[column]
    if record is None:
        return None
    return int(getattr(record.Value1, "XAdvance", 0) or 0)


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
