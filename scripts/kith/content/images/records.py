"""Every image of content/: read, made once for its bytes, and kept in the cache.

What readers get lies in .cache/images/, in a folder for each image named by its digest; there the
next build finds it. The originals are not published.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, Final

from kith.cache import digest, digest_files, whole_folder
from kith.content.figures.records import FOLDER as FIGURES
from kith.content.images.make import MADE_BY, Made, NotMadeError, make
from kith.content.images.svg import svg_size
from kith.project import Project

PLACE: Final = "assets/pictures"
"""Where the files of images are in the built site."""

DRAWINGS: Final = (".svg",)
PHOTOS: Final = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".gif", ".webp", ".avif")
OTHERS: Final = (
    *(".heic", ".heif", ".hif", ".tif", ".tiff", ".bmp", ".dib", ".psd", ".jp2", ".jxl", ".ico"),
)
"""Endings of images that browsers do not show, or not all of them."""

ENDINGS: Final = (*PHOTOS, *DRAWINGS, *OTHERS)
_NOTE: Final = "made.json"


@dataclass(frozen=True, slots=True)
class Variant:
    """One file of an image: what it is for, its size, its place in the site, where it lies now."""

    role: str
    width: int
    height: int
    place: str
    file: Path


@dataclass(frozen=True, slots=True)
class Picture:
    """An image in order. A drawing has no variants, and its size only where it names one."""

    variants: tuple[Variant, ...] = ()
    size: tuple[int, int] | None = None

    def of(self, role: str) -> tuple[Variant, ...]:
        """The files for one purpose, the smallest first."""
        return tuple(variant for variant in self.variants if variant.role == role)


@dataclass(frozen=True, slots=True)
class Pictures:
    """All images by their names below content/: those in order, and what is wrong with others."""

    found: Mapping[str, Picture] = field(default_factory=dict)
    wrong: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # (message, mend)
    digest: str = ""

    def is_replaced(self, name: str) -> bool:
        """Whether readers get other files in the place of this one."""
        picture = self.found.get(name)
        return picture is not None and bool(picture.variants)


def image_files(project: Project) -> list[Path]:
    """Every image below content/, but for what figures are drawn from."""
    found = (path for path in project.content.rglob("*") if path.suffix.lower() in ENDINGS)
    names = ((path, path.relative_to(project.content)) for path in found if path.is_file())
    return sorted(
        path
        for path, name in names
        if name.parts[0] != FIGURES and not any(part.startswith(".") for part in name.parts)
    )


def read_pictures(project: Project) -> Pictures:
    """All images of the project; those that are new are made."""
    files = image_files(project)
    return _read(project, tuple(files), digest_files(files, project.root)) if files else Pictures()


@lru_cache(maxsize=2)
def _read(project: Project, files: tuple[Path, ...], found_digest: str) -> Pictures:
    found: dict[str, Picture] = {}
    wrong: dict[str, tuple[str, str]] = {}
    for path in files:
        name = path.relative_to(project.content).as_posix()
        try:
            found[name] = _picture(project, path, path.read_bytes())
        except NotMadeError as error:
            wrong[name] = (error.args[0], error.args[1])
        except OSError as error:
            wrong[name] = (f"it cannot be read: {error.strerror or error}", "save it anew")
    return Pictures(found, wrong, digest(found_digest, MADE_BY))


def _picture(project: Project, path: Path, data: bytes) -> Picture:
    if path.suffix.lower() in DRAWINGS:
        return Picture(size=svg_size(data))
    folder = project.cache / "images" / digest(data, MADE_BY)
    noted = _noted(folder)
    if noted is None:
        _write(folder, make(data))
        noted = _noted(folder)
    if noted is None:
        raise NotMadeError("what was made of it cannot be kept", "look whether the disk is full")
    return Picture(tuple(_variants(path, folder, noted)))


def _variants(path: Path, folder: Path, noted: Iterable[Any]) -> Iterator[Variant]:
    stem = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in path.stem)
    for file, role, width, height in noted:
        ending, name = PurePosixPath(file).suffix, PurePosixPath(file).stem
        place = f"{PLACE}/{stem}-{width}-{name.rpartition('-')[2]}{ending}"
        yield Variant(role, width, height, place, folder / file)


def _write(folder: Path, made: Iterable[Made]) -> None:
    """Keep the files of an image, each named by what is in it."""
    shutil.rmtree(folder, ignore_errors=True)  # damaged, or there is none
    noted = []
    with whole_folder(folder) as part:
        for one in made:
            file = f"{one.role}-{one.width}-{digest(one.data)[:12]}.{one.ending}"
            (part / file).write_bytes(one.data)
            noted.append((file, one.role, one.width, one.height))
        (part / _NOTE).write_text(json.dumps(noted), "utf-8")


def _noted(folder: Path) -> list[Any] | None:
    """What is noted of an image's files, if they are all there and whole."""
    try:
        noted: list[Any] = json.loads((folder / _NOTE).read_text("utf-8"))
        whole = all(digest((folder / file).read_bytes())[:12] in file for file, *_ in noted)
    except (OSError, ValueError, TypeError):
        return None
    return noted if whole else None
