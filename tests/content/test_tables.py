"""Tables in editors' TOML files that nothing reads: each is told where it stands."""

from collections.abc import Callable

import pytest

from kith.bibliography.library import load_library
from kith.content.glossary.records import FILE as GLOSSARY
from kith.content.glossary.records import read_glossary
from kith.content.help import read_help
from kith.content.search import FILE as SEARCH
from kith.content.search import read_search_words
from kith.problems import Problem
from kith.project import Project

READERS: dict[str, Callable[[Project], list[Problem]]] = {
    f"content/{GLOSSARY}": lambda project: read_glossary(project)[1],
    "content/help.toml": lambda project: read_help(project)[1],
    f"content/{SEARCH}": lambda project: read_search_words(project)[1],
    "bibliography/evidence.toml": lambda project: list(load_library(project).problems),
}


@pytest.mark.parametrize("path", READERS)
@pytest.mark.parametrize("head", ["[[term]]", "[line]", "[ sames ]", '["design"]'])
def test_a_table_that_nothing_reads_is_told(
    repository: Project, make_small_project: Callable[..., Project], path: str, head: str
) -> None:
    text = (repository.root / path).read_text("utf-8").rstrip("\n")
    project = make_small_project({path: f"{text}\n\n{head}\nplain = 'Z.'\n"})
    name = head.strip('[] "')
    found = [one for one in map(str, READERS[path](project)) if f"no table {name!r}" in one]
    assert [one.split(" ")[0] for one in found] == [f"{path}:{text.count(chr(10)) + 3}:1"]
