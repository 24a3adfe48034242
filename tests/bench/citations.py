"""What citations cost: builds and rebuilds beside the same pages without citations, as ratios.

    python tests/bench/citations.py [--times 3] [--only build growth rebuild]

"Plain" is MkDocs with Material as it comes and the same Markdown extensions less ours, over the
same words without citations. Everything is measured in one run, in turns; figures are medians.
"""

import argparse
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import measure
from bench.corpus import Size, write_kith, write_plain
from bench.measure import Cost

SIZE: Final = Size(200, 1_000, 4_000)
GROWTH: Final = (
    # More pages, then more works, then both.
    Size(200, 1_000, 4_000),
    Size(1_000, 1_000, 20_000),
    Size(200, 5_000, 4_000),
    Size(2_000, 5_000, 40_000),
)
WANTED: Final = {"warm": 1.25, "cold": 2.0}
WANTED_REBUILD: Final = 1.0  # seconds more than without citations


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parts = {"build": report_build, "growth": report_growth, "rebuild": report_rebuild}
    parser.add_argument("--times", type=int, default=3, help="repeats (growth: one)")
    parser.add_argument("--only", nargs="+", choices=parts, default=list(parts))
    options = parser.parse_args()
    for name in options.only:
        with tempfile.TemporaryDirectory() as scratch:
            parts[name](Path(scratch).resolve(), options.times)
        print(flush=True)


def report_build(scratch: Path, times: int) -> None:
    """Whole builds; "bare" is Kith with no citation and no work, to tell its share apart."""
    print(f"Whole build: {SIZE}, every page in the navigation, median of {times}")
    write_plain(scratch / "plain", SIZE)
    write_kith(scratch / "bare", SIZE, cited=False)
    write_kith(scratch / "kith", SIZE)
    for name in ("bare", "kith"):
        measure.build_kith(scratch / name)  # fills the caches, those of the explainers too
    builds = {
        "plain": partial(measure.build_plain, scratch / "plain"),
        "bare": partial(measure.build_kith, scratch / "bare"),
        "cold": partial(measure.build_kith_cold, scratch / "kith"),
        "warm": partial(measure.build_kith, scratch / "kith"),
    }
    costs = measure.in_turns(times, builds)
    for name, cost in costs.items():
        wanted = f"   (wanted: {WANTED[name]})" if name in WANTED else ""
        print(f"  {name:5} {cost}   ratio {cost.over(costs['plain'])}{wanted}", flush=True)
    for name in WANTED:
        print(f"  {name:5} against bare: ratio {costs[name].over(costs['bare'])}")


def report_growth(scratch: Path, _times: int) -> None:
    """Builds of growing sites, once each, with only the home page in the navigation."""
    print("Growth: processor time; only the home page in the navigation")
    first = scratch / "kith0"
    found: list[dict[str, Cost]] = []
    for number, size in enumerate(GROWTH):
        kith, plain = scratch / f"kith{number}", scratch / f"plain{number}"
        write_plain(plain, size, whole_nav=False)
        write_kith(kith, size, whole_nav=False)
        if kith == first:
            measure.build_kith(kith)
        else:
            measure.share_kept(first, kith)
        builds = {
            "plain": partial(measure.build_plain, plain),
            "cold": partial(measure.build_kith_cold, kith),
            "warm": partial(measure.build_kith, kith),
        }
        found.append(measure.in_turns(1, builds))
        row = "".join(f"  {name} {cost.cpu:6.1f} s" for name, cost in found[-1].items())
        print(f"  {size!s:44}{row}", flush=True)
    for name in ("warm", "cold"):
        _print_slopes(name, [costs[name].cpu - costs["plain"].cpu for costs in found])


def _print_slopes(name: str, more: list[float]) -> None:
    """What a page and a work cost beyond plain, and whether the largest site costs just that."""
    start, pages, works, both = GROWTH
    a_page = (more[1] - more[0]) / (pages.pages - start.pages)
    a_work = (more[2] - more[0]) / (works.works - start.works)
    expected = more[0] + a_page * (both.pages - start.pages) + a_work * (both.works - start.works)
    each = f"{a_page * 1_000:.2f} ms a page with its citations, {a_work * 1_000:.2f} ms a work"
    print(f"  {name}, beyond plain: {each}; the largest is {more[3] / expected:.2f} of what")
    print("    these say (1.00: linear)")


def report_rebuild(scratch: Path, times: int) -> None:
    """The rebuild of a live preview after one edit."""
    print(f"Rebuild after an edit: {SIZE}, median of {times}")
    write_plain(scratch / "plain", SIZE)
    write_kith(scratch / "kith", SIZE)
    measure.build_kith(scratch / "kith")
    plain = measure.rebuild(scratch / "plain", ["page"], times)["page"]
    print(f"  plain {plain}")
    for edit, cost in measure.rebuild(scratch / "kith", ["page", "entry"], times).items():
        more = cost.wall - plain.wall
        print(f"  {edit:5} {cost}   ratio {cost.over(plain)}", end="   ")
        print(f"{more:.2f} s more (wanted: {WANTED_REBUILD})", flush=True)


if __name__ == "__main__":
    main()
