"""Rules over works: what a record must say, and what two records must not both say.

What cannot be read at all is reported where it is read; here values are compared. Pure functions:
the designs, today's date and the cited keys are arguments.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date
from typing import Final

from kith.bibliography.reading.fields import entry_type
from kith.bibliography.reading.work import Work
from kith.problems import Problem, nearest

CHECKED_LEVELS: Final = ("record", "abstract", "full text")
CHECKED_FOR_YEARS: Final = 2

_CHECKED: Final = re.compile(r"(\d{4}-\d{2}-\d{2})\s*,\s*(.+)", re.ASCII)
_KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_NUMERAL: Final = re.compile(r"\d+|[ivxlc]+")
_MOST_ALIKE: Final = 40
"""A word of more titles than that tells none of them apart; only the last of these are compared."""
_ALIKE: Final = 0.8
"""Share of words in common (of all words of the two titles) from which titles look alike."""

_FIELD_WORDS: Final = {
    "journaltitle": "journal",
    "date": "date or year",
    "howpublished": "publisher",
}
_EVIDENCE_FIXES: Final = {
    "design": "write the kind of study, a key of bibliography/evidence.toml: design = {cohort}",
    "plain": "say in one plain sentence what it found or argues: plain = {…}",
    "checked": "say when and what you compared: checked = {2026-11-21, abstract}",
}


PLACEHOLDER: Final = "Replace me"
"""What new entries say where only a reader of the work can say more, in any case of letters."""


def check_works(works: Mapping[str, Work], designs: Set[str], today: date) -> list[Problem]:
    """Every problem of the works, in the order of their places."""
    problems: list[Problem] = []
    for work in works.values():
        problems += _key(work)
        problems += _missing_fields(work)
        problems += _evidence(work, designs) if designs else ()
        problems += _checked(work, today)
    problems += _same_doi(works.values())
    problems += _similar_titles(works.values())
    return sorted(problems)


def unused(works: Mapping[str, Work], cited: Set[str]) -> list[Problem]:
    """Works that no page cites: one problem a file, at the first, since a library runs ahead."""
    files: defaultdict[str, list[Work]] = defaultdict(list)
    for key, work in works.items():
        if key not in cited:
            files[work.place.path].append(work)
    problems = []
    for found in files.values():
        keys = ", ".join(work.key for work in found)
        message = f"nothing cites {keys}"
        problems.append(found[0].place.problem("bib/unused", message, "cite, or leave for later"))
    return problems


def retracted_unsaid(works: Mapping[str, Work], cited_unsaid: Set[str]) -> list[Problem]:
    """Retracted works among those that are cited somewhere without saying so."""
    return [
        work.place_of("retracted").problem(
            "bib/retracted",
            f"{key} is retracted ({work.evidence.retracted}), but a page does not say so",
            "say in that sentence that the work was retracted, or cite another",
        )
        for key, work in works.items()
        if work.evidence.retracted and key in cited_unsaid
    ]


def _key(work: Work) -> Iterator[Problem]:
    # The key is the name of a folder in the site, and part of addresses.
    if not _KEY.fullmatch(work.key):
        message = f"the key {work.key!r} has other signs than letters, digits, - and _"
        yield work.place.problem("bib/key", message, "name it by first author and year: petrie1996")


def _missing_fields(work: Work) -> Iterator[Problem]:
    row = entry_type(work.entry_type)
    for choices in row.required if row else ():
        if not any(name in work.places for name in choices):
            words = dict.fromkeys(_FIELD_WORDS.get(name, name) for name in choices)
            words.pop("year", None)
            words.pop("pubstate", None)
            wanted = " or ".join(words)
            message = f"{work.key} has no {wanted}, which @{work.entry_type} needs"
            yield work.place.problem("bib/missing-field", message, f"add {wanted}")


def _evidence(work: Work, designs: Set[str]) -> Iterator[Problem]:
    evidence = work.evidence
    for name, fix in _EVIDENCE_FIXES.items():
        if not getattr(evidence, name):
            yield work.place.problem("bib/evidence-field", f"{work.key} has no {name}", fix)
    for name in (*_EVIDENCE_FIXES, "sample"):
        if _is_placeholder(getattr(evidence, name)):
            message = f"{work.key}: {name} is still to be written"
            fix = _EVIDENCE_FIXES.get(name, "say who took part: sample = {32 rats}")
            yield work.place_of(name).problem("bib/placeholder", message, fix)
    said = [work.title.plain(), *(name.literal for name in work.creators)]
    if any(map(_is_placeholder, [*said, *map(str, work.fields.values())])):
        message = f"{work.key}: the record is still to be written"
        fix = f"replace what says “{PLACEHOLDER}” by what stands in the work"
        yield work.place_of("title").problem("bib/placeholder", message, fix)
    if _is_placeholder(evidence.design):
        return
    if evidence.design and evidence.design not in designs:
        fix = nearest(evidence.design, designs) or f"use one of: {', '.join(sorted(designs))}"
        message = f"{evidence.design} is no kind of study in evidence.toml"
        yield work.place_of("design").problem("bib/design", message, fix)


def _is_placeholder(text: str) -> bool:
    return PLACEHOLDER.lower() in text.lower()


def _checked(work: Work, today: date) -> Iterator[Problem]:
    text = work.evidence.checked
    if not text or _is_placeholder(text):
        return
    place = work.place_of("checked")
    found = _CHECKED.fullmatch(text)
    day = _day(found[1]) if found else None
    if not found or day is None or found[2] not in CHECKED_LEVELS:
        fix = f"write a date, a comma, and {', '.join(CHECKED_LEVELS[:-1])} or {CHECKED_LEVELS[-1]}"
        yield place.problem("bib/checked", f"“{text}” does not say when and what was compared", fix)
    elif day > today:
        yield place.problem("bib/checked", f"{day} is not yet", "write the day you compared it")
    elif (today.year - CHECKED_FOR_YEARS, today.month, today.day) > (day.year, day.month, day.day):
        message = f"{work.key} was last compared on {day}, more than two years ago"
        yield place.problem("bib/checked-old", message, "compare it again, and write today's date")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _same_doi(works: Iterable[Work]) -> Iterator[Problem]:
    first: dict[str, Work] = {}
    for work in works:
        doi = str(work.fields.get("DOI", "")).lower()
        if not doi:
            continue
        other = first.setdefault(doi, work)
        if other is not work:
            message = f"{work.key} has the DOI of {other.key} at {other.place}"
            fix = "keep one entry and cite its key, or correct the DOI"
            yield work.place_of("doi").problem("bib/duplicate-doi", message, fix)


def _similar_titles(works: Iterable[Work]) -> Iterator[Problem]:
    """Pairs of works that may be one: like titles, a first author in common, years close."""
    titles = {work.key: frozenset(_folded(work.title.plain()).split()) for work in works}
    by_key = {work.key: work for work in works}
    for first, second in _alike_pairs(titles):
        one, other = by_key[first], by_key[second]
        if _may_be_one(one, other):
            message = f"the title of {second} looks like that of {first} at {one.place}"
            fix = "keep one entry if they are the same work; if not, all is well"
            yield other.place_of("title").problem("bib/similar-title", message, fix)


def _alike_pairs(titles: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """Keys of titles with enough words in common, the earlier first.

    Looks only at pairs that share one of their rarest words: two sets whose likeness is at least
    `_ALIKE` must share a word among the first (1 - _ALIKE) of each, in any one order of words.
    """
    counts = Counter(word for words in titles.values() for word in words)
    shelves: defaultdict[str, list[str]] = defaultdict(list)
    for key, words in titles.items():
        rare_first = sorted(words, key=lambda word: (counts[word], word))
        candidates: dict[str, None] = {}
        for word in rare_first[: len(words) - int(_ALIKE * len(words)) + 1]:
            candidates |= dict.fromkeys(shelves[word][-_MOST_ALIKE:])
            shelves[word].append(key)
        for other in candidates:
            different = words ^ titles[other]
            likeness = len(words & titles[other]) / len(words | titles[other])
            numbered = different and all(_NUMERAL.fullmatch(word) for word in different)
            if likeness >= _ALIKE and not numbered:
                yield other, key


def _may_be_one(one: Work, other: Work) -> bool:
    families = [
        {_folded(n.family or n.literal) for n in work.creators[:1]} for work in (one, other)
    ]
    years = [work.issued.year if work.issued else None for work in (one, other)]
    near = None in years or abs((years[0] or 0) - (years[1] or 0)) <= 1
    return near and bool(families[0] & families[1])


def _folded(text: str) -> str:
    """Letters and digits in lower case without accents, for comparison."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", plain).strip()
