"""Renames a page: its file, every link to it and from it, the menu, and all else that names it.

    kith move learn/portugal.md learn/lisbon.md
    kith move learn/portugal try/                  to another section, under the same name

The old address leads on, since the page notes its old name (see `redirects`). All is read and
reckoned before anything is written; whatever stands in the way is a problem, and nothing is done.
"""

import contextlib
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from kith.content.frontmatter import check_front_matter
from kith.content.glossary.records import PAGE as GLOSSARY
from kith.content.nav import FILE as SETTINGS
from kith.content.nav import move_in_nav
from kith.content.pages import Page, page_url
from kith.content.redirects import FIELD, former_names, moved_pages
from kith.content.source import Source
from kith.problems import Problem, nearest
from kith.project import Project

FIXED: Final = (
    *("index.md", "help.md", "offline.md", GLOSSARY, "claims/index.md", "references/index.md"),
)
"""Pages that the theme and the build look for by name."""

_PART: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")
_LINK: Final = re.compile(
    r"(?<!\\)\]\(\s*(?:<(?P<pointed>[^<>\n]+)>|(?P<inline>[^()<>\s]+(?:\([^()\s]*\)[^()<>\s]*)*))"
    r"|^ {0,3}\[[^\]\n]+\]:[ \t]*(?:<(?P<edged>[^<>\n]+)>|(?P<defined>[^\s<>]+))"
    r"|<[a-z][^<>]*?\b(?:href|src|poster)\s*=\s*[\"'](?P<raw>[^\"'\n]+)",
    re.MULTILINE | re.IGNORECASE,
)
_OUTSIDE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moved:
    """The files that were changed and what else an editor should know; or why nothing was done."""

    old: str = ""
    new: str = ""
    changed: Sequence[str] = ()
    problems: Sequence[Problem] = field(default_factory=tuple)


def move_page(project: Project, old: str, new: str) -> Moved:
    """Rename a page of the project."""
    texts, unread = _texts(project)
    pages = {
        path.removeprefix("content/"): text
        for path, text in texts.items()
        if path.startswith("content/") and path.endswith(".md")
    }
    names = (_name(project, old), _name(project, new, like=_name(project, old)))
    wrong = [*unread, *_in_the_way(project, old, names, pages)]
    if wrong:
        return Moved(problems=wrong)
    before, after = names
    found = {path: _renamed(path, text, before, after) for path, text in texts.items()}
    place = f"content/{after}"
    found[place] = _noted(found.pop(f"content/{before}"), before, after)
    changed = [path for path, text in found.items() if text != texts.get(path)]
    target = project.root / place
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        (project.content / before).rename(target)
        for path in changed:
            (project.root / path).write_bytes(found[path].encode("utf-8"))
        with contextlib.suppress(OSError):  # it holds other pages
            (project.content / before).parent.rmdir()
    except OSError as error:
        message = f"{error.filename or place} cannot be written: {error.strerror or error}"
        return Moved(problems=[_problem(place, message, "mend what it names, then move it again")])
    return Moved(before, after, sorted(changed))


def relinked(text: str, before: str, after: str, old: str, new: str) -> str:
    """A page's text with its links as they must be when `old` is called `new`.

    `before` and `after` are the names of the page that the text is of; code is left as it is.
    """
    return _edited(text, lambda source: _link_edits(source, before, after, old, new))


def _link_edits(
    source: Source, before: str, after: str, old: str, new: str
) -> Iterator[tuple[int, int, str]]:
    for match in _LINK.finditer(source.prose):
        kind = match.lastgroup or ""
        written = match[kind]
        if _OUTSIDE.match(written):
            continue
        end = re.search(r"[?#]|$", written)
        path = written[: end.start()] if end else written
        if not path:
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(before), unquote(path)))
        target = new if target == old else target
        link = posixpath.relpath(target, posixpath.dirname(after) or ".")
        link += "/" if path.endswith("/") else ""
        if posixpath.normpath(unquote(path)) != posixpath.normpath(link):
            link = link if kind in ("pointed", "edged") and "%" not in path else quote(link)
            yield match.start(kind), match.start(kind) + len(path), link


def _renamed(path: str, text: str, old: str, new: str) -> str:
    """One file's text after the rename, whatever kind of file it is."""
    if path == SETTINGS:
        return move_in_nav(text, old, new)
    if path.endswith(".toml"):
        return re.sub(rf"""(?<=["']){re.escape(old)}(?=["'#])""", lambda _: new, text)
    if not path.startswith("content/"):
        return text
    name = path.removeprefix("content/")
    linked = relinked(text, name, new if name == old else name, old, new)
    return _edited(linked, lambda source: _next_edits(source, old, new))


