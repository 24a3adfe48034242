"""What is the matter with a line of TOML, and the line as it should be written.

TOML's own words say what a parser expected; people want to know which sign to change. Pure: the
text, the place and those words go in, a message and a mend come out.
"""

import datetime
import json
import re
import tomllib
from collections.abc import Callable
from typing import Final

from kith.dates import read_date

_FIELD: Final = re.compile(
    r"^(?P<before>[ \t]*(?P<name>[\w-]+)[ \t]*=[ \t]*)(?P<value>.*?)[ \t]*$", re.ASCII
)
_COLON: Final = re.compile(r"^[ \t]*([\w-]+)[ \t]*:[ \t]*(.*?)[ \t]*$")
_TABLE: Final = re.compile(r"^[ \t]*(\[+)[ \t]*([\w.-]+)[ \t]*(\]*)[ \t]*$")
_CURLY: Final = "“”„‟‘’‚‛«»"
_WORDS: Final = {
    **dict.fromkeys(("true", "yes", "on"), "true"),
    **dict.fromkeys(("false", "no", "off"), "false"),
}
_NOTHING: Final = ("null", "none", "nil", "~")
_NUMBER: Final = re.compile(r"[+-]?[\d.,'_ ]*\d[\d.,'_ ]*%?")

Mend = tuple[str, str]
"""A message, and how to mend it."""


def explain(text: str, line: int, column: int, said: str) -> Mend:
    """The message and the mend for an error at a place. `said` is TOML's own word for it."""
    lines = text.split("\n")
    written = lines[line - 1] if line <= len(lines) else ""
    if said.startswith(("Cannot overwrite", "Cannot declare", "Cannot mutate")):
        return _twice(lines, line, column)
    for known in _KNOWN:
        found = known(written)
        if found:
            return found
    if said.startswith("Unclosed"):
        message = "a comma is missing before this, or the bracket that closes the list"
        return message, "end each item but the last with a comma"
    if said.startswith("Unterminated"):
        return "the text that begins here has no end", 'write """ behind it too'
    return said, "compare this line with one above that is in order"


def _twice(lines: list[str], line: int, column: int) -> Mend:
    """A field or table that stands twice. The place may be the start of the next line."""
    number = line if column > 1 or line == len(lines) else line - 1
    while number > 1 and not lines[number - 1].strip():
        number -= 1
    written = lines[number - 1]
    table = _TABLE.match(written)
    if table:
        several = table[1] == "["
        fix = f"write [[{table[2]}]] above each, if there are several" * several
        return f"the table {table[2]!r} stands twice", fix or "give one of them another name"
    field = _FIELD.match(written)
    name = field["name"] if field else written.strip()
    before = _line_above(lines, number, name)
    where = f" (line {before} has it too)" if before else ""
    return f"the field {name!r} stands twice{where}", "keep one of them"


def _line_above(lines: list[str], number: int, name: str) -> int:
    for above in range(number - 1, 0, -1):
        found = _FIELD.match(lines[above - 1])
        if found and found["name"] == name:
            return above
    return 0


def _comment(line: str) -> Mend | None:
    stripped = line.strip()
    for sign in (";", "//", "--", "%"):
        if stripped.startswith(sign):
            fix = f"write `# {stripped.removeprefix(sign).strip()}`"
            return f"a comment begins with #, not {sign}", fix
    return None


def _colon(line: str) -> Mend | None:
    found = _COLON.match(line)
    if found is None:
        return None
    return "a field is written with =, not :", f"write `{found[1]} = {_value(found[2])}`"


def _heading(line: str) -> Mend | None:
    found = _TABLE.match(line)
    if found and len(found[1]) != len(found[3]):
        many = max(len(found[1]), len(found[3]))
        fix = f"write `{'[' * many}{found[2]}{']' * many}`"
        return "as many brackets must close as open", fix
    return None


def _field(line: str) -> Mend | None:
    """Most slips: a field whose value is not as TOML has it."""
    found = _FIELD.match(line)
    if found is None:
        return None
    name, value = found["name"], found["value"]
    before = found["before"].strip() + " "
    if not value:
        return f"{name} has no value", f'write `{before}"..."`, or take the line away'
    for about in (_closing_sign, _curly, _quotes, _word, _date, _number, _list):
        said = about(name, value)
        if said:
            return said[0], said[1] if "write" in said[1] else _line(before, said[1])
    if re.match(r"[^\W\d]", value):
        message = f"the text of {name} stands without quotation marks"
        return message, _line(before, _value(value))
    return None


def _line(before: str, value: str) -> str:
    """The mend that writes a value; where even that could not be read, the form alone."""
    try:
        tomllib.loads(f"{before}{value}")
    except ValueError:
        return f'write `{before}"..."`'
    return f"write `{before}{value}`"


def _closing_sign(name: str, value: str) -> Mend | None:
    for sign in (",", ";"):
        whole = value.removesuffix(sign).rstrip()
        if value.endswith(sign) and _is_value(whole):
            return f"a line does not end with {sign} here ({name})", whole
    found = re.fullmatch(r"(\"[^\"]*\"|[\w.+-]+)[ \t]*(?:;|//)[ \t]*(.*)", value)
    if found and _is_value(found[1]):
        return "a comment begins with #", f"{found[1]}  # {found[2]}"
    return None


