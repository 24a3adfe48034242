import subprocess
from pathlib import Path

import pytest

from kith.npm import run_node
from kith.project import Project
from kith.site.classic import ClassicError, bundle, circles
from kith.site.pack import is_of_worker

MODULES = {
    "a.mjs": 'import { two as second, Three } from "./b.mjs";\nimport * as b from "./b.mjs";\n'
    "/** @type {import('./b.mjs').X} */\nlog(second(), new Three().name, Object.keys(b).join());\n"
    'import("./late.mjs").then(({ said }) => log(said, import.meta.url));\n'
    'const name = "late";\n'
    "import(`./${name}.mjs`).then((late) => late.change() || log(late.said));\n"
    'import("./missing.mjs").catch(() => log("missing"));\n',
    "b.mjs": "export function two() {\n  return one + 1;\n}\nconst one = 1;\n"
    'export class Three {\n  name = "three";\n}\nexport const FOUR = 4;\n',
    "late.mjs": 'log("once");\nexport let said = "old";\n'
    'export function change() {\n  said = "new";\n}\n',
}


def run(script: str, folder: Path) -> list[str]:
    path = folder / "run.js"
    head = "const log = console.log, document = {currentScript: {src: 'file:///x/all.js'}};\n"
    path.write_text(head + script, "utf-8")
    done: subprocess.CompletedProcess[str] = run_node(str(path), cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_bundle_does_what_its_modules_do(tmp_path: Path) -> None:
    first, *later = run(bundle(MODULES, "a.mjs"), tmp_path)
    assert first == "2 three two,Three,FOUR"
    assert sorted(later) == ["missing", "new", "old file:///x/a.mjs", "once"]


@pytest.mark.parametrize(
    "text",
    [
        "export default 1;\n",
        'export { x } from "./b.mjs";\n',
        'import x from "./b.mjs";\n',
        "import(name);\n",
    ],
)
def test_what_is_not_known_stops_it(text: str) -> None:
    with pytest.raises(ClassicError, match="is not known here"):
        bundle({"a.mjs": text, "b.mjs": ""}, "a.mjs")


def test_the_themes_modules_can_be_bundled_and_none_is_in_a_circle(repository: Project) -> None:
    folder = repository.theme / "assets" / "js"
    modules = {path.name: path.read_text("utf-8") for path in folder.glob("*.mjs")}
    modules = {name: text for name, text in modules.items() if not is_of_worker(name)}
    assert circles(modules) == []
    assert 'need("kith.mjs")' in bundle(modules, "kith.mjs")
