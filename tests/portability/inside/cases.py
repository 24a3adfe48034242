"""Runs the portable cases of a bundle with pytest, and tells how each one went.

The same file runs in CPython and in Pyodide. `run` gives JSON: see the last lines.
"""

import contextlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

FAILED, PASSED, SKIPPED = "failed", "passed", "skipped"


class Listener:
    """A pytest plugin that keeps the outcome of each case, and why one failed."""

    def __init__(self) -> None:
        self.cases: dict[str, list[str]] = {}

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            self._keep(report.nodeid, FAILED, report.longreprtext)

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.outcome != PASSED:
            self._keep(report.nodeid, report.outcome, report.longreprtext)
        elif report.when == "call":
            self.cases.setdefault(report.nodeid, [PASSED, ""])

    def _keep(self, nodeid: str, outcome: str, words: str) -> None:
        if self.cases.get(nodeid, [""])[0] != FAILED:
            self.cases[nodeid] = [outcome, words]


def run(root: str) -> str:
    """JSON {"platform": ..., "cases": {id: [outcome, words]}, "log": what pytest printed}."""
    os.chdir(root)
    folders = [str(Path(root) / name) for name in ("site", "explainers", "tests")]
    sys.path[:0] = folders
    sys.dont_write_bytecode = True
    import pytest

    listener, log = Listener(), io.StringIO()
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:faulthandler", "--capture=sys"]
    with contextlib.redirect_stdout(log), contextlib.redirect_stderr(log):
        pytest.main([*options, "tests"], plugins=[listener])
    found = {"platform": sys.platform, "cases": listener.cases, "log": log.getvalue()[-4000:]}
    return json.dumps(found)
