"""Front matter: what each kind of page declares, checked field by field.

The rules are the tables FIELDS and PLAN_FIELDS. An article is a page in a section
(content/learn/rat-park.md); a session plan is one in content/teach/, and has more to declare; any
other page needs only a title and a description.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeGuard

import yaml

from kith.content import front_matter_mends as mends
from kith.content.front_matter_missing import explain_missing, open_ends
from kith.content.front_matter_parts import Part, split_parts, stray_lines
from kith.content.source import Source
from kith.problems import Problem, nearest
from kith.yaml_texts import loader_for

AUDIENCES: Final = ("public", "trainers", "professionals")
KEY_POINTS: Final = 3
READ_NEXT: Final = 3  # pages at most


@dataclass(frozen=True, slots=True)
class Field:
    """One field of front matter: whether articles must have it, and what a good value is.

    `kind` is text, date, list, minutes or mapping: how a mend writes it.
    """

    required: bool
    wanted: str
    accepts: Callable[[object], bool]
    kind: str = "text"


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
    "key_points": Field(True, f"a list of {KEY_POINTS} sentences", _is_key_points, "list"),
    "reviewed": Field(True, "a date such as 2026-11-21", _is_date, "date"),
    "next_review": Field(True, "a date such as 2027-11-21", _is_date, "date"),
    "reviewer": Field(True, 'a person\'s name, or "none yet"', _is_text),
    "audience": Field(True, f"a list out of {', '.join(AUDIENCES)}", _is_audience, "list"),
    "content_note": Field(False, "a sentence", _is_text),
    "next": Field(False, "a page such as learn/rat-park.md, or up to three", _is_next),
    "moved_from": Field(False, "a page's old name such as learn/old.md, or a list", _is_texts),
    "published": Field(False, "a date such as 2026-11-21", _is_date, "date"),
    "search": Field(
        False, "exclude: true, for a page that search leaves out", _is_mapping, "mapping"
    ),
}
PLAN_FIELDS: Final[Mapping[str, Field]] = {
    **FIELDS,
    "key_points": Field(False, FIELDS["key_points"].wanted, _is_key_points, "list"),
    "minutes": Field(True, "a whole number of minutes, 5 or more", _is_minutes, "minutes"),
    "group": Field(True, 'how many people, such as "4 to 25 people"', _is_text),
    "aims": Field(
        True, "a list of sentences: what people will be able to do", _is_list_of_text, "list"
    ),
    "for_whom": Field(True, "a list of sentences", _is_list_of_text, "list"),
    "not_for": Field(True, "a list of sentences", _is_list_of_text, "list"),
    "room": Field(True, "a list of what the room must have", _is_list_of_text, "list"),
    "materials": Field(True, "a list of what to bring or print", _is_list_of_text, "list"),
}
_REQUIRED_OF_ANY_PAGE: Final = ("title", "description")


def check_front_matter(
    source: Source, *, article: bool, plan: bool = False
) -> tuple[dict[str, Any], list[Problem]]:
    """The values of a page's front matter, and every problem in them."""
    fields = PLAN_FIELDS if plan else FIELDS
    if source.front_matter is None:
        line, message, fix = explain_missing(source.text)
        return {}, [Problem(source.path, line, 1, "page/front-matter", message, fix)]
    parts = list(split_parts(source.front_matter))
    broken = list(_broken(source, parts, fields))
    if broken:
        return {}, broken
    try:
        values = _read_yaml(source.front_matter)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return {}, [_yaml_problem(source, error)]
    silent = dict(_silent(source, values, parts, fields))
    wrong = _wrong(source, values, parts, fields, article)
    return values, [*silent.values(), *(found for found in wrong if found.line not in silent)]


def _broken(
    source: Source, parts: Iterable[Part], fields: Mapping[str, Field]
) -> Iterator[Problem]:
    """What keeps the whole from being read as fields, each where it is."""
    for line, message, fix in open_ends(source.text):
        yield Problem(source.path, line, 1, "page/front-matter", message, fix)
    for line, text in stray_lines(source.front_matter or ""):
        message = f"this is no field: {text.strip()[:40]!r}"
        fix = "write each field as `title: Rat Park`, from the line's beginning"
        yield Problem(source.path, line, 1, "page/front-matter", message, fix)
    first: dict[str, Part] = {}
    for part in parts:
        other = first.setdefault(part.name, part)
        if other is not part:
            message = f"the field {part.name} stands twice (line {other.line} has it too)"
            yield Problem(
                source.path, part.line, 1, "page/front-matter", message, "keep one of them"
            )
        elif not part.read()[0]:
            slip = mends.indented_field(part, fields) or mends.unreadable(part, _kind(part, fields))
            message = f"not valid YAML: {slip.message}"
            yield Problem(source.path, slip.line, 1, "page/front-matter", message, slip.fix)


