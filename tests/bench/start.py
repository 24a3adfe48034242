"""What a start of Python costs a reader, beside npm's Pyodide, as ratios.

    python tests/bench/start.py [--times 5] [--only cold warm line]

From the start of the worker to the first result in the page. "Stock" is Pyodide as npm has it,
with the explainers' plain wheel, in a worker that speaks the same messages, from the same server
with the same headers, in the same Chromium. Everything is measured in one run, in turns; figures
are medians.

Processor time is that of the whole browser; on a machine that does other things as well it is the
steadier of the two.

cold: a browser context that has seen nothing. warm: Chromium started anew, on a profile that has
visited before. line: cold, on a line of 9 Mbit/s that takes 170 ms there and back.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.hosting import Host, hosting
from bench.measure import Cost, median
from bench.processes import cpu_of
from browser.chromium import FLAGS, find_chromium

VARIANTS: Final = ("stock", "kith")
WANTED: Final = {"cold": 0.40, "warm": 0.38, "line": 0.52}
WANTED_BYTES: Final = 0.74
MBIT: Final = 9
ROUND_TRIP_MS: Final = 170
_VISITS_BEFORE: Final = 2
_LINGER_MS: Final = 3_000  # Chromium writes what it compiled to its cache a while after a visit


@dataclass(frozen=True, slots=True)
class Start:
    """What it took to get the first result, and bytes that the server sent for it."""

    cost: Cost
    sent: int
    requests: int
    result: str


Measure = Callable[[str], Start]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=5, help="starts of each kind (default: 5)")
    parser.add_argument("--only", nargs="+", choices=WANTED, default=list(WANTED))
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as scratch,
        hosting(Path(scratch).resolve()) as host,
        sync_playwright() as playwright,
    ):
        for name in options.only:
            with KINDS[name](playwright, host) as measure:
                report(name, options.times, measure)


def report(kind: str, times: int, measure: Measure) -> None:
    """The variants in turns, so that a slow minute of the machine hits both."""
    starts: dict[str, list[Start]] = {variant: [] for variant in VARIANTS}
    for _ in range(times):
        for variant in VARIANTS:
            starts[variant].append(measure(variant))
    if len({start.result for found in starts.values() for start in found}) != 1:
        raise SystemExit("the variants do not give the same result")
    print(f"{kind}: median of {times}")
    middle = {variant: median(start.cost for start in found) for variant, found in starts.items()}
    for variant, found in starts.items():
        spread = " ".join(f"{start.cost.wall:.2f}" for start in found)
        sent = f"{found[0].sent:9,} bytes in {found[0].requests} answers"
        print(f"  {variant:5} {middle[variant]}   {sent}   (wall: {spread})")
    print(f"  ratio {middle['kith'].over(middle['stock'])}   (wanted: {WANTED[kind]} wall)")
    if starts["stock"][0].sent:
        ratio = starts["kith"][0].sent / starts["stock"][0].sent
        print(f"  bytes  {ratio:.3f}   (wanted: {WANTED_BYTES})", flush=True)


@contextmanager
def cold(playwright: Playwright, host: Host, *, slow: bool = False) -> Iterator[Measure]:
    """Each start in a new context: nothing is in any cache."""
    browser = playwright.chromium.launch(executable_path=find_chromium(shell=False), args=FLAGS)

    def measure(variant: str) -> Start:
        context = browser.new_context()
        try:
            return _start(context, host, variant, slow=slow)
        finally:
            context.close()

    yield measure
    browser.close()


@contextmanager
def line(playwright: Playwright, host: Host) -> Iterator[Measure]:
    with cold(playwright, host, slow=True) as measure:

        def checked(variant: str) -> Start:
            start = measure(variant)
            if start.cost.wall < start.sent * 8 / MBIT / 1_000_000:
                raise SystemExit("the slow line was not slow: its throttle does not reach workers")
            return start

        yield checked


@contextmanager
def warm(playwright: Playwright, host: Host) -> Iterator[Measure]:
    """Each start in a browser started anew, whose profile has seen the files before."""
    with tempfile.TemporaryDirectory() as profile:

        def measure(variant: str, linger: int = 0) -> Start:
            context = playwright.chromium.launch_persistent_context(
                profile, executable_path=find_chromium(shell=False), args=FLAGS
            )
            try:
                return _start(context, host, variant, linger=linger)
            finally:
                context.close()

        for variant in VARIANTS * _VISITS_BEFORE:
            measure(variant, linger=_LINGER_MS)
        yield measure


def _start(
    context: BrowserContext, host: Host, variant: str, *, slow: bool = False, linger: int = 0
) -> Start:
    page = context.new_page()
    page.goto(f"{host.address}bench/")
    page.wait_for_load_state("networkidle")
    if slow:
        _slow_down(page)
    before, cpu = len(host.sent), cpu_of("chrom")
    found = page.evaluate("(variant) => window.measure(variant)", variant)
    cost = Cost(found["ms"] / 1_000, cpu_of("chrom") - cpu)
    page.wait_for_timeout(linger)
    sent = host.sent[before:]
    return Start(cost, sum(size for _, size in sent), len(sent), found["result"])


def _slow_down(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    throughput = MBIT * 1_000_000 / 8
    conditions = {
        "offline": False,
        "latency": ROUND_TRIP_MS,
        "downloadThroughput": throughput,
        "uploadThroughput": throughput,
    }
    session.send("Network.emulateNetworkConditions", conditions)


KINDS: Final = {"cold": cold, "warm": warm, "line": line}

if __name__ == "__main__":
    main()
