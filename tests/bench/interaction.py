"""What an explainer costs a reader: the page before any intent, a change, a stop, blocked moments.

    python tests/bench/interaction.py [--times 15]

On the article with the mini Rat Park, in its default scenario. A redraw is counted from a reader's
key on a control to the frame that shows the new figure, Python being started. A stop is counted
from the click to the worker's answer that the run has ended. A blocked moment is a "long task" of
Chromium: over 50 ms in which the page cannot answer.
"""

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.hosting import Host, hosting
from browser.chromium import FLAGS, find_chromium

ARTICLE: Final = "site/learn/rat-park/"
EXPLAINER: Final = "kith-explainer"
OTHER_SCRIPTS: Final = (
    *("kith", "chrome", "exit", "palette", "search", "material", "dom", "citations", "card"),
    *("terms", "copy", "kit", "check"),
)
"""Scripts of the site that have nothing to do with explainers."""
WANTED: Final = {"script": 15_000, "redraw": 150, "stop": 50, "blocked": 50}
_SETTLE_MS: Final = 2_500

# Runs before the page's own scripts; its policy has no say in it.
_WATCH: Final = """
  window.bench = { blocked: [], redraws: [], stops: [] };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      bench.blocked.push([startTime, duration]);
    }
  }).observe({ type: "longtask", buffered: true });
  let changed = 0;
  addEventListener("input", ({ timeStamp }) => (changed ||= timeStamp), { capture: true });
  addEventListener("kith:result", () => {
    const begun = changed;
    const painted = (now) => begun && bench.redraws.push(now - begun);
    requestAnimationFrame(() => requestAnimationFrame(painted));
    changed = 0;
  });
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message) {
    if (message.op === "boot") {
      bench.worker = this;
    } else if (message.op === "run") {
      bench.run = message.id;
    }
    return postMessage.call(this, message);
  };
"""

# Runs with the largest values until its click on Stop falls into a run; then, how long the worker
# took to say that it stopped. null: the run was over before.
_STOP: Final = """() => new Promise((resolve) => {
  const form = document.querySelector("kith-explainer form, kith-explainer [data-part=controls]");
  for (const slider of form.querySelectorAll("input[type=range]")) {
    slider.value = slider.max;
  }
  let clicked = 0;
  const listen = ({ data }) => {
    if (data.id !== bench.run) {
      return;
    }
    if (data.type === "progress" && data.stage === "run" && !clicked) {
      setTimeout(() => {
        clicked = performance.now();
        form.querySelector("[data-action=stop]").click();
      }, Math.random() * 5);
    } else if (data.type !== "progress") {
      bench.worker.removeEventListener("message", listen);
      resolve(data.type === "error" && clicked ? performance.now() - clicked : null);
    }
  };
  bench.worker.addEventListener("message", listen);
  form.querySelector("[data-action=run]").click();
})"""

