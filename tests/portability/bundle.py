"""One zip file with all that the portable cases need, the same for every environment.

It holds the explainers' code out of the very wheel that readers fetch, what lies beside that code
in the repository (manifests, golden files), the portable test files, and pytest as it is installed
here. Nothing is downloaded.
"""

import ast
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

from kith.project import Project

TESTS: Final = Path(__file__).parent.parent
# In the standard library, and of no use in a browser's Python.
_NOT_THERE: Final = {"asyncio", "multiprocessing", "socket", "ssl", "subprocess", "threading"}
_PYPROJECT: Final = TESTS.parent / "pyproject.toml"


def is_portable(test: Path, packages: set[str], tests: Path = TESTS) -> bool:
    """Whether a test file can run wherever the explainers can.

    It can if it imports nothing but pytest, the kit, the explainers and the standard library, and
    the same is true of the helpers beside it. `packages` are the folders of explainers/.
    """
    allowed = {"pytest", *packages, *sys.stdlib_module_names} - _NOT_THERE
    for name in imported(test):
        helper = tests / f"{name.replace('.', '/')}.py"
        if helper.is_file():
            if not is_portable(helper, packages, tests):
                return False
        elif name.partition(".")[0] not in allowed:
            return False
    return True


def imported(module: Path) -> list[str]:
    """The full names of the modules that a file imports."""
    names = []
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return names


def explainer_packages(project: Project) -> set[str]:
    """The kit and every explainer, by folder."""
    return {path.parent.name for path in project.explainers.glob("*/__init__.py")}


def portable_files(project: Project, tests: Path = TESTS) -> list[Path]:
    """The test files of tests/explainers/ that run everywhere, and their helpers."""
    packages = explainer_packages(project)
    files = sorted((tests / "explainers").rglob("*.py"))
    return [file for file in files if is_portable(file, packages, tests)]


def write_bundle(target: Path, project: Project, wheel: Path, tests: Path = TESTS) -> Path:
    """Write the zip file for the explainers of a project and give its path."""
    with zipfile.ZipFile(target, "w") as bundle:
        bundle.write(_PYPROJECT, "pyproject.toml")
        with zipfile.ZipFile(wheel) as code:
            for name in code.namelist():
                bundle.writestr(f"explainers/{name}", code.read(name))
        for path in sorted(project.explainers.rglob("*")):
            name = path.relative_to(project.root).as_posix()
            if (
                path.is_file()
                and path.suffix not in (".py", ".pyc", ".svg")
                and not _has(bundle, name)
            ):
                bundle.write(path, name)
        for path in portable_files(project, tests):
            bundle.write(path, f"tests/{path.relative_to(tests).as_posix()}")
        for name, path in sorted(_installed("pytest").items()):
            bundle.write(path, f"site/{name}")
    return target


def _has(bundle: zipfile.ZipFile, name: str) -> bool:
    return name in bundle.NameToInfo


def _installed(package: str) -> dict[str, Path]:
    """The files of an installed package and of all that it requires, by their names."""
    found: dict[str, Path] = {}
    waiting, seen = [package], set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        found |= dict(_files(name))
        for line in distribution(name).requires or []:
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(requirement.name)
    return found


def _files(package: str) -> Iterator[tuple[str, Path]]:
    for file in distribution(package).files or []:
        path = Path(str(file.locate()))
        if ".." not in file.parts and path.is_file() and path.suffix != ".pyc":
            yield file.as_posix(), path
