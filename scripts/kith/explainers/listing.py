"""The code of an explainer, to be read: which files, coloured at build, published beside the site.

A page fetches the coloured listing only when a reader opens it; it is a list of runs of text, each
with a class, from which the page's script makes elements. Without a script a link leads to the
plain text. It must not know what the code does.
"""

import json
from itertools import groupby
from pathlib import Path
from typing import Final

from pygments.lexers.python import PythonLexer
from pygments.token import STANDARD_TYPES, Text, _TokenType

from kith.cache import digest, machine, shelf
from kith.project import Project
from kith.texts import read_text

FOLDER: Final = "assets/code"  # below the site
_FIRST: Final = "model.py"  # what most readers came for
_DESCRIPTION: Final = "ODD.md"  # the model in words, with where each number is from


def code_files(project: Project, explainer: str) -> list[str]:
    """An explainer's Python files, below its folder: the model first, then by name; its ODD last.

    An __init__.py is left out where it holds no more than a docstring.
    """
    home = project.explainers / explainer
    names = [
        path.relative_to(home).as_posix()
        for path in home.rglob("*.py")
        if path.is_file() and not (path.name == "__init__.py" and _text(path).count("\n") <= 1)
    ]
    described = [_DESCRIPTION] if (home / _DESCRIPTION).is_file() else []
    return sorted(names, key=lambda name: (name != _FIRST, name)) + described


def text_address(explainer: str, name: str) -> str:
    """Where below the site a file's text lies. As .txt every host sends it to be read."""
    return f"{FOLDER}/{explainer}/{name}.txt"


def publish_code(project: Project, site: Path) -> None:
    """Write the text of every file and one listing for each explainer into the built site."""
    kept = shelf(project.cache / "kept" / "code", machine())
    for manifest in sorted(project.explainers.glob("*/explainer.toml")):
        explainer = manifest.parent.name
        listing = []
        for name in code_files(project, explainer):
            text = _text(manifest.parent / name)
            copy = site / text_address(explainer, name)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(text, "utf-8", newline="")
            runs = kept.get(digest(name, text))
            if not isinstance(runs, list):
                runs = [("", text)] if name == _DESCRIPTION else colour(text)
                kept.put(digest(name, text), runs)
            listing.append({"name": name, "runs": runs})
        body = json.dumps(listing, ensure_ascii=False, separators=(",", ":"))
        (site / FOLDER / f"{explainer}.json").write_text(body, "utf-8")


def _text(path: Path) -> str:
    """The text of a file; the checks say it where it is none."""
    return read_text(path, path.name, "explainer/file").text


def colour(text: str) -> list[tuple[str, str]]:
    """Python as runs of (class, text), which put together give the text; "" is no class."""
    # The lexer must not tidy the text: what is shown is what runs.
    tokens = PythonLexer(stripnl=False, ensurenl=False).get_tokens(text)
    named = ((_class_of(kind), value) for kind, value in tokens)
    return [(name, "".join(value for _, value in run)) for name, run in groupby(named, _first)]


def _first(pair: tuple[str, str]) -> str:
    return pair[0]


def _class_of(kind: _TokenType) -> str:
    """The short class that style sheets for Pygments know, or that of the nearest wider kind."""
    while kind not in STANDARD_TYPES:
        kind = kind.parent
    return "" if kind in Text else STANDARD_TYPES[kind]
