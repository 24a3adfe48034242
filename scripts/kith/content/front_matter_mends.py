"""What is the matter with a field of front matter, and the very line as it should be written.

Each function gets a field as its author wrote it and says what is wrong with it, or nothing. What
each field must hold is told by its kind: text, date, list, minutes, or mapping.
"""

import datetime
import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Any, Final

import yaml

from kith.content.front_matter_parts import Item, Part
from kith.dates import read_date
from kith.yaml_texts import loader_for

CURLY: Final = "“”„‟‘’‚‛«»"
_LONGEST: Final = 300  # of what a mend repeats
_COMMENT: Final = re.compile(r"[ \t]#")
_SIGNS: Final = {
    "&": "a name for what follows",
    "*": "what has that name",
    "!": "a kind of value",
}


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing to mend: the file's line, what is the matter, and the mend."""

    line: int
    message: str
    fix: str


def as_yaml(text: str) -> str:
    """A text as YAML reads it back: as it is, or in the quotation marks that do not stand in it."""
    text = " ".join(text.split())
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
    if text and text[0] not in f"{CURLY}." and _reads_as(text, text):
        return text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def line_of(part: Part, text: str) -> str:
    """The mend that writes a text as a field's value."""
    return f"write `{part.name}: {as_yaml(text)}`"


def indented_field(part: Part, names: Container[str]) -> Slip | None:
    """The slip of a field that blanks before it make a part of the one above."""
    for line, written in enumerate(part.lines[1:], part.line + 1):
        name, colon, _ = written.strip().partition(":")
        if colon and name in names and written != written.lstrip():
            message = f"blanks before `{name}:` make it a part of {part.name}"
            return Slip(line, message, f"begin the line with `{name}:`")
    return None


def unreadable(part: Part, kind: str) -> Slip:
    """The slip of a field that YAML cannot read by itself."""
    if kind == "date":
        return Slip(part.line, f"{part.name} is no day that there is", date_line(part))
    if not part.blank_after_colon:
        message = f"a blank is missing behind `{part.name}:`"
        return Slip(part.line, message, _value_line(part, kind))
    if kind == "list":
        return _unreadable_list(part)
    tab = next((at for at, line in enumerate(part.lines) if re.match(r" *\t", line)), None)
    if tab is not None:
        return Slip(part.line + tab, "a tab stands here", "write blanks in its place")
    value = part.value if not part.items else f"{part.value} {' '.join(_words(part))}"
    return Slip(part.line, f"{part.name} cannot be read: {_why(value)}", line_of(part, bare(value)))


def _words(part: Part) -> list[str]:
    return [item.written.strip() for item in part.items]


def _why(value: str) -> str:
    """What in a value YAML stumbles over, in words."""
    first = value[:1]
    if first == '"' and "\\" in value:
        return "a backslash means something else between straight double quotation marks"
    if first in "\"'" and first:
        return "a quotation mark stands within the text, or none at its end"
    if first in CURLY:
        return "curly quotation marks are part of the text, and something in it needs straight ones"
    if re.search(r":(\s|$)", value):
        return "a colon with a blank behind it begins another field"
    if first == "[":
        return "text in square brackets is a list"
    if first in "@`%&*!{}],|>#?":
        return f"a text does not begin with {first}"
    return "something in it means something else there"


def bare(value: str) -> str:
    """A value without the quotation marks that its author meant for YAML."""
    value = value.strip()
    for opening, closing in (('"', '"'), ("'", "'"), ("“”„", "“”"), ("‘", "’"), ("«", "»")):
        if len(value) > 1 and value[0] in opening and value[-1] in closing:
            inside = value[1:-1]
            if value[0] not in "\"'" or value[0] not in inside or value[0] == "'":
                return inside.replace("''", "'") if value[0] == "'" else inside
    if value[:1] in ('"', "'", "“", "„") and value.count(value[0]) == 1:
        return value[1:].rstrip("\"'”")
    return value


def _unreadable_list(part: Part) -> Slip:
    if part.value:
        return Slip(part.line, f"the list {part.name} cannot be read", _value_line(part, "list"))
    for item in part.items:
        slip = item_slip(item)
        if slip:
            return slip
    return Slip(part.line, f"the list {part.name} cannot be read", below(part))


def below(part: Part) -> str:
    """The mend that shows the form of a list."""
    items = [item for item in part.items if item.text.strip("-")]
    text = items[0].text if items else "One sentence."
    return f"write below `{part.name}:` each on a line of its own, as `  - {as_yaml(bare(text))}`"


