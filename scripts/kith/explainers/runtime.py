"""The files that a browser needs to run explainers live: Pyodide, its library with ours, Vega.

They lie in folders named by their content, so that a host may let browsers keep them for ever;
runtime.json names the folders, says how large each file is, and holds Pyodide's lock file without
a package in it: no code path in the reader's browser can ask another host for anything.
"""

import gzip
import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from kith.cache import digest, turn, whole_folder, write_whole
from kith.explainers import slim
from kith.explainers.wheel import build_wheel
from kith.npm import ensure_packages, run_node
from kith.problems import Problem
from kith.project import Project
from kith.site.kept import KeptSite

_LIBRARY: Final = "python_library.wasm"
_TRIM: Final = (Path(__file__).with_name("trim.mjs"), Path(__file__).with_name("trim.py"))
_VEGA_FILES: Final = {
    "vega.min.js": "vega/build/vega.min.js",
    "vega-lite.min.js": "vega-lite/build/vega-lite.min.js",
    "vega-interpreter.js": "vega-interpreter/build/vega-interpreter.js",
}
# The interpreter is an ES module that imports three helpers by a bare name, which browsers cannot
# find; vega.min.js already holds them.
_VEGA_UTIL: Final = (
    "export const { ascending, isString, DisallowedObjectProperties } = globalThis.vega;\n"
)


@dataclass(frozen=True, slots=True)
class Runtime:
    """A folder laid out as it is published, and about how many bytes a first start transfers."""

    folder: Path
    transfer_bytes: int


_DEFERRED: Final[list[bool]] = []
_LAST: Final[dict[Path, Runtime | None]] = {}


@contextmanager
def last_runtime() -> Iterator[None]:
    """Meanwhile the runtime that was prepared last will do, if there was one: for a preview that
    shows an edited explainer at once, and makes its Python ready for the browser afterwards."""
    _DEFERRED.append(True)
    try:
        yield
    finally:
        _DEFERRED.pop()


def prepare_runtime(project: Project, *, anew: bool = True) -> tuple[Runtime | None, list[Problem]]:
    """The runtime of a project, assembled in the cache when anything it holds has changed.

    Not `anew`, it is the last one, if there was one: to make one takes four seconds, and who mends
    an explainer that does not run would wait for it each time.
    """
    last = _LAST.get(project.root)
    if not anew:
        return _LAST.setdefault(project.root, None), []
    if _DEFERRED and last and last.folder.is_dir():
        return last, []
    runtime, problems = _prepare(project)
    if runtime:
        _LAST[project.root] = runtime
    return runtime, problems


def transfer_bytes(project: Project) -> int:
    """What a first start transfers, by the runtime that was prepared last."""
    if project.root not in _LAST:
        prepare_runtime(project)
    runtime = _LAST.get(project.root)
    return runtime.transfer_bytes if runtime else 0


def python_name(project: Project) -> str:
    """The folder of Python for the browser, named by what is in it; "" where there is none.

    A page that was made with another one is older than the site.
    """
    if project.root not in _LAST:
        prepare_runtime(project)
    runtime = _LAST.get(project.root)
    folders = sorted(runtime.folder.glob("py-*")) if runtime else []
    return folders[0].name if folders else ""


def _prepare(project: Project) -> tuple[Runtime | None, list[Problem]]:
    modules, problems = ensure_packages(project)
    if problems:
        return None, problems
    wheel, problems = build_wheel(project, modules / "pyodide")
    if wheel is None:
        return None, problems
    library, problems = _make_library(project, modules, wheel)
    if library is None:
        return None, problems
    interpreter, problems = _slim_interpreter(project, modules)
    if interpreter is None:
        return None, problems
    return _assemble(project, modules, interpreter, library), []


def _slim_interpreter(project: Project, modules: Path) -> tuple[Path | None, list[Problem]]:
    """The folder of the interpreter and its script, without what plain Python never uses."""
    made_from = (modules / "pyodide", modules / "binaryen")
    versions = [(package / "package.json").read_bytes() for package in made_from]
    source = Path(slim.__file__).read_bytes()
    folder = project.cache / "interpreters" / digest(source, *versions)
    if not folder.exists():
        try:
            _make_interpreter(made_from, folder)
        except slim.UnknownShapeError as error:
            place = project.relative(project.npm / "package.json")
            fix = "take the version of pyodide that slim.py knows, or teach it the new one"
            return None, [Problem(place, 1, 1, "build/setup", str(error), fix)]
    return folder, []


