"""The build as a table of contents: prepare, render, finish, check.

    prepare   folders -> typed records, and everything that is wrong in them
    render    pages -> HTML; the site generator's part, so it is handed in (see mkdocs_plugin)
    finish    the built site gets pages of works, downloads, head tags, the browser runtime, policy
    check     the built site is read as a reader's browser would

Nothing here raises for an editor's mistake: every stage gives problems, printed once at the end.
"""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from typing import Final

from kith.ahead import Ahead
from kith.announce import prepare_sharing, write_lists
from kith.bibliography.citing.citings import Citings, find_citings
from kith.bibliography.library import Library, load_library
from kith.bibliography.pages import publish
from kith.bibliography.reading import lint
from kith.bibliography.writing.export import Exports
from kith.cache import machine, save_shelves, shelf
from kith.content.blocks import check_blocks
from kith.content.check import check_citations, cited_without_saying
from kith.content.claims.check import check_claims
from kith.content.claims.records import Claims, read_claims
from kith.content.claims.review import add_reviews
from kith.content.figures.check import check_figures
from kith.content.figures.publish import publish_figures
from kith.content.glossary.check import check_glossary
from kith.content.help import read_help
from kith.content.images.check import check_pictures
from kith.content.images.markup import show_pictures
from kith.content.images.publish import publish_pictures
from kith.content.images.records import Pictures, read_pictures
from kith.content.nav import check_nav
from kith.content.neighbours import check_next
from kith.content.pages import Page, page_address, page_url, read_pages
from kith.content.redirects import Redirect, read_redirects
from kith.content.rules.check import begin_rules
from kith.content.rules.citing import check_citing
from kith.content.search import check_search_words
from kith.content.teaching.check import PLAN_BLOCKS, check_teaching
from kith.content.teaching.codes import publish_codes
from kith.content.teaching.publish import publish_sources
from kith.explainers.check import check_explainers
from kith.explainers.embed import embed_pages
from kith.explainers.listing import publish_code
from kith.explainers.manifest import Manifest, read_manifests
from kith.explainers.questionnaire import read_questionnaires
from kith.explainers.questionnaire_markdown import check_questionnaires
from kith.explainers.recording import Recording, publish_recordings, record_all
from kith.explainers.runtime import Runtime, prepare_runtime, publish_runtime
from kith.problems import Problem, has_errors
from kith.project import Project
from kith.settings import RULE as SETTINGS_RULE
from kith.settings import check_settings
from kith.site.check import begin_check
from kith.site.complete import Step, complete_pages, make_links_relative, make_tables_reachable
from kith.site.kept import KeptSite
from kith.site.redirects import place_of, write_redirects
from kith.site.search import publish_search
from kith.site.twins import twin_of, write_twins
from kith.theme.amend import amend
from kith.theme.csp import add_policy
from kith.theme.fonts import Fonts, prepare_fonts, publish_fonts
from kith.theme.headers import write_headers
from kith.theme.offline import publish_list, publish_worker
from kith.theme.styles import Styles, join_styles


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is known before a page is rendered."""

    project: Project
    library: Library
    pages: list[Page]
    citings: Citings
    claims: Claims
    manifests: Mapping[str, Manifest]
    runtime: Runtime | None
    fonts: Fonts | None
    embed_pages: Mapping[str, str]  # their Markdown, by path below content/
    recordings: list[Recording]
    problems: list[Problem]
    redirects: tuple[Redirect, ...]
    pictures: Pictures
    exports: Callable[[], Exports]  # waits for the works in each format


@dataclass(frozen=True, slots=True)
class Site:
    """What a site generator made: where it lies, and what its configuration calls it."""

    kept: KeptSite
    publication: Callable[[], publish.Publication]  # waited for
    name: str
    description: str = ""
    url: str = ""  # where it will be published, if that is known
    live_reload: bool = False  # a preview, whose server adds a script to each page
    keys: Mapping[str, str] = field(default_factory=dict)  # place: what the page is made from
    finished: Container[str] = ()  # places of pages that an earlier build has completed
    to_publish: bool = True  # a preview's server needs no twins and headers, and its reader waits


BLOCKS: Final = (
    *("articles", "bibliography", "check", "claim", "claims", "door", "explainer", "figure"),
    *("glossary", "helplines", "newest-claims", "questionnaire", "verdicts"),
    *PLAN_BLOCKS,
)
"""The names after /// that the site's Markdown extensions draw."""

