"""Finds what `kith new explainer` left for its author to write.

The skeleton marks each such place by one word, in its texts and in its code's comments.
"""

from collections.abc import Iterator
from typing import Final

from kith.problems import Problem
from kith.project import Project
from kith.texts import read_text

WORD: Final = "TO-WRITE"
_KINDS: Final = (".py", ".toml", ".md")


def check_placeholders(project: Project) -> Iterator[Problem]:
    """A problem for each place in an explainer's folder that is still to be written, or no text."""
    for manifest in sorted(project.explainers.glob("*/explainer.toml")):
        for file in sorted(manifest.parent.iterdir()):
            if file.suffix not in _KINDS or (file.is_dir() and not file.is_symlink()):
                continue
            place = project.relative(file)
            read = read_text(file, place, "explainer/file")
            if file.suffix != ".toml":  # what reads those says it of them
                yield from read.problems
            for number, line in enumerate(read.text.split("\n"), start=1):
                column = line.find(WORD) + 1
                if column:
                    what = line[column - 1 :].strip(' ",')
                    fix = f"write it, and take the word {WORD} away"
                    yield Problem(place, number, column, "explainer/placeholder", what, fix)
