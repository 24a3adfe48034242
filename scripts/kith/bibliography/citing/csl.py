"""Reference entries by a CSL style, through pandoc.

An entry is a function of its work and the style alone, whatever other works there are, and is kept
on disk under the digest of both, so that a build asks only for what changed. Entries are pandoc's
own inline trees; `to_elements` makes HTML elements of them, and of nothing else than the few kinds
that a reference entry can hold. They stay JSON until then: a thousand of them as objects make each
collection of garbage, each fork and each pickle slower.
"""

import json
import os
import re
import shutil
import subprocess
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from kith.bibliography.citing.labels import Label
from kith.bibliography.citing.style import entries_alone
from kith.bibliography.reading.richtext import WORD_JOINER
from kith.bibliography.reading.work import Work
from kith.cache import Cache, Shelf, digest

type EntryJson = str
"""A reference entry: the list of pandoc's inlines, as JSON."""

_Inlines = list[dict[str, Any]]
_COMMAND: Final = ("--from", "csljson", "--to", "json", "--citeproc", "--csl")
_MARKUP: Final = {
    "Emph": "em",
    "Strong": "strong",
    "Superscript": "sup",
    "Subscript": "sub",
    "Underline": "u",
    "SmallCaps": "span",
    "Span": "span",
}
_SAFE_SCHEMES: Final = ("https://", "http://")
# A lettered work goes to pandoc under a year made from its letter, which no work has and no style
# changes; in the finished entry that number becomes the year with its letter. So the letters are
# ours (site-wide, stable) under every CSL style.
_STAND_IN_YEAR: Final = 7_000_000
# Of a work without a date styles say more (“Retrieved …”), so it stays without; our letter comes
# after their “n.d.”.
_NO_DATE: Final = "n.d."
_NO_DATE_AS_SET: Final = re.compile(r"\b(?P<n>[Nn])\.d\.(?P<ends>\")?")
# pandoc does not take 61/295 for a number, and leaves out its “No.”.
_PARTED: Final = re.compile(r"\d+/\d+")
_STAND_IN_SLASH: Final = "7000000007"


def begin_entries(
    works: Iterable[Work],
    labels: Mapping[str, Label],
    style: Path,
    cache: Cache | Shelf,
) -> Callable[[], dict[str, EntryJson]]:
    """Begin to write the reference entry of each work in the given style, in another process.

    What is returned waits for the entries, by key; there are none without a style. It raises
    RuntimeError with pandoc's own words when pandoc refuses the style.
    """
    if not style.exists():
        return dict
    by_key = {work.key: work for work in works}
    years = {key: _stand_in_year(labels[key]) for key in by_key}
    records = {key: _csl_json(work, years[key]) for key, work in by_key.items()}
    writer = version("pypandoc-binary") + os.environ.get("PYPANDOC_PANDOC", "")
    code = (Path(__file__), Path(__file__).with_name("style.py"))
    base = digest(style.read_bytes(), *(file.read_bytes() for file in code), writer)
    names = {key: digest(base, text, labels[key].date) for key, text in records.items()}
    entries: dict[str, EntryJson] = {}
    for key, name in names.items():
        kept = cache.get(name)
        if isinstance(kept, str):
            entries[key] = kept
    missing = sorted(records.keys() - entries.keys())
    pandoc = _Pandoc([records[key] for key in missing], style) if missing else None

    def finish() -> dict[str, EntryJson]:
        for key, entry in pandoc.entries().items() if pandoc else ():
            entries[key] = _restore(entry, labels[key], years[key])
            cache.put(names[key], entries[key])
        return entries

    return finish


def plain_entry(text: str) -> EntryJson:
    """An entry that is this text."""
    return json.dumps([{"t": "Str", "c": text}])


def to_elements(entry: EntryJson, parent: Element) -> None:
    """Append the entry to `parent`: text, emphasis and links; anything else becomes its text."""
    _append(json.loads(entry), parent)


