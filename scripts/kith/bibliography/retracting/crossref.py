"""Asks Crossref which works of the library were retracted, doubted or corrected.

Written against Crossref's documentation of its REST API: the pages "REST API filters" and "Access
and authentication" on crossref.org, the tables Update and Partial Date of CrossRef/rest-api-doc
(api_format.md), the list of update types in the documentation of Crossmark, and the tutorial
"Get Retraction Watch metadata from Crossref's API". There are three places to look:

    works/{doi}                     message.updated-by: notices on this work, the publisher's and
                                    Retraction Watch's; each {updated, DOI, type, label, source}
    works/{doi}                     message.update-to: works that this record is a notice on; its
                                    own DOI is there when a publisher changed the work in place
    works?filter=updates:{doi}      message.items: the notices, whose update-to names this work

Only `kith retractions` runs this. Requests go out one at a time,
at the pace that x-rate-limit-limit and x-rate-limit-interval ask for. The lock file is not known
here.
"""

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import quote, urlencode
from urllib.request import OpenerDirector

from kith.bibliography.reading import identifiers
from kith.bibliography.reading.work import Work
from kith.bibliography.retracting.retractions import PART_OF_DATE, Retraction, Status, doi_of
from kith.bibliography.web import LookUpError, Web

API: Final = "https://api.crossref.org/v1"

# Says what is asking and why. Crossref would like an address to write to: nobody's is ours to give.
_AGENT: Final = "Kith (static site generator; looks up retractions of the works that a site cites)"

STATUSES: Final[Mapping[str, Status]] = {
    "retraction": "retracted",
    "withdrawal": "retracted",
    "removal": "retracted",
    # Not the whole work: an editor has to read which part.
    "partial_retraction": "expression-of-concern",
    "expression_of_concern": "expression-of-concern",
    "correction": "corrected",
    "corrigendum": "corrected",
    "erratum": "corrected",
    "addendum": "corrected",
    "clarification": "corrected",
}
"""Crossmark's types of update, and what each makes of the work."""
_NO_NOTICE: Final = frozenset(["new_edition", "new_version"])
_GRAVEST_FIRST: Final = ("retracted", "expression-of-concern", "corrected")


@dataclass(frozen=True, slots=True)
class Update:
    """A notice on a work: Crossref's type in lower case with underscores, date, DOI of it."""

    kind: str
    date: str
    notice: str


@dataclass(frozen=True, slots=True)
class LookUp:
    """What was learnt. `failure` says why it ended early, and is "" when all works were asked for.

    Of `unknown` DOIs Crossref has no record; `unclear` are updates of a type not documented.
    """

    works: Mapping[str, Retraction]
    asked: int
    unknown: tuple[str, ...] = ()
    unclear: tuple[tuple[str, Update], ...] = ()
    failure: str = ""


def refresh(
    works: Iterable[Work],
    known: Mapping[str, Retraction],
    crossref: "Crossref",
    today: date,
    say: Callable[[str], None],
) -> LookUp:
    """Look up every DOI of the works; where nothing new is learnt, what was known stays.

    `say` hears of progress. Nothing is raised: a failure ends the look-up and stands in it.
    """
    dois = sorted({doi_of(work) for work in works} - {""})
    found = {doi: known[doi] for doi in dois if doi in known}
    unknown: list[str] = []
    unclear: list[tuple[str, Update]] = []
    for asked, doi in enumerate(dois):
        say(f"{asked + 1} of {len(dois)}: {doi}")
        try:
            updates = crossref.updates(doi)
        except LookUpError as error:
            return LookUp(found, asked, tuple(unknown), tuple(unclear), str(error))
        if updates is None:
            unknown.append(doi)
            continue
        found.pop(doi, None)
        if gravest := _gravest(updates, today):
            found[doi] = gravest
        unclear += [(doi, u) for u in updates if u.kind not in STATUSES.keys() | _NO_NOTICE]
    return LookUp(found, len(dois), tuple(unknown), tuple(unclear))


class Crossref:
    """Crossref's REST API at one address."""

    def __init__(
        self,
        api: str = API,
        opener: OpenerDirector | None = None,
        sleep: Callable[[float], None] = time.sleep,
        timeout: float = 30.0,
    ) -> None:
        self._web = Web(api, _AGENT, opener, sleep, timeout)
        self.api = self._web.address

    def updates(self, doi: str) -> list[Update] | None:
        """All notices on a work, each once; None when Crossref has no record of the DOI."""
        record = self._message(f"works/{quote(doi, safe='')}")
        if record is None:
            return None
        found = [_update(row, doi) for row in _rows(record, "update-to") if _is_on(row, doi)]
        found += [_update(row, row.get("DOI")) for row in _rows(record, "updated-by")]
        # In a filter a comma begins the next one, and no way to escape it is documented.
        if "," not in doi:
            query = urlencode({"filter": f"updates:{doi}", "rows": 100})
            notices = self._message(f"works?{query}")
            if notices is None or "items" not in notices:
                raise LookUpError(f"the answer about {doi} is not as Crossref documents it")
            for item in _rows(notices, "items"):
                rows = [row for row in _rows(item, "update-to") if _is_on(row, doi)]
                found += [_update(row, item.get("DOI")) for row in rows]
        # A notice that Crossref cannot name leads to the work's own page, which shows it.
        named = [Update(u.kind, u.date, u.notice or doi) for u in found]
        return list(dict.fromkeys(named))

    def _message(self, path: str) -> dict[str, Any] | None:
        """The message of one answer; None when there is nothing at this path."""
        body = self._web.get(path, "application/json")
        if body is None:
            return None
        try:
            message = json.loads(body)["message"]
            json.dumps(message, ensure_ascii=False).encode("utf-8")  # half a character raises
        except (ValueError, LookupError, TypeError, RecursionError):
            message = None
        if not isinstance(message, dict):
            raise LookUpError(f"{self.api} answered, but not with JSON as Crossref documents it")
        return message


def _gravest(updates: Iterable[Update], today: date) -> Retraction | None:
    """The gravest of some notices, and of equals the last."""
    known = [update for update in updates if update.kind in STATUSES]
    for status in _GRAVEST_FIRST:
        equals = [u for u in known if STATUSES[u.kind] == status]
        if equals:
            last = max(equals, key=lambda update: (update.date, update.notice))
            return Retraction(STATUSES[last.kind], last.date, last.notice, today.isoformat())
    return None


def _rows(table: Mapping[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """The objects in a list; a work must not seem clean because an answer could not be read."""
    rows = table.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise LookUpError(f"{name} in an answer is not as Crossref documents it")
    yield from rows


def _is_on(row: Mapping[str, Any], doi: str) -> bool:
    return str(row.get("DOI", "")).lower() == doi


def _update(row: Mapping[str, Any], notice: object) -> Update:
    kind = re.sub(r"[\s-]+", "_", str(row.get("type", "")).strip().lower())
    return Update(kind, _date(row.get("updated")), identifiers.doi(str(notice or "").lower()))


def _date(updated: Any) -> str:
    """A Partial Date as 2010, 2010-02 or 2010-02-06; "" when there is none."""
    try:
        year, *rest = (int(part) for part in updated["date-parts"][0][:3])
    except (LookupError, TypeError, ValueError, OverflowError):
        return ""
    text = "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])
    return text if PART_OF_DATE.fullmatch(text) else ""
