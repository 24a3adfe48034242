"""What Zotero saves of a page: the precedence of its translators "Embedded Metadata" and "RDF".

Written after what they do (zotero/translators, 26 June 2026), as far as our pages can meet it.
Which tags count for more, and how names are cut, is all that matters here.
"""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Final

TYPES: Final = frozenset(
    """artwork audioRecording book bookSection computerProgram conferencePaper dataset document
    encyclopediaArticle film journalArticle magazineArticle manuscript newspaperArticle patent
    report standard statute thesis webpage""".split()
)
_KINDS: Final = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
_FIELDS: Final = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_journal_title": "publicationTitle",
    "citation_inbook_title": "publicationTitle",
    "citation_volume": "volume",
    "citation_issue": "issue",
    "citation_series_title": "series",
    "citation_conference_title": "conferenceName",
    "citation_dissertation_institution": "university",
    "citation_technical_report_institution": "institution",
    "citation_technical_report_number": "number",
    "citation_publisher": "publisher",
    "citation_isbn": "ISBN",
    "citation_issn": "ISSN",
    "citation_abstract": "abstractNote",
    "citation_doi": "DOI",
    "citation_public_url": "url",
    "citation_language": "language",
}
# Zotero's field: properties of RDF, the first that is there
_PROPERTIES: Final = {
    "publicationTitle": ("prism.publicationname", "eprints.publication", "dc.source"),
    "edition": ("prism.edition", "bibo.edition"),
    "numPages": ("bibo.numpages",),
    "place": ("eprints.place_of_pub",),
    "publisher": ("dc.publisher",),
    "date": ("og.published_time", "article.published_time", "dc.date"),
    "abstractNote": ("eprints.abstract", "og.description", "dcterms.abstract", "dc.description"),
    "language": ("dc.language",),
    "url": ("og.url",),
}


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.meta: list[tuple[str, str]] = []
        self.language = ""
        self.canonical = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        name = values.get("name") or values.get("property") or ""
        if tag == "html":
            self.language = values.get("lang", "")
        elif tag == "meta" and name and values.get("content"):
            self.meta.append((name, values["content"]))
        elif tag == "link" and values.get("rel") == "canonical":
            self.canonical = values.get("href", "")


def read_item(html: str) -> dict[str, object]:
    """The item, without the fields that are empty; creators as (role, family or whole, given)."""
    head = _Head()
    head.feed(html)
    meta = head.meta
    rdf: dict[str, str] = {}
    for name, value in meta:
        prefix, *rest = re.split("[.:_]", name, maxsplit=1)
        rdf.setdefault(".".join([prefix, *rest]).lower(), value)
    item: dict[str, object] = {"itemType": _item_type(meta, rdf)}
    for field, properties in _PROPERTIES.items():
        item[field] = next((rdf[name] for name in properties if name in rdf), "")
    is_of_site = item["itemType"] in ("webpage", "newspaperArticle", "blogPost")
    if not item["publicationTitle"] and is_of_site:
        item["publicationTitle"] = rdf.get("og.site_name", "")
    for name, field in _FIELDS.items():
        found = ", ".join(value for tag, value in meta if tag == name)
        item[field] = found.strip() or item.get(field, "")
    item["creators"] = [
        *_creators("author", [value for tag, value in meta if tag == "citation_author"]),
        *_creators("editor", [value for tag, value in meta if tag == "citation_editor"]),
    ]
    first = dict(meta).get("citation_firstpage", "")
    last = dict(meta).get("citation_lastpage", "")
    item["pages"] = "-".join(filter(None, (first, last)))
    lowered = {name.lower(): value for name, value in meta}
    item["abstractNote"] = item["abstractNote"] or lowered.get("description", "")
    item["language"] = item["language"] or lowered.get("language", "") or head.language
    item["url"] = item["url"] or head.canonical
    saved = {k: v.strip() if isinstance(v, str) else v for k, v in item.items()}
    return {field: value for field, value in saved.items() if value}


def _item_type(meta: Iterable[tuple[str, str]], rdf: dict[str, str]) -> str:
    names = [name for name, _ in meta]
    highwire = [_KINDS[name] for name in names if name in _KINDS]
    if highwire:
        return highwire[-1]
    if rdf.get("z.itemtype") in TYPES:
        return rdf["z.itemtype"]
    if (kind := {"website": "webpage", "book": "book"}.get(rdf.get("og.type", ""))) is not None:
        return kind
    if rdf.get("dc.type") in TYPES:
        return rdf["dc.type"]
    return "book" if "citation_isbn" in names else "journalArticle"


def _creators(role: str, values: list[str]) -> list[tuple[str, str, str]]:
    found = []
    for value in values:
        names = re.split(r"\s*;\s*", value)
        parts = re.split(r"\s*,\s*", names[0])
        is_alone = len(names) == 1 and len(values) == 1
        if is_alone and len(parts) > 1 and " " in parts[0] and " " in parts[1]:
            names = parts
        found += [(role, *_cut(name)) for name in names if re.search(r"[^\s,\-.;]", name)]
    return found


def _cut(name: str) -> tuple[str, str]:
    """A name as Zotero cuts it: at its comma, if it has one, else at its last blank."""
    has_comma = "," in name
    bare = re.sub(r"^[\s\u00a0.,/\[\]:]+|[\s\u00a0.,/\[\]:]+$", "", name)
    if has_comma:
        parts = re.split(r", ?", bare)
        return parts[0], parts[1] if len(parts) > 1 else ""
    given, _, family = bare.rpartition(" ")
    return family, given