def _make_interpreter(packages: tuple[Path, Path], folder: Path) -> None:
    with turn(folder.with_name("lock")):
        if not folder.exists():  # nor has another build made it meanwhile
            with whole_folder(folder) as part:
                slim.slim_interpreter(*packages, part)


def _make_library(
    project: Project, modules: Path, wheel: Path
) -> tuple[Path | None, list[Problem]]:
    """The standard library cut down to what the wheel needs, with the wheel's packages, compiled.

    See trim.py. Takes 4 s, once.
    """
    lock = (modules / "pyodide" / "pyodide-lock.json").read_bytes()
    name = digest(lock, wheel.read_bytes(), *(path.read_bytes() for path in _TRIM))
    library = project.cache / "libraries" / f"{name}.wasm"
    if library.exists():
        return library, []
    with turn(library.with_name("lock")):
        # Another build may have made it meanwhile.
        error = "" if library.exists() else _trim(modules / "pyodide", wheel, library)
    if error:
        place = project.relative(project.explainers / "pyproject.toml")
        message = f"Python for the browser cannot be made: {error}"
        return None, [Problem(place, 1, 1, "explainer/wheel", message, "mend what it names")]
    return library, []


def _trim(pyodide: Path, wheel: Path, library: Path) -> str:
    """Write the library; "" or what went wrong, in Python's last words."""
    script, module = map(str, _TRIM)
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / _LIBRARY
        done = run_node(script, str(pyodide), module, str(wheel), str(made), cwd=Path(scratch))
        if not done.returncode:
            write_whole(library, made.read_bytes())
            return ""
    return (done.stderr.strip().splitlines() or ["no reason given"])[-1]


@lru_cache(maxsize=2)
def _assemble(project: Project, modules: Path, interpreter: Path, library: Path) -> Runtime:
    places = {
        slim.LOADER: modules / "pyodide" / slim.LOADER,
        slim.SCRIPT: interpreter / slim.SCRIPT,
        slim.INTERPRETER: interpreter / slim.INTERPRETER,
        _LIBRARY: library,
    }
    python = {name: path.read_bytes() for name, path in places.items()}
    vega = {name: (modules / path).read_bytes() for name, path in _VEGA_FILES.items()}
    vega["vega-util.js"] = _VEGA_UTIL.encode()
    bare, relative = b"from 'vega-util'", b"from './vega-util.js'"
    vega["vega-interpreter.js"] = vega["vega-interpreter.js"].replace(bare, relative)
    python_base, vega_base = _folder_name("py", python), _folder_name("vega", vega)
    folder = project.cache / "runtime" / digest(python_base, vega_base)
    description = folder / "runtime.json"
    if not description.exists():
        transfer = sum(len(gzip.compress(body, 6)) for body in (*python.values(), *vega.values()))
        _write(folder / python_base, python)
        _write(folder / vega_base, vega)
        info = json.loads((modules / "pyodide" / "pyodide-lock.json").read_text("utf-8"))["info"]
        described = {
            "python": {
                "base": f"{python_base}/",
                "files": {name: len(body) for name, body in python.items()},
                "stdlib": _LIBRARY,
                "lock": {"info": info, "packages": {}},
            },
            "vega": {
                "base": f"{vega_base}/",
                "files": {name: len(body) for name, body in vega.items()},
            },
            "total_bytes": sum(map(len, (*python.values(), *vega.values()))),
            "transfer_bytes": transfer,
        }
        description.write_text(json.dumps(described, indent=1, sort_keys=True), "utf-8")
    transfer_bytes = json.loads(description.read_text("utf-8"))["transfer_bytes"]
    return Runtime(folder, transfer_bytes)


def publish_runtime(runtime: Runtime, site: KeptSite) -> None:
    """Put the runtime into the built site, where the page's scripts look for it."""
    site.copy_tree(runtime.folder, "assets/runtime")


def _folder_name(kind: str, files: Mapping[str, bytes]) -> str:
    parts: list[str | bytes] = []
    for name in sorted(files):
        parts += [name, files[name]]
    return f"{kind}-{digest(*parts)[:12]}"


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in files.items():
        (folder / name).write_bytes(body)
