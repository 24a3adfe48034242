"""The loader of YAML for a text that anybody may have written.

The one in C reads as the one in Python does, ten times as fast. But nothing stops it where lists
stand in lists many thousand times: the process ends, and no error is told. Python raises there.
"""

from typing import Any, Final

import yaml

_DEEPEST: Final = 500
# Not every machine has it.
_QUICK: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def loader_for(text: str) -> Any:
    """The quick loader, or for a text that may nest deeply the one that can say so.

    Each may raise yaml.YAMLError, ValueError (a date or a number that Python has not) and
    RecursionError.
    """
    nests = sum(text.count(sign) for sign in ("[", "{", "- ", "? ", "-\t", "-\n", ": "))
    return (yaml.SafeLoader if nests > _DEEPEST else _QUICK)(text)
