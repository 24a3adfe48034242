"""The commands `kith cite` and `kith new reference`: from what an editor has to an entry in a file.

A registry, a file or standard input gives records; each becomes a work with a key by the house
rule, and its entry goes into the .bib file of its topic, in the order of keys. A double is refused
by name. Only what a reader of the work can say is left to be written.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from kith.bibliography.adding.csl_record import read_csl
from kith.bibliography.adding.exports import FORMATS, read_bytes
from kith.bibliography.adding.house import double_of, key_for, looks_like, topic_for
from kith.bibliography.adding.look_up import Registries
from kith.bibliography.adding.works import Export, Found, name_of
from kith.bibliography.reading import identifiers
from kith.bibliography.reading.lint import PLACEHOLDER
from kith.bibliography.reading.place import Place
from kith.bibliography.reading.work import Evidence, Work, read_library
from kith.bibliography.web import LookUpError
from kith.bibliography.writing.bibtex_writer import write_entry
from kith.bibliography.writing.fix import mend
from kith.bibliography.writing.order import in_order
from kith.cache import write_whole
from kith.problems import Problem, nearest
from kith.project import Project
from kith.texts import read_text

__all__ = ["PLACEHOLDER", "Added", "NotAddedError", "Wishes", "add", "look_up", "read_export"]

_PLAIN: Final = f"{PLACEHOLDER}: one plain sentence that says what it found."
_PMID: Final = re.compile(
    r"(?:pmid:?\s*|https?://(?:www\.ncbi\.nlm\.nih\.gov/pubmed|pubmed\.ncbi\.nlm\.nih\.gov)/)"
    r"\d{1,9}/?|\d{1,9}",
    re.IGNORECASE,
)


class NotAddedError(Exception):
    """Why nothing was added, in words for the editor."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the editor says of a new entry; "" for what the command is to find out."""

    topic: str = ""
    key: str = ""
    design: str = ""
    plain: str = ""
    even_so: bool = False  # where a work of the library only looks alike


@dataclass(frozen=True, slots=True)
class Added:
    """An entry as it stands in its file now. `path` is relative to the repository."""

    key: str
    path: str
    entry: str


def look_up(name: str, registries: Registries, today: date) -> Found:
    """The work of a DOI, a PubMed number or an ISBN. Raises NotAddedError."""
    name = name.strip()
    doi = identifiers.doi(name) or identifiers.doi(name.removeprefix("https://").partition("?")[0])
    isbn = identifiers.isbn(name)
    try:
        if doi:
            record, asked = registries.by_doi(doi), f"DOI {doi}"
        elif _PMID.fullmatch(name):
            number = identifiers.pmid(name)
            record, asked = registries.by_pmid(number), f"PubMed number {number}"
        elif isbn:
            record, asked = registries.by_isbn(re.sub(r"[-\s]", "", isbn)), f"ISBN {isbn}"
        else:
            fix = "give a DOI (10.…), a PubMed number, an ISBN, a file, or - for standard input"
            raise NotAddedError(f"{name!r} is none of the things that can be looked up: {fix}")
    except LookUpError as error:
        raise NotAddedError(
            f"{error}. Nothing was added. Paste the reference instead: `kith cite -` reads "
            f"{FORMATS} without a network"
        ) from error
    if record is None:
        raise NotAddedError(f"there is no record of the {asked}: look at its digits again")
    evidence = Evidence(
        design=str(record.get("design") or PLACEHOLDER),
        plain=_PLAIN,
        checked=f"{today.isoformat()}, record",
    )
    problems: list[Problem] = []
    report = Place(asked, 1, 1).reporter(problems)
    return Found(read_csl(record, evidence, lambda _: report), tuple(problems))


def read_export(data: bytes, path: str) -> Export:
    """The works in a file or in what was pasted; `path` is what problems call it."""
    return read_bytes(data, path, Evidence(PLACEHOLDER, plain=_PLAIN, checked=PLACEHOLDER))


