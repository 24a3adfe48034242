"""mkdocs.yml as far as anybody can get it wrong before a site generator reads it."""

from typing import Final

import yaml

from kith.problems import Problem
from kith.project import Project
from kith.texts import read_text
from kith.yaml_texts import loader_for

FILE: Final = "mkdocs.yml"
RULE: Final = "site/settings"


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
        message = f"not valid YAML: {getattr(error, 'problem', None) or error}"
        fix = "compare this line and the one above with those that are in order, blanks too"
        return [Problem(FILE, line, column, RULE, message, fix)]
    except (ValueError, RecursionError) as error:
        return [Problem(FILE, 1, 1, RULE, f"this cannot be read: {error}"[:200], "write it flat")]
    if not isinstance(node, yaml.MappingNode):
        fix = "take the file from the last commit: git checkout mkdocs.yml"
        return [Problem(FILE, 1, 1, RULE, "there are no settings here", fix)]
    return []
