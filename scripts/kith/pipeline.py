"""The build as a table of contents: prepare, render, finish, check.

    prepare   folders -> typed records, and everything that is wrong in them
    render    pages -> HTML; the site generator's part, so it is handed in (see mkdocs_plugin)
    finish    the built site gets the browser runtime and its security policy
    check     the built site is read as a reader's browser would

Nothing here raises for an editor's mistake: every stage gives problems, printed once at the end.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import markdown

from kith.bibliography import lint
from kith.bibliography.citations import Citation
from kith.bibliography.library import load_library
from kith.bibliography.markdown import CitationExtension
from kith.content.check import check_citations
from kith.content.pages import Page, read_pages
from kith.explainers.check import check_explainers
from kith.explainers.manifest import read_manifests
from kith.explainers.runtime import Runtime, prepare_runtime, publish_runtime
from kith.problems import Problem
from kith.project import Project
from kith.site.check import check_site
from kith.theme.csp import add_policies


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is known before a page is rendered."""

    project: Project
    pages: dict[str, Page]
    runtime: Runtime | None
    problems: list[Problem]


Render = Callable[[Prepared], tuple[Path | None, list[Problem]]]
"""Writes the pages; gives the folder of the site, or None where there is none, and problems."""


def build(project: Project, render: Render) -> list[Problem]:
    """The whole site, and all that is wrong with it."""
    prepared = prepare(project)
    site, problems = render(prepared)
    if site is None:
        return [*prepared.problems, *problems]
    finish(prepared, site)
    return [*prepared.problems, *problems, *check(site)]


def prepare(project: Project) -> Prepared:
    """Read every folder; run every explainer's scenarios; find all that an editor got wrong."""
    library = load_library(project)
    pages, page_problems = read_pages(project)
    manifests, manifest_problems = read_manifests(project)
    runtime, runtime_problems = prepare_runtime(project)
    cited, cite_problems = check_citations(pages, _citation_finder(project), library.works)
    sources = {key for manifest in manifests.values() for key in manifest.sources}
    problems = [
        *library.problems,
        *lint.unused(library.works, cited.anywhere | sources),
        *lint.retracted_unsaid(library.works, cited.unsaid),
        *page_problems,
        *cite_problems,
        *manifest_problems,
        *check_explainers(project, manifests, pages, library.works),
        *runtime_problems,
    ]
    return Prepared(project, {page.name: page for page in pages}, runtime, problems)


def finish(prepared: Prepared, site: Path, *, live_reload: bool = False) -> None:
    """Complete the built site: the runtime's files, then the policy of each page."""
    if prepared.runtime:
        publish_runtime(prepared.runtime, site)
    add_policies(site, live_reload=live_reload)


def check(site: Path) -> list[Problem]:
    """What is wrong in the pages that readers would get."""
    return check_site(site)


def _citation_finder(project: Project) -> Callable[[str], list[Citation]]:
    """Finds the citations of a Markdown text with the parser that will render it."""
    extension = CitationExtension(root=str(project.root))
    parser = markdown.Markdown(
        extensions=["tables", "attr_list", "pymdownx.superfences", extension]
    )

    def find(text: str) -> list[Citation]:
        parser.reset()
        parser.convert(text)
        return list(extension.found)

    return find
