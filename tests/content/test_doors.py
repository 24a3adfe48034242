"""Blocks of the home page: doors, the newest claims, all articles; and what is read next."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import markdown
import pytest

from kith.content.doors import DoorsExtension, articles_html, newest_claims, newest_html
from kith.content.frontmatter import check_front_matter
from kith.content.neighbours import Order, check_next
from kith.content.pages import Page, read_pages
from kith.content.sections import Section, sections
from kith.content.source import Source
from kith.project import Project

ROOT = Path(__file__).parent.parent.parent
NAV: list[Any] = [
    {"Home": "index.md"},
    {"Learn": [{"B": "learn/b.md"}, {"A": "learn/a.md"}, {"Gone": "learn/gone.md"}]},
    {"Deep": [{"Inside": ["try/c.md"]}]},
    {"Claims": "claims/index.md"},
]
MakePages = Callable[..., Project]


@pytest.fixture
def make_pages(tmp_path: Path) -> MakePages:
    """Makes a project of pages, each given as its further front matter."""

    def make(**pages: str) -> Project:
        (tmp_path / ".cache").symlink_to(ROOT / ".cache")
        (tmp_path / "scripts").symlink_to(ROOT / "scripts")
        for name, fields in pages.items():
            path = tmp_path / "content" / f"{name.replace('__', '/')}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            head = f"---\ntitle: Title of {path.stem}\ndescription: About {path.stem} & more.\n"
            path.write_text(f"{head}{fields}---\nText.\n", "utf-8")
        return Project(tmp_path.resolve())

    return make


@pytest.fixture
def project(make_pages: MakePages) -> Project:
    return make_pages(index="", learn__a="", learn__b="", try__c="", claims__index="")


def pages(project: Project) -> list[Page]:
    return read_pages(project)[0]


def render(project: Project, text: str) -> str:
    doors = DoorsExtension(root=str(project.root), nav=NAV)
    return markdown.markdown(text, extensions=[doors])


def test_sections_follow_the_navigation_and_know_only_pages_that_exist() -> None:
    known = ["index.md", "learn/a.md", "learn/b.md", "try/c.md"]
    assert sections(NAV, known) == [
        Section("", ("index.md",)),
        Section("Learn", ("learn/b.md", "learn/a.md")),
        Section("Deep", ("try/c.md",)),
    ]


def test_without_a_navigation_sections_are_folders() -> None:
    found = sections([], ["index.md", "learn/a.md"])
    assert found == [Section("", ("index.md",)), Section("Learn", ("learn/a.md",))]


def test_doors_stand_in_one_box_and_lead_to_the_first_page(project: Project) -> None:
    html = render(
        project,
        "/// door | Read & learn\n    section: learn\nWords *here*.\n///\n\n"
        "/// door | Teach\n    section: teach\nNothing yet.\n///\n\n"
        "/// door | Try\n    section: try\nMore.\n///\n",
    )
    assert html.count('<div class="doors">') == 1
    assert '<a href="site:/learn/b/">Read &amp; learn</a>' in html
    assert "Words <em>here</em>." in html
    assert "2 pages" in html
    assert "1 page<" in html
    assert "Teach" not in html
    assert "Nothing yet" not in html


def test_a_lone_door_to_nowhere_leaves_nothing(project: Project) -> None:
    html = render(project, "Before.\n\n/// door | Teach\n    section: teach\nWords.\n///\n\nAfter.")
    assert html == "<p>Before.</p>\n<p>After.</p>"


def test_a_section_with_a_first_page_of_its_own_is_entered_there(make_pages: MakePages) -> None:
    project = make_pages(learn__index="", learn__b="")
    html = render(project, "/// door | Read\n    section: learn\nWords.\n///\n")
    assert 'href="site:/learn/"' in html
    assert "1 page<" in html


def test_every_article_stands_in_the_list_with_its_description(project: Project) -> None:
    html = articles_html(pages(project), NAV)
    assert html.index("Title of b") < html.index("Title of a") < html.index("Title of c")
    assert "About a &amp; more." in html
    assert "1 min read" in html
    assert "Title of index" not in html
    assert render(project, "/// articles\n///\n").count("<li>") == 3


def test_the_newest_claims_are_of_different_pages_the_one_checked_last_first(
    repository: Project,
) -> None:
    from kith.content.claims.records import read_claims

    claims, found = read_claims(repository), read_pages(repository)[0]
    newest = newest_claims(claims, found, 4)
    assert len({claim.page for claim in newest}) == 4
    dates = [str(page.fields["reviewed"]) for page in found if page.name in claims.by_page]
    assert str(next(p for p in found if p.name == newest[0].page).fields["reviewed"]) == max(dates)
    html = newest_html(newest, found)
    assert html.count("<li") == 4
    assert f'href="site:/{newest[0].address}"' in html
    assert "Verdict: " in html
    assert len(newest_claims(claims, found, 10_000)) == len(claims.all)


# --- Read next ------------------------------------------------------------------------------------


def following(project: Project, name: str) -> list[str]:
    found = pages(project)
    page = next(page for page in found if page.name == name)
    return [other["url"] for other in Order(found, NAV).read_next(page)]


def test_next_is_what_follows_and_after_the_last_comes_the_first(project: Project) -> None:
    assert following(project, "learn/b.md") == ["learn/a/"]
    assert following(project, "learn/a.md") == ["try/c/"]
    assert following(project, "try/c.md") == ["learn/b/"]


def test_a_page_that_the_navigation_lists_twice_is_read_once(project: Project) -> None:
    found = pages(project)
    page = next(page for page in found if page.name == "learn/b.md")
    order = Order(found, [*NAV, {"Again": "learn/b.md"}])
    assert [other["url"] for other in order.read_next(page)] == ["learn/a/"]


def test_front_matter_may_name_what_is_next(make_pages: MakePages) -> None:
    project = make_pages(
        learn__a="next: try/c.md\n", learn__b="next: [learn/a.md, learn/none.md]\n", try__c=""
    )
    assert following(project, "learn/a.md") == ["try/c/"]
    assert following(project, "learn/b.md") == ["learn/a/"]


def test_a_next_that_leads_nowhere_is_a_problem_on_its_line(make_pages: MakePages) -> None:
    project = make_pages(learn__alpha="next: learn/alpah.md\n", learn__beta="next: learn/beta.md\n")
    first, second = check_next(pages(project))
    assert str(first).startswith("content/learn/alpha.md:4:1 page/link next names")
    assert "learn/alpha.md" in first.fix
    assert second.path == "content/learn/beta.md"


@pytest.mark.parametrize("value", ["[]", "[a.md, b.md, c.md, d.md]", "3"])
def test_next_is_one_page_or_a_few(value: str) -> None:
    source = Source("content/a.md", f"---\ntitle: T\ndescription: D.\nnext: {value}\n---\n")
    (problem,) = check_front_matter(source, article=False)[1]
    assert ":4:1 page/field next is not" in str(problem)
