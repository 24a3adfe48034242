"""PubMed's own format (.nbib, and what its file “.ris” holds) in the tagged lines of RIS."""

import re
from collections.abc import Iterator
from typing import Final

from kith.bibliography.adding.tagged import Block, Line, lines_of

SOURCE: Final = "PubMed in the format of MEDLINE"
"""What such a record says its database is; it names journals as a library does."""
_LINE: Final = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,3}- ?(.*)")
_BEGINS: Final = re.compile(r"(?:^|\n)\ufeff?PMID ?- ?\d")
_TAGS: Final = {
    "TI": "TI", "BTI": "BT", "CTI": "T3", "JT": "T2", "TA": "JA", "VI": "VL", "IP": "IS",
    "PG": "SP", "DP": "PY", "PMID": "AN", "PMC": "C2", "LA": "LA", "FED": "ED", "PB": "PB",
    "PL": "CY", "ISBN": "SN", "EN": "ET", "CN": "AU",
}  # fmt: skip
"""Tags of MEDLINE that have one of RIS; all others say nothing of a reference."""
_BOOKS: Final = frozenset(["BTI", "ISBN"])


def is_medline(text: str) -> int:
    """Where the first record begins, or -1."""
    found = _BEGINS.search(text)
    return found.start() if found else -1


def medline_blocks(text: str) -> Iterator[Block]:
    """The records, in order."""
    found: list[Line] = []
    for number, line in lines_of(text):
        match = _LINE.fullmatch(line)
        if match and match[1] == "PMID" and found:
            yield _in_ris(found)
            found = []
        if match:
            found.append(Line(match[1], match[2].strip(), number))
        elif found and line.startswith(" ") and line.strip():
            last = found[-1]
            found[-1] = last._replace(value=f"{last.value} {line.strip()}")
    if found:
        yield _in_ris(found)


def _in_ris(found: list[Line]) -> Block:
    """One record; full names of authors before short ones, the DOI among the other numbers."""
    first = found[0].number
    tags = {line.tag for line in found}
    kind = "JOUR" if not tags & _BOOKS else "CHAP" if "TI" in tags else "BOOK"
    lines = [Line("TY", kind, first), Line("DB", SOURCE, first)]
    authors, editors = ("FAU" if "FAU" in tags else "AU"), ("FED" if "FED" in tags else "ED")
    for tag, value, number in found:
        if tag == authors:
            lines.append(Line("AU", value, number))
        elif tag == editors:
            lines.append(Line("ED", value, number))
        elif tag == "CN":
            lines.append(Line("AU", f"{value.replace(',', ' ').rstrip('.')},", number))
        elif tag in ("LID", "AID") and value.endswith("[doi]"):
            lines.append(Line("DO", value.removesuffix("[doi]").strip(), number))
        elif tag == "LID" and value.endswith("[pii]") and "PG" not in tags:
            lines.append(Line("C7", value.removesuffix("[pii]").strip(), number))
        elif tag == "PT":
            lines.append(Line("PT", value, number))
        elif tag in _TAGS:
            lines.append(Line(_TAGS[tag], value, number))
    return tuple(lines)