def _append(inlines: _Inlines, parent: Element) -> None:
    for inline in inlines:
        kind, content = inline["t"], inline.get("c", "")
        if kind == "Str":
            _append_text(parent, content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            _append_text(parent, " ")
        elif kind == "Quoted":
            _append_text(parent, "“")
            _append(content[1], parent)
            _append_text(parent, "”")
        elif kind == "Link":
            _append_link(content, parent)
        elif kind in _MARKUP:
            children = content[1] if kind == "Span" else content
            _append(children, SubElement(parent, _MARKUP[kind]))
        elif isinstance(content, list) and content:
            _append_text(parent, str(content[-1]))


def _append_link(content: list[Any], parent: Element) -> None:
    address = content[2][0]
    if address.startswith(_SAFE_SCHEMES):
        _append(content[1], SubElement(parent, "a", href=address))
    else:
        _append(content[1], parent)


def _append_text(parent: Element, text: str) -> None:
    text = text.replace(WORD_JOINER, "")
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _csl_json(work: Work, stand_in: int | None) -> str:
    record = work.to_csl()
    if stand_in:
        first, *others = record.get("issued", {}).get("date-parts", [[0]])
        # Of a range within one year both ends get the letter, and styles print that year once.
        points = [first, *(point for point in others if point[0] == first[0] and point[1:])]
        record["issued"] = {"date-parts": [[stand_in, *point[1:]] for point in points]}
        record.pop("status", None)  # “in press” is in the stand-in; styles print it once more
    if _PARTED.fullmatch(record.get("number", "")):
        record["number"] = record["number"].replace("/", _STAND_IN_SLASH)
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


def _stand_in_year(label: Label) -> int | None:
    """The stand-in year of a work that needs one, by its letter."""
    if label.year == _NO_DATE or not label.letter:
        return None
    number = 0
    for char in label.letter:
        number = number * 26 + ord(char) - ord("a") + 1
    return _STAND_IN_YEAR + number


def _restore(entry: EntryJson, label: Label, stand_in: int | None) -> EntryJson:
    entry = entry.replace(_STAND_IN_SLASH, "/")
    if label.letter and label.year == _NO_DATE:
        return _NO_DATE_AS_SET.sub(lambda said: _lettered(said, label), entry, count=1)
    return entry.replace(str(stand_in), label.date) if stand_in else entry


def _lettered(said: re.Match[str], label: Label) -> str:
    """“n.d.” with its letter, in the capitals of the style.

    Where a style ends its date with a full stop, that of “n.d.” has served for both.
    """
    return f"{said['n']}.d.-{label.letter}{'.' if said['ends'] else ''}{said['ends'] or ''}"


class _Pandoc:
    """A pandoc that writes the entries of some records."""

    def __init__(self, records: Sequence[str], style: Path) -> None:
        import pypandoc  # here, since most builds need it for nothing

        self._records, self._style = records, style
        self._began_in = os.getpid()
        # Files, since a pipe that nobody reads meanwhile would hold it up.
        folder = Path(tempfile.mkdtemp())
        self._entries, self._complaint = folder / "entries", folder / "complaint"
        alone, asked = folder / "style.csl", folder / "records"
        alone.write_bytes(entries_alone(style.read_bytes()))
        asked.write_text(f"[{','.join(records)}]", "utf-8")
        command = [pypandoc.get_pandoc_path(), *_COMMAND, str(alone)]
        with (
            asked.open("rb") as given,
            self._entries.open("wb") as out,
            self._complaint.open("wb") as err,
        ):
            self._process = subprocess.Popen(command, stdin=given, stdout=out, stderr=err)
        # It is not waited for when a build stops at a mistake.
        self._end = weakref.finalize(self, _end, self._process, folder, self._began_in)

    def entries(self) -> dict[str, EntryJson]:
        """The raw entries by key, waited for."""
        if self._began_in != os.getpid():  # only its parent can wait for a process
            return _Pandoc(self._records, self._style).entries()
        self._process.wait()
        said, complaint = self._entries.read_bytes(), self._complaint.read_text("utf-8", "replace")
        self._end()
        if self._process.returncode:
            raise RuntimeError(complaint.strip())
        found = _entries(json.loads(said)["blocks"])
        return {key: json.dumps(inlines, ensure_ascii=False) for key, inlines in found}


def _end(process: subprocess.Popen[bytes], folder: Path, began_in: int) -> None:
    """Stop a pandoc, if it still runs, and take away its files; a fork that had a copy must not."""
    if began_in == os.getpid():
        process.kill()
        process.wait()
        shutil.rmtree(folder)


def _entries(blocks: Sequence[dict[str, Any]]) -> Iterator[tuple[str, _Inlines]]:
    """The key and the inlines of each entry in pandoc's document."""
    for block in blocks:
        if block["t"] != "Div":
            continue
        (name, classes, _), inside = block["c"]
        if "csl-entry" not in classes:
            yield from _entries(inside)
            continue
        yield name.removeprefix("ref-"), [inline for part in inside for inline in _inlines(part)]


def _inlines(block: dict[str, Any]) -> _Inlines:
    """The inlines of a block of an entry, whatever holds them."""
    content = block.get("c", [])
    if block["t"] == "Div":
        return [inline for part in content[1] for inline in _inlines(part)]
    return list(content) if block["t"] in ("Para", "Plain") else []
