"""Processor time of programs that this one started and that still run: on Linux, from /proc."""

import os
from collections import defaultdict
from pathlib import Path
from typing import Final

_TICKS: Final = os.sysconf("SC_CLK_TCK")


def cpu_of(program: str) -> float:
    """Seconds that all running descendants whose command names `program` have spent so far."""
    children: dict[int, list[int]] = defaultdict(list)
    spent: dict[int, float] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text()
            command = (folder / "cmdline").read_bytes()
        except OSError:  # it has just ended
            continue
        fields = stat.rpartition(")")[2].split()
        children[int(fields[1])].append(int(folder.name))
        if program.encode() in command.partition(b"\0")[0]:
            spent[int(folder.name)] = (int(fields[11]) + int(fields[12])) / _TICKS
    found, waiting = 0.0, [os.getpid()]
    while waiting:
        pid = waiting.pop()
        waiting += children[pid]
        found += spent.get(pid, 0.0)
    return found
