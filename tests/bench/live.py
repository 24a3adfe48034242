"""How soon the live layer answers: .venv/bin/python tests/bench/live.py [SITE] [SLOWER]

Prints, for the default scenario in a real Chromium: milliseconds from a changed control to the
redrawn figure, from "Stop" to rest, and the page's longest tasks meanwhile. SLOWER is a factor by
which the page's own thread is slowed down (4 is about an old phone); the worker is not slowed.
"""

import statistics
import sys
from pathlib import Path

from playwright.sync_api import Page

sys.path.insert(0, str(Path(__file__).parent.parent))

from browser.chromium import chromium
from browser.server import SiteServer
from serving import running

TASKS = """() => {
  window.tasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: true });
}"""
RUN = """async (n) => {
  const root = document.querySelector("kith-explainer");
  const slider = root.querySelector("[name=sweetness]");
  const drawn = new Promise((resolve) => {
    addEventListener("kith:result", () => requestAnimationFrame(() => resolve(performance.now())),
      { once: true });
  });
  slider.value = n % 2 ? 0.9 : 1;
  const begun = performance.now();
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  return (await drawn) - begun;
}"""
STOP = """async () => {
  const root = document.querySelector("kith-explainer");
  root.querySelector("[name=forced_days]").value = 57;
  root.querySelector("[data-action=run]").click();
  const stop = root.querySelector("[data-action=stop]");
  await new Promise((resolve) => setTimeout(resolve, 60));
  if (stop.hidden) return null;
  const begun = performance.now();
  stop.click();
  while (!stop.hidden) await new Promise((resolve) => setTimeout(resolve, 1));
  return performance.now() - begun;
}"""
FIRST = """() => {
  window.first = new Promise((resolve) => {
    addEventListener("kith:result", () => resolve(performance.now()), { once: true });
  });
  document.querySelector("kith-explainer [data-action=run]").click();
}"""


def measure(page: Page, address: str, slower: float) -> None:
    page.goto(f"{address}learn/rat-park/")
    page.wait_for_load_state("networkidle")
    page.evaluate(TASKS)
    if slower > 1:
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    loaded = page.evaluate("performance.now()")
    page.evaluate(FIRST)
    print(f"first run, start included: {page.evaluate('window.first') - loaded:.0f} ms")
    started = page.evaluate("performance.now()")
    page.wait_for_timeout(500)
    times = []
    for number in range(21):
        times.append(page.evaluate(RUN, number + 1))
        page.wait_for_timeout(120)
    print(
        f"control to figure: median {statistics.median(times):.0f} ms,"
        f" from {min(times):.0f} to {max(times):.0f}"
    )
    stops = [time for _ in range(9) if (time := page.evaluate(STOP)) is not None]
    if stops:
        print(f"stop: median {statistics.median(stops):.0f} ms, at most {max(stops):.0f}")
    tasks = page.evaluate("tasks")
    before = [duration for start, duration in tasks if loaded <= start < started]
    after = [duration for start, duration in tasks if start >= started]
    print(f"long tasks in the first run: {[round(time) for time in before]} ms")
    print(f"long tasks after it: {[round(time) for time in after]} ms")


def main(site: Path, slower: float) -> None:
    with running(SiteServer(site)) as server, chromium() as browser:
        measure(browser.new_page(), server.address, slower)


if __name__ == "__main__":
    main(Path((sys.argv[1:2] or ["site"])[0]), float((sys.argv[2:3] or ["1"])[0]))
