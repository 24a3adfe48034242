"""Works to take away: BibTeX, RIS and CSL-JSON.

Pure functions from works to text, the same for the same works in any order, by key, ending in a
line break. Every format is written from the mapping table in `fields.py`. Text in a work stays
text: no value can end its field or bring in markup. Files and pages are not known here.
"""

import json
from collections.abc import Iterable
from typing import Any

from kith.bibliography.reading.richtext import csl_text
from kith.bibliography.reading.work import Work
from kith.bibliography.writing import bibtex_writer, ris


def to_bibtex(works: Iterable[Work]) -> str:
    """BibTeX that is read back as the same works, evidence and all."""
    return "\n".join(map(bibtex_writer.write_entry, _by_key(works)))


def to_ris(works: Iterable[Work]) -> str:
    """RIS, with CRLF at the end of a line: write it to a file as it is, as bytes."""
    return ris.LINE_END.join(map(ris.write_record, _by_key(works)))


def to_csl_json(works: Iterable[Work]) -> str:
    """CSL-JSON with the topics as `keyword`."""
    return json.dumps([_csl(work) for work in _by_key(works)], ensure_ascii=False, indent=1) + "\n"


def _by_key(works: Iterable[Work]) -> list[Work]:
    return sorted(works, key=lambda work: work.key)


def _csl(work: Work) -> dict[str, Any]:
    csl, keywords = work.to_csl(), ", ".join(work.evidence.keywords)
    for role, names in work.names.items():
        csl[role] = [
            {part: csl_text(text) for part, text in name.to_csl().items()} for name in names
        ]
    return csl | ({"keyword": csl_text(keywords)} if keywords else {})
