"""The built site's files from one build to the next: what is still right stays where it is.

MkDocs empties the site's folder before it builds, and to write thousands of small files again is
most of the cost of a large bibliography. So the folder is put aside before and put back after.

Why that is sound: a file counts as right only when its ledger says that it was made from the same
inputs (its key is their digest) and that nobody touched it since (size, date and inode are those
noted when it was written). In the end `sweep` removes every file that this build neither wrote nor
found right. So the folder holds what a build into an empty one would, and a damaged or deleted
file, folder or ledger costs time and nothing else.

What is in the files, and what keys are made from, is not known here.
"""

import contextlib
import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple

from kith.ahead import BothEnds
from kith.cache import Shelf, digest

_ASIDE: Final = ".kept"  # MkDocs leaves hidden entries of the site's folder alone
_LEDGERS: Final = 8  # of the sites built last: tests and previews leave theirs behind

type Signature = tuple[int, int, int]


@dataclass(slots=True)
class _Made:
    """One file: what it was made from, how it was left, and what its reader noted of it."""

    key: str
    signature: Signature
    note: Any = None


class File(NamedTuple):
    """A file to write: its place, what it is made from ("" where that cannot be told), its text."""

    place: str
    key: str
    text: Callable[[], str]


class KeptSite:
    """The folder of a built site, and the ledger of its files. Places are paths below it."""

    def __init__(self, folder: Path, ledgers: Path | None = None, stamp: str = "") -> None:
        """Without a folder for ledgers nothing is known of the last build or kept for the next."""
        self.folder = folder
        self._root = f"{folder}{os.sep}"
        name = digest(str(folder))
        self._ledger = Shelf(ledgers / name, stamp) if ledgers else None
        found = self._ledger.get("files") if self._ledger else None
        self._made: dict[str, _Made] = found if isinstance(found, dict) else {}
        self._right: set[str] = set()
        self._before: dict[str, int] = {}
        self._places: frozenset[str] = frozenset()

    def put_aside(self) -> None:
        """Hide the folder's entries from whoever empties it.

        What a build left that did not come to its end is not hidden: nothing is known of it.
        """
        self._right.clear()
        self._before.clear()
        self._places = frozenset()
        aside = self.folder / _ASIDE
        if aside.exists():
            shutil.rmtree(aside)
        elif self.folder.is_dir():
            entries = [path for path in self.folder.iterdir() if not path.name.startswith(".")]
            aside.mkdir()
            for path in entries:
                path.rename(aside / path.name)

    def put_back(self, places: Collection[str]) -> None:
        """Bring them back, but for what stands in the way of a file that will be written, or could
        lead its writer out of the folder. The hidden folder stays until the build has ended."""
        aside = self.folder / _ASIDE
        aside.mkdir(parents=True, exist_ok=True)
        for path in list(aside.iterdir()):
            path.rename(self.folder / path.name)
        folders = {str(parent) for place in places for parent in PurePosixPath(place).parents}
        for place, found in list(_walk(self._root)):
            if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1 or place in folders:
                Path(self._root + place).unlink()
            else:
                self._before[place] = found.st_ctime_ns
        for place in places:
            if (self.folder / place).is_dir():
                shutil.rmtree(self.folder / place)

    def holds(self, place: str, key: str) -> bool:
        """Whether the file there is the one that these inputs make; if so, it stays."""
        made = self._made.get(place)
        if (
            made is None
            or not key
            or made.key != key
            or made.signature != _signature(self._root + place)
        ):
            return False
        self._right.add(place)
        return True

    def read(self, place: str, key: str) -> str | None:
        """The text of the file that these inputs make, or None when it is not there."""
        return self.text(place) if self.holds(place, key) else None

    def write(self, place: str, key: str, text: str) -> None:
        """Write a file, and note what it was made from ("" where that cannot be told)."""
        self._enter(place, key, self._put(place, text))

    def write_all(self, files: Sequence[File]) -> None:
        """Write many files as `write` does, in two processes."""
        signatures = BothEnds(lambda file: self._put(file.place, file.text()), files).results()
        for file, signature in zip(files, signatures, strict=True):
            self._enter(file.place, file.key, signature)

    def _put(self, place: str, text: str) -> Signature | None:
        path = self._root + place
        _overwrite(path, text.encode("utf-8"))
        return _signature(path)

    def rewritten(self, place: str, key: str) -> None:
        """Note that someone wrote, with the same bytes, a file that these inputs make."""
        note = self._made[place].note if place in self._made else None
        self._enter(place, key, _signature(self._root + place))
        self._made[place].note = note

    def note(self, place: str) -> Any:
        """What a reader noted of the file as it is now, or None."""
        made = self._made.get(place)
        return made.note if made and place in self._right else None

    def set_note(self, place: str, note: object) -> None:
        """Note something of a file that was entered in this build; forgotten when it changes."""
        if place in self._right:
            self._made[place].note = note

    def text(self, place: str) -> str:
        """The text of a file, whoever wrote it."""
        return (self.folder / place).read_bytes().decode("utf-8")

    def written(self, suffix: str) -> list[str]:
        """The places of the files with this suffix that someone wrote since `put_back`."""
        return sorted(
            place
            for place, found in _walk(self._root)
            if place.endswith(suffix) and self._before.get(place) != found.st_ctime_ns
        )

    def copy(self, source: str, place: str) -> None:
        """Copy a file into the site; one that was copied before stays."""
        key = digest(source, repr(_signature(source)))
        if not self.holds(place, key):
            path = self._root + place
            _overwrite(path, Path(source).read_bytes())
            self._enter(place, key, _signature(path))

    def copy_tree(self, source: Path, below: str) -> None:
        """Copy each file of a folder into the site."""
        for path in sorted(source.rglob("*")):
            if path.is_file():
                self.copy(str(path), f"{below}/{path.relative_to(source).as_posix()}")

    @property
    def places(self) -> frozenset[str]:
        """The places of all files."""
        return self._places or frozenset(place for place, _ in _walk(self._root))

    def sweep(self, owner: Callable[[str], str] = str) -> None:
        """Remove what this build neither wrote nor found right.

        What another file owns that stays is left alone: whoever makes it does so when all other
        files are there, and sees to it that it is right. Most files are their own.
        """
        left, stale = set(), []
        for place, found in _walk(self._root):
            if place in self._right or self._before.get(place) != found.st_ctime_ns:
                left.add(place)
            else:
                stale.append(place)
        folders: set[str] = set()
        for place in stale:
            if owner(place) not in left:
                Path(self._root + place).unlink()
                folders |= {str(parent) for parent in PurePosixPath(place).parents}
        for folder in sorted(folders - {"."}, key=len, reverse=True):
            with contextlib.suppress(OSError):  # something else is in it
                (self.folder / folder).rmdir()
        shutil.rmtree(self.folder / _ASIDE, ignore_errors=True)
        self._made = {place: made for place, made in self._made.items() if place in self._right}
        self._places = frozenset(left)

    def save(self) -> None:
        """Keep the ledger for the next build."""
        if self._ledger:
            self._ledger.put("files", self._made)
            self._ledger.save()
            _drop_old(self._ledger.path.parent)

    def _enter(self, place: str, key: str, signature: Signature | None) -> None:
        if signature:
            self._made[place] = _Made(key, signature)
            self._right.add(place)


def _overwrite(path: str, data: bytes) -> None:
    """Write a file, over what is there: to empty it first takes four times as long, since a file
    system that fears for the old text puts the new one on the disk at once."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o666)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o666)
    with os.fdopen(handle, "wb", buffering=0) as file:
        file.write(data)
        file.truncate()


def _signature(path: str) -> Signature | None:
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def _walk(root: str, below: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder, hidden entries at its top left out: (place, what stat says)."""
    with os.scandir(root + below) as entries:
        for entry in entries:
            place = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if below or not entry.name.startswith("."):
                    yield from _walk(root, f"{place}/")
            elif below or not entry.name.startswith("."):
                yield place, entry.stat(follow_symlinks=False)


def _drop_old(ledgers: Path) -> None:
    newest_first = sorted(ledgers.iterdir(), key=lambda path: -path.stat().st_mtime_ns)
    for path in newest_first[_LEDGERS:]:
        path.unlink(missing_ok=True)
