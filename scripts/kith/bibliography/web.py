"""Asks documented interfaces on the web, for the few commands that look something up.

Nothing of a build comes here: builds are offline. Every failure ends in words, a busy server is
left alone as long as it asks for, and no answer is read without an end. What is asked, and what an
answer means, is not known here.
"""

import re
import time
from collections.abc import Callable
from email.message import Message
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import OpenerDirector, Request, build_opener

_LARGEST: Final = 20_000_000
_TRIES: Final = 4
_SHORT_WAIT: Final = 10.0
_LONGEST_WAIT: Final = 120.0
"""Seconds to leave a busy server alone: when it does not say how long, and at most."""


class LookUpError(Exception):
    """Why a look-up cannot go on, in words for the person who started it."""


class Web:
    """One interface at one address, asked one thing at a time, at the pace that it asks for."""

    def __init__(
        self,
        address: str,
        agent: str,
        opener: OpenerDirector | None = None,
        sleep: Callable[[float], None] = time.sleep,
        timeout: float = 30.0,
    ) -> None:
        """`agent` says what is asking and why; no person's address is given away."""
        self.address = address.rstrip("/")
        self._agent = agent
        self._opener = opener or build_opener()
        self._sleep = sleep
        self._timeout = timeout
        self._pause = 0.0

    def get(self, path: str, accept: str) -> bytes | None:
        """The body of one answer; None when there is nothing at this path.

        Raises LookUpError for everything else.
        """
        url = f"{self.address}/{path}"
        request = Request(url, headers={"User-Agent": self._agent, "Accept": accept})
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
        raise LookUpError(f"{self.address} is busy and asks to wait: try again later")

    def _in_words(self, error: Exception) -> str:
        reason = error.reason if isinstance(error, URLError) else error
        if isinstance(reason, TimeoutError):
            return f"{self.address} did not answer within {self._timeout:g} seconds"
        words = (isinstance(reason, OSError) and reason.strerror) or reason
        return f"{self.address} cannot be reached: {words}"


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
