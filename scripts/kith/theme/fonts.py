"""The typefaces of the pages, cut down to what the pages need, in a folder named by its content.

Literata is read, Atkinson Hyperlegible Next names things. Both come from npm, under the SIL Open
Font License, which goes with them. Of each we keep the weights 400 to 700 and the letters that
European languages use, which takes a third off what a first visit transfers.

A page asks for its typefaces before its style sheets are read (`preload`), and `optional` lets the
browser do without them when they come late: text never moves under a reader's eyes. The faces that
stand in for them are stretched to the same width. The italic is asked for when a page comes to need
it; on a private page with the others, since what such a page fetches later would tell a host
how far its reader came.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from kith.cache import digest, whole_folder
from kith.npm import ensure_packages
from kith.problems import Problem
from kith.project import Project
from kith.site.kept import KeptSite

LICENCE: Final = "SIL Open Font License 1.1"
_WEIGHTS: Final = (400, 700)
_SCOPE: Final = "@fontsource-variable"
_FEATURES: Final = ("calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk", "pnum", "tnum")
_BASIC: Final = (
    *((0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2BC, 0x2BC)),
    *((0x2010, 0x2015), (0x2018, 0x201A), (0x201C, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026)),
    *((0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044), (0x20AC, 0x20AC)),
    *((0x2122, 0x2122), (0x2191, 0x2191), (0x2193, 0x2193), (0x2212, 0x2212)),
)
_MORE: Final = ((0x100, 0x130), (0x132, 0x151), (0x154, 0x17F), (0x218, 0x21B), (0x1E80, 0x1EF9))


@dataclass(frozen=True, slots=True)
class Face:
    """One file of a typeface: where it comes from, and which letters are kept of it."""

    family: str
    package: str
    part: str  # latin, or latin-ext: asked for only where a page has such a letter
    style: str = "normal"
    preload: bool = False

    @property
    def source(self) -> str:
        """The file below node_modules."""
        name = f"{self.package}-{self.part}-wght-{self.style}.woff2"
        return f"{_SCOPE}/{self.package}/files/{name}"

    @property
    def file(self) -> str:
        """The file as it is published."""
        return f"{self.package}-{self.part}-{self.style}.woff2"

    @property
    def letters(self) -> tuple[tuple[int, int], ...]:
        """First and last of each run of letters that is kept."""
        return _BASIC if self.part == "latin" else _MORE


_SERIF: Final = ("Literata", "literata")
_SANS: Final = ("Atkinson Hyperlegible Next", "atkinson-hyperlegible-next")
FACES: Final = (
    Face(*_SERIF, "latin", preload=True),
    Face(*_SERIF, "latin", "italic"),
    Face(*_SANS, "latin", preload=True),
    Face(*_SERIF, "latin-ext"),
    Face(*_SERIF, "latin-ext", "italic"),
    Face(*_SANS, "latin-ext"),
)
# What stands in for a face, and how it must be stretched: widths and heights of capsize 4's tables,
# weighted by how often English uses each letter.
_STAND_INS: Final = """\
@font-face{font-family:"Literata stand-in";src:local("Georgia");size-adjust:107.67%;\
ascent-override:109.31%;descent-override:28.61%;line-gap-override:0%}
@font-face{font-family:"Literata stand-in wide";src:local("Noto Serif"),local("NotoSerif-Regular"),\
local("DejaVu Serif");size-adjust:99.79%;ascent-override:117.95%;descent-override:30.86%;\
line-gap-override:0%}
@font-face{font-family:"Atkinson stand-in";src:local("Arial"),local("Roboto"),\
local("Liberation Sans");size-adjust:99.6%;ascent-override:98.8%;descent-override:31.73%;\
line-gap-override:0%}
"""


@dataclass(frozen=True, slots=True)
class Fonts:
    """A folder as it is published, and where that is below the site's root."""

    folder: Path
    base: str

    @property
    def sheet(self) -> str:
        """The style sheet that names the faces."""
        return f"{self.base}faces.css"

    @property
    def preload(self) -> list[str]:
        """The files that every page needs at once."""
        return [f"{self.base}{face.file}" for face in FACES if face.preload]

    @property
    def preload_all(self) -> list[str]:
        """The files of the letters that English uses, for a page that must fetch none later."""
        return [f"{self.base}{face.file}" for face in FACES if face.part == "latin"]


def prepare_fonts(project: Project) -> tuple[Fonts | None, list[Problem]]:
    """The typefaces, cut down in the cache when anything they are made from has changed."""
    modules, problems = ensure_packages(project)
    return (None, problems) if problems else (_prepare(project, modules), [])


def publish_fonts(fonts: Fonts, site: KeptSite) -> None:
    """Put the faces into the built site, with their licences."""
    site.copy_tree(fonts.folder, fonts.base.rstrip("/"))


@lru_cache(maxsize=2)
def _prepare(project: Project, modules: Path) -> Fonts:
    sources = [(modules / face.source).read_bytes() for face in FACES]
    key = digest(Path(__file__).read_bytes(), version("fonttools"), version("brotli"), *sources)
    folder = project.cache / "fonts" / key
    if not folder.exists():
        with whole_folder(folder) as part:
            for face in FACES:
                _cut(modules / face.source, face, part / face.file)
                licence = (modules / _SCOPE / face.package / "LICENSE").read_bytes()
                (part / f"{face.package}-licence.txt").write_bytes(licence)
            (part / "faces.css").write_text(style_sheet(), "utf-8")
    return Fonts(folder, f"assets/fonts-{_name(folder)}/")


def _name(folder: Path) -> str:
    sha = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        sha.update(file.name.encode() + b"\0" + file.read_bytes())
    return sha.hexdigest()[:12]


def _cut(source: Path, face: Face, target: Path) -> None:
    """The face with these weights and letters alone."""
    # Imported here: most builds find the faces cut already.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(source, recalcTimestamp=False)
    options = Options(layout_features=list(_FEATURES), hinting=False, flavor="woff2")
    cutter = Subsetter(options)
    cutter.populate(unicodes=[code for low, high in face.letters for code in range(low, high + 1)])
    cutter.subset(font)
    instantiateVariableFont(font, {"wght": _WEIGHTS}, inplace=True)
    font.flavor = "woff2"
    font.save(target)


def style_sheet() -> str:
    """The rules that name the faces, beside which they lie."""
    return "".join([*map(_rule, FACES), _STAND_INS])


def _rule(face: Face) -> str:
    low, high = _WEIGHTS
    return (
        f'@font-face{{font-family:"{face.family}";font-style:{face.style};'
        f"font-weight:{low} {high};font-display:optional;"
        f'src:url({face.file}) format("woff2");unicode-range:{",".join(_ranges(face))}}}\n'
    )


def _ranges(face: Face) -> Iterator[str]:
    for first, last in face.letters:
        yield f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}"
