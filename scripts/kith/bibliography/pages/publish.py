"""What the built site gets from the bibliography: pages of works, downloads, head tags, citations.

The page of a work is a copy of one shell page, which the site generator rendered with stand-ins
for title, description and content: a thousand works cost a thousand small files, not renders.
"""

import re
import shutil
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from kith.ahead import BothEnds
from kith.bibliography.citing import csl
from kith.bibliography.citing.citings import Citing, Citings
from kith.bibliography.citing.labels import build_labels
from kith.bibliography.library import Library
from kith.bibliography.pages import metadata
from kith.bibliography.pages.index import STEM
from kith.bibliography.pages.references import FORMATS, work_path
from kith.bibliography.pages.work_page import copy_button, work_html
from kith.bibliography.reading.work import Work
from kith.bibliography.writing.export import Exports, to_bibtex, to_ris, write_work
from kith.bibliography.writing.page_record import page_work
from kith.cache import Shelf, digest
from kith.content.claims.records import Claim, Claims
from kith.content.pages import Page, page_url
from kith.elements import to_html
from kith.site.complete import make_links_relative
from kith.site.kept import File, KeptSite

SHELL_PAGE: Final = "references/work.md"
SHELL_TITLE: Final = "KITH-WORK-TITLE"
SHELL_DESCRIPTION: Final = "KITH-WORK-DESCRIPTION"
SHELL_CONTENT: Final = "KITH-WORK-CONTENT"
SHELL: Final = f"""\
---
title: {SHELL_TITLE}
description: {SHELL_DESCRIPTION}
search:
  exclude: true
---

{SHELL_CONTENT}
"""
CITE_MARKER: Final = '<div data-kith="cite-page"></div>'
_DESCRIBED: Final = re.compile(
    rf'\s*<meta (?:name="|property="og:)description" content="{SHELL_DESCRIPTION}">'
)
"""Reference managers take this for the abstract of the work; messengers read another name of it."""
_STAND_IN_TEXTS: Final = (
    f"<p>{SHELL_CONTENT}</p>",
    SHELL_TITLE,
    SHELL_DESCRIPTION,
    page_url(SHELL_PAGE),
    "</head>",
)
_STAND_INS: Final = re.compile(f"({'|'.join(map(re.escape, _STAND_IN_TEXTS))})")


@dataclass(frozen=True, slots=True)
class Publication:
    """All that is needed to complete a site: the library, its citations, the pages that cite."""

    library: Library
    citings: Citings
    pages: Mapping[str, Page]
    claims: Claims
    records: Mapping[str, Work]
    """Each article as a work of its own, by the page's name."""
    entries: Mapping[str, csl.EntryJson]
    """Each article's own reference, by the page's name."""
    exports: Exports


def begin_exports(library: Library, kept: Shelf) -> Callable[[], Exports]:
    """Begin to write each work in each format; what is returned waits for it.

    Nothing else is needed for that than the works, so it goes on while pages are rendered.
    """
    texts = {key: kept.get(name) for key, name in library.digests.items()}
    new = [key for key, found in texts.items() if found is None]
    ahead = BothEnds(lambda key: write_work(library.works[key]), new)

    def exports() -> Exports:
        for key, found in zip(new, ahead.results(), strict=True):
            texts[key] = found
            kept.put(library.digests[key], found)
        return Exports(texts)

    return exports


def begin_publication(
    library: Library,
    citings: Citings,
    pages: Sequence[Page],
    claims: Claims,
    *,
    site_name: str,
    site_url: str,
    exports: Callable[[], Exports],
    cache: Shelf,
) -> Callable[[], Publication]:
    """Make each article citable: one record, from which come entry, tags and downloads.

    What is returned waits for the entries, which are written while pages are rendered.
    """
    records = {
        page.name: page_work(
            str(page.fields.get("title", "")),
            str(page.fields.get("description", "")),
            page.fields.get("published"),
            page.fields.get("reviewed"),
            f"{site_url.rstrip('/')}/{page_url(page.name)}" if site_url else "",
            site_name,
        )
        for page in pages
        if page.is_article
    }
    labels = {work.key: build_labels([work])[work.key] for work in records.values()}
    begun = csl.begin_entries(records.values(), labels, library.style, cache)

    def publication() -> Publication:
        try:
            found = begun()
        except RuntimeError:
            if not any(problem.rule == "bib/style" for problem in library.problems):
                raise
            found = {}  # the library has said what is wrong with the style
        entries = {name: found[work.key] for name, work in records.items() if work.key in found}
        by_name = {page.name: page for page in pages}
        return Publication(library, citings, by_name, claims, records, entries, exports())

    return publication


