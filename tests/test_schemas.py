"""The schemas for editors' programs ask for what the check asks for; snippets make what passes."""

import datetime
import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from kith import schemas
from kith.bibliography.library import load_library
from kith.content import frontmatter, help
from kith.content.blocks import find_blocks
from kith.content.claims.verdicts import VERDICTS
from kith.content.source import Source
from kith.content.teaching.plan import is_plan
from kith.explainers import manifest, questionnaire, scenario
from kith.keys import PLAIN, SNIPPETS, keys, write_keys
from kith.project import Project

TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "array": list,
    "object": dict,
}


def complaints(schema: dict[str, Any], value: object, place: str = "") -> Iterator[str]:
    """What a schema of ours has against a value: as much of JSON Schema as ours use."""
    if isinstance(value, datetime.date):
        value = value.isoformat()  # as an editor's program sees it
    if "anyOf" in schema and all(list(complaints(one, value)) for one in schema["anyOf"]):
        yield f"{place}: none of the ways"
    kind, is_flag = schema.get("type"), isinstance(value, bool)
    if kind and (not isinstance(value, TYPES[kind]) or (kind == "integer" and is_flag)):
        yield f"{place}: not {kind}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: none of {schema['enum']}"
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{place}: not like {schema['pattern']}"
        if schema.get("format") == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            yield f"{place}: no date"
    if isinstance(value, int) and not is_flag:
        least, most = schema.get("minimum", value), schema.get("maximum", value)
        if not least <= value <= most:
            yield f"{place}: out of range"
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{place}: {len(value)} items"
        if schema.get("uniqueItems") and len({repr(item) for item in value}) < len(value):
            yield f"{place}: one twice"
        for number, item in enumerate(value):
            yield from complaints(schema.get("items", {}), item, f"{place}/{number}")
    if isinstance(value, dict):
        yield from _of_table(schema, value, place)


def _of_table(schema: dict[str, Any], value: dict[str, Any], place: str) -> Iterator[str]:
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{place}: no {name}"
    if len(value) < schema.get("minProperties", 0):
        yield f"{place}: empty"
    more = schema.get("additionalProperties", True)
    for name, item in value.items():
        if name in schema.get("properties", {}):
            yield from complaints(schema["properties"][name], item, f"{place}/{name}")
        elif more is False:
            yield f"{place}: no {name} is known"
        elif isinstance(more, dict):
            yield from complaints(more, item, f"{place}/{name}")


def good(schema: dict[str, Any], value: object) -> bool:
    return not list(complaints(schema, value))


def test_what_is_committed_is_what_the_tables_give(
    repository: Project, update_golden: bool
) -> None:
    for place, text in schemas.files(repository).items():
        path = repository.root / place
        if update_golden:
            path.write_text(text, "utf-8")
        assert path.read_text("utf-8") == text, f"{place}: run `kith schemas`"


TEXT = st.sampled_from(["", "  ", "a", "two words", "public", "2026-11-21"])
VALUE = (
    TEXT
    | st.integers(-2, 12)
    | st.booleans()
    | st.none()
    | st.dates()
    | st.lists(TEXT | st.sampled_from(frontmatter.AUDIENCES), max_size=4)
    | st.dictionaries(TEXT, TEXT, max_size=2)
)


@pytest.mark.parametrize("name", frontmatter.FIELDS)
@settings(max_examples=80)
@given(value=VALUE)
def test_a_field_of_front_matter_is_good_for_both(name: str, value: object) -> None:
    field = frontmatter.FIELDS[name]
    schema = schemas.front_matter_schema(frontmatter.FIELDS, article=True)["properties"][name]
    if "date" in field.wanted and isinstance(value, str):
        return  # text in quotation marks, which a schema cannot tell from a date
    if not isinstance(value, datetime.date) or "date" in field.wanted:
        assert field.accepts(value) == good(schema, value)


def test_the_same_fields_are_needed() -> None:
    for article in (True, False):
        schema = schemas.front_matter_schema(frontmatter.FIELDS, article=article)
        _, problems = frontmatter.check_front_matter(Source("a.md", "---\n---\n"), article=article)
        missing = {problem.message.split()[0] for problem in problems}
        assert set(schema["required"]) == missing


def test_the_pages_of_this_site_are_good(repository: Project) -> None:
    found = schemas.all_schemas()
    for path in repository.content.rglob("*.md"):
        source = Source(path.name, path.read_text("utf-8"))
        name = path.relative_to(repository.content)
        is_article = len(name.parts) > 1 and name.name != "index.md"
        kind = "page" if not is_article else "session" if is_plan(name.as_posix()) else "article"
        values = yaml.safe_load(source.front_matter or "")
        assert list(complaints(found.get(f"{kind}.json", {}), values)) == [], path


def test_the_data_files_of_this_site_are_good_and_name_their_schemas(repository: Project) -> None:
    found = schemas.all_schemas()
    paths = [*repository.content.glob("*.toml"), *repository.bibliography.glob("*.toml")]
    paths += repository.explainers.glob("*/*.toml")
    for path in paths:
        text = path.read_text("utf-8")
        line = re.match(r"#:schema (\S+)\n", text)
        if line is None and not (ROOT / schemas.FOLDER / f"{path.stem}.json").exists():
            continue
        assert line, f"{path} does not begin with its schema"
        schema = (path.parent / line[1]).resolve()
        assert schema == (ROOT / schemas.FOLDER / f"{path.stem}.json").resolve()
        assert list(complaints(found[schema.name], tomllib.loads(text))) == [], path