_MENU: Final = re.compile(r"""["']nav["'] configuration""")
_TWINS_BELOW: Final = "assets/"

Render = Callable[[Prepared], tuple[Site | None, list[Problem]]]
"""Writes the pages; gives the site, or None where there is none, and problems."""


def build(project: Project, render: Render) -> list[Problem]:
    """The whole site, and all that is wrong with it."""
    prepared = prepare(project)
    if any(problem.rule == SETTINGS_RULE for problem in prepared.problems):
        save_shelves()
        return prepared.problems
    site, heard = render(prepared)
    told = {(problem.path, problem.line, problem.column) for problem in prepared.problems}
    menu_told = any(problem.rule == "site/nav" for problem in prepared.problems)
    problems = [
        problem
        for problem in heard  # what the site generator says of a link or menu that is told already
        if not (menu_told and problem.rule == "site/generator" and _MENU.search(problem.message))
        and (
            problem.rule != "page/link" or (problem.path, problem.line, problem.column) not in told
        )
    ]
    if site is None or has_errors(problems):  # half a site would only give more of the same
        save_shelves()
        return [*prepared.problems, *problems]
    reading = finish(prepared, site)
    return [*prepared.problems, *problems, *check(site, reading)]


def prepare(project: Project, *, to_build: bool = True) -> Prepared:
    """Read every folder; run every explainer's scenarios; find all that an editor got wrong.

    `to_build` begins with what `finish` needs and pages do not; else this was all there is to do.
    """
    pages, page_problems = read_pages(project)
    check_rules = begin_rules(project, pages)
    library = load_library(project)
    citings = find_citings(project)
    kept_exports = shelf(project.cache / "kept" / "exports", machine())
    exports = publish.begin_exports(library, kept_exports) if to_build else Exports
    claims = read_claims(project)
    manifests, manifest_problems = read_manifests(project)
    recordings, recording_problems = record_all(project, manifests)
    all_run = len(recordings) == len(manifests)
    runtime, runtime_problems = prepare_runtime(project, anew=all_run)
    # Without npm's packages the runtime has said so, and pages have the reader's own typefaces.
    fonts, _ = prepare_fonts(project)
    cited = {name: found.keys for name, found in citings.by_page.items()}
    used = {key for keys in cited.values() for key in keys}
    used |= {key for manifest in manifests.values() for key in manifest.sources}
    used |= {key for found in read_questionnaires(project)[0].values() for key in found.keys}
    anchors = {name: found.anchors for name, found in citings.by_page.items()}
    pictures = read_pictures(project)
    redirects, redirect_problems = read_redirects(pages, library.works, manifests)
    problems = [
        *check_settings(project),
        *library.problems,
        *lint.unused(library.works, used),
        *lint.retracted_unsaid(library.works, cited_without_saying(pages, cited)),
        *page_problems,
        *check_next(pages),
        *redirect_problems,
        *check_pictures(project, pages, pictures),
        *check_nav(project, pages),
        *check_citations(pages, cited, library.works),
        *(problem for page in pages for problem in check_citing(page.source, library.works.keys())),
        *(problem for page in pages for problem in check_blocks(page.source, BLOCKS)),
        *check_rules(citings.by_page),
        *check_claims(claims),
        *check_teaching(pages),
        *manifest_problems,
        *check_explainers(project, manifests, pages, library.works),
        *recording_problems,
        *check_questionnaires(project, pages, library.works),
        *check_figures(project, pages, library.works),
        *check_glossary(project, pages, library.works),
        *read_help(project)[1],
        *check_search_words(project, pages, anchors),
        *runtime_problems,
    ]
    embedded = embed_pages(manifests, pages)
    if not to_build:
        save_shelves()
    return Prepared(
        project,
        library,
        pages,
        citings,
        claims,
        manifests,
        runtime,
        fonts,
        embedded,
        recordings,
        problems,
        redirects,
        pictures,
        exports,
    )