def write_works(publication: Publication, site: KeptSite) -> None:
    """The page of each work, made from the shell, which is complete by now; and the shell gone."""
    folder = site.folder / page_url(SHELL_PAGE)
    if not folder.is_dir():
        return
    html = (folder / "index.html").read_text("utf-8")
    shutil.rmtree(folder)
    told = f'<meta name="twitter:description" content="{SHELL_DESCRIPTION}">'
    shell = _Shell(_DESCRIBED.sub("", html).replace("</head>", f"{told}</head>", 1))
    titles = {name: str(page.fields.get("title", name)) for name, page in publication.pages.items()}
    library = publication.library
    pages: list[File] = []
    downloads: list[File] = []
    for key, work in library.works.items():
        places = publication.citings.by_work.get(key, ())
        cited_by = {place.page: titles[place.page] for place in places}
        claims = publication.claims.by_work.get(key, ())
        drawn = (repr(places), repr(cited_by), repr(claims))
        place = f"{work_path(key)}index.html"
        made_from = digest(shell.name, library.prints[key], *drawn)
        if not site.holds(place, made_from):
            fill = partial(shell.fill, library, work, places, cited_by, claims)
            pages.append(File(place, made_from, fill))
        downloads += _downloads(publication, site, work_path(key), "reference", [work])
    site.write_all([*pages, *downloads])


class _Shell:
    """The page that every work's page is a copy of, with stand-ins to be filled."""

    def __init__(self, html: str) -> None:
        self.name = digest(html)
        # The parts between the stand-ins, and the stand-ins themselves.
        self._parts = _STAND_INS.split(html)

    def fill(
        self,
        library: Library,
        work: Work,
        places: Sequence[Citing],
        titles: Mapping[str, str],
        claims: Sequence[Claim],
    ) -> str:
        """The page of one work; of the library only this work is read."""
        tags = _meta(metadata.work_tags(work)) + _json_ld(
            {"@context": "https://schema.org", **metadata.schema_work(work)}
        )
        content = work_html(library, work.key, places, titles, claims)
        filled = {
            SHELL_TITLE: escape(work.title.plain()),
            SHELL_DESCRIPTION: escape(work.evidence.plain or "A work cited here."),
            page_url(SHELL_PAGE): work_path(work.key),
            "</head>": f"{tags}</head>",
            f"<p>{SHELL_CONTENT}</p>": make_links_relative(work_path(work.key) + "x", content),
        }
        return "".join(filled.get(part, part) for part in self._parts)


def write_downloads(publication: Publication, site: KeptSite, built: Container[str]) -> None:
    """The whole library and each page's references in every format; each article's own record.

    `built` holds the places of the pages that are in this site; drafts are in none.
    """
    library = publication.library
    new: list[File] = []
    if library.works:
        new += _downloads(publication, site, "references/", STEM, list(library.works.values()))
    for name, cited in publication.citings.by_page.items():
        place = page_url(name)
        if f"{place}index.html" not in built:
            continue
        works = [library.works[key] for key in cited.keys if key in library.works]
        if works:
            new += _downloads(publication, site, place, "references", works)
        if name in publication.records:
            record = publication.records[name]
            made_from = digest(repr(record))
            for ending, write in (("bib", to_bibtex), ("ris", to_ris)):
                if not site.holds(f"{place}cite.{ending}", made_from):
                    new.append(File(f"{place}cite.{ending}", made_from, partial(write, [record])))
    site.write_all(new)


def complete_page(publication: Publication, name: str, html: str) -> str:
    """An article with its head tags and with the block that says how to cite it."""
    record = publication.records.get(name)
    if record is None:
        return html.replace(CITE_MARKER, "")
    cited = publication.citings.by_page[name].keys
    works = [
        publication.library.works[key]
        for key in publication.library.ordered(cited.keys() & publication.library.works.keys())
    ]
    fields = publication.pages[name].fields
    tags = _meta(metadata.page_tags(record, works))
    tags += _json_ld(metadata.schema_page(record, fields, works))
    html = html.replace("</head>", f"{tags}</head>", 1)
    return html.replace(CITE_MARKER, _cite_page(publication.entries.get(name)))


def _cite_page(entry: csl.EntryJson | None) -> str:
    details = Element("details", {"class": "cite-page"})
    SubElement(details, "summary").text = "Cite this page"
    paragraph = SubElement(details, "p", {"class": "cite-page__entry"})
    if entry:
        csl.to_elements(entry, paragraph)
    details.append(copy_button("".join(paragraph.itertext())))
    take = SubElement(details, "p")
    for ending, name in (("bib", "BibTeX"), ("ris", "RIS")):
        link = SubElement(take, "a", {"href": f"cite.{ending}", "download": ""})
        link.text = name
        link.tail = " "
    return to_html(details)


def _meta(tags: metadata.Tags) -> str:
    return to_html(*(Element("meta", {"name": name, "content": value}) for name, value in tags))


def _json_ld(data: Mapping[str, object]) -> str:
    return f'<script type="application/ld+json">{metadata.as_script(data)}</script>'


def _downloads(
    publication: Publication, site: KeptSite, folder: str, stem: str, works: Sequence[Work]
) -> Iterator[File]:
    """The works in every format, as far as they are not there; what is in such a file depends on
    the works alone."""
    made_from = digest(*sorted(publication.library.prints[work.key] for work in works))
    for ending in FORMATS:
        place = f"{folder}{stem}.{ending}"
        if not site.holds(place, made_from):
            yield File(place, made_from, partial(publication.exports.text, ending, works))
