"""The search of the built site: a list of all that can be found, and the libraries that search it.

    assets/search/en.json       {"language", "entries", "groups", "same", "first"}
    assets/js/minisearch.mjs    the index, which a browser builds from the list (MIT)
    assets/js/stemmer.mjs       words without their endings (MIT)

A browser fetches them when a reader first goes to the field. The list is plain, so what splits text
into words is one module (theme/assets/js/search-words.mjs) for texts and for what is asked.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

from kith.bibliography.library import Library
from kith.bibliography.pages.references import work_path
from kith.bibliography.reading.work import Work
from kith.cache import digest, machine, shelf
from kith.content.glossary.records import shown_glossary
from kith.content.pages import Page, page_address
from kith.content.search import SearchWords, read_search_words
from kith.npm import ensure_packages
from kith.project import Project
from kith.site.kept import KeptSite
from kith.site.search_entries import WORK, Entry, read_entries

FOLDER: Final = "assets/search"
LANGUAGE: Final = "en"
_LIBRARIES: Final = {
    "minisearch.mjs": ("minisearch/dist/es/index.js", "minisearch/LICENSE.txt"),
    "stemmer.mjs": ("stemmer/index.js", "stemmer/license"),
}
_COMMENT_LINES: Final = re.compile(
    r"^[ \t]*/\*\*.*?\*/[ \t]*\n|^[ \t]*//[^\n]*\n", re.DOTALL | re.MULTILINE
)
_DEFAULT: Final = re.compile(r"^export \{ (\w+) as default \};$", re.MULTILINE)


def publish_search(
    project: Project, pages: Iterable[Page], library: Library, site: KeptSite
) -> None:
    """Write list and libraries, when the pages are complete."""
    entries = [*page_entries(project, pages, site), *map(work_entry, library.works.values())]
    text = as_list(entries, read_search_words(project)[0])
    _write(site, f"{FOLDER}/{LANGUAGE}.json", text)
    modules, problems = ensure_packages(project)
    if not problems:  # else the build has said so
        for name, text in libraries(modules).items():
            _write(site, f"assets/js/{name}", text)


def page_entries(project: Project, pages: Iterable[Page], site: KeptSite) -> list[Entry]:
    """All of the pages that are in this site and are not to be left out."""
    known = shelf(project.cache / "kept" / "search", machine())
    also = {term.id: ", ".join(term.also) for term in shown_glossary(project).terms}
    found: list[Entry] = []
    for page in pages:
        address = page_address(page.name)
        file = site.folder / f"{address}index.html"
        if _is_left_out(page) or not file.is_file():
            continue
        html = file.read_text("utf-8")
        name = digest(address, html, repr(also))
        entries = known.get(name)
        if entries is None:
            entries = read_entries(address, html, also)
            known.put(name, entries)
        found += entries
    return _explainers_once(found)


def _explainers_once(entries: list[Entry]) -> list[Entry]:
    """An explainer is one result: on the page that has its title, or else on the first it is on."""
    best: dict[str, Entry] = {}
    for entry in entries:
        anchor = entry.at.partition("#")[2]
        if anchor.startswith("explainer-") and (anchor not in best or entry.title == entry.of):
            best[anchor] = entry
    return [e for e in entries if best.get(e.at.partition("#")[2], e) is e]


def _is_left_out(page: Page) -> bool:
    said = page.fields.get("search")
    return isinstance(said, Mapping) and bool(said.get("exclude"))


def work_entry(work: Work) -> Entry:
    """A work is found by its title, its authors and its year, and leads to its own page."""
    names = [
        name.literal or f"{name.given} {name.particle} {name.family}" for name in work.creators
    ]
    year = str(work.issued.year) if work.issued and work.issued.year else ""
    said = "; ".join(" ".join(name.split()) for name in names if name != "others")
    text = " ".join(part for part in (said, year, work.evidence.plain) if part)
    return Entry(work_path(work.key), WORK, work.title.plain(), "", text)


def as_list(entries: Iterable[Entry], words: SearchWords) -> str:
    """The list as browsers get it; fields without a value are left out."""
    first = [
        {
            "when": rule.when,
            "show": [_address(target) for target in rule.show],
            "always": rule.always,
        }
        for rule in words.first
    ]
    found = {
        "language": LANGUAGE,
        "entries": [{k: v for k, v in asdict(entry).items() if v} for entry in entries],
        "groups": dict(words.groups),
        "same": words.same,
        "first": first,
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _address(target: str) -> str:
    name, mark, anchor = target.partition("#")
    return f"{page_address(name)}{mark}{anchor}"


def libraries(modules: Path) -> dict[str, str]:
    """The libraries as modules of the site: their licence in front, without their comments."""
    found = {}
    for name, (place, licence) in _LIBRARIES.items():
        text = (modules / place).read_text("utf-8")
        bare = _DEFAULT.sub(r"export const Library = \1;", _COMMENT_LINES.sub("", text))
        said = (modules / licence).read_text("utf-8").strip()
        found[name] = f"/*\n{said}\n*/\n{bare}"
    return found


def _write(site: KeptSite, place: str, text: str) -> None:
    key = digest(text)
    if not site.holds(place, key):
        site.write(place, key, text)
