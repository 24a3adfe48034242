"""The one mapping table: BibTeX and biblatex on one side, CSL and RIS on the other.

Data and the few look-ups over it. Import reads the tables from left to right, export from right
to left: in both directions the first row that fits counts. How a value is read is in `work.py`.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from kith.bibliography.reading.added import ADDED

Kind = Literal["rich", "text", "range", "pages", "verbatim", "language"]
"""How a value is read: with markup; as plain text; with an en dash between numbers; not at all."""

_DATE: Final = ("date", "year", "pubstate")
_CREATOR: Final = ("author", "editor")
_HOUSE: Final = ("institution", "publisher", "organization", "howpublished")


@dataclass(frozen=True, slots=True)
class EntryType:
    """A BibTeX type; `required` lists groups of fields of which one must stand there."""

    name: str
    csl: str
    ris: str
    required: tuple[tuple[str, ...], ...] = ()
    genre: str = ""


_BASIC: Final = (("title",), _DATE)
_AUTHORED: Final = (("author",), ("title",), _DATE)
_CREATED: Final = (_CREATOR, ("title",), _DATE)
_CHAPTER: Final = (*_AUTHORED, ("booktitle",))
_THESIS: Final = (*_AUTHORED, _HOUSE)
_REPORT: Final = ((*_CREATOR, "institution"), *_BASIC, _HOUSE)
_ONLINE: Final = (("title",), ("url", "doi", "eprint"), (*_DATE, "urldate"))
_MADE: Final = ((*_CREATOR, *_HOUSE), ("title",), _DATE)

ENTRY_TYPES: Final = (
    EntryType("article", "article-journal", "JOUR", (*_CREATED, ("journaltitle",))),
    EntryType("article", "article-magazine", "MGZN"),
    EntryType("article", "article-newspaper", "NEWS"),
    EntryType("book", "book", "BOOK", (*_CREATED, ("publisher",))),
    EntryType("mvbook", "book", "BOOK", _CREATED),
    EntryType("collection", "book", "EDBOOK", (("editor",), *_BASIC)),
    EntryType("mvcollection", "book", "EDBOOK", (("editor",), *_BASIC)),
    EntryType("proceedings", "book", "CONF", _BASIC),
    EntryType("mvproceedings", "book", "CONF", _BASIC),
    EntryType("reference", "book", "BOOK", _BASIC),
    EntryType("manual", "book", "BOOK", _BASIC),
    EntryType("incollection", "chapter", "CHAP", _CHAPTER),
    EntryType("inbook", "chapter", "CHAP", _CHAPTER),
    EntryType("bookinbook", "chapter", "CHAP", _CHAPTER),
    EntryType("suppbook", "chapter", "CHAP", _CHAPTER),
    EntryType("suppcollection", "chapter", "CHAP", _CHAPTER),
    EntryType("inproceedings", "paper-conference", "CPAPER", _CHAPTER),
    EntryType("conference", "paper-conference", "CPAPER", _CHAPTER),
    EntryType("inreference", "entry-encyclopedia", "ENCYC", (*_BASIC, ("booktitle",))),
    EntryType("report", "report", "RPRT", _REPORT),
    EntryType("techreport", "report", "RPRT", _REPORT),
    EntryType("thesis", "thesis", "THES", (*_THESIS, ("type",))),
    EntryType("phdthesis", "thesis", "THES", _THESIS, "Doctoral dissertation"),
    EntryType("mastersthesis", "thesis", "THES", _THESIS, "Master’s thesis"),
    EntryType("online", "webpage", "ELEC", _ONLINE),
    EntryType("electronic", "webpage", "ELEC", _ONLINE),
    EntryType("www", "webpage", "ELEC", _ONLINE),
    EntryType("dataset", "dataset", "DATA", _MADE),
    EntryType("software", "software", "COMP", _MADE),
    EntryType("periodical", "periodical", "SER", _BASIC),
    EntryType("suppperiodical", "article-journal", "JOUR", (*_CREATED, ("journaltitle",))),
    EntryType("unpublished", "manuscript", "MANSCPT", _AUTHORED),
    EntryType("booklet", "pamphlet", "PAMP", _BASIC),
    EntryType("patent", "patent", "PAT", (*_AUTHORED, ("number",))),
    EntryType("video", "motion_picture", "VIDEO", _BASIC),
    EntryType("movie", "motion_picture", "VIDEO", _BASIC),
    EntryType("audio", "song", "SOUND", _BASIC),
    EntryType("legislation", "legislation", "STAT", _BASIC),
    EntryType("standard", "standard", "STAND", _BASIC),
    EntryType("misc", "document", "GEN", _MADE),
)
TYPE_NAMES: Final = tuple(dict.fromkeys(row.name for row in ENTRY_TYPES))
SUBTYPES: Final = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
"""Values of `entrysubtype` that make an @article another thing in CSL."""

GENRES: Final = {
    "phdthesis": "Doctoral dissertation", "mathesis": "Master’s thesis",
    "mastersthesis": "Master’s thesis", "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis", "techreport": "Technical report",
    "resreport": "Research report", "datacd": "CD-ROM", "audiocd": "Audio CD",
    "software": "Computer software", "patent": "Patent", "patentus": "U.S. Patent",
    "patenteu": "European Patent", "patentde": "German Patent", "patentfr": "French Patent",
    "patentuk": "British Patent", "patreq": "Patent application",
    "patrequs": "U.S. Patent application", "patreqeu": "European Patent application",
    "patreqde": "German Patent application", "patreqfr": "French Patent application",
    "patrequk": "British Patent application", "file": "File", "review": "Review",
}  # fmt: skip
"""biblatex's words for `type` in English."""
BIBSTRINGS: Final = {"newseries": "New Series", "oldseries": "Old Series"}
"""biblatex's words for other fields, in English."""
EDITOR_ROLES: Final = {
    "director": "director", "translator": "translator", "organizer": "organizer",
    "commentator": "contributor", "annotator": "contributor", "compiler": "editor",
    "editor": "editor",
}  # fmt: skip
"""biblatex's `editortype`, and the role in CSL; a role that is not here is shown as editor."""
NOT_SHOWN: Final = frozenset(["titleaddon", "booktitleaddon", "maintitleaddon", "issuetitle"])
"""Fields of biblatex for which CSL has no variable."""

