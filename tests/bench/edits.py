"""How soon an edit shows in `kith serve`: .venv/bin/python tests/bench/edits.py [TIMES]

On a copy of this site: from the moment a file is saved to the moment a page is told to load again,
by kind of edit. Prints the median, the least and the most of each in seconds, and the median of
edits to words and looks, which are what an editor and a designer do.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent.parent))

from conftest import copy_repository
from previewing import Served, previewing

EDITS: Final = {
    "a page": ("content/learn/soldiers.md", "learn/soldiers/", "\n\nOne more word.\n"),
    "a page with an explainer": ("content/learn/rat-park.md", "learn/rat-park/", "\n\nA word.\n"),
    "a .bib file": ("bibliography/veterans.bib", "learn/soldiers/", ""),
    "a style sheet": ("theme/assets/css/text.css", "learn/soldiers/", "\n/* word */\n"),
    "a template": ("theme/partials/footer.html", "learn/soldiers/", "\n<!-- word -->\n"),
    "an explainer's view": ("explainers/rat_park/view.py", "learn/rat-park/", "\n# word\n"),
}
RARE: Final = "an explainer's view"
ENTRY: Final = "  plain        = {"


def main(times: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        project = copy_repository(Path(scratch).resolve() / "project")
        with previewing(project.root, Path(scratch)) as served:
            found: dict[str, list[float]] = {name: [] for name in EDITS}
            for turn in range(times):
                for name, (file, place, words) in EDITS.items():
                    if name != RARE or turn < 3:
                        found[name].append(_edit(served, file, f"/{place}", words))
    for name, costs in found.items():
        median, least, most = statistics.median(costs), min(costs), max(costs)
        print(f"{name:<26} median {median:5.2f} s, {least:5.2f} to {most:5.2f}")
    usual = [cost for name, costs in found.items() if name != RARE for cost in costs]
    print(f"{'all but the last':<26} median {statistics.median(usual):5.2f} s")


def _edit(served: Served, file: str, place: str, words: str) -> float:
    text = served.read(file)
    changed = text + words if words else text.replace(ENTRY, f"{ENTRY}Again: ", 1)
    start = time.perf_counter()
    served.write(file, changed)
    state = served.next(place)
    took = time.perf_counter() - start
    assert state["built"], state["problems"]
    return took


if __name__ == "__main__":
    main(int((sys.argv[1:2] or ["7"])[0]))