def _kind(part: Part, fields: Mapping[str, Field]) -> str:
    known = fields.get(_as_field(part.name))
    return known.kind if known else "text"


def _as_field(name: str) -> str:
    """A name as fields are written: `Next review` is meant for next_review."""
    return "_".join(name.lower().replace("-", " ").split())


def _read_yaml(text: str) -> dict[str, Any]:
    """The mapping; an error for what is none."""
    node = loader_for(text).get_single_node()
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise yaml.MarkedYAMLError(
            problem="fields such as `title: Rat Park` are expected", problem_mark=node.start_mark
        )
    values: Any = loader_for(text).get_single_data()
    return values if isinstance(values, dict) else {}


def _yaml_problem(source: Source, error: yaml.YAMLError | ValueError | RecursionError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 2, mark.column + 1) if mark else (1, 1)
    message = f"not valid YAML: {getattr(error, 'problem', None) or error}"
    fix = "write each field as `title: Rat Park`; put a text that holds : or # in quotation marks"
    return Problem(source.path, line, column, "page/front-matter", message, fix)


def _silent(
    source: Source, values: Mapping[str, Any], parts: Iterable[Part], fields: Mapping[str, Field]
) -> Iterator[tuple[int, Problem]]:
    """What YAML reads, but not as its author wrote it: one for a field, by the field's line."""
    for part in parts:
        slip = mends.silent(part, _kind(part, fields), values.get(part.name))
        if slip:
            place = (source.path, slip.line, 1, "page/front-matter")
            yield part.line, Problem(*place, slip.message, slip.fix)


def _wrong(
    source: Source,
    values: Mapping[str, Any],
    parts: Iterable[Part],
    fields: Mapping[str, Field],
    article: bool,
) -> Iterator[Problem]:
    """Fields that do not exist, that are missing, that hold something else."""
    written = {part.name: part for part in parts}

    def problem(name: str, rule: str, message: str, fix: str) -> Problem:
        line = written[name].line if name in written else 1
        return Problem(source.path, line, 1, rule, message, fix)

    meant = set()
    for name in written:
        if name not in fields:
            meant.add(_as_field(name))
            fix = nearest(_as_field(name), fields) or f"the fields are {', '.join(fields)}"
            fix = f"write `{_as_field(name)}:`" if _as_field(name) in fields else fix
            yield problem(name, "page/unknown-field", f"there is no field {name!r}", fix)
    for name, field in fields.items():
        if name in values:
            if not field.accepts(values[name]):
                yield problem(
                    name, "page/field", *_not_accepted(name, field, values[name], written)
                )
        elif name not in meant and field.required and (article or name in _REQUIRED_OF_ANY_PAGE):
            fix = f"add `{name}:` with {field.wanted}"
            yield problem(name, "page/field", f"{name} is missing", fix)
    reviewed, following = values.get("reviewed"), values.get("next_review")
    if _is_date(reviewed) and _is_date(following) and following <= reviewed:
        message = "next_review is not after reviewed"
        later = f"name a later day, such as `next_review: {_a_year_after(reviewed)}`"
        yield problem("next_review", "page/field", message, later)


def _not_accepted(
    name: str, field: Field, value: object, written: Mapping[str, Part]
) -> tuple[str, str]:
    """The message and the mend for a value of the wrong kind."""
    message = f"{name} is not {field.wanted}"
    part = written.get(name)
    if part is None:
        return message, "write it so"
    if value is None or value == "":
        said = f": {part.value} stands for nothing" if part.value else ": it is empty"
        if part.value[:1] in (">", "|") and part.value:
            said = f": behind {part.value} a text stands on the next lines, indented"
    elif isinstance(value, list) and _is_list_of_text(value):
        said = f": it has {len(value)}" if field.accepts is _is_key_points else ""
        return f"{message}{said}", _list_fix(part, value, field)
    elif field.accepts is _is_audience and part.value:
        return message, _list_fix(part, re.findall(r"\w+", part.value), field)
    else:
        taken = mends.read_as(value) if type(value) is not list or field.kind != "list" else ""
        said = f": YAML reads {part.value or 'this'} as {taken}" if taken else ""
    return f"{message}{said}", mends.wrong_kind(part, field.kind)


def _list_fix(part: Part, value: list[str], field: Field) -> str:
    """The mend of a list of texts that is not the list that is wanted."""
    if field.accepts is _is_audience:
        known = [word for item in value if (word := _as_field(item)) in AUDIENCES]
        return f"write `{part.name}: [{', '.join(known or AUDIENCES[:1])}]`"
    return f"write {field.wanted}, each as `  - A sentence.` on a line of its own"


def _a_year_after(day: datetime.date) -> datetime.date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # on 29 February, or in the last year that there is
        return day
