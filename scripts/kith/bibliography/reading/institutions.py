"""Institutions that stand among names without the braces that keep them in one piece.

institutions.toml lists names of which we are sure, and words that only institutions have.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kith.bibliography.reading.place import Report

FILE: Final = Path(__file__).with_name("institutions.toml")


@dataclass(frozen=True, slots=True)
class _Table:
    known: re.Pattern[str]
    words: re.Pattern[str]


@cache
def _table() -> _Table:
    values = tomllib.loads(FILE.read_text("utf-8"))
    longest_first = sorted(values["names"], key=len, reverse=True)
    names = "|".join(r"\s+".join(map(_either, name.split())) for name in longest_first)
    return _Table(
        # A whole name: from the beginning or an “and” to the next one or the end.
        re.compile(rf"(?:^|(?<=\band\s))\s*(?P<name>(?:{names}))\s*(?=$|\sand\s)", re.IGNORECASE),
        re.compile(rf"(?:{'|'.join(values['words'])})", re.IGNORECASE),
    )


def _either(word: str) -> str:
    """A word as it stands, and an ampersand with or without its backslash for “and”."""
    return r"(?:and|\\?&)" if word == "and" else re.escape(word)


def protected(value: str, report: Report) -> str:
    """The names of a field with braces around institutions that are known by name."""
    if "{" in value and not _has_plain_part(value):
        return value

    def brace(found: re.Match[str]) -> str:
        name = " ".join(found["name"].split())
        message = f"{name} is an institution, and has no braces"
        report("bib/institution", message, f"write {{{name}}}")
        return found[0].replace(found["name"], f"{{{found['name']}}}")

    return _table().known.sub(brace, value)


def _has_plain_part(value: str) -> bool:
    """Whether some name of the field has no braces at all."""
    return any("{" not in part and "}" not in part for part in re.split(r"\sand\s", value))


def looks_like_institution(text: str) -> bool:
    """Whether a name without a comma has a word in it that only institutions have."""
    return "{" not in text and len(text.split()) > 1 and _table().words.search(text) is not None
