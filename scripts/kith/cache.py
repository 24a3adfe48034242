"""What is kept between builds, each value under the digest of everything that it was made from.

`Shelf` keeps many values in one file, `Cache` few and large ones in a file each. Both may be
deleted or damaged at any time: that costs time and nothing else.
"""

import fcntl
import hashlib
import json
import os
import pickle
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any


def digest(*parts: str | bytes) -> str:
    """A short name for these parts, in this order: 32 hexadecimal digits of SHA-256."""
    sha = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        sha.update(len(data).to_bytes(8, "big"))
        sha.update(data)
    return sha.hexdigest()[:32]


def digest_files(files: Iterable[Path], root: Path) -> str:
    """The digest of these files: their names below `root` and their bytes, in sorted order.

    Files are read again only when one of them has another size or date than last time.
    """
    found = sorted(file for file in files if file.is_file())
    stats = (file.stat() for file in found)
    dates = tuple((stat.st_mtime_ns, stat.st_size) for stat in stats)
    return _digest_files(tuple(found), root, dates)


@lru_cache(maxsize=64)
def _digest_files(files: tuple[Path, ...], root: Path, _dates: tuple[tuple[int, int], ...]) -> str:
    parts: list[str | bytes] = []
    for file in files:
        parts += [file.relative_to(root).as_posix(), _content(file)]
    return digest(*parts)


def _content(file: Path) -> bytes:
    """A file's bytes; those who read it for what is in it say why it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        return f"not read: {error.errno}".encode()


@dataclass(frozen=True, slots=True)
class Cache:
    """Values that JSON can hold, kept on disk between builds. A damaged file counts as absent."""

    folder: Path

    def get(self, key: str) -> object | None:
        try:
            value: object = json.loads((self.folder / f"{key}.json").read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return value

    def put(self, key: str, value: object) -> None:
        write_whole(self.folder / f"{key}.json", json.dumps(value, ensure_ascii=False).encode())


class Shelf:
    """Many values in one file, kept between builds: the one memo of everything that takes time.

    A value's name is the digest of all that it was made from, so a value is never stale: what
    changed has another name. `stamp` is what all values depend on; a shelf with another stamp
    counts as empty, and so does a damaged one (a checksum stands before its bytes).

    Values are pickled: the file has the trust of the code beside it, and is never published.
    """

    def __init__(self, path: Path, stamp: str) -> None:
        self.path = path
        self._head = stamp.encode()
        self._values: dict[str, Any] = self._read()
        self._used: set[str] = set()
        self._changed = False

    def get(self, name: str) -> Any:
        """The value of that name, or None. Only its maker knows its type."""
        value = self._values.get(name)
        if value is not None:
            self._used.add(name)
        return value

    def put(self, name: str, value: object) -> None:
        self._values[name] = value
        self._used.add(name)
        self._changed = True

    def save(self) -> None:
        """Write what this build used, and as many older values again: an edit may be undone."""
        if self._changed:
            unused = [name for name in self._values if name not in self._used]
            for name in unused[: max(len(unused) - len(self._used), 0)]:
                del self._values[name]
            body = pickle.dumps(self._values, pickle.HIGHEST_PROTOCOL)
            write_whole(self.path, b"\n".join([self._head, _checksum(body), body]))
        self._used.clear()
        self._changed = False

    def _read(self) -> dict[str, Any]:
        try:
            head, checksum, body = self.path.read_bytes().split(b"\n", 2)
            if head == self._head and checksum == _checksum(body):
                values: dict[str, Any] = pickle.loads(body)
                return values
        # What an unpickled class may raise is its own affair; the value is made again.
        except Exception:
            pass
        return {}


_SHELVES: dict[tuple[Path, str], Shelf] = {}


def shelf(path: Path, stamp: str = "") -> Shelf:
    """The shelf in a file, read once a process and shared by all who ask, by whatever path: that of
    a project which shares another's cache may be gone when shelves are saved."""
    file = path.resolve()
    if (file, stamp) not in _SHELVES:
        _SHELVES[file, stamp] = Shelf(file, stamp)
    return _SHELVES[file, stamp]


def save_shelves() -> None:
    """Write every shelf that this build has added to."""
    for kept in _SHELVES.values():
        kept.save()


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """Waits until no other process is in here; the system ends the turn of one that dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def write_whole(path: Path, data: bytes) -> None:
    """Write a file; the rename makes a build that is cut short leave no half-written one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(path)


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A folder to fill, which then becomes `folder`, unless another process was quicker.

    `folder` is named by what it is made from, so what the other made is the same. Who gives up
    removes what was handed out; then there is no folder.
    """
    part = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        yield part
        try:
            if part.is_dir():
                part.replace(folder)
        except OSError:
            if not folder.is_dir():
                raise
    finally:
        shutil.rmtree(part, ignore_errors=True)


@lru_cache(maxsize=1)
def machine() -> str:
    """The digest of what makes values: this package's own files, Python, and what is installed.

    Installed packages are told by the names of their folders, which hold their versions.
    """
    package = Path(__file__).parent
    files = (path for path in package.rglob("*") if path.suffix in (".py", ".mjs", ".toml"))
    folders = [Path(folder) for folder in sys.path if Path(folder).is_dir()]
    installed = {path.name for folder in folders for path in folder.glob("*.dist-info")}
    return digest(digest_files(files, package), sys.version, *sorted(installed))


def _checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()
