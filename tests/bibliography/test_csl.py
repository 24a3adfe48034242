"""Reference entries: each is a function of its own work and the style."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from kith.bibliography.citing import csl
from kith.bibliography.library import load_library
from kith.project import Project

ONE_AUTHOR = {"a": 2012, "b": 2012, "c": 2015, "d": 2015}


def entries(project: Project) -> Mapping[str, str]:
    library = load_library(project)
    found = {}
    for key in library.works:
        paragraph = Element("p")
        csl.to_elements(library.entries[key], paragraph)
        found[key] = "".join(paragraph.itertext())
    return found


def test_letters_are_those_of_the_labels_alone(make_project: Callable[..., Project]) -> None:
    bib = "".join(
        f"@book{{{key}, author={{Doe, Ann}}, title={{On {key}}}, date={{{year}}}}}\n"
        for key, year in ONE_AUTHOR.items()
    )
    found = entries(make_project({"bibliography/more.bib": bib}))
    assert [found[key] for key in ONE_AUTHOR] == [
        "Doe, A. (2012a). On a.",
        "Doe, A. (2012b). On b.",
        "Doe, A. (2015a). On c.",
        "Doe, A. (2015b). On d.",
    ]


def test_the_style_is_written_once_since_another_build_may_be_reading_it(
    make_small_project: Callable[..., Project],
) -> None:
    project = make_small_project()
    load_library(project)
    (style,) = (project.cache / "styles").glob("*.csl")
    before = style.stat()
    assert load_library(project).problems == ()
    after = style.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