def placeholder_work(title: str, author: str, year: str, kind: str) -> Work:
    """A work of which only this is known, with the rest to be replaced."""
    record: dict[str, Any] = {"type": kind, "title": title, "container-title": PLACEHOLDER}
    family, _, given = author.partition(",")
    person = {"family": family.strip(), "given": given.strip()}
    record["author"] = [person if given.strip() else {"literal": author.strip()}]
    record["issued"] = year
    record["publisher"] = record["URL"] = ""
    if kind != "article-journal":
        record["publisher"] = PLACEHOLDER
    if kind == "webpage":
        record["URL"] = "https://example.org/replace-me"
    evidence = Evidence(design=PLACEHOLDER, plain=_PLAIN, checked=PLACEHOLDER)
    return read_csl(record, evidence)


def add(project: Project, work: Work, wishes: Wishes) -> Added:
    """Write the entry of a new work into the file of its topic.

    Raises NotAddedError, which names the work.
    """
    works, _ = read_library(sorted(project.bibliography.glob("*.bib")), project.root)
    try:
        _refuse_double(work, works, wishes)
        key = _key(work, works, wishes)
        path = _file(project, work, works, wishes)
        design = _design(project, wishes.design)
    except NotAddedError as error:
        raise NotAddedError(f"{name_of(work)}: {error}") from error
    evidence = replace(
        work.evidence,
        design=design or work.evidence.design,
        plain=wishes.plain or work.evidence.plain,
    )
    name = project.relative(path)
    entry = mend(write_entry(replace(work, key=key, evidence=evidence)), name).text
    before = path.read_bytes().decode("utf-8") if path.exists() else ""
    new_line = "\r\n" if "\r\n" in before else "\n"
    gap = new_line * 2 if before.strip() else ""
    after = f"{before.rstrip()}{gap}{entry.replace('\n', new_line)}"
    write_whole(path, in_order(after, name).encode("utf-8"))
    return Added(key, name, entry)


def what_is_left(entry: str) -> list[str]:
    """The fields of an entry that are still to be written."""
    return re.findall(rf"(?m)^  (\w+) += \{{.*{PLACEHOLDER}", entry)


def _refuse_double(work: Work, works: dict[str, Work], wishes: Wishes) -> None:
    found = double_of(work, works)
    if found:
        key, why = found
        raise NotAddedError(
            f"{key} is this work already ({works[key].place}): {why}. Cite [@{key}]"
        )
    like = "" if wishes.even_so else looks_like(work, works)
    if like:
        raise NotAddedError(
            f"{like} looks like this work ({works[like].place}): “{works[like].title}”. "
            f"Cite [@{like}] if it is; if it is another work, say --even-so"
        )


def _key(work: Work, works: dict[str, Work], wishes: Wishes) -> str:
    if not wishes.key:
        return key_for(work, works)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", wishes.key):
        raise NotAddedError(f"{wishes.key!r} cannot be a key: use letters, digits, - and _")
    if wishes.key in works:
        raise NotAddedError(f"the key {wishes.key} is taken ({works[wishes.key].place})")
    return wishes.key


def _file(project: Project, work: Work, works: dict[str, Work], wishes: Wishes) -> Path:
    files = {path.stem: path for path in sorted(project.bibliography.glob("*.bib"))}
    if wishes.topic:
        stem = Path(wishes.topic).name.removesuffix(".bib")
        if stem in files:
            return files[stem]
        if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", stem) and not nearest(stem, files):
            return project.bibliography / f"{stem}.bib"
        hint = nearest(stem, files) or "a name is small letters and hyphens"
        raise NotAddedError(f"there is no topic {stem!r}: {hint} (topics: {', '.join(files)})")
    path, best = topic_for(work, works.values())
    if not path:
        names = [Path(name).stem for name in best] or list(files)
        raise NotAddedError(
            "it is not clear which file this work belongs in. Say it: "
            + " or ".join(f"--to {name}" for name in names)
        )
    return project.root / path


def _design(project: Project, design: str) -> str:
    if not design:
        return ""
    path = project.bibliography / "evidence.toml"
    text = read_text(path, project.relative(path), "bib/designs").text
    known = re.findall(r"^\[designs\.([\w-]+)\]", text, re.MULTILINE)
    if design not in known:
        hint = nearest(design, known) or f"use one of {', '.join(known)}"
        raise NotAddedError(f"there is no kind of study {design!r}: {hint}")
    return design
