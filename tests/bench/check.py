"""How long `kith check` takes, warm: .venv/bin/python tests/bench/check.py [PROJECT] [TIMES]

Prints the median wall and processor time of whole processes, start of Python included.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.measure import Cost, in_turns, run_kith

ROOT = Path(__file__).resolve().parent.parent.parent


def main(project: Path, times: int) -> None:
    def check() -> Cost:
        return run_kith(project, "check")

    check()  # so that what can be kept is kept
    print(f"kith check, warm, median of {times}: {in_turns(times, {'check': check})['check']}")


if __name__ == "__main__":
    main(Path((sys.argv[1:2] or [str(ROOT)])[0]), int((sys.argv[2:3] or ["7"])[0]))
