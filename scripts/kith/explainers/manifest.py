"""explainer.toml to a typed `Manifest`: an explainer's question, scenarios, sources and limits."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kith.problems import Problem, nearest
from kith.project import Project

_TEXTS: Final = ("title", "question", "summary", "version", "default")
_LISTS: Final = ("sources", "limits")
_TABLES: Final = ("scenarios",)
_FIELDS: Final = (*_TEXTS, *_LISTS, *_TABLES)
_SCENARIO_FIELDS: Final = ("label", "sentence", "seed", "params")


@dataclass(frozen=True, slots=True)
class Scenario:
    """One named setting of a model: what readers are told of it, its seed, its parameter values."""

    name: str
    label: str
    sentence: str
    seed: int
    params: Mapping[str, object]


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
    text = file.read_text("utf-8", errors="replace")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (1, 1)
        message = f"not valid TOML: {str(error).partition(' (at ')[0]}"
        return [Problem(path, line, column, "explainer/manifest", message, "mend this line")]
    complaints = list(_complaints(data))
    if complaints:
        return [
            Problem(path, _line(text, name), 1, "explainer/manifest", message, fix)
            for name, message, fix in complaints
        ]
    scenarios = {name: Scenario(name, **table) for name, table in data["scenarios"].items()}
    return Manifest(
        name=file.parent.name,
        path=path,
        sources=tuple(data["sources"]),
        limits=tuple(data["limits"]),
        scenarios=scenarios,
        **{name: data[name] for name in _TEXTS},
    )


def _complaints(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(the name to look for in the file, what is wrong, how to mend it), for each mistake."""
    wrong = []
    for name in data:
        if name not in _FIELDS:
            hint = nearest(name, _FIELDS) or f"the fields are {', '.join(_FIELDS)}"
            wrong.append((name, f"there is no field {name!r}", hint))
    for name in _TEXTS:
        if not isinstance(data.get(name), str):
            wrong.append((name, f"{name} is missing or not a text", f'write {name} = "..."'))
    for name in _LISTS:
        value = data.get(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            wrong.append((name, f"{name} is not a list of texts", f'write {name} = ["..."]'))
    scenarios = data.get("scenarios")
    if not isinstance(scenarios, dict) or not scenarios:
        return [*wrong, ("scenarios", "there is no scenario", "add a table [scenarios.NAME]")]
    for name, table in scenarios.items():
        wrong += _scenario_complaints(name, table)
    if isinstance(data.get("default"), str) and data["default"] not in scenarios:
        hint = nearest(data["default"], scenarios) or f"there are {', '.join(scenarios)}"
        wrong.append(("default", f"there is no scenario {data['default']!r}", hint))
    return wrong


def _scenario_complaints(name: str, table: object) -> list[tuple[str, str, str]]:
    here = f"scenarios.{name}"
    if not isinstance(table, dict):
        return [(here, f"scenario {name!r} is not a table", f"write [scenarios.{name}]")]
    kinds = {"label": str, "sentence": str, "seed": int, "params": dict}
    return [
        (here, f"scenario {name!r} has no good {field}", f"add {field} to [scenarios.{name}]")
        for field in _SCENARIO_FIELDS
        if not isinstance(table.get(field), kinds[field])
    ] + [
        (here, f"scenario {name!r} has no use for {field!r}", nearest(field, _SCENARIO_FIELDS))
        for field in table
        if field not in _SCENARIO_FIELDS
    ]


def _line(text: str, name: str) -> int:
    """The line that names a field or table, else the first."""
    match = re.search(rf"^\s*\[?{re.escape(name)}\b", text, re.MULTILINE)
    return text.count("\n", 0, match.end()) + 1 if match else 1
