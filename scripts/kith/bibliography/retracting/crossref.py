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

Only `kith retractions` runs this, and only this opens the network. Requests go out one at a time,
at the pace that x-rate-limit-limit and x-rate-limit-interval ask for. The lock file is not known
here.
"""

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from email.message import Message
from http.client import HTTPException
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import OpenerDirector, Request, build_opener

from kith.bibliography.reading import identifiers
from kith.bibliography.reading.work import Work
from kith.bibliography.retracting.retractions import PART_OF_DATE, Retraction, Status, doi_of

API: Final = "https://api.crossref.org/v1"

# Says what is asking and why. Crossref would like an address to write to: nobody's is ours to give.
_AGENT: Final = "Kith (static site generator; looks up retractions of the works that a site cites)"
_LARGEST: Final = 20_000_000
_TRIES: Final = 4
_SHORT_WAIT: Final = 10.0
_LONGEST_WAIT: Final = 120.0
"""Seconds to leave a busy server alone: when it does not say how long, and at most."""

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


class LookUpError(Exception):
    """Why a look-up cannot go on, in words for the person who started it."""


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
        self.api = api.rstrip("/")
        self._opener = opener or build_opener()
        self._sleep = sleep
        self._timeout = timeout
        self._pause = 0.0

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
        body = self._get(path)
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

    def _get(self, path: str) -> bytes | None:
        url = f"{self.api}/{path}"
        request = Request(url, headers={"User-Agent": _AGENT, "Accept": "application/json"})
        for _ in range(_TRIES):
            if self._pause:
                self._sleep(self._pause)
            try:
                with self._opener.open(request, timeout=self._timeout) as answer:
                    self._pause = _pace(answer.headers)
                    return bytes(answer.read(_LARGEST))
            except HTTPError as error:
                error.close()
                if error.code == 404:
                    return None
                if error.code not in (429, 503):
                    raise LookUpError(f"{url} answered with status {error.code}") from error
                self._pause = _wait(error.headers)
                if self._pause > _LONGEST_WAIT:
                    break
            except (OSError, HTTPException, ValueError) as error:
                raise LookUpError(self._in_words(error)) from error
        raise LookUpError(f"{self.api} is busy and asks to wait: try again later")

    def _in_words(self, error: Exception) -> str:
        reason = error.reason if isinstance(error, URLError) else error
        if isinstance(reason, TimeoutError):
            return f"{self.api} did not answer within {self._timeout:g} seconds"
        words = (isinstance(reason, OSError) and reason.strerror) or reason
        return f"{self.api} cannot be reached: {words}"


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


def _pace(headers: Message) -> float:
    """Seconds between two requests: the interval shared out among the requests it allows."""
    limit = re.fullmatch(r"\d+", headers.get("x-rate-limit-limit", ""))
    interval = re.fullmatch(r"(\d+)s?", headers.get("x-rate-limit-interval", ""))
    if not limit or not interval or not int(limit[0]):
        return 0.0
    return min(int(interval[1]) / int(limit[0]), _SHORT_WAIT)


def _wait(headers: Message) -> float:
    """Seconds to wait before the next try, as the server says."""
    seconds = headers.get("retry-after", "").strip()
    return float(seconds) if re.fullmatch(r"\d{1,9}", seconds) else _SHORT_WAIT
