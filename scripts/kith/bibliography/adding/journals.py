"""The names of journals, as they write them themselves, out of what databases make of them."""

import re
from collections.abc import Iterator
from typing import Final

from kith.bibliography.adding.medline import SOURCE
from kith.bibliography.adding.record import Record, short
from kith.bibliography.adding.ris_numbers import said
from kith.bibliography.adding.tagged import Block

_SMALL: Final = frozenset(
    "a an and at by de del des du et for from in la le of on or the to und with y".split()
)
_WORDS: Final = frozenset(["OPEN", "DRUG", "DATA", "LIFE", "PAIN", "CARE", "MIND", "BODY", "HOME"])
"""Short words that are no abbreviations."""


def mend_names(block: Block, record: Record) -> None:
    """The journal's name as it writes it: Web of Science has all in capitals, PubMed none."""
    from_pubmed = any(line.value == SOURCE for line in said(block, "DB"))
    name = str(record.csl.get("container-title", ""))
    if len(name.split()) > 1 and name.isupper():
        words = [_capital(word, at) for at, word in enumerate(name.split())]
        record.csl["container-title"] = calm = " ".join(words)
        message = f"{name} is read as {calm}"
        record.reporter("container-title")("import/guess", message, "look how it writes its name")
    elif name and from_pubmed and record.csl["type"] == "article-journal":
        words = re.sub(r" : .*| \([A-Z][^()]*\)$", "", name).split()
        calm = " ".join(_raised(word, at) for at, word in enumerate(words))
        record.csl["container-title"] = calm
        if calm.lower() != name.lower():
            message = f"the journal’s name is read as {calm}, out of {name}"
            record.reporter("container-title")(
                "import/guess", message, "look how it writes its name"
            )
    title = str(record.csl.get("title", ""))
    if len(title.split()) > 2 and title.isupper():
        message = f"the title is all in capitals: {short(title)}"
        record.reporter("title")("import/guess", message, "write it in small letters")


def _capital(word: str, at: int) -> str:
    if at and word.lower() in _SMALL:
        return word.lower()
    return word if len(word) < 5 and word not in _WORDS else word.capitalize()


def _raised(word: str, at: int) -> str:
    return word if at and word in _SMALL else word[:1].upper() + word[1:]


def abbreviates(short: str, long: str) -> bool:
    """Whether each word of a name begins a word of the other, in order: Nat. Commun."""
    if len(short) >= len(long):
        return False
    words: Iterator[str] = iter(re.findall(r"\w+", long.lower()))
    pieces = re.findall(r"\w+", short.lower())
    return bool(pieces) and all(any(word.startswith(piece) for word in words) for piece in pieces)
