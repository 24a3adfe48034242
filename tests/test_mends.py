"""The law of `kith check --fix`: what it would do, check says; after it, nothing of it is left; and
where all is in order it changes nothing. The mends of .bib files have their tests beside them."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from kith.content.blocks import check_blocks
from kith.content.glossary.mend import mend_glossary
from kith.content.mend import mend_options, mend_pages
from kith.content.source import read_source
from kith.pipeline import prepare
from kith.project import Project

LINES = st.sampled_from(
    [
        "/// claim | Words",
        "//// claim | Words",
        "///",
        "////",
        "```",
        "    verdict: wrong",
        "  verdict: wrong",
        " id: a-claim",
        "   a word",
        "Text.",
        "",
        "<!-- a comment",
        "-->",
    ]
)


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
def test_each_mend_of_a_page_is_told_before_and_is_none_after(lines: list[str], end: str) -> None:
    before = end.join(lines)
    after, mended = mend_options(before, "a.md")
    told = {
        problem.line for problem in check_blocks(read_source("a.md", before.encode()), ["claim"])
    }
    assert set(mended) <= told
    assert mend_options(after, "a.md") == (after, [])
    assert [line.strip() for line in after.split(end)] == [line.strip() for line in lines or [""]]


def test_on_the_real_site_fix_changes_no_page_and_no_term(
    make_project: Callable[..., Project],
) -> None:
    project = make_project()
    files = [path for path in project.content.rglob("*") if path.is_file()]
    before = {path: path.read_bytes() for path in files}
    assert [*mend_pages(project), *mend_glossary(project)] == []
    assert {path: path.read_bytes() for path in files} == before


def test_a_fresh_clone_has_nothing_to_mend(repository: Project) -> None:
    """CONTRIBUTING says so. What grows old by the calendar alone is not counted."""
    told = prepare(repository, to_build=False).problems
    counted = [problem for problem in told if problem.severity != "advice"]
    assert [str(problem) for problem in counted if problem.rule != "bib/checked-old"] == []
