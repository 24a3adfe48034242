"""Reference entries by a CSL style, through pandoc.

pandoc's APA style takes quadratic time in the number of works, so works go in chunks; every entry
is kept on disk under the digest of its work and style, so that a build asks only for what changed.
Entries are pandoc's own inline trees (JSON); `to_elements` makes HTML elements of them, and of
nothing else than the few kinds that a reference entry can hold.
"""

import json
import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from kith.bibliography.citing.labels import Label
from kith.bibliography.reading.richtext import WORD_JOINER
from kith.bibliography.reading.work import Work
from kith.cache import Cache, Shelf, digest

Inlines = list[dict[str, Any]]

CHUNK: Final = 100  # works a run: 100 take 0.3 s, 1,000 in one run took 23 s
_SCRIPT: Final = Path(__file__).with_name("entries.lua")
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
# A lettered work goes to pandoc under a year of its own, which no other work has and no style
# changes; in the finished entry that number becomes the year with its letter. So the letters are
# ours (site-wide, stable) under every CSL style.
_STAND_IN_YEAR: Final = 7_000_000
# Of a work without a date styles say more (“Retrieved …”), so it stays without; our letter comes
# after their “n.d.”, in the place of one that pandoc gave among the works of the same run.
_NO_DATE: Final = "n.d."
_LETTERED: Final = re.compile(r"n\.d\.(?:-[a-z]+)?")
# pandoc does not take 61/295 for a number, and leaves out its “No.”.
_PARTED: Final = re.compile(r"\d+/\d+")
_STAND_IN_SLASH: Final = "7000000007"


def format_entries(
    works: Iterable[Work],
    labels: Mapping[str, Label],
    style: Path,
    cache: Cache | Shelf,
    *,
    alone: bool = False,
) -> dict[str, Inlines]:
    """The reference entry of each work, by key, in the given style.

    Works that are each cited `alone`, and not in a list, get no letters whatever runs with them.

    Raises RuntimeError with pandoc's own words when pandoc refuses the style.
    """
    by_key = {work.key: work for work in works}
    years = _stand_in_years(labels, sorted(by_key), alone=alone)
    records = {key: _csl_json(work, years.get(key)) for key, work in by_key.items()}
    pandoc = version("pypandoc-binary") + os.environ.get("PYPANDOC_PANDOC", "")
    machine = (_SCRIPT.read_bytes(), Path(__file__).read_bytes(), pandoc)
    base = digest(style.read_bytes(), *machine)
    names = {key: digest(base, text, labels[key].date) for key, text in records.items()}
    entries: dict[str, Inlines] = {}
    for key, name in names.items():
        kept = cache.get(name)
        if isinstance(kept, list):
            entries[key] = kept
    missing = sorted(records.keys() - entries.keys())
    for key, inlines in _run_pandoc([records[key] for key in missing], style).items():
        entries[key] = _restore(inlines, labels[key], years.get(key), alone=alone)
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


def _stand_in_years(
    labels: Mapping[str, Label], keys: Iterable[str], *, alone: bool
) -> dict[str, int]:
    """The stand-in year of each work that needs one: by its letter, or by its key where it is cited
    alone, so that it is the same whatever other works there are."""
    years: dict[str, int] = {}
    taken: set[int] = set()
    for key in keys:
        label = labels[key]
        if label.year == _NO_DATE:
            continue
        if alone:
            number = 1_000 + int(digest(key)[:8], 16) % 990_000
            while number in taken:
                number += 1
            taken.add(number)
            years[key] = _STAND_IN_YEAR + number
        elif label.letter:
            number = 0
            for char in label.letter:
                number = number * 26 + ord(char) - ord("a") + 1
            years[key] = _STAND_IN_YEAR + number
    return years


def _restore(inlines: Inlines, label: Label, stand_in: int | None, *, alone: bool) -> Inlines:
    text = json.dumps(inlines, ensure_ascii=False).replace(_STAND_IN_SLASH, "/")
    if label.year == _NO_DATE and (label.letter or alone):
        text = _LETTERED.sub(label.date, text, count=1)
    elif stand_in:
        text = text.replace(str(stand_in), label.date)
    restored: Inlines = json.loads(text)
    return restored


def _run_pandoc(records: Sequence[str], style: Path) -> dict[str, Inlines]:
    """Raw entries by key; chunks do not know of each other, so two processes share them."""
    if not records:
        return {}
    import pypandoc  # here, since most builds need it for nothing

    chunks = [
        f"[{','.join(records[start : start + CHUNK])}]" for start in range(0, len(records), CHUNK)
    ]
    command = [pypandoc.get_pandoc_path(), "lua", str(_SCRIPT)]

    def run(chunks: Sequence[str]) -> dict[str, Inlines]:
        if not chunks:
            return {}
        done = subprocess.run(
            command,
            input=json.dumps({"style": str(style), "chunks": chunks}),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr.strip())
        entries: dict[str, Inlines] = json.loads(done.stdout)
        return entries

    with ThreadPoolExecutor(2) as pool:  # two processes, for two cores
        halves = list(pool.map(run, (chunks[::2], chunks[1::2])))
    return halves[0] | halves[1]
