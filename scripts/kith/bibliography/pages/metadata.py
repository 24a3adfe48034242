"""What machines read of works and pages: Highwire meta tags, COinS, schema.org JSON-LD.

Zotero takes an article page with COinS for the list of its references and hides the article, so
COinS stand on the bibliography page alone; a work's page carries the tags of that work, an article
those of a web page of this site. What Zotero's translator "Embedded Metadata" makes of them decides
some of their forms: the kind of a work stands in `z.itemType`, since Highwire has tags for five
kinds alone, and Open Graph would make a web page of the rest.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from kith.bibliography.reading.names import Name
from kith.bibliography.reading.work import Work

Tags = list[tuple[str, str]]

_ITEM_TYPES: Final = {
    # CSL type: Zotero's
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "book": "book",
    "chapter": "bookSection",
    "dataset": "dataset",
    "entry-encyclopedia": "encyclopediaArticle",
    "legislation": "statute",
    "manuscript": "manuscript",
    "motion_picture": "film",
    "paper-conference": "conferencePaper",
    "patent": "patent",
    "report": "report",
    "software": "computerProgram",
    "song": "audioRecording",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "webpage",
}
_CONTAINER_TAGS: Final = {
    # CSL type: the Highwire tag for what holds the work, which also tells its kind
    "article-journal": "citation_journal_title",
    "paper-conference": "citation_conference_title",
    "chapter": "citation_inbook_title",
}
_PUBLISHER_TAGS: Final = {
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}
_HIGHWIRE: Final = (
    ("citation_volume", "volume"),
    ("citation_issue", "issue"),
    ("citation_doi", "DOI"),
    ("citation_pmid", "PMID"),
    ("citation_isbn", "ISBN"),
    ("citation_issn", "ISSN"),
)
_MORE: Final = (
    # for the page of a work alone; Highwire has no tag for most of it
    ("citation_series_title", "collection-title"),
    ("eprints.place_of_pub", "publisher-place"),
    ("prism.edition", "edition"),
    ("bibo.numPages", "number-of-pages"),
)
_LOW_COMMA: Final = "\u201a"
_GENRES: Final = {
    # CSL type: OpenURL's (format, genre)
    "article-journal": ("journal", "article"),
    "article-magazine": ("journal", "article"),
    "article-newspaper": ("journal", "article"),
    "chapter": ("book", "bookitem"),
    "paper-conference": ("book", "proceeding"),
    "book": ("book", "book"),
    "report": ("book", "report"),
    "thesis": ("dissertation", "dissertation"),
}
_SCHEMA_TYPES: Final = {
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "chapter": "Chapter",
    "book": "Book",
    "report": "Report",
    "thesis": "Thesis",
    "dataset": "Dataset",
    "software": "SoftwareApplication",
    "webpage": "WebPage",
}


def work_tags(work: Work) -> Tags:
    """The tags of a work on its own page.

    An institution ends in a comma, or Zotero takes its last word for a family name. A language that
    is not known is a blank: without one, Zotero takes that of our page.
    """
    tags: Tags = [("z.itemType", _ITEM_TYPES.get(work.type, "document"))]
    tags.append(("citation_title", work.title.plain()))
    for role, tag in (("author", "citation_author"), ("editor", "citation_editor")):
        people = _people(work.names.get(role, ()))
        tags += [(tag, _for_zotero(name, alone=len(people) == 1)) for name in people]
    named = _published(work)
    if work.type not in ("article-journal", "chapter"):
        named["prism.publicationName"] = _value(work, "container-title")
    named |= {tag: _value(work, variable) for tag, variable in _MORE}
    if work.type == "report":
        named["citation_technical_report_number"] = _value(work, "number")
    named["citation_public_url"] = _value(work, "URL") or work.link
    tags += [(name, value) for name, value in named.items() if value]
    return [*tags, ("dc.language", _value(work, "language") or " ")]


def _published(work: Work) -> dict[str, str]:
    """Highwire's tags for where and when a work came out."""
    named = {tag: _value(work, variable) for tag, variable in _HIGHWIRE}
    if work.issued and work.issued.year:
        named["citation_publication_date"] = _slashed(work)
    if container := _CONTAINER_TAGS.get(work.type):
        named[container] = _value(work, "event-title") or _value(work, "container-title")
    publisher = _PUBLISHER_TAGS.get(work.type, "citation_publisher")
    first, last = _pages(work)
    return named | {
        publisher: _value(work, "publisher"),
        "citation_firstpage": first,
        "citation_lastpage": last,
    }


def page_tags(work: Work, references: Iterable[Work]) -> Tags:
    """The tags of an article of this site: a web page, and what it cites."""
    tags: Tags = [("z.itemType", "webpage"), ("citation_title", work.title.plain())]
    people = _people(work.creators)
    tags += [("citation_author", _for_zotero(name, alone=len(people) == 1)) for name in people]
    if work.issued and work.issued.year:
        tags.append(("citation_publication_date", _slashed(work)))
    if url := _value(work, "URL"):
        tags.append(("citation_public_url", url))
    return tags + [("citation_reference", _reference(cited)) for cited in references]


