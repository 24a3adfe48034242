"""A line for a new page in the menu of mkdocs.yml, with everything else left as it stands.

The file is edited as text, since a reader and writer of YAML would drop its comments. A menu that
is not written in the usual way is left alone, and its editor is told what to add.
"""

import json
import re
from typing import Final

import yaml

_PLAIN: Final = re.compile(r"[A-Za-z][\w ,.'’?!()-]*[\w.?!)]")


def add_to_nav(text: str, page: str, title: str) -> str | None:
    """The settings with the page behind the last one of its section; None where that is not safe.

    `page` is its path below content/.
    """
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
    said = title if _PLAIN.fullmatch(title) else json.dumps(title, ensure_ascii=False)
    entry = f"{new_line}{last[1]}- {said}: {page}"
    at = last.end() - last[0].endswith("\r")
    after = f"{text[:at]}{entry}{text[at:]}"
    return after if _grew_by(text, after, page, title) else None


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
