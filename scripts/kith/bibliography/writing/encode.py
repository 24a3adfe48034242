"""Values back to BibTeX: text, names and dates as their readers read them.

The way back of `latex.py`, `names.py` and `dates.py`. Text is plain UTF-8; only what LaTeX or
BibTeX would take for markup is escaped, and braces always match, so no text can end its field.
Entries and fields are not known here.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kith.bibliography.reading.dates import Date, Point
from kith.bibliography.reading.names import OTHERS, Name, read_names
from kith.bibliography.reading.richtext import Kind, Node, RichText, Span

_WORDS: Final = {
    "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "`": "\\textasciigrave{}",
    "\N{NO-BREAK SPACE}": "~",
}  # fmt: skip
# Not escaped: `^`, which stands for itself outside mathematics, in BibTeX and in its readers.
_ESCAPES: Final = str.maketrans(_WORDS | {sign: f"\\{sign}" for sign in "{}#$%&_"})
_BRACE_WORDS: Final = str.maketrans(
    _WORDS | {"{": "\\lbrace{}", "}": "\\rbrace{}"} | {sign: f"\\{sign}" for sign in "#$%&_"}
)
_APOSTROPHE: Final = re.compile(r"(?<=\w)'(?=\w)")
_LIGATURE: Final = re.compile(r"-(?=-)|'(?=')")
_TAG_OPENING: Final = re.compile(r"<(?=[A-Za-z/])")
_ENTITY: Final = re.compile(r"\\&(?=(?:[A-Za-z]{2,8}|\\?#\d{1,6}|\\?#x[\da-fA-F]{1,5});)")
"""What readers of BibTeX from the web take for a tag or a character: here it is text."""
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LINE_BREAKS: Final = re.compile(r"[^\S\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_COMMANDS: Final[dict[Kind, str]] = {
    "emphasis": "emph", "strong": "textbf", "sub": "textsubscript", "sup": "textsuperscript",
    "smallcaps": "textsc", "nocase": "NoCaseChange", "math": "ensuremath",
}  # fmt: skip
_STATUS_KEYS: Final = {"in press": "inpress", "in preparation": "inpreparation"}


def one_line(text: str) -> str:
    """Text without line breaks, controls and halves of characters; runs of blanks become one."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return _LINE_BREAKS.sub(" ", _CONTROLS.sub(" ", whole))


def tidy(text: str) -> str:
    """Plain text as a reader has it: single blanks, letters composed, real apostrophes."""
    composed = unicodedata.normalize("NFC", " ".join(one_line(text).split()))
    return _APOSTROPHE.sub("’", composed)


def encode_text(text: str) -> str:
    """Plain text, for names, publishers and the like."""
    return _escaped(tidy(text))


def encode_rich(text: RichText) -> str:
    """Text with markup and protected capitals."""
    return _nodes(text.nodes).strip()


def encode_names(names: tuple[Name, ...]) -> str:
    """People and institutions, joined by `and`."""
    return " and ".join(filter(None, map(_name, names)))


def encode_date(date: Date) -> str:
    """EDTF; "" for a status."""
    if not (date.start or date.end):
        return ""
    mark = "%" if date.circa and date.uncertain else "~" * date.circa + "?" * date.uncertain
    start, end = (_point(point) if point else ".." for point in (date.start, date.end))
    if not date.is_range:
        return start + mark
    return f"{start}{mark}/{end}" if date.start else f"{start}/{end}{mark}"


def encode_status(status: str) -> str:
    """biblatex's word for “in press” and its like."""
    return _STATUS_KEYS.get(status, encode_text(status))


def braced(encoded: str) -> str:
    """A group that keeps its capitals and stays one piece.

    BibTeX lets a group that opens with a command be; an empty group before it prevents that.
    """
    return f"{{{{}}{encoded}}}" if encoded.startswith("\\") else f"{{{encoded}}}"


def _escaped(text: str) -> str:
    text = text.translate(_ESCAPES if _braces_match(text) else _BRACE_WORDS)
    text = _TAG_OPENING.sub(r"\\textless{}", text)
    text = _ENTITY.sub(r"\\&{}", text)
    return _LIGATURE.sub(lambda sign: f"{sign.group()}{{}}", text)


def _braces_match(text: str) -> bool:
    """Whether `\\{` and `\\}` will do: BibTeX counts braces whatever stands before them."""
    depth = 0
    for sign in re.findall(r"[{}]", text):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _nodes(nodes: tuple[Node, ...], within: frozenset[Kind] = frozenset()) -> str:
    parts = [
        _span(node, within) if isinstance(node, Span) else _leaf(node, within) for node in nodes
    ]
    return "".join(parts).replace("$$", "${}$")  # two formulas, where $$ would open a third


def _leaf(text: str, within: frozenset[Kind]) -> str:
    if "math" in within:
        return _escaped(one_line(text).replace("−", "-")).replace("-{}", "-").replace("′", "'")
    return _escaped(one_line(text))


def _span(span: Span, within: frozenset[Kind]) -> str:
    inside = _nodes(span.children, within | {span.kind})
    in_math = "math" in within
    if span.kind == "nocase" and not within & {"math", "nocase"}:
        return braced(inside)
    if span.kind == "math" and not in_math:
        return f"${inside}$"
    if in_math and span.kind in ("sub", "sup"):
        return f"{'_' if span.kind == 'sub' else '^'}{{{inside}}}"
    return f"\\{_COMMANDS[span.kind]}{{{inside}}}"


@lru_cache(maxsize=16384)
def _name(name: Name) -> str:
    """The plainest writing of a name that is read as that name."""
    if name.is_others:
        return OTHERS
    if literal := encode_text(name.literal):
        return braced(literal)
    parts = (name.family, name.given, name.particle, name.suffix)
    wanted = Name(*map(tidy, parts))
    text = ""
    for text in _writings(wanted):
        if read_names(text) == (wanted,):
            break
    return text


def _writings(name: Name) -> Iterator[str]:
    """Of a tidy name, the plainest first; the last one is that of an institution."""
    if name == Name():
        return
    particle, family, given, suffix = map(
        _escaped, (name.particle, name.family, name.given, name.suffix)
    )
    last = f"{particle} {family}".strip()
    yield family if last == family and not given else ""
    yield ", ".join([last, *filter(None, [suffix]), given])
    groups = [braced(part) if part else "" for part in (family, suffix, given)]
    yield ", ".join([f"{particle} {groups[0]}".strip(), *filter(None, groups[1:2]), groups[2]])
    long = {"family": family, "given": given, "prefix": particle, "suffix": suffix}
    parts = [f"{part}={braced(text)}" for part, text in long.items() if text]
    yield ", ".join(parts if len(parts) > 1 else [*parts, "given={}"])
    whole = " ".join(filter(None, (given, particle, family, suffix)))
    yield braced(whole) if whole else ""


def _point(point: Point) -> str:
    year = f"{point.year:05d}" if point.year < 0 else f"{point.year:04d}"
    unknown = len(str(point.precision)) - 1
    year = year[: len(year) - unknown] + "X" * unknown
    month = f"-{point.month:02d}" if point.month else "-XX" if point.day else ""
    return year + month + (f"-{point.day:02d}" if point.day else "")
