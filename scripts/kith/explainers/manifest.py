"""explainer.toml to a typed `Manifest`: an explainer's question, scenarios, sources and limits."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kith.explainers.scenario import Complaint, Scenario, read_scenario, scenario_complaints
from kith.problems import Problem, nearest
from kith.project import Project
from kith.toml_texts import read_toml

__all__ = ["Manifest", "Scenario", "read_manifests"]

_TEXTS: Final = ("title", "question", "summary", "version", "default")
_LISTS: Final = ("sources", "limits")
_TABLES: Final = ("scenarios",)
_OPTIONAL: Final = ("moved_from",)  # former names of the folder, whose addresses lead on
_FIELDS: Final = (*_TEXTS, *_LISTS, *_TABLES, *_OPTIONAL)


@dataclass(frozen=True, slots=True)
class Manifest:
    """An explainer as its folder declares it. `path` is that of its explainer.toml."""

    name: str
    path: str
    title: str
    question: str
    summary: str
    version: str
    sources: tuple[str, ...]
    limits: tuple[str, ...]
    default: str
    scenarios: Mapping[str, Scenario]
    moved_from: tuple[str, ...] = ()


def read_manifests(project: Project) -> tuple[dict[str, Manifest], list[Problem]]:
    """Every explainer of the project, by the name of its folder."""
    manifests: dict[str, Manifest] = {}
    problems: list[Problem] = []
    for file in sorted(project.explainers.glob("*/explainer.toml")):
        found = _read(file, project)
        if isinstance(found, Manifest):
            manifests[found.name] = found
        else:
            problems += found
    return manifests, problems


def _read(file: Path, project: Project) -> Manifest | list[Problem]:
    path = project.relative(file)
    read = read_toml(file, path, "explainer/manifest")
    if read.problems:
        return list(read.problems)
    text, data = read.text, read.values
    complaints = list(_complaints(data))
    if complaints:
        return [
            Problem(path, *_place(text, table, field), "explainer/manifest", message, fix)
            for table, field, message, fix in complaints
        ]
    scenarios = {name: read_scenario(name, table) for name, table in data["scenarios"].items()}
    return Manifest(
        name=file.parent.name,
        path=path,
        sources=tuple(data["sources"]),
        limits=tuple(data["limits"]),
        scenarios=scenarios,
        moved_from=tuple(data.get("moved_from", ())),
        **{name: data[name] for name in _TEXTS},
    )


def _complaints(data: Mapping[str, Any]) -> list[Complaint]:
    """All that is wrong in a manifest."""
    wrong = []
    for name in data:
        if name not in _FIELDS:
            hint = nearest(name, _FIELDS) or f"the fields are {', '.join(_FIELDS)}"
            wrong.append(Complaint("", name, f"there is no field {name!r}", hint))
    for name in _TEXTS:
        if not isinstance(data.get(name), str):
            message = f"{name} is missing or not a text"
            wrong.append(Complaint("", name, message, f'write {name} = "..."'))
    for name in (*_LISTS, *(name for name in _OPTIONAL if name in data)):
        value = data.get(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            message = f"{name} is not a list of texts"
            wrong.append(Complaint("", name, message, f'write {name} = ["..."]'))
    scenarios = data.get("scenarios")
    if not isinstance(scenarios, dict) or not scenarios:
        message = "there is no scenario"
        return [*wrong, Complaint("", "scenarios", message, "add a table [scenarios.NAME]")]
    for name, table in scenarios.items():
        wrong += scenario_complaints(name, table)
    if isinstance(data.get("default"), str) and data["default"] not in scenarios:
        hint = nearest(data["default"], scenarios) or f"there are {', '.join(scenarios)}"
        wrong.append(Complaint("", "default", f"there is no scenario {data['default']!r}", hint))
    return wrong


def _place(text: str, table: str, field: str) -> tuple[int, int]:
    """Line and column of a field, else of the table it belongs in, else of the file's start."""
    start, end = 0, len(text)
    header = re.search(rf"^[ \t]*\[{re.escape(table)}\]", text, re.MULTILINE) if table else None
    if header:
        start = header.end()
        following = re.compile(r"^[ \t]*\[", re.MULTILINE).search(text, start)
        end = following.start() if following else end
    elif table:  # written some other way, such as inside its parent
        return _place(text, *table.rpartition(".")[::2]) if "." in table else (1, 1)
    word = re.compile(rf"^[ \t]*(\[?{re.escape(field)}\b)", re.MULTILINE)
    found = word.search(text, start, end) if field else None
    at = found.start(1) if found else header.end() - len(table) - 2 if header else 0
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
