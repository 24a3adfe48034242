"""Rules of the house that only a test can keep."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from kith.project import Project

MODULES = sorted((Path(__file__).parent.parent / "scripts" / "kith").rglob("*.py"))


def imported(module: Path) -> set[str]:
    tree = ast.parse(module.read_text("utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


def test_only_the_plugin_imports_mkdocs() -> None:
    importers = {module.name for module in MODULES if "mkdocs" in imported(module)}
    assert importers == {"mkdocs_plugin.py"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_is_short_and_says_what_it_is_for(module: Path) -> None:
    text = module.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module begins with a docstring"
    assert text.count("\n") <= 300, "a module beyond 300 lines wants to be two"


def test_the_configuration_stays_small(repository: Project) -> None:
    text = (repository.root / "mkdocs.yml").read_text("utf-8")
    settings, _, _ = text.partition("\nnav:")  # the list of pages grows with them
    assert settings.count("\n") < 120
    assert "hooks:" not in text


def test_every_subpackage_reads_a_folder_of_the_same_name(repository: Project) -> None:
    packages = {
        path.parent.name for path in (repository.root / "scripts/kith").glob("*/__init__.py")
    }
    assert packages == {"content", "bibliography", "explainers", "theme", "site"}


def test_no_registry_host_and_no_machine_path_is_committed(repository: Project) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=repository.root, capture_output=True, text=True, check=True
    )
    # Put together here, so that this file does not find itself.
    forbidden = re.compile(
        "|".join(['"resol' + 'ved"', "python" + "hosted", "/" + "root/", "/" + "work/"])
    )
    guilty = [
        name
        for name in listed.stdout.split("\0")
        if name
        and forbidden.search((repository.root / name).read_bytes().decode("utf-8", "ignore"))
    ]
    assert guilty == []
