"""JSON Schemas for what editors write: front matter, manifests, data files. `kith schemas` writes.

Made from the very tables that check these files, so that an editor's program and `kith check` ask
for the same. What a schema cannot say (that a key exists, that a check digit is right) is left to
the check. Which tables there are is known here, what they mean is not.
"""

import importlib
import importlib.util
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields as fields_of
from types import ModuleType
from typing import Any, Final

from kith.bibliography.library import Design
from kith.content import frontmatter, help, search
from kith.content.claims.verdicts import VERDICTS
from kith.explainers import manifest, questionnaire, scenario
from kith.project import Project

FOLDER: Final = "scripts/schemas"
SNIPPETS: Final = ".vscode/kith.code-snippets"

type Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string", "pattern": r"\S"}
_ANY_TEXT: Final[Schema] = {"type": "string"}
_DAY: Final[Schema] = {"type": "string", "format": "date"}
_TEXTS: Final[Schema] = {"type": "array", "items": _ANY_TEXT}

_FORMS: Final[Mapping[str, Schema]] = {
    "_is_text": _TEXT,
    "_is_date": _DAY,
    "_is_list_of_text": {"type": "array", "items": _TEXT, "minItems": 1},
    "_is_key_points": {
        "type": "array",
        "items": _TEXT,
        "minItems": frontmatter.KEY_POINTS,
        "maxItems": frontmatter.KEY_POINTS,
    },
    "_is_audience": {"type": "array", "items": {"enum": [*frontmatter.AUDIENCES]}, "minItems": 1},
    "_is_mapping": {"type": "object"},
    "_is_minutes": {"type": "integer", "minimum": 5},
    "_is_texts": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]},
    "_is_next": {
        "anyOf": [
            _TEXT,
            {"type": "array", "items": _TEXT, "minItems": 1, "maxItems": frontmatter.READ_NEXT},
        ]
    },
}
"""What each check of a field of front matter accepts, by the name of the check."""


def all_schemas() -> dict[str, Schema]:
    """Every schema, by the name of its file."""
    found = {
        "article.json": front_matter_schema(frontmatter.FIELDS, article=True),
        "page.json": front_matter_schema(frontmatter.FIELDS, article=False),
        "explainer.json": explainer_schema(),
        "questionnaire.json": questionnaire_schema(),
        "help.json": help_schema(),
        "search.json": search_schema(),
        "evidence.json": evidence_schema(),
    }
    plan = getattr(frontmatter, "PLAN_FIELDS", None)
    if plan:
        found["session.json"] = front_matter_schema(plan, article=True)
    glossary = _module("kith.content.glossary.records")
    if glossary:
        found["glossary.json"] = glossary_schema(glossary)
    return {name: {"$schema": _DIALECT, **schema} for name, schema in found.items()}


_DIALECT: Final = "http://json-schema.org/draft-07/schema#"


def front_matter_schema(fields: Mapping[str, frontmatter.Field], *, article: bool) -> Schema:
    """Of a page's front matter; a page that is no article needs only a title and a description."""
    properties = {
        name: {**_FORMS[field.accepts.__name__], "description": f"{field.wanted}"}
        for name, field in fields.items()
    }
    needed = [
        name
        for name, field in fields.items()
        if field.required and (article or name in ("title", "description"))
    ]
    return _table(properties, needed, "Front matter")


def explainer_schema() -> Schema:
    """Of explainer.toml."""
    kinds: Mapping[type, Schema] = {
        str: _ANY_TEXT,
        int: {"type": "integer", "minimum": 0, "maximum": scenario._SEED_MAXIMUM},
        dict: {"type": "object"},
    }
    fewest, most = scenario._OPTIONS
    options = {"type": "array", "items": _TEXT, "uniqueItems": True}
    guess = {
        **_each(scenario._GUESS_FIELDS, _TEXT),
        "options": {**options, "minItems": fewest, "maxItems": most},
        "answer": {"type": "integer", "minimum": 0, "maximum": most - 1},
    }
    one = {
        **_each(scenario._FIELDS, _TEXT),
        **{name: kinds[kind] for name, (kind, _) in scenario._NEEDED.items()},
        "status": {"enum": [*scenario.STATUSES]},
        "guess": _table(guess, scenario._GUESS_FIELDS),
    }
    scenarios = {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": _table(one, scenario._NEEDED),
    }
    properties = {
        **_each(manifest._TEXTS, _ANY_TEXT),
        **_each(manifest._LISTS, _TEXTS),
        **_each(manifest._OPTIONAL, _TEXTS),
        "scenarios": scenarios,
    }
    needed = [name for name in manifest._FIELDS if name not in manifest._OPTIONAL]
    return _table(properties, needed, "An explainer")


