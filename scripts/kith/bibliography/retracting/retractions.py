"""The lock file of retractions: what was said of the library's works, as the build reads it.

`kith retractions` writes `bibliography/retractions.json`, which is committed, so builds stay
offline:

    {"looked_up": "2026-11-21",
     "works": {"10.1000/abc": {"status": "retracted", "date": "2010-02-06",
                               "notice": "10.1000/notice", "looked_up": "2026-11-21"}}}

`looked_up` at the top is the day of the last look-up that went through the whole library, null
before the first one. Works without a notice are not listed. Who is asked, and how, is not known
here (`crossref.py`).
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, get_args

from kith.bibliography.reading import identifiers
from kith.bibliography.reading.place import Place
from kith.bibliography.reading.work import Work
from kith.problems import Problem
from kith.texts import read_text

LOCK_FILE: Final = "retractions.json"

Status = Literal["retracted", "expression-of-concern", "corrected"]

_FIX: Final = "run `kith retractions`, which writes this file, or take it from the last commit"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# A notice may be known by its month or its year alone, or not be dated at all.
PART_OF_DATE: Final = re.compile(r"(?:\d{4}(?:-\d{2}){0,2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Retraction:
    """A notice on one work: the gravest. `notice` is a DOI or an address."""

    status: Status
    date: str
    notice: str
    looked_up: str


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock file: retractions by DOI in lower case; `looked_up` is "" before any look-up."""

    looked_up: str = ""
    works: Mapping[str, Retraction] = field(default_factory=dict)


def read_retractions(path: Path, root: Path) -> tuple[Mapping[str, Retraction], list[Problem]]:
    """What the lock file says of works, by DOI, and what is wrong with the file."""
    lock, problems = read_lock(path, root)
    return lock.works, problems


def read_lock(path: Path, root: Path) -> tuple[Lock, list[Problem]]:
    """The whole lock file. Where there is none, nothing was looked up, and nothing is wrong."""
    place = Place(path.relative_to(root).as_posix(), 1, 1)
    if not path.exists() and not path.is_symlink():
        return Lock(), []
    read = read_text(path, place.path, "bib/retractions")
    if read.problems:
        return Lock(), list(read.problems)
    text = read.text
    try:
        table = json.loads(text)
        json.dumps(table, ensure_ascii=False).encode("utf-8")  # half a character raises
    except json.JSONDecodeError as error:
        place = Place(place.path, error.lineno, error.colno)
        return Lock(), [place.problem("bib/retractions", f"not valid JSON: {error.msg}", _FIX)]
    except (ValueError, RecursionError) as error:
        return Lock(), [place.problem("bib/retractions", f"cannot be read: {error}", _FIX)]
    return _lock(table, text, place)


def apply_retractions(
    works: Mapping[str, Work], retractions: Mapping[str, Retraction]
) -> dict[str, Work]:
    """The works, with `evidence.retracted` filled where only the lock file knows of it."""
    applied = dict(works)
    for key, work in works.items():
        found = retractions.get(doi_of(work))
        if found and found.status == "retracted" and not work.evidence.retracted:
            evidence = replace(work.evidence, retracted=said(found))
            applied[key] = replace(work, evidence=evidence)
    return applied


def under_concern(
    works: Mapping[str, Work], retractions: Mapping[str, Retraction]
) -> list[Problem]:
    """A warning for each work that an expression of concern, or a retraction of a part, is on."""
    problems = []
    for key, work in works.items():
        found = retractions.get(doi_of(work))
        if found and found.status == "expression-of-concern" and not work.evidence.retracted:
            message = f"there is an expression of concern about {key} ({said(found)})"
            fix = "read it, and say so where the work is cited, or cite another"
            problems.append(work.place_of("doi").problem("bib/concern", message, fix))
    return problems


def said(retraction: Retraction) -> str:
    """When, and in which notice: the words of the page and of problems."""
    return f"{retraction.date or 'undated'}, notice {retraction.notice}"


def doi_of(work: Work) -> str:
    """The DOI by which works are compared; "" when the work has none."""
    return str(work.fields.get("DOI", "")).lower()


def lock_text(lock: Lock) -> str:
    """The lock file as text: the same lock gives the same bytes."""
    works = {doi: asdict(lock.works[doi]) for doi in sorted(lock.works)}
    table = {"looked_up": lock.looked_up or None, "works": works}
    return json.dumps(table, ensure_ascii=False, indent=2) + "\n"


def write_lock(path: Path, lock: Lock) -> bool:
    """Write the lock file, whole or not at all; whether that changed it."""
    content = lock_text(lock).encode("utf-8")
    if path.exists() and path.read_bytes() == content:
        return False
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)
    return True


def _lock(table: Any, text: str, place: Place) -> tuple[Lock, list[Problem]]:
    """The lock in a JSON value; a row that is wrong is left out and reported, others count."""
    table = table if isinstance(table, dict) else {"looked_up": table}
    looked_up, rows = table.get("looked_up"), table.get("works")
    if not isinstance(rows, dict) or not (looked_up is None or _is_day(looked_up)):
        message = "not a table of looked_up (a day, or null) and works"
        return Lock(), [place.problem("bib/retractions", message, _FIX)]
    works, problems = {}, []
    for doi, row in rows.items():
        if fault := _fault(doi, row):
            name = json.dumps(doi, ensure_ascii=False)
            where = _find(text, name, place)
            problems.append(where.problem("bib/retractions", f"{name}: {fault}", _FIX))
        else:
            works[doi] = Retraction(*(row[name] for name in Retraction.__slots__))
    return Lock(looked_up or "", works), problems


def _fault(doi: str, row: Any) -> str:
    """What is wrong with one row; "" when nothing is."""
    if identifiers.doi(doi) != doi or doi != doi.lower():
        return "this is not a DOI in lower case"
    values = [row.get(name) for name in Retraction.__slots__] if isinstance(row, dict) else []
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) < len(Retraction.__slots__):
        return f"a work has {', '.join(Retraction.__slots__)}"
    status, day, notice, looked_up = texts
    if status not in get_args(Status):
        return f"the status is {', '.join(get_args(Status)[:-1])} or {get_args(Status)[-1]}"
    if not PART_OF_DATE.fullmatch(day):
        return f"“{day}” is not a date"
    if not (identifiers.doi(notice) == notice or identifiers.url(notice) == notice):
        return f"“{notice}” is not a DOI or an address"
    return "" if _is_day(looked_up) else "looked_up is a day: 2026-11-21"


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(_DAY.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False


def _find(text: str, word: str, place: Place) -> Place:
    """Where a word stands in the file; its beginning when it is written in another way."""
    before = text[: max(text.find(word), 0)].split("\n")
    return Place(place.path, len(before), len(before[-1]) + 1)
