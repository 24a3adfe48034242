"""The numbers that name a work, wherever a record hides them: DOI, PMID, PMCID, ISBN, arXiv.

Each database has a tag of its own for them, and people paste them into notes. What is sure goes
first (DO), what is likely after (links, notes that begin with “doi:”); a note that speaks of
another work, such as an erratum, is not believed.
"""

import html
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from kith.bibliography.adding.ris_tags import DATABASES, PLACEHOLDERS, SERIALS
from kith.bibliography.adding.tagged import Block, Line
from kith.bibliography.reading import identifiers

_DOI: Final = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"{}\\|^`<>]+")
_DOI_IN_LINK: Final = re.compile(
    r"(?:/|[?&=]doi=|doi:)(10\.\d{4,9}(?:\.\d+)*/[^?#&\s]+)", re.IGNORECASE
)
_DOI_IN_NOTE: Final = re.compile(
    r"\bdoi[:\s]\s*(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE
)
_ENDS: Final = re.compile(
    r"(?:/(?:full|abstract|pdf|epdf|html|meta|summary)|\.full|\.pdf|\.abstract)+$"
)
_ANOTHER: Final = re.compile(
    r"\b(erratum|correct(?:ion|ed)|comment|retract|update|cited in|reprint)", re.IGNORECASE
)
_PMID: Final = re.compile(
    r"\b(?:PMID|PubMed(?: ID)?)\s*[:#]?\s*(\d{1,8})\b|\b(\d{1,8})\s*\[pmid\]|"
    r"pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(\d{1,8})\b",
    re.IGNORECASE,
)
_PMCID: Final = re.compile(r"\bPMC\s?(\d{4,9})\b")
_ISBN: Final = re.compile(
    r"(?<![\d-])(97[89][-\s–]?(?:\d[-\s–]?){9}\d|(?:\d[-\s–]?){9}[\dXx])(?![\d-])"
)
_ISSN: Final = re.compile(r"(?<!\d)\d{4}-?\d{3}[\dXx](?!\d)")
_ARXIV: Final = re.compile(r"https?://arxiv\.org/(?:abs|pdf)/(\S+?)(?:\.pdf)?", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"doi\.org/|pubmed(?:\.ncbi\.nlm\.nih\.gov)?/\d|/PMC\d")
"""Links that say no more than a DOI or a number of PubMed."""
_PUBMED: Final = re.compile(r"pubmed|medline|\bnlm\b", re.IGNORECASE)
_CENTRAL: Final = "cochranelibrary.com/central"
_WHOLE: Final = (
    "M3",
    "L3",
    "LK",
    "L2",
    "L1",
    "UR",
    "AN",
    "ID",
    "U1",
    "U2",
    "U3",
    "U4",
    "U5",
    "C1",
    "M1",
)
_NOTES: Final = ("N1", "M2", "M1", "C2", "C3", "C5", "C6", "C8", "AN", "ID", "U1", "U2", "U3", "U4",
                 "U5", "L2", "UR")  # fmt: skip


def said(block: Block, *tags: str) -> Iterator[Line]:
    """The lines of these tags that say something, in the order of the tags."""
    for tag in tags:
        for line in block:
            if line.tag == tag and line.value.strip().lower() not in {"", *PLACEHOLDERS}:
                yield line


def find_doi(block: Block) -> Line | None:
    """The line of the DOI, with the DOI as its value, or with what DO says if it is none."""
    for line in said(block, "DO", "DI"):
        whole = identifiers.doi(html.unescape(line.value).strip().rstrip(".,;"))
        return line._replace(value=whole or _clean(line.value) or line.value)
    for line in said(block, *_WHOLE):
        text = html.unescape(line.value).strip()
        if _CENTRAL in text:
            continue  # the number of Cochrane's record, not of the work
        found = _DOI_IN_LINK.search(unquote(text)) or _DOI.fullmatch(text)
        if found is None and not text.startswith("http"):
            found = _DOI_IN_NOTE.search(text)
        if found:
            return line._replace(value=_clean(found[0]))
    for line in said(block, "N1"):
        found = _DOI_IN_NOTE.search(line.value)
        if found and not _ANOTHER.search(line.value):
            return line._replace(value=_clean(found[1]))
    return None


