"""The menu in mkdocs.yml: what is wrong in it, and a line more, fewer or changed for a page.

Everything else is left as it stands. The file is edited as text, since a reader and writer of YAML
would drop its comments. A menu that is not written in the usual way is left alone, and its editor
is told what to add.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

import yaml
from pathspec import GitIgnoreSpec

from kith.content.pages import Page
from kith.content.redirects import moved_pages
from kith.problems import Problem, nearest
from kith.project import Project
from kith.yaml_texts import loader_for

FILE: Final = "mkdocs.yml"
_NO_TEXT: Final = frozenset(["yes", "no", "on", "off", "true", "false", "null"])
_PLAIN: Final = re.compile(r"[A-Za-z][\w ,.'’?!()-]*[\w.?!)]")


def add_to_nav(text: str, page: str, title: str) -> str | None:
    """The settings with the page behind the last one of its section; None where that is not safe.

    `page` is its path below content/.
    """
    after = _with_entry(text, page, f"- {_as_key(title)}: {page}")
    return after if after and _grew_by(text, after, page, title) else None


def _as_key(title: str) -> str:
    """A title as the menu has it: in quotation marks where YAML would read something else."""
    plain = _PLAIN.fullmatch(title) and title.casefold() not in _NO_TEXT
    return title if plain else json.dumps(title, ensure_ascii=False)


def _with_entry(text: str, page: str, entry: str) -> str | None:
    """The settings with an entry more, on a line behind the last one of the page's section."""
    section = re.escape(page.rpartition("/")[0])
    line = re.compile(rf"^([ ]*)- [^\n#]*: {section}/[^/\s#]+\.md[ \t]*(?:#[^\n]*)?\r?$", re.M)
    nav = re.search(r"^nav:[ \t]*(?:#[^\n]*)?\r?$", text, re.M)
    if nav is None:
        return None
    end = re.compile(r"^(?=[^\s#-])", re.M).search(text, nav.end())
    places = list(line.finditer(text, nav.end(), end.start() if end else len(text)))
    if not places:
        return None
    last = places[-1]
    new_line = "\r\n" if last[0].endswith("\r") else "\n"
    at = last.end() - last[0].endswith("\r")
    return f"{text[:at]}{new_line}{last[1]}{entry}{text[at:]}"


def move_in_nav(text: str, old: str, new: str) -> str:
    """The settings with a page's new name; its line goes to its new section where that is safe."""
    try:
        root = yaml.compose(text)
        nodes = [node for node in _scalars(root) if node.value == old]
    except yaml.YAMLError:
        return text
    if old.rpartition("/")[0] != new.rpartition("/")[0] and len(nodes) == 1:
        line = re.compile(rf"^[ ]*(- .+: [\"']?{re.escape(old)}[\"']?[ \t]*(?:#.*)?)\r?\n", re.M)
        lines = list(line.finditer(text))
        titles = [title for title, page in _pages(root) if page == old]
        if len(titles) == len(lines) == 1:
            less = f"{text[: lines[0].start()]}{text[lines[0].end() :]}"
            more = _with_entry(less, new, lines[0][1].rstrip().replace(old, new))
            if more and _grew_by(less, more, new, titles[0]) and _empty(more) == _empty(text):
                return more
    for node in reversed(nodes):
        start, end = node.start_mark.index, node.end_mark.index
        text = f"{text[:start]}{text[start:end].replace(old, new)}{text[end:]}"
    return text


def _empty(text: str) -> int:
    """How many names have no value: a section of which nothing is left is one."""
    return sum(not node.value for node in _scalars(yaml.compose(text)))


def _scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Every value in a document, in order; the names of tables are none."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)


def check_nav(project: Project, pages: Iterable[Page]) -> list[Problem]:
    """A problem for each page that the menu names in vain or twice, and each that it leaves out.

    Settings that cannot be read are for who builds with them to complain of.
    """
    try:
        text = (project.root / FILE).read_text("utf-8")
        settings = _table(loader_for(text).get_single_node())
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        return []
    if "nav" not in settings:
        return []
    known = {page.name: page for page in pages}
    named = list(_scalars(settings["nav"]))
    problems = list(_named_wrong(project, named, known))
    if _omitted_matter(settings):
        left_out = _left_out(settings, known, {node.value for node in named})
        problems += [_omitted(settings["nav"], known[name]) for name in left_out]
    return problems


def _named_wrong(
    project: Project, named: Iterable[yaml.ScalarNode], known: Mapping[str, Page]
) -> Iterator[Problem]:
    moved, seen = moved_pages(known.values()), set()
    for node in named:
        name = str(node.value)
        parts = urlsplit(name)
        if parts.scheme or parts.netloc or name.startswith("/"):
            continue
        if name in seen:
            message = f"the menu names {name!r} twice"
            yield _problem(node, message, "leave one of them")
        elif name not in known and not (project.content / name).is_file():
            fix = f"it is {moved[name]} now" if name in moved else nearest(name, known)
            yield _problem(
                node,
                f"the menu names {name!r}, which is no page",
                fix or "name a page below content/, or take the line out",
            )
        seen.add(name)


def _omitted_matter(settings: Mapping[str, yaml.Node]) -> bool:
    """Whether the build complains of a page that is in no menu."""
    table = _table(settings.get("validation"))
    found = _table(table.get("nav")).get("omitted_files") or table.get("omitted_files")
    return found is not None and found.value == "warn"


def _left_out(
    settings: Mapping[str, yaml.Node], known: Mapping[str, Page], named: Iterable[str]
) -> list[str]:
    """The pages in no menu that no setting excuses."""
    lines = [
        line
        for name in ("exclude_docs", "draft_docs", "not_in_nav")
        if isinstance(node := settings.get(name), yaml.ScalarNode)
        for line in str(node.value).splitlines()
    ]
    excused = GitIgnoreSpec.from_lines(lines)
    return sorted(name for name in known.keys() - set(named) if not excused.match_file(name))


def _omitted(nav: yaml.Node, page: Page) -> Problem:
    title = page.fields.get("title", page.name)
    title = _as_key(title) if isinstance(title, str) else "Title"
    fix = f"add a line `- {title}: {page.name}` in its section"
    return _problem(nav, f"the menu leaves {page.source.path} out", fix)


def _problem(node: yaml.Node, message: str, fix: str) -> Problem:
    mark = node.start_mark
    return Problem(FILE, mark.line + 1, mark.column + 1, "site/nav", message, fix)


def _table(node: yaml.Node | None) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(key.value): value for key, value in node.value}


def _grew_by(before: str, after: str, page: str, title: str) -> bool:
    """Whether the new text reads as the old one with this one page more."""
    try:
        known, found = (list(_pages(yaml.compose(text))) for text in (before, after))
    except yaml.YAMLError:
        return False
    return (title, page) in found and len(found) == len(known) + 1


def _pages(node: yaml.Node | None, within: bool = False) -> list[tuple[str, str]]:
    """(title, page) of every page in the menu."""
    found: list[tuple[str, str]] = []
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if within and isinstance(value, yaml.ScalarNode):
                found.append((str(key.value), str(value.value)))
            elif within or key.value == "nav":
                found += _pages(value, within=True)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            found += _pages(item, within)
    return found
