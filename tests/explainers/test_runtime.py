"""What a browser gets: complete, small, named by its content, and unable to ask another host."""

import gzip
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kith.explainers import runtime
from kith.explainers.runtime import Runtime, prepare_runtime
from kith.explainers.wheel import build_wheel
from kith.mkdocs_plugin import render
from kith.npm import ensure_packages, run_node
from kith.pipeline import build
from kith.project import Project

SCRIPTS = Path(__file__).parent.parent.parent / "scripts" / "kith" / "explainers"


def test_the_list_of_files_is_true(repository: Project) -> None:
    runtime, problems = prepare_runtime(repository)
    assert problems == []
    assert runtime
    described = json.loads((runtime.folder / "runtime.json").read_text("utf-8"))
    for part in ("python", "vega"):
        folder = runtime.folder / described[part]["base"]
        sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
        assert sizes == described[part]["files"]
    assert 0 < runtime.transfer_bytes < described["total_bytes"]


def test_the_lock_file_knows_no_package(repository: Project) -> None:
    runtime, _ = prepare_runtime(repository)
    assert runtime
    python = json.loads((runtime.folder / "runtime.json").read_text("utf-8"))["python"]
    assert python["lock"]["packages"] == {}


def make_library(repository: Project, wheel: Path, out: Path) -> subprocess.CompletedProcess[str]:
    modules, _ = ensure_packages(repository)
    arguments = [str(SCRIPTS / "trim.mjs"), str(modules / "pyodide"), str(SCRIPTS / "trim.py")]
    return run_node(*arguments, str(wheel), str(out), cwd=out.parent)


def test_for_a_model_that_cannot_run_no_library_is_made(
    make_small_project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_small_project({"explainers/rat_park/model.py": "import no_such_thing\n"})
    made: list[Project] = []
    monkeypatch.setattr(runtime, "_make_library", lambda project, *_: made.append(project))
    problems = build(project, render)
    assert "explainer/model" in {problem.rule for problem in problems}
    assert made == []
    assert "Company and morphine" in (project.root / "site/learn/company/index.html").read_text()


def published(runtime: Runtime) -> Path:
    (library,) = runtime.folder.glob("py-*/python_library.wasm")
    return library


def test_the_library_is_compiled_small_and_always_the_same(
    repository: Project, tmp_path: Path
) -> None:
    modules, _ = ensure_packages(repository)
    runtime, _ = prepare_runtime(repository)
    wheel, _ = build_wheel(repository, modules / "pyodide")
    assert runtime
    assert wheel
    done = make_library(repository, wheel, tmp_path / "again.wasm")
    assert done.returncode == 0, done.stderr[-500:]
    body = published(runtime).read_bytes()
    assert (tmp_path / "again.wasm").read_bytes() == body
    whole = modules / "pyodide" / "python_stdlib.zip"
    assert len(gzip.compress(body)) < 0.4 * whole.stat().st_size


def test_the_library_holds_all_that_the_wheel_installs(repository: Project) -> None:
    modules, _ = ensure_packages(repository)
    runtime, _ = prepare_runtime(repository)
    wheel, _ = build_wheel(repository, modules / "pyodide")
    assert runtime
    assert wheel
    with zipfile.ZipFile(published(runtime)) as library, zipfile.ZipFile(wheel) as installs:
        assert library.testzip() is None
        names = set(library.namelist())
        files = [name for name in installs.namelist() if ".dist-info/" not in name]
        assert {f"{name}c" if name.endswith(".py") else name for name in files} <= names
        assert not [name for name in names if name.endswith(".py")]
        for name in files:
            if not name.endswith(".py"):
                assert library.read(name) == installs.read(name)


IS_WASM = """
const { readFileSync } = await import("node:fs");
const module = new WebAssembly.Module(readFileSync(process.argv[2]));
const [zip] = WebAssembly.Module.customSections(module, "zip");
console.log(zip.byteLength);
"""


def test_the_library_is_a_module_of_webassembly_around_a_zip_file(
    repository: Project, tmp_path: Path
) -> None:
    """So that hosts, which compress the one and not the other, compress it."""
    runtime, _ = prepare_runtime(repository)
    assert runtime
    script = tmp_path / "is-wasm.mjs"
    script.write_text(IS_WASM)
    done = run_node(str(script), str(published(runtime)), cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-500:]
    body = published(runtime).read_bytes()
    assert body[-int(done.stdout) :].startswith(b"PK\3\4")
    assert int(done.stdout) > len(body) - 32


ERRORS = """
import json, os, sys, traceback, zipfile

try:
    json.loads("{")
except ValueError:
    library = traceback.format_exc()
try:
    explainer_kit.bridge.open_run("nobody", "{}", 1)
except ValueError as error:
    ours = traceback.format_exc()
library + "\\0" + ours
"""
TELL_ERRORS = f"""
const {{ loadPyodide }} = await import(process.argv[2] + "/pyodide.mjs");
const {{ readFileSync }} = await import("node:fs");
const [, , folder, stdLibURL] = process.argv;
const {{ info }} = JSON.parse(readFileSync(folder + "/pyodide-lock.json"));
const python = await loadPyodide({{ stdLibURL, lockFileContents: {{ info, packages: {{}} }} }});
python.runPython("import explainer_kit.bridge");
console.log(python.runPython(String.raw`{ERRORS}`));
process.exit(0);
"""


def test_an_error_is_told_with_its_place(repository: Project, tmp_path: Path) -> None:
    """In the library the line is where the function begins; in our packages the line itself."""
    modules, _ = ensure_packages(repository)
    runtime, _ = prepare_runtime(repository)
    assert runtime
    script = tmp_path / "errors.mjs"
    script.write_text(TELL_ERRORS)
    arguments = [str(script), str(modules / "pyodide"), str(published(runtime))]
    done = run_node(*arguments, cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-500:]
    library, ours = done.stdout.split("\0")
    assert 'File "json/decoder.py", line' in library
    assert "JSONDecodeError: Expecting property name" in library
    source = (repository.explainers / "explainer_kit" / "bridge.py").read_text("utf-8")
    raised = 'raise ParamsError("explainer", "There is no explainer of that name.")'
    line = source[: source.index(raised)].count("\n") + 1
    assert f'File "explainer_kit/bridge.py", line {line}, in _module' in ours


def test_a_wheel_that_cannot_be_imported_is_told_in_a_line(
    repository: Project, tmp_path: Path
) -> None:
    wheel = tmp_path / "broken-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("broken.py", "import nothing_of_that_name")
    done = make_library(repository, wheel, tmp_path / "out.wasm")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("ModuleNotFoundError")