def questionnaire_schema() -> Schema:
    """Of questionnaire.toml."""
    kinds = {}
    for name, shape in questionnaire._KINDS.items():
        optional = {word: _TEXTS if word == "keys" else _ANY_TEXT for word in shape.optional}
        row = {
            **_each(shape.texts, _TEXT),
            **optional,
            **_each(shape.lists, _TEXTS),
            **_each(shape.flags, {"type": "boolean"}),
            **_each(shape.tables, {"type": "object"}),
        }
        needed = (*shape.texts, *shape.lists, *shape.flags, *shape.tables)
        kinds[name] = {"type": "array", "items": _table(row, needed)}
    properties = {
        **_each(questionnaire._TEXTS, _ANY_TEXT),
        **_each(questionnaire._LISTS, _TEXTS),
        **kinds,
    }
    return _table(properties, questionnaire._FIELDS, "A questionnaire")


def help_schema() -> Schema:
    """Of help.toml."""
    row: Schema = {
        **_each(help._TEXTS, _TEXT),
        "call": {"type": "string", "pattern": f"^{help._NUMBER.pattern}$"},
        "text": {"type": "string", "pattern": f"^{help._NUMBER.pattern}$"},
        "site": {"type": "string", "pattern": r"^https://[^\s\"<>]+$"},
        "checked": _TOML_DAY,
    }
    lines = _table(row, (*help._REQUIRED, "checked"))
    lines["anyOf"] = [{"required": [way]} for way in help._WAYS]
    properties = {"lines": {"type": "array", "items": lines, "minItems": 1}}
    return {**_table(properties, ["lines"], "Help lines"), "additionalProperties": True}


_TOML_DAY: Final[Schema] = {}
"""A date of TOML is no string: programs differ in what they make of it, so the check says more."""


def evidence_schema() -> Schema:
    """Of evidence.toml."""
    names = [field.name for field in fields_of(Design)]
    design = _table(_each(names, _ANY_TEXT), names)
    designs = {"type": "object", "additionalProperties": design}
    table = _table({"designs": designs}, ["designs"], "Kinds of study")
    return {**table, "additionalProperties": True}


def glossary_schema(records: ModuleType) -> Schema:
    """Of glossary.toml."""
    row = {**_each(records._FIELDS, _TEXT), "also": _TEXTS}
    terms = {"type": "array", "items": _table(row, records._REQUIRED)}
    return {**_table({"terms": terms}, ["terms"], "Words explained"), "additionalProperties": True}


def search_schema() -> Schema:
    """Of search.toml."""
    words = {"type": "array", "items": _TEXT, "minItems": 1}
    kinds: Mapping[str, Schema] = {"always": {"type": "boolean"}}
    rows = {
        name: _table({key: kinds.get(key, words) for key in fields}, search._NEEDED[name])
        for name, fields in search._FIELDS.items()
    }
    properties = {
        "groups": {"type": "object", "additionalProperties": words},
        **{name: {"type": "array", "items": row} for name, row in rows.items()},
    }
    return _table(properties, [], "What people type into the search")


def snippets(explainers: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Snippets for VS Code: claim, explainer, citation, with the choices that exist."""
    verdicts, names = ",".join(VERDICTS), ",".join(explainers)
    key = "${1:key}"
    return {
        "A claim with its verdict": _snippet(
            "claim",
            "A claim, to be judged where you discuss it",
            "/// claim | ${1:What the story says}",
            f"    verdict: ${{2|{verdicts}|}}",
            "    id: ${3:a-few-words}",
            "${4:What the studies did and found} [@${5:key}].",
            "///",
            "$0",
        ),
        "An explainer": _snippet(
            "explainer",
            "A model that readers can run",
            f"/// explainer | ${{1|{names}|}}",
            "    scenario: ${2:name}",
            "///",
            "$0",
        ),
        "A citation": _snippet("cite", "A work in brackets", f"[@{key}]$0"),
        "A citation with a page": _snippet(
            "citep", "A work and the page in it", f"[@{key}, p. ${{2:176}}]$0"
        ),
        "Two works": _snippet(
            "cite2", "Two works in one pair of brackets", f"[@{key}; @${{2:key}}]$0"
        ),
        "A work in running text": _snippet(
            "citet", "Its authors, then the year", f"@{key} ${{2:found}} $0"
        ),
    }


def render(value: object) -> str:
    """As it stands in a file."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def files(project: Project) -> dict[str, str]:
    """Every file that `kith schemas` writes, by its place in the repository."""
    explainers = [path.parent.name for path in sorted(project.explainers.glob("*/explainer.toml"))]
    found = {f"{FOLDER}/{name}": render(schema) for name, schema in all_schemas().items()}
    return {**found, SNIPPETS: render(snippets(explainers))}


def _table(properties: Schema, required: Iterable[str], title: str = "") -> Schema:
    table = {
        "type": "object",
        "properties": properties,
        "required": [*required],
        "additionalProperties": False,
    }
    return {"title": title, **table} if title else table


def _each(names: Iterable[str], schema: Schema) -> Schema:
    """The same for each of these names."""
    return dict.fromkeys(names, schema)


def _snippet(prefix: str, description: str, *body: str) -> dict[str, Any]:
    return {
        "scope": "markdown",
        "prefix": prefix,
        "description": description,
        "body": list(body),
    }


def _module(name: str) -> ModuleType | None:
    package = name.rpartition(".")[0]
    known = importlib.util.find_spec(package) and importlib.util.find_spec(name)
    return importlib.import_module(name) if known else None
