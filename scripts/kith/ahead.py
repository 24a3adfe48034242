"""A second process that works ahead, where the machine has a second core.

The process is a fork: it begins with all that this one knows, so nothing has to be handed to it,
and gives back one pickled value. Where forking is not possible or not safe (another thread may
hold a lock, which the copy would wait for for ever), or the copy fails, the work is done here when
its result is asked for. So the result is the same in any case, and only the time differs.
"""

import os
import pickle
import threading
import weakref
from collections.abc import Callable, Sequence
from typing import BinaryIO, cast

_ENOUGH = 50
"""Items of work for which a second process pays: to begin one costs some ten milliseconds."""


class Ahead[T]:
    """The result of a function without arguments, which is computed from now on."""

    def __init__(
        self, function: Callable[[], T], items: int, otherwise: Callable[[], T] | None = None
    ) -> None:
        """`items` tells how much there is to do; of a little, no second process is made.

        `otherwise` gives the result where there was none, if not the function itself.
        """
        self._function = function
        self._otherwise = otherwise or function
        self._pipe: BinaryIO | None = None
        self._child = 0
        if items >= _ENOUGH and hasattr(os, "fork") and threading.active_count() == 1:
            self._begin()

    def _begin(self) -> None:
        reading, writing = os.pipe()
        self._child = os.fork()
        if self._child:
            os.close(writing)
            self._pipe = os.fdopen(reading, "rb")
            self._give_up = weakref.finalize(self, _give_up, self._pipe, self._child)
            return
        status = 1
        try:
            os.close(reading)
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(pickle.dumps(self._function(), pickle.HIGHEST_PROTOCOL))
            status = 0
        finally:
            os._exit(status)  # nothing of the parent's is flushed or cleaned up twice

    def result(self) -> T:
        """The result, waited for; computed here when no other process could."""
        if self._pipe:
            self._give_up.detach()
            with self._pipe as pipe:
                data = pipe.read()
            _, status = os.waitpid(self._child, 0)
            self._pipe = None
            if status == 0:
                value: T = pickle.loads(data)
                return value
        return self._otherwise()


def _give_up(pipe: BinaryIO, child: int) -> None:
    """Of a result that nobody asks for: its process ends when it finds nobody listening."""
    pipe.close()
    os.waitpid(child, 0)


def in_halves[A, B](function: Callable[[A], B], items: Sequence[A]) -> list[B]:
    """The function of each item, in order; every other one of them in a second process.

    Items beside each other are alike, so that both processes have as much to do.
    """
    results: list[B | None] = [None] * len(items)
    others = Ahead(lambda: [function(item) for item in items[1::2]], len(items))
    results[::2] = [function(item) for item in items[::2]]
    results[1::2] = others.result()
    return cast("list[B]", results)
