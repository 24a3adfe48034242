"""mkdocs.yml as far as anybody can get it wrong before a site generator reads it."""

import json
import re
from typing import Final

import yaml

from kith.problems import Problem
from kith.project import Project
from kith.texts import read_text
from kith.yaml_texts import loader_for

FILE: Final = "mkdocs.yml"
RULE: Final = "site/settings"


_ENTRY: Final = re.compile(r"(?P<blanks> *- )(?P<title>[^\"'\s].*):[ ](?P<page>\S+\.md)[ ]*")
"""A line of the menu, whose title is in no quotation marks."""


def check_settings(project: Project) -> list[Problem]:
    """What keeps the settings from being read at all."""
    read = read_text(project.root / FILE, FILE, RULE)
    if read.problems:
        return list(read.problems)
    try:
        node = loader_for(read.text).get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return [_unreadable(read.text.split("\n"), line, column, error)]
    except (ValueError, RecursionError) as error:
        return [Problem(FILE, 1, 1, RULE, f"this cannot be read: {error}"[:200], "write it flat")]
    if not isinstance(node, yaml.MappingNode):
        fix = "take the file from the last commit: git checkout mkdocs.yml"
        return [Problem(FILE, 1, 1, RULE, "there are no settings here", fix)]
    return []


def _unreadable(lines: list[str], line: int, column: int, error: yaml.YAMLError) -> Problem:
    """Why YAML stops, told at the line that is the likeliest to be wrong."""
    for number in (line, line - 1, line + 1):
        written = lines[number - 1] if 0 < number <= len(lines) else ""
        if re.match(r" *\t", written):
            fix = "write blanks in its place, as many as the lines beside it have"
            return Problem(FILE, number, 1, RULE, "a tab stands before this", fix)
        entry = _ENTRY.fullmatch(written)
        if entry and not _is_entry(written):
            title = json.dumps(entry["title"], ensure_ascii=False)
            message = "a title with such signs needs quotation marks"
            fix = f"write `- {title}: {entry['page']}`"
            return Problem(FILE, number, len(entry["blanks"]) + 1, RULE, message, fix)
    message = f"not valid YAML: {getattr(error, 'problem', None) or error}"
    fix = "compare this line and the one above with those that are in order, blanks too"
    return Problem(FILE, line, column, RULE, message, fix)


def _is_entry(written: str) -> bool:
    """Whether a line of the menu can be read by itself."""
    try:
        found = loader_for(written.strip()).get_single_data()
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
    return isinstance(found, list)