_SERIAL: Final = frozenset(
    ["article-journal", "article-magazine", "article-newspaper", "periodical"]
)
_IN_BOOK: Final = frozenset(["chapter", "paper-conference", "entry-encyclopedia"])
_BOOKS: Final = _IN_BOOK | {"book"}
_ON_SITE: Final = frozenset(["webpage", "document", "motion_picture", "song"])
_OF_HOUSES: Final = frozenset(["report", "thesis"])
_WEB: Final = frozenset(["webpage"])
_KINDS_NAMED: Final = frozenset(["report", "thesis", "webpage", "manuscript"])
"""Where importers of RIS take M3 for the kind of work; elsewhere some take it for a DOI."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field, its CSL variable and RIS tag, and the CSL types the row is for (all, when empty)."""

    name: str
    csl: str
    ris: str = ""
    kind: Kind = "text"
    types: frozenset[str] = frozenset()


FIELDS: Final = (
    Field("journaltitle", "container-title", "T2", "rich", _SERIAL | _ON_SITE),
    Field("booktitle", "container-title", "T2", "rich", _IN_BOOK | _ON_SITE),
    Field("shortjournal", "container-title-short", "J2", "rich", _SERIAL),
    Field("series", "collection-title", "T3", "rich"),
    Field("eventtitle", "event-title", "", "rich"),
    Field("maintitle", "volume-title", "", "rich"),
    Field("origtitle", "original-title", "", "rich"),
    Field("shorttitle", "title-short", "ST", "rich"),
    Field("abstract", "abstract", "AB", "rich"),
    Field("note", "note", "N1", "rich"),
    Field("addendum", "note", "N1", "rich"),
    Field("annotation", "annote", "", "rich"),
    Field("volume", "volume", "VL", "range"),
    Field("number", "issue", "IS", "range", _SERIAL),
    Field("issue", "issue", "IS", "range", _SERIAL),
    Field("number", "collection-number", "M1", "text", _BOOKS),
    Field("number", "number", "SN", "text", frozenset(["report"])),
    Field("number", "number", "M1"),
    Field("eid", "number", "C7", "text", _SERIAL),
    Field("pages", "page", "SP", "pages"),
    Field("pagetotal", "number-of-pages", "SP"),
    Field("volumes", "number-of-volumes", "NV"),
    Field("chapter", "chapter-number", "SE"),
    Field("part", "part-number"),
    Field("edition", "edition", "ET"),
    Field("version", "version", "ET"),
    Field("institution", "publisher", "PB", "text", _OF_HOUSES),
    Field("organization", "publisher", "PB", "text", _WEB),
    Field("publisher", "publisher", "PB"),
    Field("institution", "publisher", "PB"),
    Field("organization", "publisher", "PB"),
    Field("howpublished", "publisher", "PB"),
    Field("location", "publisher-place", "CY"),
    Field("origpublisher", "original-publisher"),
    Field("origlocation", "original-publisher-place"),
    Field("venue", "event-place"),
    Field("type", "genre", "M3", "text", _KINDS_NAMED),
    Field("type", "genre"),
    Field("langid", "language", "LA", "language"),
    Field("language", "language", "LA", "language"),
    Field("doi", "DOI", "DO", "verbatim"),
    Field("pmid", "PMID", "AN", "verbatim"),
    Field("pmcid", "PMCID", "C2", "verbatim", _SERIAL),
    Field("pmcid", "PMCID", "", "verbatim"),
    Field("isbn", "ISBN", "", "verbatim", frozenset(["report"])),
    Field("isbn", "ISBN", "SN", "verbatim"),
    Field("issn", "ISSN", "SN", "verbatim"),
    Field("url", "URL", "UR", "verbatim"),
    Field("library", "archive"),
)
NAMES: Final = (
    ("author", "author", "AU"),
    ("editor", "editor", "A2"),
    ("translator", "translator", "A4"),
    ("bookauthor", "container-author", ""),
    ("serieseditor", "collection-editor", "A3"),
    ("director", "director", "AU"),
    ("commentator", "contributor", ""),
    ("organizer", "organizer", ""),
)
"""Field, role in CSL, tag in RIS."""

