"""The command line: kith build | check | serve."""

import argparse
import subprocess
import sys
from collections.abc import Sequence

from kith.pipeline import build, prepare
from kith.problems import Problem, has_errors
from kith.project import Project, current_project


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when an editor has something to mend."""
    options = _parser().parse_args(arguments)
    project = current_project(options.root)
    if not (project.root / "mkdocs.yml").exists():
        print(f"kith: there is no mkdocs.yml in {project.root}: go to the repository's folder")
        return 1
    commands = {"build": _build, "check": _check, "serve": _serve}
    return commands[options.command](project, options)


def _build(project: Project, options: argparse.Namespace) -> int:
    del options
    # Imported here: `kith check` has no need of a site generator.
    from kith.mkdocs_plugin import render

    return _report(build(project, render))


def _check(project: Project, options: argparse.Namespace) -> int:
    del options
    return _report(prepare(project).problems)


def _serve(project: Project, options: argparse.Namespace) -> int:
    address = f"127.0.0.1:{options.port}"
    print(f"Kith will be at http://{address}/ as soon as it is built; Ctrl+C stops it.", flush=True)
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    try:
        return subprocess.run(command, cwd=project.root, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _report(problems: Sequence[Problem]) -> int:
    """Print every problem, in the order of the files, and how many there are."""
    for problem in sorted(problems):
        print(problem)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    print(f"{errors} errors, {warnings} warnings" if problems else "No problems found.")
    return int(has_errors(problems))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kith", description=__doc__)
    parser.add_argument("--root", default="", help="folder of the repository (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="build the whole site into site/")
    commands.add_parser("check", help="list everything that needs mending, without building")
    serve = commands.add_parser("serve", help="build, serve on this machine, rebuild on changes")
    serve.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (default: 8000)")
    return parser
