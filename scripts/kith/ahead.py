"""A second process that works ahead, where the machine has a second core.

`Ahead` does one thing meanwhile, `BothEnds` one thing to each of many items, together with this
process. The second one is a fork: it begins with all that this one knows, so nothing has to be
handed to it, and gives back one pickled value. Where forking is not possible or not safe (another
thread may hold a lock, which the copy would wait for for ever), or the copy fails, the work is done
here when its result is asked for. So the result is the same in any case, and only the time differs.
"""

import gc
import mmap
import os
import pickle
import threading
import weakref
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import BinaryIO, Final

_ENOUGH: Final = 50
"""Items of work for which a second process pays: to begin one costs some ten milliseconds."""
_NICENESS: Final = 5
"""How far the second process stands back, so that what is waited for has the machine first."""
_FIRST, _LAST = 0, 1  # the item with which this process has begun, and the second one


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
            os.nice(_NICENESS)
            gc.freeze()  # a collection would write to all that both share, and so copy it
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


class BothEnds[A, B]:
    """A function of each of many items: a second process begins with the last, this one with the
    first, until they meet. So both are busy to the end, whatever else they have to do meanwhile.

    It may happen that both make one item, and that this process makes again what is None.
    """

    def __init__(self, function: Callable[[A], B], items: Sequence[A]) -> None:
        """The second process begins at once, this one when it asks for the first item."""
        self._function = function
        self._items = items
        self._ends = memoryview(mmap.mmap(-1, 16)).cast("q")  # shared by both
        self._ends[_FIRST], self._ends[_LAST] = -1, len(items)
        self._found: dict[int, B | None] = {}
        self._ahead = Ahead(self._from_the_last, len(items), dict[int, B])

    def _from_the_last(self) -> dict[int, B]:
        made = {}
        for place in reversed(range(len(self._items))):
            if place <= self._ends[_FIRST]:
                break
            self._ends[_LAST] = place
            made[place] = self._function(self._items[place])
        return made

    @cached_property
    def _others(self) -> dict[int, B]:
        return self._ahead.result()

    def get(self, place: int) -> B | None:
        """What the second process made of the item at this place, waited for where it has begun
        with it. None where it has not: it leaves the item, and all before it, to this process."""
        if place not in self._found:
            self._ends[_FIRST] = max(place, self._ends[_FIRST])
            theirs = place >= self._ends[_LAST]
            self._found[place] = self._others.get(place) if theirs else None
        return self._found[place]

    def results(self) -> list[B]:
        """The function of each item, in order."""
        found = []
        for place, item in enumerate(self._items):
            made = self.get(place)
            found.append(self._function(item) if made is None else made)
        return found
