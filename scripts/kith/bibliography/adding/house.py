"""The rules of the house for a new entry: its key, its file, and what is a double.

Pure: works and names in, names out.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from kith.bibliography.reading.lint import PLACEHOLDER, check_works
from kith.bibliography.reading.work import Work

_SMALL_WORDS: Final = frozenset(
    "a about after among an and are as at be between by can do does for from have how in into is "
    "it its new not of on or review role study studies than that the their to two use using was "
    "were what when which who why with without".split()
)
_NEVER: Final = date.min
_SURE: Final = 1.3
"""How many times as well as the next file the best one must fit, to be taken unasked."""


def key_for(work: Work, taken: Collection[str]) -> str:
    """First author and year: alexander1978, and alexander1978b for the next of the same."""
    year = str(work.issued.year) if work.issued and work.issued.year else "nd"
    stem = f"{_first_name(work)}{year}"
    letters = ("", *"bcdefghijklmnopqrstuvwxyz")
    lower = {key.lower() for key in taken}
    return next(key for letter in letters if (key := f"{stem}{letter}") not in lower)


def double_of(work: Work, works: Mapping[str, Work]) -> tuple[str, str] | None:
    """(key, why) of a work of the library that is this one for sure: an identifier says so."""
    for name in ("DOI", "PMID", "PMCID", "arxiv", "ISBN"):
        said = _bare(work, name)
        for key, other in works.items() if said else ():
            if _bare(other, name) == said:
                return key, f"it has the same {name}"
    return None


def looks_like(work: Work, works: Mapping[str, Work]) -> str:
    """The key of a work of like title, author and year, or ""."""
    name = "?"  # no key has this sign
    while name in works:
        name += "?"
    new = replace(work, key=name)
    rules = check_works({**works, name: new}, set(), _NEVER)
    alike = (p for p in rules if p.rule == "bib/similar-title" and f" {name} " in f" {p.message} ")
    for problem in alike:
        found = re.search(r"that of (\S+) at", problem.message)
        if found and found[1] != name:
            return found[1]
    return ""


def topic_for(work: Work, works: Iterable[Work]) -> tuple[str, list[str]]:
    """The name of the .bib file whose works speak of the same, "" in doubt; then the best three."""
    files: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for other in works:
        files[other.place.path].update(set(_words(other)))
    in_files = Counter(word for words in files.values() for word in words)
    scores = {
        path: sum(
            math.log(len(files) / in_files[word]) * math.log1p(words[word])
            for word in set(_words(work)) & words.keys()
        )
        / math.sqrt(1 + words.total())
        for path, words in files.items()
    }
    best = sorted(scores, key=lambda path: (-scores[path], path))[:3]
    if not best or not scores[best[0]]:
        return "", best
    sure = len(best) == 1 or scores[best[0]] >= _SURE * scores[best[1]]
    return best[0] if sure else "", best


def _first_name(work: Work) -> str:
    name = next(iter(work.creators), None)
    if name is None or name.literal == PLACEHOLDER:
        words = [word for word in _folded(work.title.plain()) if word not in _SMALL_WORDS]
        return "".join(words[:2]) or "work"
    if name.family:
        return "".join(_folded(name.family)) or "work"
    capitals = [word for word in re.findall(r"[\w.&'’-]+", name.literal) if word[:1].isupper()]
    capitals = [word for word in capitals if "." not in word and word != "The"]
    if len(capitals) > 2:
        return "".join(_folded(" ".join(word[0] for word in capitals)))
    return "".join(_folded(" ".join(capitals))) or "work"


def _words(work: Work) -> Iterator[str]:
    plain = work.evidence.plain.partition(PLACEHOLDER)[0]  # which says nothing of the work
    said = (work.title.plain(), str(work.fields.get("container-title", "")), plain)
    for word in _folded(" ".join([*said, *work.evidence.keywords])):
        if len(word) > 2 and word not in _SMALL_WORDS:
            yield word.removesuffix("s")


def _folded(text: str) -> list[str]:
    """Words in small letters a to z and digits."""
    for sign, letters in (("ß", "ss"), ("ø", "o"), ("Ø", "O"), ("æ", "ae"), ("ł", "l")):
        text = text.replace(sign, letters)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", plain.lower().replace("'", "").replace("-", " "))


def _bare(work: Work, name: str) -> str:
    said = str(work.fields.get(name, "")).lower()
    return re.sub(r"[-\s]", "", said) if name == "ISBN" else said
