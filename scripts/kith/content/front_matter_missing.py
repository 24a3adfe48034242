"""Why a page has no front matter that can be found: what stands where its two lines --- should."""

import re
from collections.abc import Iterator
from typing import Final

_FIELD: Final = re.compile(r"^[^\W\d_][\w -]*:(\s|$)")
_INSIDE: Final = re.compile(r"^(?:[^\W\d_][\w -]*:|\s|-|#|$)")
_LIKE_A_LINE: Final = re.compile(r"^\W{0,3}(?:-{2,}|[—–]+(?:\s?[—–-])*|_{3,}|\*{3,})\W*$")
_BEGIN: Final = "begin the file with a line ---, the fields, and another line ---"

Said = tuple[int, str, str]
"""A line, what is the matter there, and the mend."""


def explain_missing(text: str) -> Said:
    """The reason, for a text in which no front matter was found."""
    lines = text.split("\n")
    at = next((at for at, line in enumerate(lines) if line.strip()), None)
    if at is None:
        return 1, "no front matter: the file is empty", _BEGIN
    first = lines[at]
    if first.rstrip(" \t") == "---":
        return _not_closed(lines, at) if at == 0 else _too_late(at)
    if first.strip() in ("+++", ";;;") or first.lstrip().startswith("{"):
        message = f"this is front matter of another kind ({first.strip()[:3]}): here it is YAML"
        return at + 1, message, _BEGIN
    if first.startswith(("```", "~~~")):
        return at + 1, "front matter stands in no block of code", f"delete this line; {_BEGIN}"
    if _LIKE_A_LINE.match(first) or first.strip() == "---":
        message = f"front matter begins with three hyphens, and nothing else: here is {first!r}"
        return at + 1, message, "write `---`"
    if _FIELD.match(first):
        return at + 1, "no front matter: the line above the fields is missing", "write `---` above"
    later = next((n for n, line in enumerate(lines[:20]) if line.rstrip() == "---"), None)
    if later is not None and _FIELD.match(lines[later + 1] if later + 1 < len(lines) else ""):
        return _too_late(later)
    return 1, "no front matter", _BEGIN


def _too_late(at: int) -> Said:
    message = "front matter does not begin on the file's first line"
    lines = "the line" if at == 1 else f"the {at} lines"
    return at + 1, message, f"delete {lines} above this one, or move them below the front matter"


def _not_closed(lines: list[str], at: int) -> Said:
    for number, line in enumerate(lines[at + 1 :], at + 2):
        if _LIKE_A_LINE.match(line) or line.strip() in ("---", "..."):
            message = f"front matter ends with three hyphens, and nothing else: here is {line!r}"
            return number, message, "write `---`"
        if not _INSIDE.match(line) or re.match(r"#{2,} |- \[", line):
            return number, "front matter has no end", "write a line `---` above this one"
    return at + 1, "front matter has no end", "write a line `---` below the fields"


def open_ends(text: str) -> Iterator[Said]:
    """Lines within found front matter that other programs take for its end, and a second one."""
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip(" \t") == "---"), None)
    for number, line in enumerate(lines[1:end], 2):
        if line.rstrip() == "..." or (_LIKE_A_LINE.match(line) and line.strip("- \t")):
            yield number, f"front matter ends with three hyphens: here is {line!r}", "write `---`"
    if end is None:
        return
    below = [n for n in range(end + 1, len(lines)) if lines[n].strip()][:1]
    start = below[0] if below else len(lines)
    if start == end + 1 and start < len(lines) and _FIELD.match(lines[start]):
        after = iter(range(start, len(lines)))
        close = next((n for n in after if not _INSIDE.match(lines[n]) or lines[n] == "---"), None)
        if close is not None and lines[close].rstrip() == "---":
            message = "a second block of fields begins here, which nobody reads"
            yield start + 1, message, f"delete the line `---` above it (line {end + 1})"
