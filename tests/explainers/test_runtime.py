"""What a browser gets: complete, small, named by its content, and unable to ask another host."""

import hashlib
import json
import zipfile
from pathlib import Path

from kith.explainers.runtime import PACKAGE, prepare_runtime
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


def test_the_library_is_compiled_small_and_always_the_same(
    repository: Project, tmp_path: Path
) -> None:
    modules, _ = ensure_packages(repository)
    runtime, _ = prepare_runtime(repository)
    assert runtime
    (wheel,) = runtime.folder.glob("py-*/*.whl")
    (published,) = runtime.folder.glob("py-*/python_stdlib.zip")
    again = tmp_path / "again.zip"
    arguments = [str(SCRIPTS / "trim.mjs"), str(modules / "pyodide"), str(SCRIPTS / "trim.py")]
    done = run_node(*arguments, str(wheel), str(again), cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-500:]
    assert again.read_bytes() == published.read_bytes()
    names = zipfile.ZipFile(again).namelist()
    assert not [name for name in names if name.endswith(".py")]
    whole = modules / "pyodide" / "python_stdlib.zip"
    assert again.stat().st_size < 0.6 * whole.stat().st_size


def test_a_wheel_that_cannot_be_imported_is_told_in_a_line(
    repository: Project, tmp_path: Path
) -> None:
    modules, _ = ensure_packages(repository)
    wheel = tmp_path / "broken-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("broken.py", "import nothing_of_that_name")
    arguments = [str(SCRIPTS / "trim.mjs"), str(modules / "pyodide"), str(SCRIPTS / "trim.py")]
    done = run_node(*arguments, str(wheel), str(tmp_path / "out.zip"), cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("ModuleNotFoundError")
