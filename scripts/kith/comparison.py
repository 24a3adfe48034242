"""What a change means for readers: references, claims and the text of pages, before and after.

`kith report BASE` compares a checkout with a commit of it. Both are read by the same stages as a
build; what differs is told as values here, and worded in `comparison_report.py`.
"""

import io
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kith.bibliography.citing.citings import find_citings
from kith.bibliography.citing.csl import EntryJson
from kith.bibliography.library import Library, load_library
from kith.bibliography.pages.references import work_path
from kith.bibliography.reading.work import Work
from kith.cache import digest_files
from kith.content.blocks import find_blocks
from kith.content.claims.records import Claim, read_claims
from kith.content.pages import Page, page_url, read_pages
from kith.content.redirects import embed_url, read_redirects
from kith.explainers.manifest import Manifest, read_manifests
from kith.explainers.questionnaire import read_questionnaires
from kith.git import ask_git
from kith.page_text import PageTexts
from kith.project import Project

PARTS: Final = ("content", "bibliography", "explainers", "theme", "mkdocs.yml", "scripts")
_LISTS: Final = ("bibliography", "claims")
"""Blocks that list what other pages hold: their pages are not compared, since the things are."""


class BaseError(Exception):
    """Why a commit cannot be compared with, in words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A work as a list of references shows it, with what readers are told of it."""

    key: str
    entry: EntryJson
    design: str
    plain: str
    checked: str
    place: str


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page's text before and after, line by line; an empty side is a page that is not there."""

    name: str
    path: str
    title: str
    before: list[str]
    after: list[str]

    @property
    def url(self) -> str:
        return page_url(self.name)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs. Pairs are (before, after)."""

    added: list[Entry] = field(default_factory=list)
    changed: list[tuple[Entry, Entry]] = field(default_factory=list)
    removed: list[Entry] = field(default_factory=list)
    unused: list[Entry] = field(default_factory=list)
    claims: list[tuple[Claim | None, Claim | None]] = field(default_factory=list)
    pages: list[PageChange] = field(default_factory=list)
    explainers: dict[str, list[str]] = field(default_factory=dict)  # the pages that show each
    theme: bool = False
    vanished: list[str] = field(default_factory=list)  # addresses that lead nowhere now


@contextmanager
def checked_out(project: Project, base: str) -> Iterator[Project]:
    """The project as it was at a commit, in a folder that is gone afterwards.

    Raises BaseError where git does not know the commit.
    """
    tree = ask_git(project.root, "ls-tree", "--name-only", f"{base}^{{commit}}")
    if tree.returncode:
        why = tree.stderr.decode("utf-8", "replace").strip()
        raise BaseError(f"git does not know the commit {base!r}: {why}")
    found = tree.stdout.decode("utf-8", "replace").splitlines()
    parts = [name for name in PARTS if name in found]
    done = ask_git(project.root, "archive", "--format=tar", base, *parts)
    if done.returncode:
        raise BaseError(f"git cannot give {base!r}: {done.stderr.decode('utf-8', 'replace')}")
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch).resolve() / "base"
        root.mkdir()
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as files:
            files.extractall(root, filter="data")
        project.cache.mkdir(exist_ok=True)
        (root / ".cache").symlink_to(project.cache)
        yield Project(root)


def compare(before: Project, after: Project) -> Comparison:
    """What differs between two versions of a project."""
    old, new = _Version(before), _Version(after)
    entries, known = new.entries, old.entries
    both = [key for key in entries if key in known]
    explainers = {
        name: new.shown_on(name)
        for name in sorted(new.explainers.keys() | old.explainers.keys())
        if new.explainers.get(name) != old.explainers.get(name)
    }
    return Comparison(
        added=[entry for key, entry in entries.items() if key not in known],
        changed=[
            (known[key], entries[key]) for key in both if _said(known[key]) != _said(entries[key])
        ],
        removed=[entry for key, entry in known.items() if key not in entries],
        unused=[entries[key] for key in both if key in old.used and key not in new.used],
        claims=list(_claims(old, new)),
        pages=list(_pages(old, new)),
        explainers=explainers,
        theme=_digest(before, before.theme) != _digest(after, after.theme),
        vanished=sorted(old.addresses - new.addresses),
    )


class _Version:
    """What of one version is compared."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.library: Library = load_library(project)
        self.citings = find_citings(project)
        self.pages: dict[str, Page] = {page.name: page for page in read_pages(project)[0]}
        self.claims = {claim.id: claim for claim in read_claims(project).all}
        manifests = read_manifests(project)[0]
        forms = read_questionnaires(project)[0]
        self.used = {key for found in self.citings.by_page.values() for key in found.keys}
        self.used |= {key for manifest in manifests.values() for key in manifest.sources}
        self.used |= {key for form in forms.values() for key in form.keys}
        works = self.library.works
        self.addresses = _addresses(self.pages, works, manifests)
        self.entries = {key: self._entry(works[key]) for key in self.library.ordered(works)}
        self.explainers = {
            folder.name: _digest(project, folder)
            for folder in sorted(project.explainers.glob("*"))
            if folder.is_dir() and not folder.name.startswith((".", "_"))
        }

    def _entry(self, work: Work) -> Entry:
        design = self.library.designs.get(work.evidence.design)
        return Entry(
            work.key,
            self.library.entries[work.key],
            design.label if design else work.evidence.design,
            work.evidence.plain,
            work.evidence.checked,
            f"{work.place.path}:{work.place.line}",
        )

    def shown_on(self, explainer: str) -> list[str]:
        """The pages that show an explainer or a questionnaire."""
        return [
            name
            for name, page in self.pages.items()
            for kind in ("explainer", "questionnaire")
            if any(block.argument == explainer for block in find_blocks(page.source, kind))
        ]

    def print_of(self, name: str) -> tuple[str, ...]:
        """What a page's text is made from, explainers aside."""
        page = self.pages[name]
        cited = self.citings.by_page[name].keys
        return (page.source.text, *(str(self.library.prints.get(key)) for key in cited))

    def lists_others(self, name: str) -> bool:
        source = self.pages[name].source
        return any(True for kind in _LISTS for _ in find_blocks(source, kind))