def item_slip(item: Item) -> Slip | None:
    """What keeps a line from being an item whose text is read as it is written."""
    better = f"write `  - {as_yaml(bare(item.text))}`"
    if "\t" in item.written[: len(item.written) - len(item.written.lstrip())]:
        return Slip(item.line, "a tab stands before this", f"{better}, with blanks")
    if not item.in_order:
        return Slip(item.line, "an item of a list begins with a hyphen and a blank", better)
    if item.text[0] in "\"'" and _reads_as(item.text, None):
        return None
    if not _reads_as(item.text, item.text):
        why = _silently(item.text) or _why(item.text)
        return Slip(item.line, f"this is not read as the text that it is: {why}", better)
    if item.text[0] in CURLY and item.text[-1] in CURLY:
        return Slip(item.line, *_curly(item.text, "  - "))
    return None


def silent(part: Part, kind: str, value: Any) -> Slip | None:
    """What YAML reads without a word, but not as it was meant."""
    written = part.value
    if kind == "list" and not written:
        wrong = (item_slip(item) for item in part.items) if isinstance(value, list) else ()
        return next((slip for slip in wrong if slip), None)
    if not written or not part.is_plain:
        return None
    if kind == "date" and written[0] not in "&*!":  # a comment behind a day loses nothing
        return None
    if why := _silently(written):
        return Slip(
            part.line, f"{part.name} is not read as it is written: {why}", _value_line(part, kind)
        )
    if kind == "text" and written[0] in CURLY and written[-1] in CURLY and not part.items:
        return Slip(part.line, *_curly(written, f"{part.name}: "))
    return None


def _silently(value: str) -> str:
    """Why YAML leaves out some of a plain value, or ""."""
    if value[0] in _SIGNS and len(value) > 1:
        return f"{value[0]} at its beginning stands for {_SIGNS[value[0]]}"
    comment = _COMMENT.search(f" {value}")
    if comment:
        return f"what stands behind # is left out, here `{value[comment.start() :].strip()}`"
    return ""


def _curly(written: str, before: str) -> tuple[str, str]:
    message = "curly quotation marks are shown to readers: YAML knows straight ones only"
    inside = as_yaml(written.strip(CURLY))
    return message, f'write `{before}{inside}`, or where they are meant `{before}"{written}"`'


def wrong_kind(part: Part, kind: str) -> str:
    """The mend of a value that YAML reads, and that is of another kind than the field's."""
    if kind == "date":
        return date_line(part)
    if kind == "list":
        return _value_line(part, "list") if part.value else below(part)
    if kind == "minutes":
        number = re.search(r"\d+", part.value)
        return f"write `{part.name}: {number[0] if number else 45}`"
    if kind == "mapping":
        return f"write `{part.name}: {{exclude: true}}`"
    if part.value[:1] in (">", "|") and not part.items:
        return f'write `{part.name}: "..."`'
    return line_of(part, bare(part.value) or " ".join(item.text for item in part.items) or "...")


def read_as(value: Any) -> str:
    """What YAML took a value for, where that may surprise."""
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, datetime.date):
        return "a day"
    if isinstance(value, list):
        return "a list"
    return "a table of fields" if isinstance(value, dict) else ""


def date_line(part: Part) -> str:
    """The mend of a day, as it was meant where that is clear."""
    found = read_date(_COMMENT.split(bare(part.value).strip(CURLY))[0])
    year = re.match(r"20\d\d", part.value)
    example = found.isoformat() if found else f"{year[0] if year else 2026}-11-21"
    such = "write" if found else "write year, month and day, such as"
    return f"{such} `{part.name}: {example}`"


def _value_line(part: Part, kind: str) -> str:
    """A field on one line, with its value as the kind has it."""
    value = part.value.strip()
    if kind == "date":
        return date_line(part)
    if kind == "minutes":
        return wrong_kind(part, kind)
    if kind == "list":
        words = [bare(word) for word in re.split(r"[,;]\s*", bare(value).strip("[]{} ")) if word]
        if all(re.fullmatch(r"[\w-]+", word) for word in words) and words:
            return f"write `{part.name}: [{', '.join(words)}]`"
        return below(part)
    return line_of(part, bare(value))


def _reads_as(text: str, wanted: str | None) -> bool:
    """Whether YAML reads this as a plain text, `wanted` where that is told."""
    try:
        found = loader_for(f"a: {text}\n").get_single_data()
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
    read = found.get("a") if isinstance(found, dict) and len(found) == 1 else None
    return isinstance(read, str) and wanted in (None, read)
