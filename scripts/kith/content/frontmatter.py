"""Front matter: what each kind of page declares, checked field by field.

The rules are the tables FIELDS and PLAN_FIELDS. An article is a page in a section
(content/learn/rat-park.md); a session plan is one in content/teach/, and has more to declare; any
other page needs only a title and a description.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeGuard

import yaml

from kith.content.source import Source
from kith.problems import Problem, nearest

AUDIENCES: Final = ("public", "trainers", "professionals")
KEY_POINTS: Final = 3
READ_NEXT: Final = 3  # pages at most
# The loader in C reads as the one in Python does, ten times as fast; not every machine has it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of front matter: whether articles must have it, and what a good value is."""

    required: bool
    wanted: str
    accepts: Callable[[object], bool]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_date(value: object) -> TypeGuard[datetime.date]:
    return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_text(item) for item in value)


def _is_key_points(value: object) -> bool:
    return _is_list_of_text(value) and isinstance(value, list) and len(value) == KEY_POINTS


def _is_minutes(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 5


def _is_mapping(value: object) -> bool:
    return isinstance(value, dict)


def _is_audience(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(item in AUDIENCES for item in value)


def _is_texts(value: object) -> bool:
    return _is_text(value) or _is_list_of_text(value)


def _is_next(value: object) -> bool:
    several = isinstance(value, list) and len(value) <= READ_NEXT and _is_list_of_text(value)
    return several or _is_text(value)


FIELDS: Final[Mapping[str, Field]] = {
    "title": Field(True, "a line of text", _is_text),
    "description": Field(True, "one sentence", _is_text),
    "key_points": Field(True, f"a list of {KEY_POINTS} sentences", _is_key_points),
    "reviewed": Field(True, "a date such as 2026-11-21", _is_date),
    "next_review": Field(True, "a date such as 2027-11-21", _is_date),
    "reviewer": Field(True, 'a person\'s name, or "none yet"', _is_text),
    "audience": Field(True, f"a list out of {', '.join(AUDIENCES)}", _is_audience),
    "content_note": Field(False, "a sentence", _is_text),
    "next": Field(False, "a page such as learn/rat-park.md, or up to three", _is_next),
    "moved_from": Field(False, "a page's old name such as learn/old.md, or a list", _is_texts),
    "published": Field(False, "a date such as 2026-11-21", _is_date),
    "search": Field(False, "exclude: true, for a page that search leaves out", _is_mapping),
}
PLAN_FIELDS: Final[Mapping[str, Field]] = {
    **FIELDS,
    "key_points": Field(False, FIELDS["key_points"].wanted, _is_key_points),
    "minutes": Field(True, "a whole number of minutes, 5 or more", _is_minutes),
    "group": Field(True, 'how many people, such as "4 to 25 people"', _is_text),
    "aims": Field(True, "a list of sentences: what people will be able to do", _is_list_of_text),
    "for_whom": Field(True, "a list of sentences", _is_list_of_text),
    "not_for": Field(True, "a list of sentences", _is_list_of_text),
    "room": Field(True, "a list of what the room must have", _is_list_of_text),
    "materials": Field(True, "a list of what to bring or print", _is_list_of_text),
}
_REQUIRED_OF_ANY_PAGE: Final = ("title", "description")


def check_front_matter(
    source: Source, *, article: bool, plan: bool = False
) -> tuple[dict[str, Any], list[Problem]]:
    """The values of a page's front matter, and every problem in them."""
    fields = PLAN_FIELDS if plan else FIELDS
    if source.front_matter is None:
        fix = "begin the file with a line ---, the fields, and another line ---"
        return {}, [Problem(source.path, 1, 1, "page/front-matter", "no front matter", fix)]
    try:
        values, lines = _read_yaml(source.front_matter)
    except (yaml.YAMLError, ValueError) as error:
        return {}, [_yaml_problem(source, error)]
    return values, list(_problems(source, values, lines, fields, article))


def _read_yaml(text: str) -> tuple[dict[str, Any], dict[str, int]]:
    """The mapping, and the line in the file on which each of its fields begins."""
    loader = _Loader(text)
    node = loader.get_single_node()
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        raise yaml.MarkedYAMLError(
            problem="fields such as `title: Rat Park` are expected", problem_mark=node.start_mark
        )
    lines: dict[str, int] = {}
    for key, _ in node.value:
        if str(key.value) in lines:
            raise yaml.MarkedYAMLError(
                problem=f"the field {key.value} stands twice", problem_mark=key.start_mark
            )
        lines[str(key.value)] = key.start_mark.line + 2
    return loader.construct_document(node), lines


def _yaml_problem(source: Source, error: yaml.YAMLError | ValueError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 2, mark.column + 1) if mark else (1, 1)
    message = f"not valid YAML: {getattr(error, 'problem', None) or error}"
    fix = "put a text that holds a colon, # or quotation mark in quotation marks"
    return Problem(source.path, line, column, "page/front-matter", message, fix)


def _problems(
    source: Source,
    values: Mapping[str, Any],
    lines: Mapping[str, int],
    fields: Mapping[str, Field],
    article: bool,
) -> Iterator[Problem]:
    def problem(name: str, rule: str, message: str, fix: str) -> Problem:
        return Problem(source.path, lines.get(name, 1), 1, rule, message, fix)

    for name in values:
        if name not in fields:
            fix = nearest(str(name), fields) or f"the fields are {', '.join(fields)}"
            yield problem(str(name), "page/unknown-field", f"there is no field {name!r}", fix)
    for name, field in fields.items():
        if name in values:
            if not field.accepts(values[name]):
                yield problem(name, "page/field", f"{name} is not {field.wanted}", "write it so")
        elif field.required and (article or name in _REQUIRED_OF_ANY_PAGE):
            fix = f"add `{name}:` with {field.wanted}"
            yield problem(name, "page/field", f"{name} is missing", fix)
    reviewed, following = values.get("reviewed"), values.get("next_review")
    if _is_date(reviewed) and _is_date(following) and following <= reviewed:
        message = "next_review is not after reviewed"
        yield problem("next_review", "page/field", message, "name a later day")
