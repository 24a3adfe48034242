"""The wheel that carries kit and models to the browser, built offline by pyodide-build.

pyodide-build wants a cross-build environment, which it would download. Five lines are all it reads
of one for a package without compiled code; they are written here from what the npm package of
Pyodide says of itself. `python -m build` gives the same bytes (asserted by a test) and stands in
where the machine has no `make`, which pyodide-build calls.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from kith.cache import digest_files, write_whole
from kith.problems import Problem
from kith.project import Project

# A fixed moment for the dates inside the zip, so that the same sources give the same bytes.
_SOURCE_DATE_EPOCH: Final = "1700000000"
_MAKEFILE: Final = """\
export PYODIDE_ABI_VERSION ?= {abi}
export PYODIDE_EMSCRIPTEN_VERSION ?= {emscripten}
export SYSCONFIG_NAME ?= _sysconfigdata__emscripten_wasm32-emscripten
export TARGETINSTALLDIR ?= $(PYODIDE_ROOT)/sys
export PYTHONINCLUDE ?= $(PYODIDE_ROOT)/sys/include
.output_vars:
\tenv
"""
_SYSCONFIG: Final = """\
build_time_vars = {{
    "SOABI": "cpython-{python}-wasm32-emscripten",
    "EXT_SUFFIX": ".cpython-{python}-wasm32-emscripten.so",
}}
"""


def source_files(project: Project) -> list[Path]:
    """The files that a build of the explainers reads."""
    return [
        path
        for path in project.explainers.rglob("*")
        if path.suffix in (".py", ".toml") and "__pycache__" not in path.parts
    ]


def build_wheel(project: Project, pyodide: Path) -> tuple[Path | None, list[Problem]]:
    """The explainers' wheel, from the cache when their sources are as they were.

    `pyodide` is the folder of the npm package.
    """
    built = sorted(_kept_in(project, project).glob("*.whl"))
    if built:
        return built[0], []
    with tempfile.TemporaryDirectory() as scratch:
        # A copy: what is edited while a preview builds is not in a wheel that is kept as made
        # from what was there before.
        copy = Project(Path(scratch).resolve())
        ignore = shutil.ignore_patterns("__pycache__", ".pyodide_build")
        shutil.copytree(project.explainers, copy.explainers, ignore=ignore)
        folder = _kept_in(project, copy)
        out = copy.root / "out"
        error = run_pyodide_build(copy.explainers, out, pyodide)
        wheels = sorted(out.glob("*.whl"))
        if error or not wheels:
            place = project.relative(project.explainers / "pyproject.toml")
            message = f"the explainers' wheel cannot be built: {error or 'nothing was written'}"
            return None, [Problem(place, 1, 1, "explainer/wheel", message, "mend what it names")]
        wheel = folder / wheels[0].name
        write_whole(wheel, wheels[0].read_bytes())
        return wheel, []


def _kept_in(project: Project, sources: Project) -> Path:
    """The folder of the project's cache for the wheel of these sources."""
    return project.cache / "wheels" / digest_files(source_files(sources), sources.root)


def run_pyodide_build(package: Path, out: Path, pyodide: Path) -> str:
    """Build a wheel of `package` into `out`; "" or the last words of what went wrong."""
    if shutil.which("make") is None:
        return run_plain_build(package, out)
    with tempfile.TemporaryDirectory() as scratch:
        root = _write_cross_build_folder(Path(scratch), pyodide)
        extra = {"PYODIDE_ROOT": str(root), "SKIP_EMSCRIPTEN_VERSION_CHECK": "1"}
        command = ["pyodide", "build", str(package), "--no-isolation", "-o", str(out)]
        return _run([str(Path(sys.executable).with_name(command[0])), *command[1:]], extra)


def run_plain_build(package: Path, out: Path) -> str:
    """The same by `python -m build`; "" or the last words of what went wrong."""
    options = ["--wheel", "--no-isolation", "--outdir", str(out)]
    return _run([sys.executable, "-m", "build", *options, str(package)], {})


def _write_cross_build_folder(folder: Path, pyodide: Path) -> Path:
    info = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["info"]
    root = folder / "xbuildenv" / "pyodide-root"
    sysconfig = root / "sys" / "sysconfigdata"
    sysconfig.mkdir(parents=True)
    (folder / "xbuildenv" / "requirements.txt").write_text("")
    emscripten = info["platform"].removeprefix("emscripten_").replace("_", ".")
    makefile = _MAKEFILE.format(abi=info["abi_version"], emscripten=emscripten)
    (root / "Makefile.envs").write_text(makefile)
    python = "".join(info["python"].split(".")[:2])
    name = "_sysconfigdata__emscripten_wasm32-emscripten.py"
    (sysconfig / name).write_text(_SYSCONFIG.format(python=python))
    return root


def _run(command: list[str], extra: dict[str, str]) -> str:
    environment = {**os.environ, **extra, "SOURCE_DATE_EPOCH": _SOURCE_DATE_EPOCH}
    # The build backend must be the one of this environment, whatever is on the caller's PATH.
    tools = str(Path(sys.executable).parent)
    environment["PATH"] = f"{tools}{os.pathsep}{environment.get('PATH', '')}"
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    lines = (done.stderr + done.stdout).strip().splitlines()
    return " / ".join(line.strip() for line in lines[-2:])
