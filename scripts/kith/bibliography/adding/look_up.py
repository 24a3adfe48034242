"""Asks registries for the record of one work: by DOI, by PubMed number, by ISBN.

Written against their documentation:

    https://doi.org/{doi}            "DOI Content Negotiation" (citation.doi.org/docs.html): with
                                     Accept: application/vnd.citationstyles.csl+json the answer is
                                     CSL-JSON, after a redirect to the agency; 404 for no such DOI,
                                     204 or 406 where the agency has none in this form
    efetch.fcgi?db=pubmed&id={pmid}  NCBI's E-utilities (NBK25499), retmode=xml: PubmedArticleSet
                                     as in pubmed_190101.dtd; an unknown number gives an empty set
    api/books?bibkeys=ISBN:{isbn}    Open Library's Books API (openlibrary.org/dev/docs/api/books),
                                     format=json&jscmd=data; an unknown ISBN gives {}

Each look-up gives CSL-JSON, or None when the registry has no such record. Raises LookUpError in
words for everything else. It has been run against local stand-ins only.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote, urlencode
from urllib.request import OpenerDirector
from xml.etree import ElementTree

from kith.bibliography.web import LookUpError, Web

DOI: Final = "https://doi.org"
PUBMED: Final = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
BOOKS: Final = "https://openlibrary.org"
TIMEOUT: Final = 20.0

_AGENT: Final = "Kith (static site generator; looks up a reference that an editor adds)"
_CSL: Final = "application/vnd.citationstyles.csl+json"
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DESIGNS: Final = {
    "Meta-Analysis": "meta-analysis",
    "Systematic Review": "systematic-review",
    "Randomized Controlled Trial": "randomised-trial",
    "Practice Guideline": "guideline",
    "Guideline": "guideline",
    "Review": "review",
}
"""PubMed's types of publication that say what kind of study a work is, the surest first."""


class Registries:
    """The three registries, each at one address."""

    def __init__(
        self,
        doi: str = DOI,
        pubmed: str = PUBMED,
        books: str = BOOKS,
        opener: OpenerDirector | None = None,
        timeout: float = TIMEOUT,
        **more: Callable[[float], None],
    ) -> None:
        self._doi, self._pubmed, self._books = (
            Web(address, _AGENT, opener, timeout=timeout, **more)
            for address in (doi, pubmed, books)
        )

    def by_doi(self, doi: str) -> dict[str, Any] | None:
        body = self._doi.get(quote(doi, safe="/:;()._-"), _CSL)
        if body is None:
            return None
        if not body.strip():
            raise LookUpError(f"{self._doi.address} knows {doi}, but has no record in this form")
        record = _json(body, self._doi.address)
        return {**record, "DOI": doi}

    def by_pmid(self, pmid: str) -> dict[str, Any] | None:
        query = urlencode({"db": "pubmed", "id": pmid, "retmode": "xml", "tool": "kith"})
        body = self._pubmed.get(f"efetch.fcgi?{query}", "application/xml")
        try:
            article = ElementTree.fromstring(body or b"<none/>").find("PubmedArticle")
        except ElementTree.ParseError as error:
            raise LookUpError(f"{self._pubmed.address} answered, but not with XML") from error
        return None if article is None else _pubmed_csl(article, pmid)

    def by_isbn(self, isbn: str) -> dict[str, Any] | None:
        name = f"ISBN:{isbn}"
        query = urlencode({"bibkeys": name, "format": "json", "jscmd": "data"})
        body = self._books.get(f"api/books?{query}", "application/json")
        if body is None:
            return None
        record = _json(body, self._books.address).get(name)
        return _book_csl(record, isbn) if isinstance(record, dict) else None


def _json(body: bytes, address: str) -> dict[str, Any]:
    try:
        record = json.loads(body)
        json.dumps(record, ensure_ascii=False).encode("utf-8")  # half a character raises
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        raise LookUpError(f"{address} answered, but not with JSON as it is documented")
    return record


