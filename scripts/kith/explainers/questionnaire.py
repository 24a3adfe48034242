"""questionnaire.toml to what a page draws: areas, items, what could help, personas.

The file is checked here, so that a slip has its line; then the questionnaire's own Python reads it
and gives the form, so that the page and the reading in the browser use the same words. It must not
know HTML.
"""

import importlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from kith.cache import digest_files
from kith.explainers.snapshot import imported_anew
from kith.explainers.wheel import source_files
from kith.problems import Problem, nearest
from kith.project import Project
from kith.texts import read_text
from kith.toml_texts import read_toml

FILE: Final = "questionnaire.toml"
_TEXTS: Final = ("title", "summary", "version")
_LISTS: Final = ("sources", "limits")


class _Kind(NamedTuple):
    """The fields of one kind of table; `links` are fields that name entries of another kind."""

    texts: tuple[str, ...]
    optional: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


_KINDS: Final = {
    "areas": _Kind(("id", "name", "about")),
    "items": _Kind(
        ("id", "area", "text", "why"),
        ("cause",),
        ("steps",),
        links=(("area", "areas"), ("steps", "steps")),
    ),
    "steps": _Kind(
        ("id", "area", "text", "sure"), ("note", "keys"), (), ("outside",), (), (("area", "areas"),)
    ),
    "harder": _Kind(("id", "text", "help")),
    "personas": _Kind(
        ("id", "name", "story"),
        (),
        ("harder",),
        (),
        ("answers",),
        (("harder", "harder"), ("answers", "items")),
    ),
}
_FIELDS: Final = (*_TEXTS, *_LISTS, *_KINDS)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A questionnaire as its folder declares it; `form` is what its api.py says of it."""

    name: str
    path: str
    form: Mapping[str, Any]

    @property
    def keys(self) -> list[str]:
        """The works it rests on, sources first, each once."""
        steps = (key for step in self.form["steps"] for key in step["keys"])
        return list(dict.fromkeys([*self.form["sources"], *steps]))


class _Slip(NamedTuple):
    """What is wrong, and where: the n-th table of a kind or the file's head, a field, a word."""

    kind: str
    number: int
    field: str
    message: str
    fix: str
    word: str = ""


def read_questionnaires(project: Project) -> tuple[dict[str, Questionnaire], list[Problem]]:
    """Every questionnaire of the project, by the name of its folder."""
    found = _read_all(project, digest_files(source_files(project), project.root))
    return dict(found[0]), list(found[1])


@lru_cache(maxsize=2)
def _read_all(project: Project, _sources: str) -> tuple[dict[str, Questionnaire], list[Problem]]:
    questionnaires: dict[str, Questionnaire] = {}
    problems: list[Problem] = []
    for file in sorted(project.explainers.glob(f"*/{FILE}")):
        found = _read(file, project)
        if isinstance(found, Questionnaire):
            questionnaires[found.name] = found
        else:
            problems += found
    return questionnaires, problems


def check_keys(
    project: Project, questionnaires: Iterable[Questionnaire], known: Iterable[str]
) -> Iterator[Problem]:
    """A problem for each key of a source or a step that no work has."""
    works = set(known)
    for questionnaire in questionnaires:
        path = questionnaire.path
        text = read_text(project.root / path, path, "questionnaire/file").text
        for key in questionnaire.keys:
            for match in re.finditer(rf'"({re.escape(key)})"', text) if key not in works else ():
                place = _line_and_column(text, match.start())
                fix = nearest(key, works) or "add it to a file in bibliography/"
                message = f"no work has the key {key!r}"
                yield Problem(questionnaire.path, *place, "cite/unknown-key", message, fix)


def _read(file: Path, project: Project) -> Questionnaire | list[Problem]:
    path = project.relative(file)
    read = read_toml(file, path, "questionnaire/file")
    if read.problems:
        return list(read.problems)
    text, data = read.text, read.values
    slips = list(_slips(data))
    if slips:
        return [_problem(path, _place(text, slip), slip.message, slip.fix) for slip in slips]
    try:
        return Questionnaire(file.parent.name, path, _form(project, file.parent.name))
    except Exception as error:  # its own Python refuses it, in whatever way
        named = re.search(r"'([\w-]+)'", str(error))
        entry = re.search(rf'^id = "{named[1]}"', text, re.MULTILINE) if named else None
        place_of = _line_and_column(text, entry.start() if entry else 0)
        return [_problem(path, place_of, str(error), "mend this entry")]


