"""Three places where the same Python runs: CPython, Pyodide under Node, Pyodide in Chromium.

Each takes a bundle and a script of inside/ and gives how every case went.
"""

import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser

from browser.server import SiteServer
from kith.npm import run_node
from serving import running

INSIDE: Final = Path(__file__).parent / "inside"
_PATIENCE_MS: Final = 180_000

_ALONE: Final = "import runpy, sys; print(runpy.run_path(sys.argv[1])['run'](sys.argv[2]))"
_IN_A_WORKER: Final = """
([addresses, patience]) => new Promise((resolve, reject) => {
  const worker = new Worker("inside/worker.mjs", { type: "module" });
  worker.onmessage = ({ data }) => data.error ? reject(new Error(data.error)) : resolve(data.found);
  worker.onerror = ({ message }) => reject(new Error(message || "the worker did not start"));
  // A start that fails may never settle.
  setTimeout(() => reject(new Error("no answer came")), patience);
  worker.postMessage(addresses);
})
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one case went, and the words of one that did not pass."""

    status: Literal["passed", "failed", "skipped"]
    words: str = ""


Outcomes = Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class Report:
    """All cases of one environment, by their ids; `sys.platform`, and what pytest printed."""

    platform: str
    cases: Outcomes
    log: str = ""


def read_report(text: str) -> Report:
    """A report out of the JSON of cases.py or golden_runs.py."""
    found = json.loads(text)
    cases = {name: Outcome(status, words) for name, (status, words) in found["cases"].items()}
    return Report(found["platform"], cases, found["log"])


def in_cpython(bundle: Path, script: str, scratch: Path) -> Report:
    """In this machine's Python, on its own: only what the bundle holds, and any hash seed."""
    root = scratch / "kith"
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(root)
    options = ["-I", "-S", "-B", "-X", "utf8", "-c", _ALONE, str(INSIDE / script), str(root)]
    command = [sys.executable, *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return read_report(done.stdout)


def in_node(
    bundle: Path, script: str, scratch: Path, pyodide: Path, library: Path | None = None
) -> Report:
    """In Pyodide under Node; `library` is another standard library than npm's."""
    out = scratch / "out.json"
    files = (INSIDE / "node.mjs", pyodide, library or "", bundle, INSIDE / script, out)
    done = run_node(*map(str, files), cwd=scratch)
    assert done.returncode == 0, done.stderr[-2000:]
    return read_report(out.read_text("utf-8"))


def in_chromium(
    bundle: Path,
    script: str,
    scratch: Path,
    pyodide: Path,
    browser: Browser,
    library: Path | None = None,
) -> Report:
    """In Pyodide in a worker of Chromium, from a server that has these files and no others."""
    shelf = scratch / "served"
    shelf.mkdir()
    for name, target in {"inside": INSIDE, "pyodide": pyodide, "bundle.zip": bundle}.items():
        (shelf / name).symlink_to(target)
    if library:
        (shelf / "library.wasm").symlink_to(library)
    (shelf / "index.html").write_text("<!doctype html><title>Portable cases</title>")
    with running(SiteServer(shelf)) as server:
        addresses = {
            "pyodide": f"{server.address}pyodide/",
            "bundle": f"{server.address}bundle.zip",
            "script": f"{server.address}inside/{script}",
            **({"library": f"{server.address}library.wasm"} if library else {}),
        }
        page = browser.new_page()
        try:
            page.goto(server.address)
            return read_report(page.evaluate(_IN_A_WORKER, [addresses, _PATIENCE_MS]))
        finally:
            page.close()