DATES: Final = (
    ("date", "issued", "PY"),
    ("urldate", "accessed", "Y2"),
    ("origdate", "original-date", "OP"),
    ("eventdate", "event-date", ""),
)
SUBTITLES: Final = {
    "title": "subtitle", "booktitle": "booksubtitle", "maintitle": "mainsubtitle",
    "journaltitle": "journalsubtitle",
}  # fmt: skip
LISTS: Final = frozenset([
    "publisher", "institution", "organization", "location", "origpublisher", "origlocation"
])  # fmt: skip
"""Fields that biblatex splits at “and”: an institution with that word in its name has braces."""

EVIDENCE: Final = ("design", "sample", "plain", "checked", "retracted", "keywords")

EXPORT_ORDER: Final = (
    "author", "container-author", "director", "entrysubtype", "title", "title-short",
    "volume-title", "original-title", "container-title", "container-title-short", "event-title",
    "editor", "translator", "contributor", "collection-editor", "organizer", "collection-title",
    "collection-number", "edition", "version", "genre", "number", "publisher", "publisher-place",
    "event-place", "issued", "event-date", "original-date", "original-publisher",
    "original-publisher-place", "volume", "number-of-volumes", "issue", "part-number",
    "chapter-number", "page", "number-of-pages", "DOI", "PMID", "PMCID", "arxiv", "ISBN", "ISSN",
    "language", "URL", "accessed", "archive", "note", "annote", "abstract", *EVIDENCE,
)  # fmt: skip
"""CSL variables (and what has none) in the order in which an entry is written."""

