"""Reference entries by a CSL style, through pandoc.

An entry is a function of its work and the style alone, whatever other works there are, and is kept
on disk under the digest of both, so that a build asks only for what changed. Entries are pandoc's
own inline trees (JSON); `to_elements` makes HTML elements of them, and of nothing else than the few
kinds that a reference entry can hold.
"""

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from kith.bibliography.citing.labels import Label
from kith.bibliography.reading.richtext import WORD_JOINER
from kith.bibliography.reading.work import Work
from kith.cache import Cache, Shelf, digest

Inlines = list[dict[str, Any]]

_COMMAND: Final = ("--from", "csljson", "--to", "json", "--citeproc", "--csl")
_CSL: Final = "{http://purl.org/net/xbiblio/csl}"
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
# pandoc does not take 61/295 for a number, and leaves out its “No.”.
_PARTED: Final = re.compile(r"\d+/\d+")
_STAND_IN_SLASH: Final = "7000000007"


def format_entries(
    works: Iterable[Work],
    labels: Mapping[str, Label],
    style: Path,
    cache: Cache | Shelf,
) -> dict[str, Inlines]:
    """The reference entry of each work, by key, in the given style.

    Raises RuntimeError with pandoc's own words when pandoc refuses the style.
    """
    by_key = {work.key: work for work in works}
    years = {key: _stand_in_year(labels[key]) for key in by_key}
    records = {key: _csl_json(work, years[key]) for key, work in by_key.items()}
    pandoc = version("pypandoc-binary") + os.environ.get("PYPANDOC_PANDOC", "")
    base = digest(style.read_bytes(), Path(__file__).read_bytes(), pandoc)
    names = {key: digest(base, text, labels[key].date) for key, text in records.items()}
    entries: dict[str, Inlines] = {}
    for key, name in names.items():
        kept = cache.get(name)
        if isinstance(kept, list):
            entries[key] = kept
    missing = sorted(records.keys() - entries.keys())
    for key, inlines in _run_pandoc([records[key] for key in missing], style).items():
        changed = labels[key].letter or _STAND_IN_SLASH in records[key]
        entries[key] = _restore(inlines, labels[key], years[key]) if changed else inlines
        cache.put(names[key], entries[key])
    return entries


def to_elements(inlines: Inlines, parent: Element) -> None:
    """Append the entry to `parent`: text, emphasis and links; anything else becomes its text."""
    for inline in inlines:
        kind, content = inline["t"], inline.get("c", "")
        if kind == "Str":
            _append_text(parent, content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            _append_text(parent, " ")
        elif kind == "Quoted":
            _append_text(parent, "“")
            to_elements(content[1], parent)
            _append_text(parent, "”")
        elif kind == "Link":
            _append_link(content, parent)
        elif kind in _MARKUP:
            children = content[1] if kind == "Span" else content
            to_elements(children, SubElement(parent, _MARKUP[kind]))
        elif isinstance(content, list) and content:
            _append_text(parent, str(content[-1]))


def _append_link(content: list[Any], parent: Element) -> None:
    address = content[2][0]
    if address.startswith(_SAFE_SCHEMES):
        to_elements(content[1], SubElement(parent, "a", href=address))
    else:
        to_elements(content[1], parent)


def _append_text(parent: Element, text: str) -> None:
    text = text.replace(WORD_JOINER, "")
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _csl_json(work: Work, stand_in: int | None) -> str:
    record = work.to_csl()
    if stand_in:
        parts = record.get("issued", {}).get("date-parts", [[0]])[0]
        record["issued"] = {"date-parts": [[stand_in, *parts[1:]]]}
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


def _restore(inlines: Inlines, label: Label, stand_in: int | None) -> Inlines:
    text = json.dumps(inlines, ensure_ascii=False).replace(_STAND_IN_SLASH, "/")
    if label.year == _NO_DATE:
        text = text.replace(_NO_DATE, label.date, 1)
    elif stand_in:
        text = text.replace(str(stand_in), label.date)
    restored: Inlines = json.loads(text)
    return restored


def _run_pandoc(records: Sequence[str], style: Path) -> dict[str, Inlines]:
    """Raw entries by key. An entry does not depend on others, so two processes share them."""
    if not records:
        return {}
    import pypandoc  # here, since most builds need it for nothing

    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(2) as pool:
        alone = Path(scratch) / "style.csl"
        alone.write_bytes(_entries_alone(style.read_bytes()))
        command = [pypandoc.get_pandoc_path(), *_COMMAND, str(alone)]

        def run(records: Sequence[str]) -> dict[str, Inlines]:
            done = subprocess.run(
                command,
                input=f"[{','.join(records)}]",
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
            )
            if done.returncode:
                raise RuntimeError(done.stderr.strip())
            return dict(_entries(json.loads(done.stdout)["blocks"]))

        halves = [half for half in (records[::2], records[1::2]) if half]
        return {key: entry for half in pool.map(run, halves) for key, entry in half.items()}


def _entries_alone(style: bytes) -> bytes:
    """A style that writes the same entries, but none in the light of another one.

    Without citations nothing is told apart from anything: our labels do that, and it took pandoc
    quadratic time. A style that is not XML is left as it is, for pandoc to say so.
    """
    try:
        root = ElementTree.fromstring(style)
    except ElementTree.ParseError:
        return style
    for citation in root.iter(f"{_CSL}citation"):
        citation.clear()
        layout = SubElement(citation, f"{_CSL}layout")
        SubElement(layout, f"{_CSL}text", value="cited")
    for bibliography in root.iter(f"{_CSL}bibliography"):
        bibliography.attrib.pop("subsequent-author-substitute", None)
    return ElementTree.tostring(root)


def _entries(blocks: Sequence[dict[str, Any]]) -> Iterator[tuple[str, Inlines]]:
    """The key and the inlines of each entry in pandoc's document."""
    for block in blocks:
        if block["t"] != "Div":
            continue
        (name, classes, _), inside = block["c"]
        if "csl-entry" not in classes:
            yield from _entries(inside)
            continue
        inlines = [inline for paragraph in inside for inline in paragraph["c"]]
        yield name.removeprefix("ref-"), [inline for inline in inlines if not _is_number(inline)]


def _is_number(inline: dict[str, Any]) -> bool:
    """Whether it is the number that a style puts before an entry, which counts in its run only."""
    return inline["t"] == "Span" and "csl-left-margin" in inline["c"][0][1]