def _addresses(
    pages: Mapping[str, Page], works: Mapping[str, Work], manifests: Mapping[str, Manifest]
) -> set[str]:
    """Every address that leads somewhere, old ones that lead on too."""
    redirects = read_redirects(pages.values(), works, manifests)[0]
    addresses = {page_url(name) for name in pages} | {work_path(key) for key in works}
    embedded = {embed_url(name) for name in manifests}
    return addresses | embedded | {redirect.old for redirect in redirects}


def _said(entry: Entry) -> tuple[object, ...]:
    return (entry.entry, entry.design, entry.plain, entry.checked)


def _claims(old: _Version, new: _Version) -> Iterator[tuple[Claim | None, Claim | None]]:
    for name in sorted(new.claims.keys() | old.claims.keys()):
        before, after = old.claims.get(name), new.claims.get(name)
        if _judged(before) != _judged(after):
            yield before, after


def _judged(claim: Claim | None) -> tuple[object, ...]:
    return (claim.text, claim.verdict.key, claim.body, claim.page) if claim else ()


def _pages(old: _Version, new: _Version) -> Iterator[PageChange]:
    texts: dict[str, Callable[[str], list[str]]] = {}
    for name in sorted(new.pages.keys() | old.pages.keys()):
        versions = [version for version in (old, new) if name in version.pages]
        if len(versions) == 2 and old.print_of(name) == new.print_of(name):
            continue
        if any(version.lists_others(name) for version in versions):
            continue
        lines: Mapping[str, list[str]] = {
            str(version.project.root): texts.setdefault(
                str(version.project.root), PageTexts(version.project).lines
            )(version.pages[name].source.body)
            for version in versions
        }
        page = versions[-1].pages[name]
        head = {str(v.project.root): _head(v.pages[name]) for v in versions}
        before, after = (
            [*head.get(str(v.project.root), []), *lines.get(str(v.project.root), [])]
            for v in (old, new)
        )
        if before != after:
            title = str(page.fields.get("title", name))
            yield PageChange(name, page.source.path, title, before, after)


def _head(page: Page) -> list[str]:
    """What a page's front matter shows to readers."""
    fields = page.fields
    points = fields.get("key_points")
    said = [fields.get("title"), fields.get("description"), *(points or [])]
    said += [fields.get("content_note")]
    reviewer = fields.get("reviewer")
    said += [f"Reviewer: {reviewer}, {fields.get('reviewed')}"] if reviewer else []
    return [" ".join(str(text).split()) for text in said if text]


def _digest(project: Project, folder: Path) -> str:
    found = (path for path in folder.rglob("*") if "__pycache__" not in path.parts)
    return digest_files(found, project.root)
