import json
from pathlib import Path

from kith.theme.offline import wanted


def test_a_copy_holds_pages_and_no_twins() -> None:
    places = [
        "index.html",
        "assets/js/kith.mjs",
        "assets/js/kith.mjs.br",
        "assets/javascripts/bundle.js.map",
        "references/a2000/index.html",
        "references/a2000/reference.bib",
        "references/kith.bib",
        "sw.js",
        "offline.json",
        "404.html",
    ]
    assert wanted(places) == [
        "assets/js/kith.mjs",
        "index.html",
        "references/a2000/index.html",
        "references/kith.bib",
    ]


def test_the_list_names_each_file_with_its_size(site: Path) -> None:
    listed = json.loads((site / "offline.json").read_text("utf-8"))
    pages = {path.relative_to(site).as_posix() for path in site.rglob("index.html")}
    assert pages <= {*listed["files"]}
    for place, (size, _) in listed["files"].items():
        assert (site / place).stat().st_size == size
    assert listed["bytes"] == sum(size for size, _ in listed["files"].values())


def test_worker_and_manifest_name_what_is_there(site: Path) -> None:
    worker = (site / "sw.js").read_text("utf-8")
    assert 'ROOT}${"offline/"}' in worker
    assert (site / "offline/index.html").exists()
    manifest = json.loads((site / "manifest.webmanifest").read_text("utf-8"))
    assert all((site / icon["src"]).exists() for icon in manifest["icons"])
    assert '<link rel="manifest" href="../../manifest.webmanifest">' in (
        site / "learn/rat-park/index.html"
    ).read_text("utf-8")
