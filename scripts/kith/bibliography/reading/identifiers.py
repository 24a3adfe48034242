"""Identifiers and addresses: their checks and their one written form.

Each reader gives "" when the value is not one, and reports it. Values are taken as they stand,
never decoded as LaTeX; only the escapes that people put into addresses are undone.
"""

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import quote, urlsplit

from kith.bibliography.reading.place import Report, silent

_ESCAPED: Final = re.compile(r"\{?\\([_%&#~$])(?:\{\})?\}?|\{([_%&#~])\}")
_NAMED: Final = {
    r"{\textunderscore}": "_", r"\textunderscore ": "_", r"\textunderscore{}": "_",
    r"{\textasciitilde}": "~", r"\textasciitilde{}": "~", r"\textasciitilde ": "~",
    r"{\textless}": "<", r"\textless{}": "<", r"{\textgreater}": ">", r"\textgreater{}": ">",
    r"{\textbackslash}": "\\", "$\\sim$": "~", r"{$\sim$}": "~", "$<$": "<", "$>$": ">",
    "&amp;": "&", "&lt;": "<", "&gt;": ">",
}  # fmt: skip
"""Signs of addresses in the words of LaTeX and of the web."""
_DOI_PREFIX: Final = re.compile(
    r"(?:https?://)?(?:www\.)?(?:dx\.)?doi\.org/+|doi:\s*", re.IGNORECASE
)
_DOI: Final = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"{}\\|^`]+")
_PMID: Final = re.compile(
    r"(?:pmid:?\s*|https?://(?:www\.ncbi\.nlm\.nih\.gov/pubmed|pubmed\.ncbi\.nlm\.nih\.gov)/)?"
    r"([1-9]\d{0,8})/?",
    re.IGNORECASE,
)
_PMCID: Final = re.compile(r"(?:pmcid:?\s*)?(?:pmc)?([1-9]\d{0,8})", re.IGNORECASE)
_ARXIV: Final = re.compile(
    r"(?:arxiv:\s*)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)", re.IGNORECASE
)
_URL_UNSAFE: Final = re.compile(r"[\s<>\"\\{}|^`\x00-\x1f\x7f]")


def verbatim(value: str) -> str:
    """A value that is not LaTeX, with \\url{...} and the usual escapes undone."""
    wrapped = re.fullmatch(r"\s*\\url\s*\{(.*)\}\s*", value, re.DOTALL)
    text = wrapped[1] if wrapped else value
    if "\\" in text or "$" in text or "&" in text:
        for words, sign in _NAMED.items():
            text = text.replace(words, sign)
    return _ESCAPED.sub(lambda escape: escape[1] or escape[2], text).strip()


def doi(value: str, report: Report = silent) -> str:
    """The DOI from `10.` on, in the case it was written; compare DOIs in lower case."""
    text = verbatim(value)
    bare = _DOI_PREFIX.sub("", text, count=1) if _DOI_PREFIX.match(text) else text
    if not _DOI.fullmatch(bare):
        report("bib/doi", f"“{text}” is not a DOI", "write it from 10. on: 10.1007/BF00426903")
        return ""
    if bare[-1] in ".,;":
        message = f"the DOI ends with “{bare[-1]}”"
        report("bib/doi", message, f"write {bare.rstrip('.,;')}")
        bare = bare.rstrip(".,;")
    elif bare != text:
        report("bib/doi-form", "the DOI is written as a link", f"write {bare}")
    return bare


def doi_link(value: str) -> str:
    """The address of a DOI."""
    return "https://doi.org/" + quote(value, safe="/:;()._-,+=@!*'$&~")


def pmid(value: str, report: Report = silent) -> str:
    """The number of a PubMed record."""
    found = _PMID.fullmatch(verbatim(value))
    if found is None:
        report("bib/pmid", f"“{value}” is not a PubMed number", "write the digits alone: 98787")
    return found[1] if found else ""


def pmcid(value: str, report: Report = silent) -> str:
    """The number of a PubMed Central article, with its letters."""
    found = _PMCID.fullmatch(verbatim(value))
    if found is None:
        report("bib/pmid", f"“{value}” is not a PubMed Central number", "write it as PMC3139704")
    return f"PMC{found[1]}" if found else ""


def arxiv(value: str, report: Report = silent) -> str:
    """An arXiv number, old or new."""
    found = _ARXIV.fullmatch(verbatim(value))
    if found is None:
        report("bib/eprint", f"“{value}” is not an arXiv number", "write it as 2101.00001")
    return found[1] if found else ""


_BETWEEN: Final = re.compile(r"\s*[;,/|]\s*|\s+(?=97[89]|\d[\d-]{7,}[\dXx]\b)|\s+and\s+")
_ASIDE: Final = re.compile(r"\((?:[^()]*)\)")


def _first_of_several(
    value: str, read: Callable[[str, Report], str], report: Report, fits: Callable[[str], bool]
) -> str | None:
    """The first good number of a field that holds several, as Zotero and others write them."""
    parts = [part for part in _BETWEEN.split(_ASIDE.sub(" ", verbatim(value)).strip()) if part]
    if len(parts) < 2 or not all(map(fits, parts)):
        return None
    good = [found for part in parts if (found := read(part, silent))]
    return good[0] if good else read(parts[0], report)


def isbn(value: str, report: Report = silent) -> str:
    """An ISBN as written, once its check digit is right; of several the first."""
    several = _first_of_several(value, isbn, report, lambda part: len(part) >= 10)
    if several is not None:
        return several
    text = re.sub(r"^isbn(?:-1[03])?:?\s*", "", verbatim(value), flags=re.IGNORECASE).upper()
    digits = re.sub(r"[-\s–]", "", text)
    if re.fullmatch(r"\d{9}[\dX]", digits, re.ASCII):
        total = sum((10 - i) * _digit(digit) for i, digit in enumerate(digits))
        valid = total % 11 == 0
    elif re.fullmatch(r"97[89]\d{10}", digits, re.ASCII):
        valid = sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(digits)) % 10 == 0
    else:
        report("bib/isbn", f"“{value}” is not an ISBN", "write its 10 or 13 digits, one ISBN only")
        return ""
    if not valid:
        report("bib/isbn", f"the check digit of ISBN {value} is wrong", "look it up again")
        return ""
    return text


def issn(value: str, report: Report = silent) -> str:
    """An ISSN as 1234-5678, once its check digit is right; of several the first."""
    several = _first_of_several(value, issn, report, lambda part: len(part) in (8, 9))
    if several is not None:
        return several
    digits = re.sub(r"[-\s–]", "", verbatim(value)).upper()
    if not re.fullmatch(r"\d{7}[\dX]", digits, re.ASCII):
        report("bib/issn", f"“{value}” is not an ISSN", "write it as 0033-3158, one ISSN only")
        return ""
    if sum((8 - i) * _digit(digit) for i, digit in enumerate(digits)) % 11:
        report("bib/issn", f"the check digit of ISSN {value} is wrong", "look it up again")
        return ""
    return f"{digits[:4]}-{digits[4:]}"


def url(value: str, report: Report = silent) -> str:
    """An address that may become a link: http or https, with a host, and no blanks."""
    text = verbatim(value)
    try:
        parts = urlsplit(text)
        scheme, host = parts.scheme.lower(), parts.hostname or ""
    except ValueError:
        scheme, host = "", ""
    if scheme not in ("http", "https") or not host or _URL_UNSAFE.search(text):
        message = f"“{text}” cannot be a link"
        report("bib/url", message, "write a full address that begins with https://")
        return ""
    return text


def _digit(character: str) -> int:
    return 10 if character == "X" else int(character)
