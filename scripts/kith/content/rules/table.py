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
class Word:
    """Some forms that are better said another way, and the pattern that finds them."""

    rule: str
    forms: tuple[str, ...]
    say: str
    reason: str
    pattern: re.Pattern[str]

    def may_stand_in(self, lowered: str) -> bool:
        """Whether a text in small letters has a form's first word in it: far sooner told."""
        return any(form.split()[0].lower() in lowered for form in self.forms)


@dataclass(frozen=True, slots=True)
class Table:
    """The whole file, but for its rules."""

    words: tuple[Word, ...]
    names: re.Pattern[str]
    placeholders: re.Pattern[str]
    hard: re.Pattern[str]
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
            tuple(word["forms"]),
            word["say"],
            word["reason"],
            _whole(word["forms"], word.get("unless", ())),
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


def _whole(forms: list[str], unless: list[str] | tuple[str, ...] = ()) -> re.Pattern[str]:
    """Any of these as whole words, in small letters or large, over a line's end too."""
    after = rf"(?!\s+(?:{'|'.join(unless)})\b)" if unless else ""
    return re.compile(rf"(?<![\w-])(?:{_any(forms)})(?![\w-]){after}", re.IGNORECASE)


def _large(words: list[str]) -> str:
    """Marks in capitals only as they are, so that no word of the language is one; others anyhow."""
    marks = [word for word in words if word.isupper()]
    others = [word for word in words if not word.isupper()]
    return rf"(?<![\w-])(?:{_any(marks)}|(?i:{_any(others)}))(?![\w-])"


def _any(forms: list[str]) -> str:
    longest_first = sorted(forms, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first)
