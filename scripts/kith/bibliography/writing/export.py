"""Works to take away: BibTeX, RIS and CSL-JSON.

Pure functions from works to text, the same for the same works in any order, by key, ending in a
line break. Every format is written from the mapping table in `fields.py`. Text in a work stays
text: no value can end its field or bring in markup. Files and pages are not known here.
"""

import json
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kith.bibliography.reading.richtext import csl_text
from kith.bibliography.reading.work import Work
from kith.bibliography.writing import bibtex_writer, ris


def to_bibtex(works: Iterable[Work]) -> str:
    """BibTeX that is read back as the same works, evidence and all."""
    return Exports().text("bib", works)


def to_ris(works: Iterable[Work]) -> str:
    """RIS, with CRLF at the end of a line: write it to a file as it is, as bytes."""
    return Exports().text("ris", works)


def to_csl_json(works: Iterable[Work]) -> str:
    """CSL-JSON with the topics as `keyword`."""
    return Exports().text("json", works)


def _write_csl(work: Work) -> str:
    csl, keywords = work.to_csl(), ", ".join(work.evidence.keywords)
    for role, names in work.names.items():
        csl[role] = [
            {part: csl_text(text) for part, text in name.to_csl().items()} for name in names
        ]
    data: dict[str, Any] = csl | ({"keyword": csl_text(keywords)} if keywords else {})
    return textwrap.indent(json.dumps(data, ensure_ascii=False, indent=1), " ")


@dataclass(frozen=True, slots=True)
class _Format:
    """How one work is written, and how a list of them is put together."""

    write: Callable[[Work], str]
    between: str
    before: str = ""
    after: str = ""
    none: str = ""


_FORMATS: Final[Mapping[str, _Format]] = {
    "bib": _Format(bibtex_writer.write_entry, "\n"),
    "ris": _Format(ris.write_record, ris.LINE_END),
    "json": _Format(_write_csl, ",\n", "[\n", "\n]\n", "[]\n"),
}


type Texts = Mapping[str, str]
"""One work in each format, by the ending of its files."""


def write_work(work: Work) -> Texts:
    """One work in each format, as it stands in lists."""
    return {ending: form.write(work) for ending, form in _FORMATS.items()}


class Exports:
    """Many lists of the same works: what was written of a work, by its key, is remembered."""

    def __init__(self, written: Mapping[str, Texts] | None = None) -> None:
        self._written = {
            (ending, key): text
            for key, texts in (written or {}).items()
            for ending, text in texts.items()
        }

    def text(self, ending: str, works: Iterable[Work]) -> str:
        """The works in the format of files with this ending: bib, ris or json."""
        form = _FORMATS[ending]
        parts = []
        for work in sorted(works, key=lambda work: work.key):
            name = (ending, work.key)
            if name not in self._written:
                self._written[name] = form.write(work)
            parts.append(self._written[name])
        if not parts:
            return form.none
        return f"{form.before}{form.between.join(parts)}{form.after}"