def _clean(text: str) -> str:
    """The DOI in a text, without what follows it there; "" when there is none."""
    found = _DOI.search(
        unquote(html.unescape(text)) if "%2f" in text.lower() else html.unescape(text)
    )
    if found is None:
        return ""
    doi = _ENDS.sub("", found[0].rstrip(".,;'"))
    while doi.endswith((")", "]")) and doi.count("(") + doi.count("[") < doi.count(")") + doi.count(
        "]"
    ):
        doi = doi[:-1].rstrip(".,;")
    return doi


def find_pmid(block: Block) -> Line | None:
    """The number of a PubMed record: by its name, or by where a database puts it."""
    base = " ".join(line.value for line in said(block, "DB", "DP"))
    for line in said(block, *_NOTES):
        found = _PMID.search(line.value)
        if found and not (line.tag == "N1" and _ANOTHER.search(line.value)):
            return line._replace(value=found[1] or found[2] or found[3])
    tags = ["AN"] if _PUBMED.search(base) and "embase" not in base.lower() else []
    tags += ["ID"] if "pubmed" in base.lower() else []
    tags += ["C5"] if "medline" in base.lower() else []
    tags += ["C2"] if "scopus" in base.lower() else []
    for line in said(block, *tags):
        if re.fullmatch(r"[1-9]\d{0,7}", line.value, re.ASCII):
            return line
    return None


def find_pmcid(block: Block) -> Line | None:
    """The number of a PubMed Central article."""
    for line in said(block, *_NOTES):
        found = _PMCID.search(line.value)
        if found and not (line.tag == "N1" and _ANOTHER.search(line.value)):
            return line._replace(value=f"PMC{found[1]}")
    return None


def find_isbn(block: Block, csl_type: str) -> tuple[Line | None, list[Line]]:
    """The ISBN of a book or a part of one, and the lines that look like one and are none."""
    wrong = []
    for line in said(block, "SN", "BN") if csl_type not in SERIALS else ():
        numbers = [match[0].strip() for match in _ISBN.finditer(line.value)]
        numbers.sort(key=lambda number: not number.startswith("97"))
        for number in numbers:
            if identifiers.isbn(number):
                return line._replace(value=number), []
        if numbers:
            wrong.append(line)
    return None, wrong


def is_issn(value: str) -> bool:
    """Whether a value is an ISSN, or a few of them, with or without their name."""
    return not re.search(
        r"\w",
        re.sub(
            r"\b(e?issn|print|electronic|online|linking|p|e)\b",
            "",
            _ISSN.sub("", value),
            flags=re.IGNORECASE,
        ),
    )


def find_links(block: Block) -> tuple[dict[str, Line], list[Line]]:
    """The address and the arXiv number of a work, and the lines of links into databases."""
    found: dict[str, Line] = {}
    into_databases = []
    for line in said(block, "UR", "LK", "L2"):
        for word in line.value.split():
            address = html.unescape(word).rstrip(",;")
            if arxiv := _ARXIV.fullmatch(address):
                found.setdefault("arxiv", line._replace(value=arxiv[1]))
            elif line.tag != "UR" or _NUMBERED.search(address) or not address.startswith("http"):
                continue
            elif in_database(address):
                into_databases.append(line._replace(value=address))
            elif identifiers.url(address):
                found.setdefault("URL", line._replace(value=address))
    return found, into_databases


def in_database(address: str) -> bool:
    """Whether a link leads to a record in a database instead of to the work."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return host.endswith(DATABASES) or _CENTRAL in address
