"""BibTeX from elsewhere, by the reader of the library's own files.

What that reader says is told with the work it belongs to. Keys are made anew, so a missing or a
double one is no loss. A bare word that nothing defines is never taken for a name or a title.
"""

import re
from bisect import bisect_right
from dataclasses import replace
from typing import Final

from kith.bibliography.adding.ris_numbers import in_database
from kith.bibliography.adding.works import Export, Found, is_work, name_of
from kith.bibliography.reading.bibtex import ParsedFile, RawEntry, parse
from kith.bibliography.reading.place import Place
from kith.bibliography.reading.work import Evidence, Work, build_works
from kith.problems import Problem, has_errors

BEGINS: Final = re.compile(r"(?:^|(?<=[\s}]))@[ \t]*[A-Za-z]+\s*[{(]")
_KEYLESS: Final = re.compile(r"(@[ \t]*[A-Za-z]+\s*[{(])(?=\s*,)")
_UNDEFINED: Final = "bib/undefined-macro"
_HARMLESS: Final = frozenset(["month"])


def read_bibtex(text: str, path: str, evidence: Evidence) -> Export:
    """The works of a BibTeX text."""
    parsed = _with_keys(parse(_KEYLESS.sub(r"\1work", text), path))
    works, problems = build_works([parsed])
    starts = sorted((entry.place, entry.key) for entry in parsed.entries)
    places = [place for place, _ in starts]
    by_work: dict[str, list[Problem]] = {key: [] for _, key in starts}
    outside: list[Problem] = []
    for problem in sorted(set(problems) - set(parsed.problems)):
        count = bisect_right(places, (path, problem.line, problem.column))
        (by_work[starts[count - 1][1]] if count else outside).append(problem)
    refused = _undefined(parsed.entries, problems)
    found: list[Found] = []
    lost = [*parsed.problems, *outside]
    for key, work in works.items():
        usable = is_work({"title": work.title.plain(), "author": work.creators, **work.fields})
        if key in refused or not usable:
            lost += [*by_work[key], _not_added(work, key, usable)]
            continue
        tidied, told = _tidied(work)
        kept = replace(tidied, evidence=_with_placeholders(work.evidence, evidence))
        found.append(Found(kept, tuple(sorted([*by_work[key], *told]))))
    if not works and not has_errors(lost):
        place = Place(path, 1, 1)
        lost.append(place.problem("import/file", "there is no entry in this BibTeX", ""))
    return Export(tuple(found), tuple(lost))


def _with_keys(parsed: ParsedFile) -> ParsedFile:
    """The same with a key of its own for each entry; the first keeps what others may refer to."""
    taken: set[str] = set()
    entries = []
    for entry in parsed.entries:
        key, count = entry.key, 1
        while key.lower() in taken:
            count += 1
            key = f"{entry.key}-{count}"
        taken.add(key.lower())
        entries.append(replace(entry, key=key))
    return replace(parsed, entries=tuple(entries))


def _undefined(entries: tuple[RawEntry, ...], problems: list[Problem]) -> set[str]:
    """The keys of entries in which a bare word is defined by nothing."""
    at = {(p.line, p.column) for p in problems if p.rule == _UNDEFINED}
    return {
        entry.key
        for entry in entries
        for field in entry.fields
        if field.name not in _HARMLESS
        for piece in field.pieces
        if piece.is_macro and (piece.place.line, piece.place.column) in at
    }


def _not_added(work: Work, key: str, usable: bool) -> Problem:
    if not usable:
        message = f"the entry {key} has no title, author or DOI, so it is not added"
        return work.place.problem("import/record", message, "look whether the export was cut off")
    message = (
        f"{name_of(work)} ({key}) is not added: it has words without braces that stand for nothing"
    )
    return work.place.problem(
        "import/record", message, "paste its @string lines with it, or write braces"
    )


def _tidied(work: Work) -> tuple[Work, list[Problem]]:
    """The work without what is not for readers, and what to say of that."""
    fields = dict(work.fields)
    fields.pop("abstract", None)  # is not ours to publish
    fields.pop("annote", None)
    address = str(fields.get("URL", ""))
    if "DOI" in fields and "doi.org/" in address:
        del fields["URL"]
    elif in_database(address):
        del fields["URL"]
        if work.link == address:
            message = f"the link leads into a database, so it is left out: {address}"
            fix = "give the address of the work itself: url"
            return replace(work, fields=fields), [
                work.place_of("url").problem("import/value", message, fix)
            ]
    return replace(work, fields=fields), []


def _with_placeholders(found: Evidence, blank: Evidence) -> Evidence:
    """What an entry says of itself, and placeholders for the rest."""
    return replace(
        found,
        design=found.design or blank.design,
        plain=found.plain or blank.plain,
        checked=found.checked or blank.checked,
    )
