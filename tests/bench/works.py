"""Made-up works in BibTeX, and made-up sentences: as many as are wanted, always the same ones."""

import itertools
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent.parent
SEED: Final = 20261121
BIB_FILE: Final = 250  # works a file

SURNAMES: Final = (
    "Abbott Acheson Álvarez Andersson Baker Becker Çelik Chen Costa Díaz Dvořák Evans Fernández "
    "Fischer García Gödel Gupta Haddad Hansen Ito Ivanov Jørgensen Kim Kowalski Łukasiewicz López "
    r"Nakamura Okafor Østergaard Petrov Quinn Rossi Sato Silva Smith Tanaka Tran Ünal Vogel Weber "
    r"Wright Xu Yamada Žižek M{\"u}ller Nu{\~n}ez Bj{\"o}rk 王 山田 Παπαδόπουλος Соколова"
).split()
PARTICLES: Final = ("", "", "", "", "", "", "", "van der ", "de ", "von ")
GIVEN: Final = (
    "Ana Bo Carla David Eva Farid Grace Hugo Inés Jun Karl Leila Mei Noah Olga Paulo Rosa Sven"
).split()
HOUSES: Final = (
    "World Health Organization",
    "National Institute on Drug Abuse",
    "Organisation für Gesundheit und Soziales",
    "Centre for Connection {and} Recovery",
)
JOURNALS: Final = ("Addiction", "Social Science {&} Medicine", "Psychopharmacology", "Das Argument")
KEYWORDS: Final = ("housing", "loneliness", "recovery", "peer-support", "morphine", "language")
SMALL_WORDS: Final = "the of and in for on with after among between".split()
PROSE: Final = (
    "people who live alone tell a long story about what helped them and what did not help at all "
    "some of the groups met each week while others had a room with a door that was always open "
    "nobody asked how many days had gone by before the first visit or who had made the tea "
    "a small study can show that two things go together but it cannot say which of them came first"
).split()


def library(count: int) -> Iterator[tuple[str, str]]:
    """(name, text) of each BibTeX file of a library of so many works."""
    designs = sorted(tomllib.loads((ROOT / "bibliography/evidence.toml").read_text())["designs"])
    rng = random.Random(SEED)
    vocabulary = _Vocabulary(rng)
    who, year = "", 0
    entries = []
    for number in range(count):
        # Two in ten works have the author and year of the one before.
        if number % 10 not in (1, 2):
            who, year = _people(rng), rng.randint(1960, 2025)
        entries.append(_entry(rng, number, who, year, vocabulary, rng.choice(designs)))
    for start in range(0, count, BIB_FILE):
        yield f"works-{start:05d}.bib", "\n".join(entries[start : start + BIB_FILE])


def key(number: int) -> str:
    return f"work{number:05d}"


def sentence(rng: random.Random) -> str:
    start = rng.randrange(len(PROSE) - 20)
    return " ".join(PROSE[start : start + rng.randint(10, 19)]).capitalize() + "."


class _Vocabulary:
    """Made-up words for titles, as unevenly frequent as real ones."""

    def __init__(self, rng: random.Random) -> None:
        syllables = [c + v for c in "bdfgklmnprstv" for v in ("a", "e", "i", "o", "ur", "en")]
        self._words = sorted({"".join(rng.choices(syllables, k=3)) for _ in range(4_000)})
        rng.shuffle(self._words)
        self._weights = list(itertools.accumulate(1 / (rank + 8) for rank in range(4_000)))

    def title(self, rng: random.Random) -> str:
        weights = self._weights[: len(self._words)]
        words = rng.choices(self._words, cum_weights=weights, k=rng.randint(5, 9))
        for place in range(1, len(words) - 1, 3):
            words.insert(place, rng.choice(SMALL_WORDS))
        text = " ".join(words).capitalize()
        extras = (
            "",
            "",
            "",
            "",
            ": {DNA} and {RNA}",
            r" in \emph{Rattus norvegicus}",
            " – $n = 2$",
        )
        return text + rng.choice(extras)


def _people(rng: random.Random) -> str:
    count = rng.choices([1, 2, 3, 4, 7, 22], [30, 25, 20, 15, 9, 1])[0]
    return " and ".join(
        f"{rng.choice(PARTICLES)}{rng.choice(SURNAMES)}, {rng.choice(GIVEN)} "
        f"{rng.choice('ABCDEFGHJKLMNPRSTW')}."
        for _ in range(count)
    )


def _entry(
    rng: random.Random, number: int, who: str, year: int, vocabulary: _Vocabulary, design: str
) -> str:
    kinds = ("article", "incollection", "book", "report", "thesis", "online", "inproceedings")
    kind = rng.choices(kinds, [50, 14, 10, 12, 3, 6, 5])[0]
    author = f"{{{rng.choice(HOUSES)}}}" if kind == "report" and number % 2 else who
    first = rng.randint(1, 900)
    in_book = {
        "booktitle": vocabulary.title(rng),
        "editor": _people(rng),
        "publisher": "Example University Press",
        "pages": f"{first}--{first + 20}",
    }
    by_kind: dict[str, dict[str, str]] = {
        "article": {
            "journaltitle": rng.choice(JOURNALS),
            "volume": str(rng.randint(1, 400)),
            "number": str(rng.randint(1, 12)),
            "pages": f"{first}--{first + 12}",
            "doi": f"10.5555/kith.{number:05d}",
        },
        "incollection": in_book,
        "inproceedings": in_book,
        "book": {"publisher": "Example University Press", "location": "Lisbon"},
        "report": {"institution": rng.choice(HOUSES), "number": str(number)},
        "thesis": {"institution": "University of Examples", "type": "phdthesis"},
        "online": {"url": f"https://example.org/{number}", "urldate": "2026-11-21"},
    }
    fields = {
        "author": author,
        "title": vocabulary.title(rng),
        "date": str(year),
        **by_kind[kind],
        "design": design,
        "sample": f"{rng.randint(12, 4_000)} people",
        "plain": f"{sentence(rng)}",
        "checked": "2026-11-21, abstract",
        "keywords": ", ".join(rng.sample(KEYWORDS, 2)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items()]
    return f"@{kind}{{{key(number)},\n" + ",\n".join(lines) + "\n}\n"
