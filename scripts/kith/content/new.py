"""Writes a new article, session or claim on a page: words to replace, which already pass the check.

The skeletons are in skeletons/. Nothing is ever written over. Whatever stands in the way is a
problem, and then nothing is written.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from string import Template
from typing import Final

from kith.content.blocks import find_blocks
from kith.content.claims.records import ID
from kith.content.claims.verdicts import VERDICTS
from kith.content.nav import add_to_nav
from kith.content.source import read_source
from kith.problems import Problem, nearest
from kith.project import Project
from kith.texts import read_text

MARK: Final = "Replace me"
"""How each place begins that only an editor can write."""

SESSIONS: Final = "teach"
"""The section of the plans for sessions."""

_SKELETONS: Final = Path(__file__).with_name("skeletons")
_LONGEST: Final = 120
_FIX: Final = "mend what it names, then try again"


@dataclass(frozen=True, slots=True)
class Made:
    """What was written and what is to be done next, in words; or else why nothing was."""

    path: str = ""
    said: str = ""
    problems: list[Problem] = field(default_factory=list)


def new_session(project: Project, title: str, key: str, today: date) -> Made:
    """A plan for a session with a group, in the folder of plans."""
    return new_article(project, title, SESSIONS, key, today, skeleton="session.md")


def new_article(
    project: Project,
    title: str,
    section: str,
    key: str,
    today: date,
    skeleton: str = "article.md",
) -> Made:
    """A page in a section, and its line in the menu; `key` is that of a work to show citing by."""
    title = " ".join(title.split())
    complaint = complaint_of(title) or _section_complaint(project, section)
    name = slug(title)
    if not complaint and not name:
        complaint = (f"the title {title!r} gives no name for a file", "write it in letters a to z")
    page = f"{section}/{name}.md"
    path = project.content / page
    if not complaint and path.exists():
        complaint = (f"content/{page} is there already", "choose another title")
    if complaint:
        return Made(problems=[_problem(f"content/{section}", *complaint)])
    values = {
        "title": json.dumps(title, ensure_ascii=False),
        "today": today.isoformat(),
        "next_year": _a_year_after(today).isoformat(),
        "key": key,
    }
    wrong = write_new(project, path, fill(skeleton, values))
    if wrong:
        return Made(problems=[wrong])
    settings = project.root / "mkdocs.yml"
    try:
        before = settings.read_bytes().decode("utf-8")
        after = add_to_nav(before, page, title)
    except UnicodeDecodeError:  # then its editor is told what to add
        after = None
    if after:
        settings.write_bytes(after.encode("utf-8"))
    return Made(f"content/{page}", _next_steps(page, title, in_menu=after is not None))


def new_claim(project: Project, words: str, page: str, verdict: str, key: str) -> Made:
    """A claim at the end of a page; without a page it is only told, to be put where it belongs."""
    words = " ".join(words.split())
    complaint = complaint_of(words)
    name = slug(" ".join(re.findall(r"[\w'’-]{3,}", words)[:5]))
    if not complaint and not ID.fullmatch(name):
        complaint = ("these words give no id for the claim", "write them in letters a to z")
    if not complaint and verdict not in VERDICTS:
        fix = nearest(verdict, VERDICTS) or f"the verdicts are {', '.join(VERDICTS)}"
        complaint = (f"no verdict {verdict!r}", fix)
    path = _page_path(project, page) if page else None
    if not complaint and page and path is None:
        pages = [project.relative(found) for found in sorted(project.content.rglob("*.md"))]
        complaint = (f"there is no page {page}", nearest(page, pages) or "name its file")
    if complaint:
        return Made(problems=[_problem(page or "content", *complaint)])
    taken = _claim_ids(project)
    values = {"words": words, "id": free(name, taken), "verdict": verdict, "key": key}
    block = fill("claim.md", values)
    if path is None:
        return Made("", f"Put this where you discuss it:\n\n{block}")
    found = read_text(path, project.relative(path), "page/encoding")
    if found.problems:
        return Made(problems=list(found.problems))
    text = path.read_bytes().decode("utf-8")
    new_line = "\r\n" if "\r\n" in text else "\n"
    block = block.replace("\n", new_line)
    path.write_bytes(f"{text.rstrip()}{new_line * 2}{block}".encode())
    where = project.relative(path)
    said = (
        f"{where} has the claim at its end: move it to where you discuss it.\n\n"
        f"Choose the verdict, put the works it rests on into the body, and replace what says\n"
        f"“{MARK}”. CONTRIBUTING.md says how claims are judged."
    )
    return Made(where, said)


def slug(title: str) -> str:
    """A title as the name of a file and a part of an address: "Two neighbours", two-neighbours."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "").lower()))


def free(name: str, taken: set[str]) -> str:
    """The name, or the name with the first number that makes it a free one."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def fill(skeleton: str, values: Mapping[str, str]) -> str:
    """A skeleton with these values put in."""
    return Template((_SKELETONS / skeleton).read_text("utf-8")).substitute(values)


def complaint_of(title: str) -> tuple[str, str] | None:
    """What is the matter with a title, and how to mend it."""
    if not title or any(unicodedata.category(sign).startswith("C") for sign in title):
        return "the title is empty or has signs that cannot be shown", "write a title in words"
    if len(title) > _LONGEST:
        return f"the title has {len(title)} signs", f"use at most {_LONGEST}"
    return None


def write_new(project: Project, path: Path, text: str) -> Problem | None:
    """Write a file that is not there yet; a problem where that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        message = f"the file cannot be made: {error.strerror or error}"
        return _problem(project.relative(path), message, _FIX)
    return None


def _section_complaint(project: Project, section: str) -> tuple[str, str] | None:
    if re.fullmatch(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*", section):
        return None
    folders = [path.name for path in sorted(project.content.iterdir()) if path.is_dir()]
    fix = nearest(section, folders) or f"the sections are {', '.join(folders)}"
    return f"{section!r} cannot be the name of a section", fix


def _next_steps(page: str, title: str, *, in_menu: bool) -> str:
    menu = "mkdocs.yml shows it in the menu."
    if not in_menu:
        menu = (
            "Put it into the menu: add this line below `nav:` in mkdocs.yml, in its section:\n\n"
            f"      - {json.dumps(title, ensure_ascii=False)}: {page}"
        )
    return f"""\
content/{page} is there, and it passes the check. {menu}

Look at it with scripts/serve while you write. `kith check` lists every place that says
“{MARK}”. `kith cite 10.1000/…` adds a work by its DOI, and [@key] cites it."""


def _page_path(project: Project, page: str) -> Path | None:
    for place in (project.root / page, project.content / page, project.content / f"{page}.md"):
        path = place.resolve()
        if path.suffix == ".md" and path.is_file() and path.is_relative_to(project.content):
            return path
    return None


def _claim_ids(project: Project) -> set[str]:
    found = set()
    for path in sorted(project.content.rglob("*.md")):
        source = read_source(project.relative(path), path.read_bytes())
        for block in find_blocks(source, "claim"):
            found.add(str((block.options or {}).get("id", "")))
    return found


def _a_year_after(day: date) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


def _problem(path: str, message: str, fix: str) -> Problem:
    return Problem(path, 1, 1, "new/file", message, fix)
