"""Works: the frozen records that everything about citations is made from.

`read_library` is the door: .bib files in, works and problems out, and the only reading of files
in this half. How a work looks in a page or a style is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kith.bibliography.reading.builder import build_work
from kith.bibliography.reading.inherit import resolve
from kith.bibliography.reading.place import Place
from kith.bibliography.reading.record import Evidence, Work
from kith.problems import Problem

if TYPE_CHECKING:
    from kith.bibliography.reading.bibtex import ParsedFile

__all__ = ["Evidence", "Place", "Work", "build_works", "read_library"]


def read_library(paths: Sequence[Path], root: Path) -> tuple[dict[str, Work], list[Problem]]:
    """All works of some .bib files, which form one library, and what is wrong with them."""
    # Here, since most builds find their works on the shelf and need no parser of BibTeX.
    from kith.bibliography.reading.bibtex import parse
    from kith.bibliography.reading.source import decoded

    files: list[ParsedFile] = []
    problems: list[Problem] = []
    for path in paths:
        name = (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
        try:
            content = path.read_bytes()
        except OSError as error:
            reason = f"cannot be read: {error.strerror or error}"
            problems.append(Place(name, 1, 1).problem("bib/file", reason))
            continue
        files.append(parse(decoded(content, name, problems), name))
    works, more = build_works(files)
    return works, sorted({*problems, *more})


def build_works(files: Sequence[ParsedFile]) -> tuple[dict[str, Work], list[Problem]]:
    """Works by key, from the files of one library."""
    problems = [problem for file in files for problem in file.problems]
    works = {}
    for entry in resolve(files, problems):
        work, more = build_work(entry)
        works[entry.key] = work
        problems += more
    return works, problems
