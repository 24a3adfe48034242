"""rules.toml as records. Its rules' ids and severities are in `kith.problems.RULES` too."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from kith.problems import EDITORS_RULES

FILE: Final[Path] = EDITORS_RULES


@dataclass(frozen=True, slots=True)
class Phrases:
    """Some words and phrases, and the pattern that finds any of them."""

    forms: tuple[str, ...]
    pattern: re.Pattern[str]

    def may_stand_in(self, plain: str) -> bool:
        """Whether it is worth while to look for them in a text, of which this is `plain_text`."""
        return any(form in plain for form in self.forms)


def plain_text(text: str) -> str:
    """The text in small letters, with single blanks: what stands nowhere in it is soon told."""
    return " ".join(text.lower().split())


@dataclass(frozen=True, slots=True)
class Word:
    """What is better said another way."""

    rule: str
    phrases: Phrases
    say: str
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """The whole file, but for its rules."""

    words: tuple[Word, ...]
    names: Phrases
    placeholders: re.Pattern[str]
    hard: Phrases
    sentence: int
    paragraph: int
    grade: float


@lru_cache(maxsize=1)
def read_table() -> Table:
    """The file, which is part of this package and so in order (a test holds it to that)."""
    values = tomllib.loads(FILE.read_text("utf-8"))
    words = tuple(
        Word(
            word["rule"],
            _whole(word["forms"], word.get("unless", ())),
            word["say"],
            word["reason"],
        )
        for word in values["words"]
    )
    limits = values["limits"]
    return Table(
        words,
        _whole(values["exempt"]["names"]),
        re.compile(rf"{_large(values['placeholders']['words'])}"),
        _whole(values["hard"]["words"]),
        limits["sentence"],
        limits["paragraph"],
        limits["grade"],
    )


def _whole(forms: list[str], unless: list[str] | tuple[str, ...] = ()) -> Phrases:
    """Any of these as whole words, in small letters or large, over a line's end too."""
    after = rf"(?!\s+(?:{'|'.join(unless)})\b)" if unless else ""
    pattern = re.compile(rf"(?<![\w-])(?:{_any(forms)})(?![\w-]){after}", re.IGNORECASE)
    return Phrases(tuple(map(plain_text, forms)), pattern)


def _large(words: list[str]) -> str:
    """Marks in capitals only as they are, so that no word of the language is one; others anyhow."""
    marks = [word for word in words if word.isupper()]
    others = [word for word in words if not word.isupper()]
    return rf"(?<![\w-])(?:{_any(marks)}|(?i:{_any(others)}))(?![\w-])"


def _any(forms: list[str]) -> str:
    longest_first = sorted(forms, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first)
