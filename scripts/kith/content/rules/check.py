"""All rules on words and pages, for every page. What was found of a text is kept between builds."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from kith.ahead import BothEnds
from kith.bibliography.citing.citings import PageCitations
from kith.cache import digest, machine, shelf
from kith.content.pages import Page
from kith.content.rules.blocks import check_blocks
from kith.content.rules.invisible import check_invisible
from kith.content.rules.layout import check_layout
from kith.content.rules.links import check_links
from kith.content.rules.lost import lost_words
from kith.content.rules.markup import check_markup
from kith.content.rules.reading import check_reading
from kith.content.rules.structure import check_structure
from kith.content.rules.table import Table, read_table
from kith.content.rules.tags import check_tags
from kith.content.rules.words import check_words, has_hard_topic
from kith.problems import Problem
from kith.project import Project


def begin_rules(
    project: Project, pages: Sequence[Page]
) -> Callable[[Mapping[str, PageCitations]], list[Problem]]:
    """Begin with what can be told from each page alone, while other folders are read.

    What is returned gives every problem and every piece of advice, once it is known what each page
    cites, and so which places it has.
    """
    table = read_table()
    kept = shelf(project.cache / "kept" / "rules", machine())
    names = {page.name: _print(page) for page in pages}
    new = [page for page in pages if kept.get(names[page.name]) is None]
    ahead = BothEnds(lambda page: tuple(check_page(page, table)), new)

    def check(cited: Mapping[str, PageCitations]) -> list[Problem]:
        for page, found in zip(new, ahead.results(), strict=True):
            kept.put(names[page.name], found)
        problems = [problem for page in pages for problem in kept.get(names[page.name])]
        anchors = {name: found.anchors for name, found in cited.items()}
        for page in pages:
            problems += lost_words(page.source, cited[page.name].lost)
        return problems + check_links(pages, anchors, _files(project))

    return check


def _print(page: Page) -> str:
    """What tells a page from others, as far as it matters here."""
    return digest(page.source.path, page.source.text, str("content_note" in page.fields))


def check_page(page: Page, table: Table) -> Iterator[Problem]:
    """What can be told from one page alone."""
    yield from check_words(page.source, table)
    yield from check_structure(page.source, table)
    yield from check_markup(page.source)
    yield from check_layout(page.source)
    yield from check_blocks(page.source)
    yield from check_tags(page.source)
    yield from check_invisible(page.source)
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