def _next_edits(source: Source, old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Where front matter names the page as one to read next."""
    head = source.front_matter or ""
    at = source.text.find(head)
    value = re.search(r"^next[ \t]*:.*\n(?:(?:[ \t]|-).*\n)*", head, re.MULTILINE)
    named = re.compile(rf"(?<![\w./-]){re.escape(old)}(?![\w/-]|\.\w)")
    for match in named.finditer(value[0]) if value else ():
        start = at + (value.start() if value else 0) + match.start()
        yield start, start + len(old), new


def _noted(text: str, old: str, new: str) -> str:
    """The page's text with its old name in its front matter, so that the old address leads on."""

    def edits(source: Source) -> Iterator[tuple[int, int, str]]:
        fields, _ = check_front_matter(source, article=False)
        names = [name for name in former_names(Page(new, source, fields)) if name != new]
        names = [*dict.fromkeys([*names, old])]
        lines = "".join(f"  - {_scalar(name)}\n" for name in names)
        head = source.front_matter
        if head is None:
            return
        start = source.text.find("\n") + 1
        value = re.search(rf"^{FIELD}[ \t]*:.*\n(?:(?:[ \t]|-).*\n)*", head, re.MULTILINE)
        first, last = value.span() if value else (len(head), len(head))
        yield start + first, start + last, f"{FIELD}:\n{lines}"

    return _edited(text, edits)


def _scalar(name: str) -> str:
    return name if re.fullmatch(r"[\w./-]+", name) else f'"{name}"'


def _edited(text: str, edits: Callable[[Source], Iterator[tuple[int, int, str]]]) -> str:
    """The text with some stretches replaced; line ends and the mark at a file's start stay.

    `edits` sees the text as everything else reads it: without the mark, and with plain line ends.
    """
    mark = len(text) - len(text.removeprefix("\ufeff"))
    signs = list(re.finditer(r"\r\n|.", text[mark:], re.DOTALL))
    starts = [*(mark + sign.start() for sign in signs), len(text)]
    plain = "".join("\n" if sign[0] in ("\r\n", "\r") else sign[0] for sign in signs)
    new_line = "\r\n" if "\r\n" in text else "\n"
    for start, end, new in reversed(list(edits(Source("", plain)))):
        written = new.replace("\n", new_line)
        text = f"{text[: starts[start]]}{written}{text[starts[end] :]}"
    return text


def _texts(project: Project) -> tuple[dict[str, str], list[Problem]]:
    """Every file that may name a page, by its path; and a problem for each that is no text."""
    files = [project.root / SETTINGS, *sorted(project.content.rglob("*.md"))]
    files += [
        *sorted(project.content.rglob("*.toml")),
        *sorted(project.explainers.glob("*/*.toml")),
    ]
    texts: dict[str, str] = {}
    problems = []
    for file in files:
        path = project.relative(file)
        try:
            texts[path] = file.read_bytes().decode("utf-8")
        except (OSError, UnicodeError):
            problems.append(_problem(path, "this file cannot be read", "save it as UTF-8 text"))
    return texts, problems


def _name(project: Project, said: str, like: str = "") -> str:
    """The name that a path or an address means: learn/portugal.md. A folder keeps the file's name.

    A path below the working folder is one too, as a shell completes it.
    """
    given = said.strip().replace("\\", "/")
    path = Path(given)
    if path.is_absolute() and path.is_relative_to(project.content):
        given = path.relative_to(project.content).as_posix()
    folder = given.endswith("/") and bool(like)
    given = posixpath.normpath(re.sub(r"^(?:\./)*/?(?:content/)?", "", given) or ".")
    if folder or (like and (project.content / given).is_dir() and not given.endswith(".md")):
        return posixpath.normpath(posixpath.join(given, posixpath.basename(like)))
    if given.endswith(".md"):
        return given
    index = posixpath.join(given, "index.md")
    return index if not like and (project.content / index).is_file() else f"{given}.md"


def _in_the_way(
    project: Project, said: str, names: tuple[str, str], pages: Mapping[str, str]
) -> Iterator[Problem]:
    """What keeps a page from being renamed."""
    old, new = names
    if old not in pages:
        fix = nearest(old, pages) or "name a file below content/, such as learn/portugal.md"
        yield _problem(f"content/{old}", f"there is no page {said}", fix)
        return
    if old in FIXED:
        fix = "leave it where it is: its menu entry may say anything"
        yield _problem(f"content/{old}", "the site looks for this page by its name", fix)
    parts = new.removesuffix(".md").split("/")
    if not all(_PART.fullmatch(part) for part in parts):
        fix = "use small letters a to z, figures and hyphens, such as learn/after-lisbon.md"
        yield _problem(f"content/{new}", f"{new!r} gives no good address", fix)
    elif new == old:
        yield _problem(f"content/{new}", "this is its name already", "choose another one")
    elif any(page_url(name) == page_url(new) for name in pages) or (project.content / new).exists():
        yield _problem(f"content/{new}", f"content/{new} is there already", "choose another name")
    else:
        yield from _claimed(pages, old, new)


def _claimed(pages: Mapping[str, str], old: str, new: str) -> Iterator[Problem]:
    """A problem where the new address is one at which another page stood before."""
    sources = {name: Source(f"content/{name}", text) for name, text in pages.items()}
    read = [
        Page(name, source, check_front_matter(source, article=False)[0])
        for name, source in sources.items()
        if name != old
    ]
    holder = moved_pages(read).get(new)
    if holder:
        message = f"/{page_url(new)} is an old address of content/{holder}"
        fix = f"choose another name, or take it out of {FIELD} there"
        yield _problem(f"content/{new}", message, fix)


def _problem(path: str, message: str, fix: str) -> Problem:
    return Problem(path, 1, 1, "page/move", message, fix)
