"""Links to other sites: which of them lead nowhere. The command `kith links`, for a nightly run.

A server that refuses a program, is busy or slow says nothing of the page, so only an address that
is gone (404, 410, no such host) counts. A DOI is asked for at doi.org alone, which knows it or not;
publishers' pages refuse programs. No server is asked twice within a second, and builds never ask.
"""

import re
import socket
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Final, Literal
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from kith.bibliography.library import load_library
from kith.content.help import FILE, read_help
from kith.content.pages import read_pages
from kith.github import code, plain
from kith.project import Project

_AGENT: Final = "Kith (static site generator; looks whether the links of a site lead somewhere)"
_LINK: Final = re.compile(r"https?://[^\s<>()\"'\]]+(?:\([^\s<>()]*\)[^\s<>()\"'\]]*)*")
_RESOLVER: Final = "doi.org"
_GONE: Final = (404, 410)
_NO_HEAD: Final = (400, 403, 405, 406, 500, 501)
_PACE: Final = 1.0
_KEPT: Final = "/:?&=#%+,;@~!$*'()-._"

Verdict = Literal["there", "gone", "unclear"]


@dataclass(frozen=True, slots=True)
class Found:
    """One address: whether it leads somewhere, in a word and in words, and where it stands."""

    address: str
    verdict: Verdict
    words: str
    places: tuple[str, ...]


def outside_links(project: Project) -> dict[str, list[str]]:
    """Every address of another site, with the places that name it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for page in read_pages(project)[0]:
        for match in _LINK.finditer(page.source.prose):
            line, _ = page.source.place(match.start())
            found[match[0].rstrip(".,;:!?")].append(f"{page.source.path}:{line}")
    for work in load_library(project).works.values():
        for address in dict.fromkeys([work.link, str(work.fields.get("URL", ""))]):
            if address:
                found[address].append(f"{work.place.path}:{work.place.line} ({work.key})")
    for service in read_help(project)[0]:
        if service.site:
            place = f"{project.relative(project.content / FILE)} ({service.service})"
            found[service.site].append(place)
    return dict(found)


class Asker:
    """Asks one address after another, politely."""

    def __init__(
        self,
        opener: OpenerDirector | None = None,
        staying: OpenerDirector | None = None,
        sleep: Callable[[float], None] = time.sleep,
        timeout: float = 20.0,
    ) -> None:
        """`staying` is an opener that follows no redirect."""
        self._opener = opener or build_opener()
        self._staying = staying or build_opener(_Stay())
        self._sleep = sleep
        self._timeout = timeout
        self._asked: dict[str, float] = {}

    def ask(self, address: str) -> tuple[Verdict, str]:
        """Whether an address leads somewhere, and what its server said."""
        host = urlsplit(address).hostname or ""
        wait = self._asked.get(host, -_PACE) + _PACE - time.monotonic()
        if wait > 0:
            self._sleep(wait)
        self._asked[host] = time.monotonic()
        status: int | str = self._status(address, "HEAD", host)
        if status in _NO_HEAD:
            status = self._status(address, "GET", host)
        if isinstance(status, str):
            return ("gone" if status == "no such host" else "unclear"), status
        if status < 400:
            return "there", str(status)
        return ("gone" if status in _GONE else "unclear"), f"status {status}"

    def _status(self, address: str, method: str, host: str) -> int | str:
        request = Request(quote(address, safe=_KEPT), method=method, headers={"User-Agent": _AGENT})
        opener = self._staying if host == _RESOLVER else self._opener
        try:
            with opener.open(request, timeout=self._timeout) as answer:
                return int(answer.status)
        except HTTPError as error:
            error.close()
            return error.code
        except (OSError, HTTPException, ValueError) as error:
            reason = error.reason if isinstance(error, URLError) else error
            if isinstance(reason, socket.gaierror):
                return "no such host" if reason.errno == socket.EAI_NONAME else "no network"
            if isinstance(reason, TimeoutError):
                return f"no answer within {self._timeout:g} seconds"
            return str((isinstance(reason, OSError) and reason.strerror) or reason)


def look(
    links: Mapping[str, Iterable[str]], asker: Asker, say: Callable[[str], None]
) -> list[Found]:
    """Ask for every address; servers take turns, so that none has to wait for another's pause."""
    found = []
    for number, address in enumerate(_in_turns(links), 1):
        say(f"{number} of {len(links)}: {address}")
        found.append(Found(address, *asker.ask(address), tuple(links[address])))
    return sorted(found, key=lambda one: one.address)


def links_report(found: Iterable[Found], day: str) -> str:
    """What was found, as Markdown: what is gone as a list, what is unclear in a fold."""
    rows = list(found)
    gone = [one for one in rows if one.verdict == "gone"]
    unclear = [one for one in rows if one.verdict == "unclear"]
    lines = ["## Links to other sites", ""]
    lines += [f"{len(rows)} addresses were asked for on {day}; {len(gone)} lead nowhere.", ""]
    lines += [_row("-", one) for one in gone]
    if unclear:
        lines += ["", f"<details><summary>{len(unclear)} gave no clear answer</summary>", ""]
        lines += [*(_row("*", one) for one in unclear), "", "</details>"]
    return "\n".join(lines) + "\n"


def _row(mark: str, one: Found) -> str:
    places = ", ".join(code(place) for place in one.places)
    return f"{mark} {code(one.address)}: {plain(one.words)}, in {places}"


def _in_turns(links: Iterable[str]) -> Iterator[str]:
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for address in sorted(links):
        hosts[urlsplit(address).hostname or ""].append(address)
    queues = list(hosts.values())
    while queues:
        for queue in queues:
            yield queue.pop(0)
        queues = [queue for queue in queues if queue]


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_arguments: Any) -> None:
        """None: the answer stays what it is."""