def _pubmed_csl(found: ElementTree.Element, pmid: str) -> dict[str, Any]:
    """CSL-JSON of a PubmedArticle, and `design` where its types of publication tell one."""

    def text(path: str) -> str:
        element = found.find(path)
        return " ".join("".join(element.itertext()).split()) if element is not None else ""

    article, journal = "MedlineCitation/Article", "MedlineCitation/Article/Journal"
    title = found.find(f"{article}/ArticleTitle")
    record: dict[str, Any] = {
        "type": "article-journal",
        "title": _inner(title).strip() if title is not None else "",
        "author": [
            {
                "family": author.findtext("LastName", ""),
                "given": author.findtext("ForeName", "") or author.findtext("Initials", ""),
                "suffix": author.findtext("Suffix", ""),
                "literal": author.findtext("CollectiveName", ""),
            }
            for author in found.iterfind(f"{article}/AuthorList/Author")
        ],
        "container-title": text(f"{journal}/Title"),
        "volume": text(f"{journal}/JournalIssue/Volume"),
        "issue": text(f"{journal}/JournalIssue/Issue"),
        "page": text(f"{article}/Pagination/MedlinePgn"),
        "issued": _pubmed_date(found.find(f"{journal}/JournalIssue/PubDate")),
        "language": text(f"{article}/Language"),
        "PMID": pmid,
    }
    for kind, variable in (("doi", "DOI"), ("pmc", "PMCID")):
        record[variable] = text(f"PubmedData/ArticleIdList/ArticleId[@IdType='{kind}']")
    types = {kind.text for kind in found.iterfind(f"{article}/PublicationTypeList/PublicationType")}
    designs = (design for name, design in _DESIGNS.items() if name in types)
    return {**record, "design": next(designs, "")}


def _inner(element: ElementTree.Element) -> str:
    """What an element holds, tags of markup included."""
    parts = [element.text or ""]
    for child in element:
        parts += [f"<{child.tag}>", _inner(child), f"</{child.tag}>", child.tail or ""]
    return "".join(parts)


def _pubmed_date(found: ElementTree.Element | None) -> dict[str, Any]:
    if found is None:
        return {}
    year = found.findtext("Year", "")
    if not year.isdigit():  # "1998 Dec-1999 Jan"
        return {"raw": found.findtext("MedlineDate", "")}
    month = found.findtext("Month", "").lower()[:3]
    parts = [int(year)]
    if month in _MONTHS or month.isdigit():
        parts.append(_MONTHS.index(month) + 1 if month in _MONTHS else int(month))
        day = found.findtext("Day", "")
        parts += [int(day)] if day.isdigit() else []
    return {"date-parts": [parts]}


def _book_csl(found: Mapping[str, Any], isbn: str) -> dict[str, Any]:
    year = re.search(r"\b(1[5-9]|20)\d\d\b", str(found.get("publish_date", "")))
    return {
        "type": "book",
        "title": found.get("title", ""),
        "subtitle": found.get("subtitle", ""),
        "author": [_person(name) for name in _listed(found, "authors")],
        "publisher": "; ".join(_listed(found, "publishers")[:1]),
        "publisher-place": "; ".join(_listed(found, "publish_places")[:1]),
        "number-of-pages": found.get("number_of_pages", ""),
        "issued": {"date-parts": [[int(year[0])]]} if year else {},
        "ISBN": isbn,
    }


def _listed(found: Mapping[str, Any], name: str) -> list[str]:
    rows = found.get(name)
    rows = rows if isinstance(rows, list) else []
    return [str(row["name"]) for row in rows if isinstance(row, dict) and row.get("name")]


def _person(name: str) -> dict[str, str]:
    """A name as one text: the last word is taken for the family name, as most books have it."""
    given, _, family = name.rpartition(" ")
    return {"family": family, "given": given} if given else {"literal": name}
