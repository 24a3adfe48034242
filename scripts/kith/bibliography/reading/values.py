"""One value of one field, read by the kind that the mapping table gives it.

Names, dates and titles have modules of their own; here is what is left: numbers, pages,
identifiers, languages, plain text.
"""

import re
from typing import Final

from kith.bibliography.reading import identifiers
from kith.bibliography.reading.fields import LANGUAGES, Field
from kith.bibliography.reading.latex import decode
from kith.bibliography.reading.place import Report

_DASHES: Final = re.compile(r"\s*(?:–|—|-{1,3})\s*")
_NUMBER_RANGE: Final = re.compile(r"(?<=\d)\s*(?:–|-{1,3})\s*(?=\d)")
_PAGES: Final = re.compile(r"[\w.:/()]+(?:–[\w.:/()]+)?\+?(?:, ?[\w.:/()]+(?:–[\w.:/()]+)?\+?)*")
_PAGE_WORDS: Final = re.compile(r"pp?\.?\s*(?=\d)|pages?\b", re.IGNORECASE)

_IDENTIFIERS: Final = {
    "DOI": identifiers.doi,
    "PMID": identifiers.pmid,
    "PMCID": identifiers.pmcid,
    "ISBN": identifiers.isbn,
    "ISSN": identifiers.issn,
    "URL": identifiers.url,
}
_ARCHIVES: Final = {
    "arxiv": ("arxiv", identifiers.arxiv),
    "pubmed": ("PMID", identifiers.pmid),
    "pmc": ("PMCID", identifiers.pmcid),
}


def read_value(field: Field, value: str, report: Report) -> str:
    """The value of a field that is plain text in the end."""
    match field.kind:
        case "verbatim":
            return _IDENTIFIERS[field.csl](value, report)
        case "range":
            return _NUMBER_RANGE.sub("–", decode(value, report))
        case "pages":
            return read_pages(decode(value, report), report)
        case "language":
            return LANGUAGES.get(value.lower(), value)
        case _:
            return decode(value, report)


def read_pages(text: str, report: Report) -> str:
    """Pages with an en dash in ranges; a range must not run backwards (391–8 means 398)."""
    text = _DASHES.sub("–", text)
    if not _PAGES.fullmatch(text) or _PAGE_WORDS.match(text):
        report("bib/pages", f"“{text}” is not a page or a range", "write it as 175--179")
        return text
    for first, last in re.findall(r"\b(\d+)–(\d+)\b", text):
        if len(first) <= len(last) and int(first) > int(last):
            message = f"the pages {first}–{last} run backwards"
            report("bib/pages", message, "look the numbers up again")
    return text


_ADDRESSES: Final = {
    "jstor": "https://www.jstor.org/stable/{}",
    "googlebooks": "https://books.google.com/books?id={}",
    "hdl": "https://hdl.handle.net/{}",
    "handle": "https://hdl.handle.net/{}",
    "ssrn": "https://ssrn.com/abstract={}",
    "hal": "https://hal.science/{}",
}
"""Where archives keep what has a number of theirs."""


def read_eprint(value: str, archive: str, report: Report) -> dict[str, str]:
    """An e-print number under the variable of its archive, or an address made of it."""
    name = archive.lower()
    if name in _ADDRESSES and re.fullmatch(r"[\w./:-]+", identifiers.verbatim(value)):
        return {"URL": _ADDRESSES[name].format(identifiers.verbatim(value))}
    if (address := identifiers.url(value)) and not name:
        return {"URL": address}  # publishers put the address of a PDF here
    if name and name not in _ARCHIVES:
        message = f"nothing here can be made of a number of {archive}"
        report("bib/not-shown", message, "put the address into url")
        return {}
    variable, read = _ARCHIVES[name or "arxiv"]
    number = read(value, report)
    return {variable: number} if number else {}