# Each step of drawing one figure, as figure.mjs does it, in milliseconds.
_DRAW: Final = """async ({ specs, base }) => {
  await import(base + "vega.min.js");
  await import(base + "vega-lite.min.js");
  const { expressionInterpreter: expr } = await import(base + "vega-interpreter.js");
  const rows = [];
  for (const spec of specs) {
    const times = [performance.now()];
    const lap = () => times.push(performance.now());
    const compiled = vegaLite.compile(spec).spec;
    lap();
    const flow = vega.parse(compiled, null, { ast: true });
    lap();
    const view = new vega.View(flow, { expr, renderer: "none", logLevel: vega.Error });
    const text = await view.toSVG();
    lap();
    new DOMParser().parseFromString(text, "image/svg+xml");
    lap();
    view.finalize();
    rows.push(times.slice(1).map((time, at) => time - times[at]));
  }
  return rows;
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=15, help="changes and stops (default: 15)")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as scratch,
        hosting(Path(scratch).resolve()) as host,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_chromium(shell=False), args=FLAGS)
        page = browser.new_page()
        page.add_init_script(_WATCH)
        report_page(page, host)
        view = report_start(page)
        report_redraws(page, options.times)
        report_stops(page, options.times)
        report_drawing(page, host, view)
        browser.close()


def report_page(page: Page, host: Host) -> None:
    """What comes before any sign that the reader wants to change something."""
    page.goto(host.address + ARTICLE)
    page.wait_for_timeout(_SETTLE_MS)
    sent = [path for path, _ in host.sent]
    live = [path for path in sent if "/assets/runtime/" in path]
    scripts = {
        path: (Path(host.folder) / path.lstrip("/")).stat().st_size
        for path in sent
        if path.endswith(".mjs") and Path(path).stem not in OTHER_SCRIPTS
    }
    total = sum(scripts.values())
    names = ", ".join(f"{Path(path).name} {size:,}" for path, size in scripts.items())
    print(f"page before intent: {total:,} bytes of script for explainers, not compressed")
    print(f"  (wanted: under {WANTED['script']:,}; {names})")
    print(f"  requests for Python or Vega: {len(live)}   (wanted: 0)")
    _print_blocked(page, "loading the page")


def report_start(page: Page) -> dict[str, Any]:
    """The first run; gives its View."""
    found = _run(page, lambda: page.locator(f"{EXPLAINER} [data-action=run]").click())
    page.wait_for_timeout(500)
    _print_blocked(page, "first run, with the start")
    view: dict[str, Any] = found["view"]
    return view


def report_redraws(page: Page, times: int) -> None:
    """A slider moved by the keyboard, there and back."""
    slider = page.locator(f"{EXPLAINER} [data-part=controls] input[type=range]").first
    for turn in range(times):
        _run(page, lambda key=("ArrowRight", "ArrowLeft")[turn % 2]: slider.press(key))
        page.wait_for_timeout(200)
    redraws = page.evaluate("bench.redraws")
    _print_median("redraw after a change", "redraw", redraws)
    _print_blocked(page, f"{times} changes")


def report_stops(page: Page, times: int) -> None:
    stops = [page.evaluate(_STOP) for _ in range(times)]
    heard = [stop for stop in stops if stop is not None]
    print(f"  {len(stops) - len(heard)} of {len(stops)} runs were over before the click on Stop")
    if heard:
        _print_median("stop", "stop", heard)


def report_drawing(page: Page, host: Host, view: dict[str, Any]) -> None:
    """Where the time of a drawing goes, figure by figure; the second drawing, all being warm."""
    found = f"{host.folder}/site/assets/runtime/runtime.json"
    vega = json.loads(Path(found).read_text("utf-8"))["vega"]["base"]
    base = f"{host.address}site/assets/runtime/{vega}"
    specs = [figure["spec"] for figure in view["figures"] if figure.get("spec")]
    page.evaluate(_DRAW, {"specs": specs, "base": base})
    rows = page.evaluate(_DRAW, {"specs": specs, "base": base})
    print("drawing, milliseconds for: vega-lite compile, vega parse, toSVG, reading the SVG")
    for number, row in enumerate(rows, 1):
        print(f"  figure {number}: {' '.join(f'{part:6.1f}' for part in row)}   {sum(row):6.1f}")


def _run(page: Page, press: Any) -> dict[str, Any]:
    """Do something that starts a run, and give what the explainer's event says of it."""
    page.evaluate(
        """() => {
          window.found = new Promise((resolve) => {
            // To hand a View over takes this program's time, not the page's: in a task of its own.
            const hear = ({ detail }) => setTimeout(resolve, 300, detail);
            addEventListener("kith:result", hear, { once: true });
          });
        }"""
    )
    press()
    found: dict[str, Any] = page.evaluate("window.found.then(({ view }) => ({ view }))")
    return found


def _print_median(what: str, name: str, found: list[float]) -> None:
    middle, least = statistics.median(found), min(found)
    print(
        f"{what}: median {middle:.0f} ms, least {least:.0f}, most {max(found):.0f} of {len(found)}"
    )
    print(f"  (wanted: {WANTED[name]})")


def _print_blocked(page: Page, what: str) -> None:
    """The long tasks since this was last asked."""
    blocked = page.evaluate("bench.blocked.splice(0).map(([, duration]) => duration)")
    longest = f"longest {max(blocked):.0f} ms" if blocked else "none"
    every = " ".join(f"{duration:.0f}" for duration in blocked[:20])
    print(
        f"  page blocked while {what}: {longest} (wanted: {WANTED['blocked']})  {every}", flush=True
    )


if __name__ == "__main__":
    main()
