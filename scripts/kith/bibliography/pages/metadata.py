"""What machines read of works and pages: Highwire meta tags, COinS, schema.org JSON-LD.

Zotero takes an article page with COinS for the list of its references and hides the article, so
COinS stand on the bibliography page alone; a work's page carries the tags of that work, an article
those of a report of this site (Highwire has no tag for a web page; a title alone would be taken for
a journal article).
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from kith.bibliography.reading.names import Name
from kith.bibliography.reading.work import Work

Tags = list[tuple[str, str]]

_CONTAINER_TAGS: Final = {
    # CSL type: the Highwire tag for what holds the work, which also tells its kind
    "article-journal": "citation_journal_title",
    "article-magazine": "citation_journal_title",
    "article-newspaper": "citation_journal_title",
    "paper-conference": "citation_conference_title",
    "chapter": "citation_inbook_title",
}
_PUBLISHER_TAGS: Final = {
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
    "book": "citation_publisher",
}
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


def highwire_tags(work: Work) -> Tags:
    """The citation_* tags of a work, one tag an author."""
    tags: Tags = [("citation_title", work.title.plain())]
    tags += [("citation_author", _inverted(name)) for name in _people(work.creators)]
    if work.issued and work.issued.year:
        tags.append(("citation_publication_date", _slashed(work)))
    named = dict(_field_tags(work))
    container = _CONTAINER_TAGS.get(work.type)
    if container:
        named[container] = _value(work, "container-title")
    publisher = _PUBLISHER_TAGS.get(work.type)
    if publisher:
        named[publisher] = _value(work, "publisher")
    first, last = _pages(work)
    named |= {"citation_firstpage": first, "citation_lastpage": last}
    return tags + [(name, value) for name, value in named.items() if value]


def page_tags(work: Work, references: Iterable[Work]) -> Tags:
    """The tags of an article of this site: a report of the site, and what it cites."""
    site = _value(work, "container-title") or next((n.literal for n in work.creators), "")
    tags = highwire_tags(work)
    tags.append(("citation_technical_report_institution", site))
    if url := _value(work, "URL"):
        tags.append(("citation_fulltext_html_url", url))
    return tags + [("citation_reference", _reference(cited)) for cited in references]


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
        fields += [("rft.au", _inverted(name)) for name in _people(work.creators)]
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


def _field_tags(work: Work) -> Iterator[tuple[str, str]]:
    for tag, variable in (
        ("citation_volume", "volume"),
        ("citation_issue", "issue"),
        ("citation_doi", "DOI"),
        ("citation_pmid", "PMID"),
        ("citation_isbn", "ISBN"),
        ("citation_issn", "ISSN"),
    ):
        yield tag, _value(work, variable)


def _reference(work: Work) -> str:
    """A citation_reference: the tags of a cited work in one line."""
    short = [(name, value) for name, value in highwire_tags(work) if name != "citation_isbn"]
    return "; ".join(f"{name}={value.replace(';', ',')}" for name, value in short)


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
