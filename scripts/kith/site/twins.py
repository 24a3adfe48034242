"""Puts compressed twins (`.br`, `.gz`) beside the files that pages fetch.

A host that serves twins sends less than one that compresses at every request: brotli at its best
takes a fifth off what gzip leaves of Python, and half a minute to do so. That is why twins are
made once and kept by the hash of their file. Pages get none: they change with every build, and
hosts compress those themselves. This module knows nothing of what the files are for.
"""

import gzip
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import Final

import brotli

from kith.cache import digest, turn, write_whole

KINDS: Final = frozenset((".css", ".js", ".mjs", ".json", ".svg", ".wasm", ".bin", ".csv", ".txt"))
LEAST: Final = 1_024  # bytes; below, a twin would save no packet of the network
_SLOW: Final = 1_000_000  # bytes; to compress more than that is worth a word

_MADE_BY: Final = "brotli 11, 2 MB; gzip 9"  # to be changed with the encoders
_ENCODERS: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    # Of all windows this one, of 2 MB, leaves least of the interpreter, the largest file by far.
    ".br": lambda data: brotli.compress(data, quality=11, lgwin=21),
    ".gz": lambda data: gzip.compress(data, 9, mtime=0),
}


def twin_of(place: str) -> str:
    """The place of the file of which a file at this place would be a twin; "" where it is none."""
    path = PurePosixPath(place)
    name = path.with_suffix("")
    return str(name) if path.suffix in _ENCODERS and name.suffix in KINDS else ""


def write_twins(folder: Path, cache: Path) -> None:
    """Give each file below `folder` that gains by it its twins, and take stale ones away."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in KINDS and path.is_file()]
    wanted = {path: _kept_as(path, cache) for path in files if path.stat().st_size >= LEAST}
    missing = {kept: path for path, kept in wanted.items() if not _is_whole(kept)}
    if missing:
        with turn(cache / "lock"):  # another build may be making the same, for half a minute
            _compress({kept: path for kept, path in missing.items() if not _is_whole(kept)})
    for path in files:
        for ending in _ENCODERS:
            _place(wanted.get(path), Path(f"{path}{ending}"), ending)


def _kept_as(path: Path, cache: Path) -> Path:
    """Where the cache keeps the twins of these bytes, less the ending."""
    return cache / digest(path.read_bytes(), _MADE_BY)


def _is_whole(kept: Path) -> bool:
    return all(Path(f"{kept}{ending}").exists() for ending in _ENCODERS)


def _compress(missing: Mapping[Path, Path]) -> None:
    """Make the twins that the cache lacks, the largest file first, on all cores."""
    if sum(path.stat().st_size for path in missing.values()) > _SLOW:
        print("kith: compressing files for slow lines (once, up to a minute)", file=sys.stderr)
    largest_first = sorted(missing.items(), key=lambda pair: -pair[1].stat().st_size)
    # Threads do: both encoders let go of Python's lock.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        _finish(threads.map(lambda pair: _keep(*pair), largest_first))


def _finish(done: Iterable[None]) -> None:
    """Wait for all; what went wrong in a thread is raised here."""
    for _ in done:
        pass


def _keep(kept: Path, path: Path) -> None:
    """Encode one file; a twin that is not smaller is kept as an empty file."""
    data = path.read_bytes()
    for ending, encode in _ENCODERS.items():
        encoded = encode(data)
        write_whole(Path(f"{kept}{ending}"), encoded if len(encoded) < len(data) else b"")


def _place(kept: Path | None, twin: Path, ending: str) -> None:
    made = Path(f"{kept}{ending}").read_bytes() if kept else b""
    if not made:
        twin.unlink(missing_ok=True)
    elif not twin.exists() or twin.read_bytes() != made:
        twin.write_bytes(made)
