"""Old addresses that lead on: which pages, works and explainers stood elsewhere before.

    moved_from: [learn/old.md]      in a page's front matter, the oldest name first
    ids = {oldkey}                  in an entry of a .bib file, as biblatex has it
    moved_from = ["old_folder"]     in an explainer.toml

What moved says so itself, so the note travels with it. How a redirect page looks is not known here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kith.bibliography.pages.references import work_path
from kith.bibliography.reading.work import Work
from kith.content.pages import Page, page_url
from kith.explainers.manifest import Manifest
from kith.explainers.room import EMBED
from kith.problems import Problem

FIELD: Final = "moved_from"
RULE: Final = "page/moved"
_NAME: Final = re.compile(r"(?!content/|/|\.)(?!.*(?:\.\./|//|[\\:?#]|/\.)).+\.md")
_KEY: Final = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address and the page that is there now, both below the site's root.

    `said` is the name an editor wrote, and the rest says where: for problems.
    """

    old: str
    new: str
    title: str
    description: str
    said: str
    path: str
    line: int
    column: int

    def problem(self, message: str, fix: str) -> Problem:
        """A problem where the old name stands."""
        return Problem(self.path, self.line, self.column, RULE, message, fix)


def former_names(page: Page) -> list[str]:
    """The names that a page had before, as its front matter has them, the oldest first."""
    value = page.fields.get(FIELD, [])
    values = value if isinstance(value, list) else [value]
    return [name for name in values if isinstance(name, str)]


def read_redirects(
    pages: Iterable[Page], works: Mapping[str, Work], manifests: Mapping[str, Manifest]
) -> tuple[tuple[Redirect, ...], list[Problem]]:
    """Every redirect that is in order, and a problem for each that is not."""
    pages = list(pages)
    taken = {page_url(page.name): page.source.path for page in pages}
    taken |= {work_path(key): f"the work {key}" for key in works}
    taken |= {embed_url(name): f"the explainer {name}" for name in manifests}
    found: dict[str, Redirect] = {}
    problems: list[Problem] = []
    wanted = (*_of_pages(pages), *_of_works(works), *_of_explainers(manifests))
    for redirect in wanted:
        wrong = _wrong(redirect, taken, found)
        if wrong:
            problems.append(redirect.problem(*wrong))
        else:
            found[redirect.old] = redirect
    return tuple(found.values()), problems


def moved_pages(pages: Iterable[Page]) -> dict[str, str]:
    """The name that a page has now, by each name that it had: for the mend of a link or a menu."""
    return {old: page.name for page in pages for old in former_names(page) if old != page.name}


def _wrong(
    redirect: Redirect, taken: Mapping[str, str], found: Mapping[str, Redirect]
) -> tuple[str, str] | None:
    """What is the matter with a redirect, and how to mend it."""
    said, fix = repr(redirect.said), f"take it out of {FIELD}"
    if not redirect.old:
        return f"{said} is no former name", _well_formed(redirect.said)
    if redirect.old == redirect.new:
        return f"{said} is the name it has now", fix
    if redirect.old in taken:
        other = taken[redirect.old]
        return f"the old address /{redirect.old} is that of {other}", f"{fix}, or rename the other"
    if redirect.old in found:
        other = found[redirect.old].path
        return f"the old address /{redirect.old} leads on from {other} already", "keep one of them"
    return None


def _well_formed(said: str) -> str:
    """The mend of a name that is written in another way."""
    if said.endswith(".toml") or _KEY.fullmatch(said) is None:
        path = re.sub(r"^(?:https?://[^/]*)?/*(?:content/)?", "", said.partition("#")[0])
        path = re.sub(r"(?:/|/index\.html|\.html|\.md)$", "", path)
        if path and not re.search(r"\.\.|[\\:?]", path):
            return f"write {path}.md, its file's name below content/"
    return "write a name such as learn/old.md, below content/"


def _of_pages(pages: Iterable[Page]) -> Iterator[Redirect]:
    for page in pages:
        for name in former_names(page):
            title, words = (str(page.fields.get(field, "")) for field in ("title", "description"))
            old = page_url(name) if _NAME.fullmatch(name) else ""
            new, path = page_url(page.name), page.source.path
            yield Redirect(old, new, title, words, name, path, *place_of_former(page, name))


def place_of_former(page: Page, name: str) -> tuple[int, int]:
    """Line and column of a former name in the front matter."""
    text = page.source.text
    field = re.search(rf"^{FIELD}[ \t]*:", text, re.MULTILINE)
    found = text.find(name, field.start()) if field else -1
    return page.source.place(found) if found >= 0 else (1, 1)


def _of_works(works: Mapping[str, Work]) -> Iterator[Redirect]:
    for key, work in works.items():
        place = work.place_of("ids")
        for former in work.former_keys:
            old = work_path(former) if _KEY.fullmatch(former) else ""
            about = (work.title.plain(), work.evidence.plain)
            at = (place.line, place.column)
            yield Redirect(old, work_path(key), *about, former, place.path, *at)


def _of_explainers(manifests: Mapping[str, Manifest]) -> Iterator[Redirect]:
    for name, manifest in manifests.items():
        for former in manifest.moved_from:
            old = embed_url(former) if _KEY.fullmatch(former) else ""
            about = (manifest.title, manifest.question)
            yield Redirect(old, embed_url(name), *about, former, manifest.path, 1, 1)


def embed_url(name: str) -> str:
    """Where an explainer's page for other sites is, below the site's root."""
    return page_url(f"{EMBED}/{name}.md")
