"""A folder of small texts, each found by the hash of everything that it was made from."""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


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
        parts += [file.relative_to(root).as_posix(), file.read_bytes()]
    return digest(*parts)


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
        """Keep `value`; the rename makes a build that is cut short leave no half-written file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f"{key}.{os.getpid()}.part"
        part.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
        part.replace(self.folder / f"{key}.json")
