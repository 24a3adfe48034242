"""Every built page is valid HTML, with headings in order, named landmarks and unique ids.

html-validate reads all of them; its rules stand in html-validate.mjs, each exception with a reason.
"""

import json
from pathlib import Path

from kith.npm import ensure_packages, run_node
from kith.project import Project

CONFIG = Path(__file__).with_name("html-validate.mjs")
SHOWN = 20


def complaints(folder: Path, modules: Path) -> list[str]:
    tool = modules / "html-validate" / "bin" / "html-validate.mjs"
    done = run_node(
        str(tool), "--config", str(CONFIG), "--formatter", "json", "**/*.html", cwd=folder
    )
    assert done.returncode in (0, 1), done.stderr
    return [
        f"{Path(page['filePath']).relative_to(folder.resolve())}:{found['line']} "
        f"{found['ruleId']}: {found['message']} ({found.get('selector')})"
        for page in json.loads(done.stdout)
        for found in page["messages"]
    ]


def test_every_page_is_valid(repository: Project, site: Path) -> None:
    modules, problems = ensure_packages(repository)
    assert problems == []
    found = complaints(site, modules)
    assert found[:SHOWN] == [], f"{len(found)} complaints"


def test_the_tool_would_complain(repository: Project, tmp_path: Path) -> None:
    body = '<h1 id="a">A</h1><h3 id="a">B</h3><nav></nav><nav></nav>'
    page = f'<!doctype html><html lang="en"><head><title>A</title></head><body>{body}</body></html>'
    (tmp_path / "index.html").write_text(page)
    found = " ".join(complaints(tmp_path, ensure_packages(repository)[0]))
    for rule in ("no-dup-id", "heading-level", "unique-landmark"):
        assert rule in found