ALIASES: Final = {
    "journal": "journaltitle", "address": "location", "school": "institution",
    "annote": "annotation", "annotator": "commentator", "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass", "pdf": "file", "key": "sortkey", "hyphenation": "langid",
    "keyword": "keywords", "journalabbr": "shortjournal", "pmc": "pmcid",
    "elocation-id": "eid", "elocationid": "eid", "art_number": "eid", "article-number": "eid",
    "article_number": "eid", "articleno": "eid", "art-number": "eid", "abbrev_source_title":
    "shortjournal", "journal-iso": "shortjournal", "journaliso": "shortjournal",
    "journal_abbrev": "shortjournal", "author_keywords": "keywords", "author-keywords": "keywords",
    "series-editor": "serieseditor", "seriestitle": "series", "book-title": "booktitle",
    "number_of_pages": "pagetotal", "numpages": "pagetotal", "page_count": "pagetotal",
    "pubmed_id": "pmid", "pubmedid": "pmid", "doi-url": "doi", "link": "url", "lang": "langid",
    "book-author": "bookauthor", "publisher-address": "location", "place": "location",
}  # fmt: skip
"""Other names of a field; records have only the name on the right."""

SILENT: Final = frozenset([
    "month", "day", "year", "pubstate", "subtitle", "booksubtitle", "mainsubtitle",
    "journalsubtitle", "eprint", "eprinttype", "eprintclass", "entrysubtype", "crossref",
    "xdata", "xref", "ids", "related", "relatedtype", "relatedstring", "options", "sortkey",
    "sortname", "sorttitle", "presort", "label", "shorthand", "shortauthor", "shorteditor",
    "titleaddon", "booktitleaddon", "maintitleaddon", "issuetitle", "issuesubtitle", "file",
    "timestamp", "owner", "urlraw",
    "comment", "groups", "editortype",
])  # fmt: skip
"""Fields read elsewhere, or known and without meaning here; any other name is a slip."""

LANGUAGES: Final = {
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB",
    "ukenglish": "en-GB", "canadian": "en-CA", "australian": "en-AU", "french": "fr",
    "german": "de", "ngerman": "de", "austrian": "de-AT", "spanish": "es", "portuguese": "pt",
    "brazilian": "pt-BR", "italian": "it", "dutch": "nl", "swedish": "sv", "norwegian": "nb",
    "danish": "da", "finnish": "fi", "polish": "pl", "russian": "ru", "chinese": "zh",
    "japanese": "ja", "korean": "ko", "greek": "el", "turkish": "tr", "arabic": "ar",
    "hebrew": "he", "icelandic": "is", "hungarian": "hu", "czech": "cs", "welsh": "cy",
}  # fmt: skip


@cache
def entry_type(name: str) -> EntryType | None:
    """The row of a BibTeX type."""
    return next((row for row in ENTRY_TYPES if row.name == name), None)


@cache
def export_type(name: str, csl_type: str) -> EntryType:
    """The row to write a work by: that of its own type if it gives the CSL type, else the first."""
    rows = [row for row in ENTRY_TYPES if row.csl == csl_type] or ENTRY_TYPES[-1:]
    return next((row for row in rows if row.name == name), rows[0])


@cache
def fields_for(csl_type: str) -> tuple[Field, ...]:
    """The rows that fit a CSL type, a name and a variable each once."""
    rows: list[Field] = []
    for row in FIELDS:
        if not row.types or csl_type in row.types:
            known = any(row.name == other.name for other in rows)
            rows += [] if known else [row]
    return tuple(rows)


@cache
def known_fields() -> frozenset[str]:
    """Every field name that something reads, aliases too."""
    names = {row.name for row in FIELDS} | {row[0] for row in (*NAMES, *DATES)}
    return frozenset(names | set(EVIDENCE) | set(ALIASES) | SILENT | ADDED | {"title"})
