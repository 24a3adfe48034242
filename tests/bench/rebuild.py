"""Rebuilds one project in this process as `mkdocs serve` does, and writes what each rebuild cost.

    python rebuild.py PROJECT ANSWER.json TIMES EDIT...

EDIT is `page` (a word is added to a page) or `entry` (a word is added to the title of a work). The
preview's own server, its watching and its waiting are left out: they are the same for every site.
"""

import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

URL = "http://127.0.0.1:8000/"


def main(project: Path, answer: Path, times: int, edits: list[str]) -> None:
    costs: dict[str, list[tuple[float, float]]] = {edit: [] for edit in edits}
    with tempfile.TemporaryDirectory() as site:
        config = load_config(str(project / "mkdocs.yml"), site_dir=site)
        config.plugins.on_startup(command="serve", dirty=False)
        config.site_url = URL  # as a preview has it from its first build on
        build(config, serve_url=URL)
        for turn in range(times):
            for edit in edits:
                EDITS[edit](project, turn)
                start, cpu = time.perf_counter(), _cpu()
                config = load_config(str(project / "mkdocs.yml"), site_dir=site)
                config.site_url = URL
                build(config, serve_url=URL)
                costs[edit].append((time.perf_counter() - start, _cpu() - cpu))
    answer.write_text(json.dumps(costs))


def _edit_page(project: Path, turn: int) -> None:
    path = sorted(project.glob("content/section-*/*.md"))[turn]
    path.write_text(path.read_text("utf-8") + "\nOne more word.\n", "utf-8")


def _edit_entry(project: Path, turn: int) -> None:
    path = sorted(project.glob("bibliography/*.bib"))[0]
    text = re.sub(r"(?<=\n  title = \{)", f"Edit {turn}: ", path.read_text("utf-8"), count=1)
    path.write_text(text, "utf-8")


def _cpu() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


EDITS: dict[str, Callable[[Path, int], None]] = {"page": _edit_page, "entry": _edit_entry}

if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
