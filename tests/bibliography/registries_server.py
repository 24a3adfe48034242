"""A small server that answers as doi.org, PubMed and Open Library document; it fails to order.

One server plays all three: /doi redirects to an agency, as the resolver does.
"""

import http.server
import json
from contextlib import AbstractContextManager
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from serving import LocalServer, running

CSL: Final = "application/vnd.citationstyles.csl+json"


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers by path; anything that is told in `faults` first."""

    server: "RegistriesServer"

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.agents.add(self.headers["User-Agent"])
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        fault = self.server.fault
        if fault == "silence":
            self.server.over.wait()
            self.close_connection = True
        elif fault:
            self._answer(int(fault), b"", {})
        elif parts.path.startswith("/doi/"):
            doi = unquote(parts.path.removeprefix("/doi/")).lower()
            known = self.headers["Accept"] == CSL and doi in self.server.works
            place = {"Location": f"/agency/{doi}"}
            self._answer(302 if known else 404, b"", place if known else {})
        elif parts.path.startswith("/agency/"):
            record = self.server.works[unquote(parts.path.removeprefix("/agency/"))]
            self._answer(200, json.dumps(record).encode(), {"Content-Type": CSL})
        elif parts.path == "/pubmed/efetch.fcgi":
            found = self.server.articles.get(query["id"], "")
            text = f'<?xml version="1.0" ?><PubmedArticleSet>{found}</PubmedArticleSet>'
            self._answer(200, text.encode(), {"Content-Type": "text/xml"})
        elif parts.path == "/books/api/books":
            name = query["bibkeys"]
            isbn = name.removeprefix("ISBN:")
            rows = {name: self.server.books[isbn]} if isbn in self.server.books else {}
            self._answer(200, json.dumps(rows).encode(), {"Content-Type": "application/json"})
        else:
            self._answer(404, b"", {})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


class RegistriesServer(LocalServer):
    """The server, what it knows, and what it was asked."""

    def __init__(self) -> None:
        super().__init__(Handler)
        self.works: dict[str, Any] = {"10.5555/neighbours": NEIGHBOURS}
        self.articles: dict[str, str] = {"98787": ARTICLE}
        self.books: dict[str, Any] = {"9780192801852": BOOK}
        self.agents: set[str] = set()
        self.fault = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def options(self) -> list[str]:
        """What `kith cite` is told, to ask here."""
        return [
            *("--doi-api", f"{self.address}/doi"),
            *("--pubmed-api", f"{self.address}/pubmed"),
            *("--books-api", f"{self.address}/books"),
        ]


def registries_server() -> AbstractContextManager[RegistriesServer]:
    """Serve until the block ends."""
    return running(RegistriesServer())


# No real works: made up for the tests, in the form that each registry's documentation shows.
NEIGHBOURS: Final[dict[str, Any]] = {
    "type": "journal-article",
    "DOI": "10.5555/Neighbours",
    "title": "Neighbours who visit rats in <i>Rat Park</i> &amp; the WHO: a randomised trial",
    "author": [
        {"given": "Ada B", "family": "Müller", "sequence": "first"},
        {"given": "J.", "family": "van den Berg"},
        {"name": "The Neighbours Group"},
    ],
    "container-title": "Journal of Rats and Morphine",
    "publisher": "A publisher",
    "issued": {"date-parts": [[2024, 3, 9]]},
    "volume": "12",
    "issue": "3",
    "page": "175-9",
    "ISSN": ["0033-3158"],
    "abstract": "<jats:p>Not ours to print.</jats:p>",
    "URL": "http://dx.doi.org/10.5555/neighbours",
    "language": "en",
}
ARTICLE: Final = """
<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">98787</PMID>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">0033-3158</ISSN>
<JournalIssue CitedMedium="Print"><Volume>58</Volume><Issue>2</Issue>
<PubDate><Year>1978</Year><Month>Jul</Month><Day>6</Day></PubDate></JournalIssue>
<Title>A journal of visits</Title><ISOAbbreviation>J Visits</ISOAbbreviation></Journal>
<ArticleTitle>Visits and <i>neighbours</i> after opioid treatment.</ArticleTitle>
<Pagination><MedlinePgn>175-9</MedlinePgn></Pagination>
<Abstract><AbstractText>Not ours to print.</AbstractText></Abstract>
<AuthorList CompleteYN="Y">
<Author ValidYN="Y"><LastName>O'Hara</LastName><ForeName>Bea K</ForeName>
<Initials>BK</Initials></Author>
<Author ValidYN="Y"><CollectiveName>Visits Study Group</CollectiveName></Author></AuthorList>
<Language>eng</Language><PublicationTypeList>
<PublicationType UI="D016428">Journal Article</PublicationType>
<PublicationType UI="D016449">Randomized Controlled Trial</PublicationType>
</PublicationTypeList></Article></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">98787</ArticleId>
<ArticleId IdType="doi">10.5555/visits</ArticleId></ArticleIdList></PubmedData></PubmedArticle>
"""
BOOK: Final[dict[str, Any]] = {
    "url": "https://openlibrary.org/books/OL1M/Company",
    "title": "Company",
    "subtitle": "a book of neighbours",
    "authors": [{"name": "Ada Lovelock", "url": "https://openlibrary.org/authors/OL1A"}],
    "publishers": [{"name": "A Press"}],
    "publish_places": [{"name": "Oxford"}],
    "publish_date": "March 2008",
    "number_of_pages": 240,
}
