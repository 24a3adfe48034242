"""The command `kith retractions`: the library's works, Crossref's answers, the lock file.

Prints what it asks and what it learnt, for the editor who started it. How Crossref is asked is in
`crossref.py`, how the lock file looks in `retractions.py`.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from kith.bibliography.reading.work import Work, read_library
from kith.bibliography.retracting.crossref import Crossref, LookUp, refresh
from kith.bibliography.retracting.retractions import (
    LOCK_FILE,
    Lock,
    doi_of,
    read_lock,
    said,
    write_lock,
)
from kith.project import Project
from kith.reports import report


def look_up(project: Project, crossref: Crossref) -> int:
    """Bring the lock file up to date; 0 when every work was asked about, else 1."""
    path = project.bibliography / LOCK_FILE
    lock, problems = read_lock(path, project.root)
    if problems:
        print(report(problems))
        return 1
    works, _ = read_library(sorted(project.bibliography.glob("*.bib")), project.root)
    with_doi = [work for work in works.values() if doi_of(work)]
    print(
        f"Asking {crossref.api} about {len(with_doi)} works, one at a time; "
        f"{len(works) - len(with_doi)} have no DOI and cannot be asked about.",
        flush=True,
    )
    found = refresh(with_doi, lock.works, crossref, _today(), _progress)
    _end_progress()
    looked_up = lock.looked_up if found.failure else _today().isoformat()
    changed = write_lock(path, Lock(looked_up, found.works))
    print("\n".join(_outcome(works, found)))
    print(f"{project.relative(path)} {'is written' if changed else 'is as it was'}.")
    return int(bool(found.failure))


def _outcome(works: Mapping[str, Work], found: LookUp) -> Iterable[str]:
    """What was learnt, a line each, and the sum of it."""
    keys = {doi_of(work): key for key, work in works.items()}
    for doi, retraction in found.works.items():
        yield f"{retraction.status}: {keys[doi]} ({said(retraction)})"
    for doi in found.unknown:
        yield f"Crossref has no record of {keys[doi]} ({doi}), so nothing was learnt of it"
    for doi, update in found.unclear:
        words = f"“{update.kind}” ({update.date or 'undated'}, notice {update.notice})"
        yield f"read by yourself: {keys[doi]} has a notice of the type {words}"
    if found.failure:
        yield f"Stopped after {found.asked} works: {found.failure}."
        yield "What was learnt until then is kept; run the same command again later."
    counts = Counter(retraction.status for retraction in found.works.values())
    yield (
        f"Listed: {counts['retracted']} retracted, {counts['expression-of-concern']} with an "
        f"expression of concern, {counts['corrected']} corrected"
    )


def _progress(line: str) -> None:
    """One line that is written over; on anything but a terminal it would only be noise."""
    if sys.stderr.isatty():
        print(f"\r{line[:78]:78}", end="", file=sys.stderr, flush=True)


def _end_progress() -> None:
    if sys.stderr.isatty():
        print(file=sys.stderr)


def _today() -> date:
    return datetime.now(UTC).date()
