"""The picture of a page that messengers and social networks show beside a link: 1200 by 630.

It is drawn here as SVG, in outlines alone, and turned into PNG by the program that draws the
explainers' figures: so it does not matter which typefaces the machine has. Paper, mark and colours
are those of the pages in light. It must not know where a picture will be published.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from PIL import Image

from kith.cache import digest, write_whole
from kith.theme.fonts import Fonts
from kith.theme.letters import Letters, read_letters

WIDTH: Final = 1200
HEIGHT: Final = 630
_EDGE: Final = 84
_TEXT_WIDTH: Final = 790
_PAPER: Final = "#faf7f2"
_INK: Final = "#2a2521"
_SOFT: Final = "#5c534a"
_GREEN: Final = "#17595a"
_RUST: Final = "#96401f"
_TITLE_SIZES: Final = (66, 60, 54, 48)
_COLOURS: Final = 64
_TITLE_LINES: Final = 4
_WORD_LINES: Final = 3
# The mark of the pages (theme/partials/mark.html): two people, one leaning on the other.
_ONE: Final = '<circle cx="10.5" cy="6.9" r="2.7"/>'
_OTHER: Final = '<circle cx="22.6" cy="8.4" r="2.7"/>'


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on the picture of one page."""

    title: str
    words: str
    section: str = ""


class Cards:
    """Draws pictures, each once: they are kept by what stands on them and by how it is drawn."""

    def __init__(self, fonts: Fonts, cache: Path, site_name: str) -> None:
        self._fonts = fonts
        self._cache = cache
        self._site_name = site_name
        here = Path(__file__)
        drawn_by = (here.read_bytes(), here.with_name("letters.py").read_bytes())
        packages = (version("vl-convert-python"), version("fonttools"), version("pillow"))
        self._drawn_by = digest(*drawn_by, *packages, fonts.base, site_name)

    def name(self, card: Card) -> str:
        """A name for the picture, which changes when it does."""
        return digest(self._drawn_by, card.title, card.words, card.section)[:12]

    def png(self, card: Card) -> bytes:
        """The picture."""
        path = self._cache / f"{self.name(card)}.png"
        if not path.exists():
            import vl_convert  # here, since most builds draw nothing new

            write_whole(path, _small(vl_convert.svg_to_png(self.svg(card), scale=1.0, ppi=72)))
        return path.read_bytes()

    def svg(self, card: Card) -> str:
        """The drawing of which the picture is made."""
        serif, sans = self._letters("literata", 600), self._letters("atkinson", 400)
        bold = self._letters("atkinson", 700)
        size, lines = _fit(serif, card.title)
        y = 262.0
        parts = [_text(bold, self._site_name, 150, 126, 38, _GREEN)]
        if card.section:
            x = 150 + bold.width(self._site_name, 38) + 26
            parts.append(_text(sans, card.section, x, 126, 30, _SOFT))
        for line in lines:
            parts.append(_text(serif, line, _EDGE, y, size, _INK))
            y += size * 1.14
        y += 18
        room = min(_WORD_LINES, int((HEIGHT - 50 - y) // 42) + 1)
        for line in _shortened(sans, card.words, 31, room):
            parts.append(_text(sans, line, _EDGE, y, 31, _SOFT))
            y += 42
        return "".join([*_ground(), *parts, "</svg>"])

    def _letters(self, family: str, weight: int) -> Letters:
        """The upright files of a family, the basic letters first."""
        found = sorted(self._fonts.folder.glob(f"{family}*-normal.woff2"), key=_basic_first)
        return read_letters(tuple(found), weight)


def _small(png: bytes) -> bytes:
    """The picture with a palette, at a fifth of the size: it has few colours."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    few = picture.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    written = io.BytesIO()
    few.save(written, "PNG", optimize=True)
    return written.getvalue()


def _basic_first(path: Path) -> tuple[bool, str]:
    return "latin-ext" in path.name, path.name


def _fit(letters: Letters, title: str) -> tuple[int, list[str]]:
    """The largest size in which the title has few enough lines, and these."""
    for size in _TITLE_SIZES:
        lines = letters.wrap(title, size, _TEXT_WIDTH)
        if len(lines) <= (3 if size > _TITLE_SIZES[-1] else _TITLE_LINES):
            break
    return size, lines[:_TITLE_LINES]


def _shortened(letters: Letters, words: str, size: int, most: int) -> list[str]:
    """The words in lines; where they are too many, whole ones are left out and dots say so."""
    lines = letters.wrap(words, size, _TEXT_WIDTH)
    if len(lines) <= most:
        return lines
    kept = lines[:most]
    while kept and letters.width(f"{kept[-1]} …", size) > _TEXT_WIDTH:
        kept[-1] = kept[-1].rpartition(" ")[0]
    return [*kept[:-1], f"{kept[-1].rstrip(',;:')} …"] if kept else []


def _text(letters: Letters, text: str, x: float, y: float, size: float, colour: str) -> str:
    return f'<path fill="{colour}" d="{letters.outline(text, x, y, size)}"/>'


def _ground() -> Iterable[str]:
    """Paper, the small mark before the name, and the large one at the edge."""
    small = 'transform="translate(84 84) scale(1.6)"'
    large = 'transform="translate(836 124) scale(15.5)"'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}"><rect width="{WIDTH}" height="{HEIGHT}" fill="{_PAPER}"/>'
    )
    yield f'<rect width="{WIDTH}" height="14" fill="{_GREEN}"/>'
    yield _mark(small, _GREEN, _RUST, 1)
    yield _mark(large, _GREEN, _RUST, 0.13)


def _mark(place: str, one: str, other: str, opacity: float) -> str:
    line = 'fill="none" stroke-linecap="round" stroke-linejoin="round" stroke-width="3.4"'
    return (
        f'<g {place} opacity="{opacity}"><g fill="{one}">{_ONE}</g><g fill="{other}">{_OTHER}</g>'
        f'<path {line} stroke="{one}" d="M10.5 13v13"/>'
        f'<path {line} stroke="{other}" d="M19.7 12.6l-7.6 7 8.6 6.4"/></g>'
    )