def begin_publication(
    prepared: Prepared, site_name: str, site_url: str
) -> Callable[[], publish.Publication]:
    """Begin with what pages get from the bibliography in the end, when the site's name is known."""
    return publish.begin_publication(
        prepared.library,
        prepared.citings,
        prepared.pages,
        prepared.claims,
        site_name=site_name,
        site_url=site_url,
        exports=prepared.exports,
        cache=shelf(prepared.project.cache / "kept" / "entries"),
    )


def finish(prepared: Prepared, site: Site) -> Callable[[], list[Problem]]:
    """Complete the built site, step by step; begin to read it as soon as its pages are there."""
    publication = site.publication()
    folder, written = site.kept.folder, site.kept.written(".html")
    publish.write_downloads(publication, site.kept, written)
    publish_code(prepared.project, folder)
    publish_figures(prepared.project, folder)
    if prepared.runtime:
        publish_runtime(prepared.runtime, site.kept)
    if prepared.fonts:
        publish_fonts(prepared.fonts, site.kept)
    publish_pictures(prepared.pictures, site.kept)
    publish_recordings(prepared.recordings, folder)
    publish_sources(prepared.pages, site.kept)
    publish_codes(prepared.pages, prepared.manifests, site.kept, site.url)
    styles = Styles() if not site.to_publish else join_styles(site.kept, prepared.project)
    sharing = prepare_sharing(
        prepared.pages,
        prepared.fonts,
        site.kept,
        prepared.project.cache,
        site.name,
        "" if not site.to_publish else site.url,
    )
    names = {f"{page_url(page.name)}index.html": page.name for page in prepared.pages}
    steps: list[Step] = [
        lambda place, html: publish.complete_page(publication, names.get(place, ""), html),
        lambda place, html: _review_claims(prepared, site, names.get(place, ""), html),
        sharing.add_tags,
        lambda place, html: show_pictures(prepared.pictures, place, html),
        make_links_relative,
        make_tables_reachable,
        lambda _place, html: amend(styles.replace(html)),
        lambda _place, html: add_policy(html, live_reload=site.live_reload),
    ]
    complete_pages(site.kept, written, steps, site.keys, site.finished)
    publish_search(prepared.project, prepared.pages, prepared.library, site.kept)
    publish.write_works(publication, site.kept)
    write_redirects(prepared.redirects, site.kept, site.url, sharing.add_tags)
    publish_worker(site.kept, site.name, site.description)
    site.kept.sweep(lambda place: twin_of(place) if place.startswith(_TWINS_BELOW) else "")
    reading = begin_check(site.kept)
    if site.to_publish:
        publish_list(site.kept)
        moved = {place_of(redirect.old) for redirect in prepared.redirects}
        write_lists(sharing, prepared.pages, site.kept, moved)
        write_headers(site.kept)
        write_twins(folder / _TWINS_BELOW, prepared.project.cache / "twins")
    return reading


def _review_claims(prepared: Prepared, site: Site, name: str, html: str) -> str:
    claims = prepared.claims.by_page.get(name)
    if not claims:
        return html
    fields = next(page.fields for page in prepared.pages if page.name == name)
    address = f"{site.url.rstrip('/')}/{page_address(name)}" if site.url else ""
    return add_reviews(html, claims, fields, site_name=site.name, page_address=address)


def check(site: Site, reading: Callable[[], list[Problem]]) -> list[Problem]:
    """What is wrong in the pages that readers would get. The last stage: what it found is kept."""
    saved = Ahead(save_shelves, len(site.kept.places))
    problems = reading()
    site.kept.save()
    saved.result()
    return problems