def _curly(name: str, value: str) -> Mend | None:
    if value[0] not in _CURLY and (value[-1] not in _CURLY or value[0] in "\"'["):
        return None
    return f"{name} stands in curly quotation marks: TOML knows straight ones only", _value(
        value.strip(_CURLY + "\"'")
    )


def _quotes(name: str, value: str) -> Mend | None:
    """A text with a quotation mark or a backslash in it, or without its last one."""
    sign = value[0]
    if sign not in "\"'" or value.startswith(sign * 3):
        return None
    inside = value[1:-1] if len(value) > 1 and value[-1] == sign else value[1:]
    if len(value) < 2 or value[-1] != sign:
        if sign in inside:
            return f"something stands behind the text of {name}", _quoted(inside.replace(sign, ""))
        return f"the quotation mark that closes {name} is missing", _quoted(inside)
    if sign == '"' and "\\" in inside and not _is_value(value):
        return f"a backslash in {name} means something else in straight double quotes", (
            f"'{inside}'" if "'" not in inside else '"' + inside.replace("\\", "\\\\") + '"'
        )
    if sign in inside:
        return f"the text of {name} has {sign} in it, and so ends too early", _quoted(inside)
    return None


def _word(name: str, value: str) -> Mend | None:
    small = value.lower()
    if small in _WORDS:
        return f"yes and no are written true and false ({name})", _WORDS[small]
    if small in _NOTHING:
        return f"{name} cannot be nothing: take the line away, or say what it is", '"..."'
    return None


def _date(name: str, value: str) -> Mend | None:
    if not re.fullmatch(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", value):
        return None
    found = read_date(value)
    if found is None:
        fix = f"write year, month and day, such as `{name} = 2026-11-21`"
        return f"there is no such day as {value}, or it is not clear which ({name})", fix
    return f"a day is written year-month-day ({name})", found.isoformat()


def _number(name: str, value: str) -> Mend | None:
    if not _NUMBER.fullmatch(value):
        return None
    if value.endswith("%"):
        return f"a number has no % here: say it in the words around it ({name})", value.rstrip("% ")
    if re.fullmatch(r"[+-]?\d+,\d+", value):
        whole, _, rest = value.partition(",")
        better = f"{whole}.{rest}"
        if len(rest) == len("000"):
            better = f"write `{name} = {whole}{rest}` or `{name} = {better}`"
        return f"a number is written with a point, and thousands without a sign ({name})", better
    if re.fullmatch(r"[+-]?0\d+", value):
        sign = value[0] if value[0] in "+-" else ""
        return f"a number does not begin with 0 ({name})", sign + value.lstrip("+-0")
    if re.fullmatch(r"[+-]?\.\d+|[+-]?\d+\.", value):
        return f"digits stand on both sides of the point ({name})", _both_sides(value)
    point = max(value.rfind("."), value.rfind(","))
    whole, rest = (value[:point], value[point + 1 :]) if point >= 0 else (value, "")
    better = re.sub(r"[.,'_ ]", "", whole) + (f".{rest}" if rest else "")
    ok = re.fullmatch(r"[+-]?\d+(\.\d+)?", better)
    return f"{name} is not a number as TOML has it", better if ok else _value(value)


def _both_sides(value: str) -> str:
    sign = value[0] if value[0] in "+-" else ""
    whole, _, rest = value.lstrip("+-").partition(".")
    return f"{sign}{whole or '0'}.{rest or '0'}"


def _list(name: str, value: str) -> Mend | None:
    if not value.startswith("["):
        return None
    items = [item for item in re.split(r"[,;\s]+", value.strip("[] ")) if item]
    simple = [item.strip(_CURLY + "\"'") for item in items]
    if '" ' not in value and all(re.fullmatch(r"[\w.-]+", item) for item in simple):
        return f"the list {name} is not as TOML has it", f"[{', '.join(map(_item, simple))}]"
    return f"in the list {name} a comma, a quotation mark or the bracket ] is missing", (
        '["...", "..."]'
    )


def _item(text: str) -> str:
    return text if re.fullmatch(r"[+-]?(0|[1-9]\d*)(\.\d+)?", text) else _value(text)


def _value(text: str) -> str:
    """A text as a value of TOML: in double quotes, or in single ones where those stand in it."""
    if _is_value(text) and not text.startswith("'"):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    if '"' in text or "\\" in text:
        return f"'{text}'" if "'" not in text else json.dumps(text, ensure_ascii=False)
    return f'"{text}"'


def _is_value(text: str) -> bool:
    """Whether this is a whole value of the simple kinds."""
    if re.fullmatch(r"\"(?:[^\"\\]|\\[btnfr\"\\])*\"|'[^']*'|true|false|\[[^\[\]]*\]", text):
        return True
    if re.fullmatch(r"[+-]?(0|[1-9]\d*)(\.\d+)?", text):
        return True
    try:
        return bool(datetime.date.fromisoformat(text)) and len(text) == len("2026-11-21")
    except ValueError:
        return False


_KNOWN: Final[tuple[Callable[[str], Mend | None], ...]] = (_comment, _heading, _field, _colon)
