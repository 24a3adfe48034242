"""What a browser gets: complete, small, named by its content, and unable to ask another host."""

import base64
import hashlib
import json
import subprocess
import zipfile
from pathlib import Path

from kith.explainers.runtime import PACKAGE, prepare_runtime
from kith.explainers.wheel import build_wheel
from kith.npm import ensure_packages, run_node
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


def test_the_lock_file_knows_our_wheel_and_nothing_else(repository: Project) -> None:
    runtime, _ = prepare_runtime(repository)
    assert runtime
    python = json.loads((runtime.folder / "runtime.json").read_text("utf-8"))["python"]
    assert list(python["lock"]["packages"]) == [PACKAGE]
    package = python["lock"]["packages"][PACKAGE]
    wheel = (runtime.folder / python["base"] / package["file_name"]).read_bytes()
    assert package["sha256"] == hashlib.sha256(wheel).hexdigest()


def make_small(repository: Project, wheel: Path, out: Path) -> subprocess.CompletedProcess[str]:
    modules, _ = ensure_packages(repository)
    arguments = [str(SCRIPTS / "trim.mjs"), str(modules / "pyodide"), str(SCRIPTS / "trim.py")]
    return run_node(*arguments, str(wheel), str(out), cwd=out.parent)


def test_library_and_wheel_are_compiled_small_and_always_the_same(
    repository: Project, tmp_path: Path
) -> None:
    modules, _ = ensure_packages(repository)
    runtime, _ = prepare_runtime(repository)
    sources, _ = build_wheel(repository, modules / "pyodide")
    assert runtime
    assert sources
    done = make_small(repository, sources, tmp_path / "again")
    assert done.returncode == 0, done.stderr[-500:]
    for again, pattern in (("python_stdlib.zip", "*.zip"), ("packages.whl", "*.whl")):
        (published,) = runtime.folder.glob(f"py-*/{pattern}")
        assert (tmp_path / "again" / again).read_bytes() == published.read_bytes()
        names = zipfile.ZipFile(published).namelist()
        assert not [name for name in names if name.endswith(".py")]
    whole = modules / "pyodide" / "python_stdlib.zip"
    small = tmp_path / "again" / "python_stdlib.zip"
    assert small.stat().st_size < 0.4 * whole.stat().st_size


def test_the_compiled_wheel_is_a_wheel(repository: Project) -> None:
    """Its name, its tag and its list of files say what is in it."""
    runtime, _ = prepare_runtime(repository)
    assert runtime
    (path,) = runtime.folder.glob("py-*/*.whl")
    with zipfile.ZipFile(path) as wheel:
        texts = {Path(name).name: wheel.read(name).decode() for name in wheel.namelist()[-3:]}
        tag = path.stem.split("-", 2)[2]
        assert f"Tag: {tag}\n" in texts["WHEEL"]
        listed = dict(line.split(",", 1) for line in texts["RECORD"].splitlines())
        assert list(listed) == wheel.namelist()
        for name in wheel.namelist()[:-1]:
            hashed = base64.urlsafe_b64encode(hashlib.sha256(wheel.read(name)).digest())
            length = wheel.getinfo(name).file_size
            assert listed[name] == f"sha256={hashed.decode().rstrip('=')},{length}"


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
const [, , folder, stdLibURL, wheel] = process.argv;
const {{ info }} = JSON.parse(readFileSync(folder + "/pyodide-lock.json"));
const python = await loadPyodide({{ stdLibURL, lockFileContents: {{ info, packages: {{}} }} }});
python.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel");
python.runPython("import importlib; importlib.invalidate_caches(); import explainer_kit.bridge");
console.log(python.runPython(String.raw`{ERRORS}`));
process.exit(0);
"""


def test_an_error_is_told_with_its_place(repository: Project, tmp_path: Path) -> None:
    """In the library the line is where the function begins; in our packages the line itself."""
    modules, _ = ensure_packages(repository)
    runtime, _ = prepare_runtime(repository)
    assert runtime
    (folder,) = runtime.folder.glob("py-*")
    (wheel,) = folder.glob("*.whl")
    script = tmp_path / "errors.mjs"
    script.write_text(TELL_ERRORS)
    arguments = [str(script), str(modules / "pyodide"), str(folder / "python_stdlib.zip")]
    done = run_node(*arguments, str(wheel), cwd=tmp_path)
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
    done = make_small(repository, wheel, tmp_path / "out")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("ModuleNotFoundError")