def _for_zotero(name: Name, *, alone: bool) -> str:
    """A name that Zotero takes whole: not cut at its last blank, nor at a comma."""
    if name.literal:
        whole = name.literal.replace(",", _LOW_COMMA).replace(";", _LOW_COMMA)
        return f"{whole}," if " " in whole else whole
    inverted = _inverted(name)
    family, _, given = inverted.partition(", ")
    # A single name with blanks on both sides of its comma is taken for two people.
    return f"{inverted};" if alone and " " in family and " " in given else inverted


def coins(work: Work) -> str:
    """The OpenURL ContextObject of a work, for the title of a span with class Z3988."""
    form, genre = _GENRES.get(work.type, ("dc", "document"))
    title = work.title.plain()
    fields: list[tuple[str, str]] = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"),
    ]
    if form == "dc":
        fields += [("rft.type", genre), ("rft.title", title)]
        fields += [("rft.creator", _inverted(name)) for name in _people(work.creators)]
        fields += [("rft.identifier", work.link)]
    else:
        fields += [("rft.genre", genre)]
        name = {"journal": "rft.jtitle", "book": "rft.btitle"}.get(form, "rft.title")
        if genre in ("article", "bookitem", "proceeding"):
            fields += [("rft.atitle", title), (name, _value(work, "container-title"))]
        else:
            fields += [(name, title)]
        fields += [
            ("rft.aucorp" if name.literal else "rft.au", _inverted(name))
            for name in _people(work.creators)
        ]
        first, last = _pages(work)
        fields += [
            ("rft.volume", _value(work, "volume")),
            ("rft.issue", _value(work, "issue")),
            ("rft.spage", first),
            ("rft.epage", last),
            ("rft.pub", _value(work, "publisher")),
            ("rft.isbn", _value(work, "ISBN")),
        ]
    if work.issued and work.issued.year:
        fields.append(("rft.date", str(work.issued.year)))
    if doi := _value(work, "DOI"):
        fields.append(("rft_id", f"info:doi/{doi}"))
    if pmid := _value(work, "PMID"):
        fields.append(("rft_id", f"info:pmid/{pmid}"))
    # What a query may hold as it is (RFC 3986, 3.4) stays: there are hundreds of these on a page.
    return urlencode([(name, value) for name, value in fields if value], safe=":/?,()'")


def schema_work(work: Work) -> dict[str, Any]:
    """A work in schema.org's words."""
    data: dict[str, Any] = {
        "@type": _SCHEMA_TYPES.get(work.type, "CreativeWork"),
        "name": work.title.plain(),
    }
    if work.link:
        data |= {"@id": work.link, "url": work.link}
    people = [_schema_person(name) for name in _people(work.creators)]
    if people:
        data["author"] = people
    if work.issued and work.issued.year:
        data["datePublished"] = str(work.issued.year)
    if container := _value(work, "container-title"):
        data["isPartOf"] = {"@type": "CreativeWork", "name": container}
    if publisher := _value(work, "publisher"):
        data["publisher"] = {"@type": "Organization", "name": publisher}
    if isbn := _value(work, "ISBN"):
        data["isbn"] = isbn
    return data


def schema_page(
    work: Work, fields: Mapping[str, Any], references: Iterable[Work]
) -> dict[str, Any]:
    """An article of this site: a LearningResource with what it cites."""
    data = {
        "@context": "https://schema.org",
        "@type": ["LearningResource", "Article"],
        "headline": work.title.plain(),
        "description": fields.get("description", ""),
        "author": [_schema_person(name) for name in work.creators],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": True,
        "dateModified": str(fields.get("reviewed", "")),
        "audience": [
            {"@type": "Audience", "audienceType": name} for name in fields.get("audience", [])
        ],
        "url": _value(work, "URL"),
        "citation": [schema_work(cited) for cited in references],
    }
    return {name: value for name, value in data.items() if value}


def as_script(data: Mapping[str, Any]) -> str:
    """JSON that may stand inside a <script>: nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace("&", "\\u0026")


def _reference(work: Work) -> str:
    """A citation_reference: the tags of a cited work in one line."""
    tags: Tags = [("citation_title", work.title.plain())]
    tags += [("citation_author", _inverted(name)) for name in _people(work.creators)]
    tags += [(tag, value) for tag, value in _published(work).items() if tag != "citation_isbn"]
    return "; ".join(f"{tag}={value.replace(';', ',')}" for tag, value in tags if value)


def _people(names: Iterable[Name]) -> list[Name]:
    return [name for name in names if not name.is_others]


def _inverted(name: Name) -> str:
    family = f"{name.particle} {name.family}".strip()
    return name.literal or ", ".join(part for part in (family, name.given) if part)


def _schema_person(name: Name) -> dict[str, str]:
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    return {
        "@type": "Person",
        "familyName": f"{name.particle} {name.family}".strip(),
        "givenName": name.given,
    }


def _slashed(work: Work) -> str:
    """The date as Highwire has it: 1978 or 1978/05/03."""
    parts = work.issued.to_csl().get("date-parts", [[]])[0] if work.issued else []
    return "/".join(f"{part:02d}" for part in parts)


def _pages(work: Work) -> tuple[str, str]:
    """The first and the last page; "" for what is not known."""
    first, _, last = _value(work, "page").partition("–")
    return first, last


def _value(work: Work, variable: str) -> str:
    value = work.fields.get(variable, "")
    return str(value)