MANIFEST: dict[str, Any] = {
    **dict.fromkeys(("title", "question", "summary", "version"), "T"),
    **{"sources": [], "limits": ["L"], "default": "a"},
    "scenarios": {"a": {"label": "L", "sentence": "S", "seed": 1, "params": {}}},
}
GUESS = {"question": "Q", "options": ["A", "B"], "answer": 1, "why": "W"}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"title": 3},
        {"title": None},
        {"limits": "L"},
        {"more": "x"},
        {"scenarios": {}},
        {"scenarios.label": 3},
        {"scenarios.seed": -1},
        {"scenarios.seed": True},
        {"scenarios.seed": scenario._SEED_MAXIMUM + 1},
        {"scenarios.params": []},
        {"scenarios.idea": " "},
        {"scenarios.status": "published"},
        {"scenarios.status": "proved"},
        {"scenarios.more": "x"},
        {"scenarios.guess": GUESS},
        {"scenarios.guess": {**GUESS, "options": ["A"]}},
        {"scenarios.guess": {**GUESS, "options": ["A", "A"]}},
        {"scenarios.guess": {**GUESS, "why": ""}},
        {"scenarios.guess": {**GUESS, "more": ""}},
        {"scenarios.guess": "x"},
    ],
    ids=repr,
)
def test_a_manifest_is_good_for_both(change: dict[str, Any]) -> None:
    data: dict[str, Any] = json.loads(json.dumps(MANIFEST))
    for name, value in change.items():
        table = data["scenarios"]["a"] if name.startswith("scenarios.") else data
        table[name.rpartition(".")[2]] = value
        if value is None:
            del table[name]
    assert (manifest._complaints(data) == []) == good(schemas.explainer_schema(), data)


@pytest.mark.parametrize("kind", questionnaire._KINDS)
def test_a_row_of_a_questionnaire_is_good_for_both(kind: str, repository: Project) -> None:
    path = repository.explainers / "recovery_capital/questionnaire.toml"
    schema = schemas.questionnaire_schema()
    whole = tomllib.loads(path.read_text("utf-8"))
    for name in (*schema["properties"][kind]["items"]["properties"], "more"):
        for value in (None, "", 3, [3]):
            data = json.loads(json.dumps(whole))
            row = data[kind][0]
            row.pop(name, None)
            if value is not None:
                row[name] = value
            slips = [slip for slip in questionnaire._slips(data) if "has no" not in slip.message]
            assert (slips == []) == good(schema, data), (name, value)


LINE: dict[str, Any] = {
    "country": "C",
    "service": "S",
    "against": "A",
    "call": "116 123",
    "checked": datetime.date(2026, 11, 21),
}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"call": "see our site"},
        {"call": None},
        {"call": None, "site": "https://a.example/"},
        {"call": None, "site": "http://a.example/"},
        {"text": "12 34-5"},
        {"country": " "},
        {"service": None},
        {"checked": None},
        {"more": "x"},
    ],
    ids=repr,
)
def test_a_help_line_is_good_for_both(change: dict[str, Any]) -> None:
    line = {name: value for name, value in {**LINE, **change}.items() if value is not None}
    assert (list(help._complaints(line)) == []) == good(schemas.help_schema(), {"lines": [line]})


def expand(body: list[str]) -> str:
    """A snippet with its first choices and its sample words."""
    text = re.sub(r"\$\{\d\|([^,|]*)[^|]*\|\}", r"\1", "\n".join(body))
    return re.sub(r"\$\{\d:([^{}]*)\}|\$\d", r"\1", text)


def test_snippets_make_blocks_that_are_read(repository: Project) -> None:
    explainers = [path.parent.name for path in repository.explainers.glob("*/explainer.toml")]
    found = schemas.snippets(explainers)
    claim = expand(found["A claim with its verdict"]["body"])
    (block,) = find_blocks(Source("a.md", claim), "claim")
    assert block.options == {"verdict": next(iter(VERDICTS)), "id": "a-few-words"}
    assert block.body.endswith("[@key].")
    (shown,) = find_blocks(Source("a.md", expand(found["An explainer"]["body"])), "explainer")
    assert shown.argument in explainers
    assert expand(found["A citation with a page"]["body"]) == "[@key, p. 176]"


def test_the_index_of_keys_names_every_work(repository: Project, tmp_path: Any) -> None:
    library = load_library(repository)
    rows = {row["key"]: row for row in keys(library)}
    assert rows.keys() == library.works.keys()
    assert rows["petrie1996"]["label"] == "Petrie (1996)"
    assert rows["alexander1978"]["label"] == "Alexander et al. (1978)"
    project = Project(tmp_path)
    write_keys(project, library)
    assert list(tmp_path.iterdir()) == []  # no folder of settings, no index
    (tmp_path / ".vscode").mkdir()
    write_keys(project, library)
    snippets = json.loads((tmp_path / SNIPPETS).read_text("utf-8"))
    assert snippets["@petrie1996"]["body"] == "@petrie1996"
    before = (tmp_path / PLAIN).stat().st_mtime_ns
    write_keys(project, library)
    assert (tmp_path / PLAIN).stat().st_mtime_ns == before
