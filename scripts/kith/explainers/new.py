"""Writes the folder of a new explainer: a small model that already runs and passes every check.

The skeleton beside this file is a real explainer with its golden files; only its title is put in.
Whatever stands in the way is a problem, and then nothing is left behind.
"""

import importlib.util
import json
import keyword
import re
import shutil
import unicodedata
from pathlib import Path
from typing import Final

from kith.explainers.placeholders import WORD
from kith.problems import Problem
from kith.project import Project

SKELETON: Final = Path(__file__).with_name("skeleton")
_TITLE: Final = "Friends who visit"  # the skeleton's own
_LONGEST: Final = 60
# Modules that a browser's Python has besides those of this one.
_IN_BROWSERS: Final = {"js", "micropip", "pyodide", "pyodide_js"}


def new_explainer(project: Project, title: str) -> tuple[str, list[Problem]]:
    """The name of the folder made for an explainer of this title, or what stands in the way."""
    title = " ".join(title.split())
    name = folder_name(title)
    complaint = _complaint(project, title, name)
    if complaint:
        return "", [_problem(project, name, *complaint)]
    folder = project.explainers / name
    try:
        _write(folder, title)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        message = f"the folder cannot be made: {error.strerror or error}"
        return "", [_problem(project, name, message, "mend what it names, then try again")]
    return name, []


def folder_name(title: str) -> str:
    """A title as the name of a folder and of a Python package: "Two neighbours", two_neighbours."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    plain = plain.replace("'", "").lower()
    return "_".join(re.findall(r"[a-z0-9]+", plain))


def next_steps(name: str) -> str:
    """What an author is told once the folder is there."""
    return f"""\
explainers/{name}/ is there. It runs, and it passes every check and test.

Show it in an article, for example in content/learn/, and look at it with scripts/serve:

    /// explainer | {name}
    ///

Make it yours: scripts/check lists every place marked {WORD}. After each change to model.py:

    .venv/bin/python -m explainer_kit.golden {name}

explainers/README.md explains each file. scripts/test runs every test."""


def _complaint(project: Project, title: str, name: str) -> tuple[str, str] | None:
    """What is the matter with a title, and how to mend it."""
    if not title or any(unicodedata.category(sign).startswith("C") for sign in title):
        return "the title is empty or has signs that cannot be shown", "write a title in words"
    if len(title) > _LONGEST:
        return f"the title has {len(title)} signs", f"use at most {_LONGEST}"
    if not name or name[0].isdigit():
        fix = "begin it with a word in the letters a to z"
        return f"the title {title!r} gives no name for a folder", fix
    if (project.explainers / name).exists():
        return f"explainers/{name} is there already", "choose another title"
    if keyword.iskeyword(name) or name in _IN_BROWSERS or importlib.util.find_spec(name):
        return f"Python itself uses the name {name!r}", "choose a title of two words or more"
    return None


def _write(folder: Path, title: str) -> None:
    for file in sorted(SKELETON.rglob("*")):
        if not file.is_file() or file.suffix == ".pyc":
            continue
        text = file.read_text("utf-8")
        # In TOML a title stands in quotes, where quotes and backslashes are escaped as in JSON.
        said = json.dumps(title, ensure_ascii=False)[1:-1] if file.suffix == ".toml" else title
        target = folder / file.relative_to(SKELETON)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace(_TITLE, said), encoding="utf-8", newline="\n")


def _problem(project: Project, name: str, message: str, fix: str) -> Problem:
    path = project.relative(project.explainers / name) if name else "explainers"
    return Problem(path, 1, 1, "explainer/new", message, fix)