def _form(project: Project, name: str) -> Mapping[str, Any]:
    with imported_anew(project):
        bridge = importlib.import_module("explainer_kit.bridge")
        form: Mapping[str, Any] = json.loads(bridge.call(name, "form", "{}"))
    return form


def _slips(data: Mapping[str, Any]) -> Iterator[_Slip]:
    for name in data:
        if name not in _FIELDS:
            fix = nearest(name, _FIELDS) or f"the fields are {', '.join(_FIELDS)}"
            yield _Slip("", 0, name, f"there is no field {name!r}", fix)
    for name in _TEXTS:
        if not isinstance(data.get(name), str):
            message = f"{name} is missing or not a text"
            yield _Slip("", 0, name, message, f'write {name} = "..."')
    for name in _LISTS:
        if not _is_list(data.get(name)):
            message = f"{name} is not a list of texts"
            yield _Slip("", 0, name, message, f'write {name} = ["..."]')
    tables = {kind: data.get(kind) for kind in _KINDS}
    for kind, rows in tables.items():
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            yield _Slip("", 0, kind, f"there are no {kind}", f"write tables [[{kind}]]")
            return
    for kind, rows in tables.items():
        seen: set[object] = set()
        for number, row in enumerate(rows or ()):
            yield from _row_slips(kind, number, row, tables)
            if str(row.get("id")) in seen:
                yield _Slip(kind, number, "id", f"the id {row['id']!r} stands twice", "rename one")
            seen.add(str(row.get("id")))


def _row_slips(
    kind: str, number: int, row: Mapping[str, Any], tables: Mapping[str, Any]
) -> Iterator[_Slip]:
    shape = _KINDS[kind]
    known = [name for names in shape[:5] for name in names]
    for name in row:
        if name not in known:
            fix = nearest(name, known) or f"the fields are {', '.join(known)}"
            yield _Slip(kind, number, name, f"there is no field {name!r} in {kind}", fix)
    for name in shape.texts:
        if not isinstance(row.get(name), str) or not row[name].strip():
            yield _Slip(kind, number, name, f"{name} is missing or not a text", f'{name} = "..."')
    for name in shape.lists:
        if not _is_list(row.get(name)):
            yield _Slip(kind, number, name, f"{name} is not a list of texts", f'{name} = ["..."]')
    for name in shape.optional:
        wanted = _is_list if name == "keys" else _is_text
        if name in row and not wanted(row[name]):
            form = '["..."]' if name == "keys" else '"..."'
            yield _Slip(kind, number, name, f"{name} is not {form}", f"{name} = {form}")
    for name in shape.flags:
        if not isinstance(row.get(name), bool):
            yield _Slip(kind, number, name, f"{name} is not true or false", f"{name} = true")
    for name in shape.tables:
        if not isinstance(row.get(name), dict):
            yield _Slip(kind, number, name, f"there are no {name}", f"add [{kind}.{name}]")
    for name, other in shape.links:
        ids = [entry.get("id") for entry in tables[other]]
        value = row.get(name, ())
        words = [value] if isinstance(value, str) else value
        for word in words if isinstance(words, list | dict) else ():
            if word not in ids:
                fix = nearest(str(word), map(str, ids)) or f"name one of the {other}"
                yield _Slip(kind, number, name, f"{other} has no {word!r}", fix, str(word))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _place(text: str, slip: _Slip) -> tuple[int, int]:
    """Where a slip stands: the word or field inside its table, else the table's head."""
    start, end = 0, len(text)
    if slip.kind:
        heads = [found.start() for found in re.finditer(rf"^\[\[{slip.kind}\]\]", text, re.M)]
        if slip.number >= len(heads):  # written some other way
            return 1, 1
        start = heads[slip.number]
        following = re.compile(r"^\[\[", re.M).search(text, start + 2)
        end = following.start() if following else end
    field = re.compile(rf"^[ \t]*({re.escape(slip.field)})\b", re.M).search(text, start, end)
    if slip.word:
        after = field.end() if field else start
        word = re.compile(rf"(?<![\w-]){re.escape(slip.word)}(?![\w-])").search(text, after, end)
        return _line_and_column(text, word.start() if word else start)
    return _line_and_column(text, field.start(1) if field else start)


def _line_and_column(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _problem(path: str, place: tuple[int, int], message: str, fix: str) -> Problem:
    return Problem(path, *place, "questionnaire/file", message, fix)
