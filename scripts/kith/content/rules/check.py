"""All rules on words and pages, for every page. What was found of a text is kept between builds."""

from collections.abc import Iterable, Iterator, Mapping

from kith.bibliography.citing.citings import PageCitations
from kith.cache import digest, machine, shelf
from kith.content.pages import Page
from kith.content.rules.links import check_links
from kith.content.rules.reading import check_reading
from kith.content.rules.structure import check_structure
from kith.content.rules.table import Table, read_table
from kith.content.rules.words import check_words, has_hard_topic
from kith.problems import Problem
from kith.project import Project


def check_rules(
    project: Project, pages: Iterable[Page], cited: Mapping[str, PageCitations]
) -> list[Problem]:
    """Every problem and every piece of advice. `cited` knows the places of each page."""
    pages = list(pages)
    table = read_table()
    kept = shelf(project.cache / "kept" / "rules", machine())
    problems: list[Problem] = []
    for page in pages:
        name = digest(page.source.path, page.source.text, str("content_note" in page.fields))
        found = kept.get(name)
        if found is None:
            found = tuple(check_page(page, table))
            kept.put(name, found)
        problems += found
    anchors = {name: found.anchors for name, found in cited.items()}
    return problems + check_links(pages, anchors, _files(project))


def check_page(page: Page, table: Table) -> Iterator[Problem]:
    """What can be told from one page alone."""
    yield from check_words(page.source, table)
    yield from check_structure(page.source, table)
    yield from check_reading(page.source, table)
    topic = has_hard_topic(page.source, table)
    if page.is_article and topic and "content_note" not in page.fields:
        place = page.source.place(topic.start())
        message = f"a hard topic ({topic[0].lower()!r}), and no content note"
        fix = "add `content_note:` with a sentence"
        yield Problem(page.source.path, *place, "page/content-note", message, fix)


def _files(project: Project) -> frozenset[str]:
    paths = (path for path in project.content.rglob("*") if path.suffix != ".md")
    return frozenset(path.relative_to(project.content).as_posix() for path in paths)
