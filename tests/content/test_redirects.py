"""Old addresses: which are in order, and what the page there does."""

from dataclasses import replace
from pathlib import Path

import pytest

from kith.bibliography.reading.place import Place
from kith.bibliography.reading.work import Work
from kith.content.frontmatter import check_front_matter
from kith.content.nav import check_nav
from kith.content.neighbours import check_next
from kith.content.pages import Page
from kith.content.redirects import Redirect, moved_pages, read_redirects
from kith.content.rules.links import check_links
from kith.content.source import Source
from kith.explainers.manifest import Manifest
from kith.project import Project
from kith.site.pack import copy_page
from kith.site.redirects import SCRIPT, redirect_page
from kith.theme.csp import add_policy, policy_of

WORK = Work("new2001", "book", "book", Place("bibliography/a.bib", 3, 1), former_keys=("old2001",))


def page(name: str, more: str = "", body: str = "") -> Page:
    text = f"---\ntitle: {name}\ndescription: About it.\n{more}---\n{body}"
    source = Source(f"content/{name}", text)
    fields, problems = check_front_matter(source, article=False)
    assert not problems
    return Page(name, source, fields)


def manifest(name: str, *former: str) -> Manifest:
    return Manifest(
        name, f"explainers/{name}/explainer.toml", "T", "Q?", "S", "1", (), (), "d", {}, former
    )


def test_pages_works_and_explainers_lead_on() -> None:
    pages = [page("learn/a.md", "moved_from: learn/b.md\n"), page("learn/index.md")]
    found, problems = read_redirects(pages, {"new2001": WORK}, {"now": manifest("now", "then")})
    assert not problems
    assert [(one.old, one.new) for one in found] == [
        ("learn/b/", "learn/a/"),
        ("references/old2001/", "references/new2001/"),
        ("embed/then/", "embed/now/"),
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("learn/c.md", "8:5 page/moved the old address /learn/c/ is that of content/learn/c.md"),
        ("learn/a.md", "8:5 page/moved 'learn/a.md' is the name it has now"),
        ("learn/c/index.md", "is that of content/learn/c.md"),
        ("content/learn/b.md", "write learn/b.md"),
        ("/learn/b/", "write learn/b.md"),
        ("https://kith.example/learn/b/#x", "write learn/b.md"),
        ("learn/b", "write learn/b.md"),
        ("../b.md", "below content/"),
        ("references/new2001.md", "is that of the work new2001"),
    ],
)
def test_an_old_address_that_cannot_lead_on_is_a_problem_on_its_line(name: str, said: str) -> None:
    more = f"key_points: [a, b, c]\nreviewer: a\nmoved_from:\n  # before\n  - {name}\n"
    pages = [page("learn/a.md", more), page("learn/c.md")]
    found, problems = read_redirects(pages, {"new2001": WORK}, {})
    (problem,) = [one for one in problems if one.path == "content/learn/a.md"]
    assert said in str(problem)
    assert [one.said for one in found] == ["old2001"]


def test_one_old_address_leads_to_one_page() -> None:
    pages = [page(f"learn/{name}.md", "moved_from: [learn/c.md]\n") for name in "ab"]
    found, (problem,) = read_redirects(pages, {}, {})
    assert [one.new for one in found] == ["learn/a/"]
    assert str(problem).startswith("content/learn/b.md:4:14 page/moved")
    assert "content/learn/a.md" in problem.message


def test_two_keys_cannot_change_places() -> None:
    works = {"new2001": WORK, "old2001": replace(WORK, key="old2001", former_keys=("new2001",))}
    found, problems = read_redirects([], works, {})
    assert not found
    assert [one.rule for one in problems] == ["page/moved"] * 2


def test_links_menus_and_next_say_where_a_page_went(tmp_path: Path) -> None:
    body = "[x](old.md)\n"
    pages = [
        page("learn/a.md", "moved_from: [learn/old.md]\n"),
        page("learn/b.md", "next: learn/old.md\n", body),
    ]
    assert moved_pages(pages) == {"learn/old.md": "learn/a.md"}
    assert [one.fix for one in check_links(pages, {}, frozenset())] == ["it is a.md now"]
    assert [one.fix for one in check_next(pages)] == ["it is learn/a.md now"]
    menu = (
        "validation: {nav: {omitted_files: warn}}\nnot_in_nav: |\n  /c.md\nother: !ENV [A]\nnav:\n"
        "- A: learn/old.md\n- B: learn/b.md\n- C: https://example.org/\n- D: learn/b.md\n"
    )
    (tmp_path / "mkdocs.yml").write_text(menu)
    problems = check_nav(Project(tmp_path), [*pages, page("c.md")])
    assert [str(one).partition(" - ")[0] for one in problems] == [
        "mkdocs.yml:6:6 site/nav the menu names 'learn/old.md', which is no page",
        "mkdocs.yml:9:6 site/nav the menu names 'learn/b.md' twice",
        "mkdocs.yml:6:1 site/nav the menu leaves content/learn/a.md out",
    ]
    assert problems[0].fix == "it is learn/a.md now"


@pytest.mark.parametrize("menu", ["", "nav", "nav: 1\n", "nav: [\n", "a: b: c\n", "nav: [[x, {}]]"])
def test_a_menu_of_any_kind_is_read(tmp_path: Path, menu: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(menu)
    assert all(one.rule == "site/nav" for one in check_nav(Project(tmp_path), []))


REDIRECT = Redirect("learn/old/", "try/new/", 'A "title" & <more>', "W.", "learn/old.md", "", 1, 1)


def test_the_page_at_an_old_address_leads_on_without_a_script_too() -> None:
    html = add_policy(redirect_page(REDIRECT, "https://kith.example/a"))
    assert (
        '<noscript><meta http-equiv="refresh" content="0; url=../../try/new/"></noscript>' in html
    )
    assert '<a href="../../try/new/">A &quot;title&quot; &amp; &lt;more&gt;</a>' in html
    assert '<link rel="canonical" href="https://kith.example/a/try/new/">' in html
    assert '<meta name="robots" content="noindex,follow">' in html
    assert f"<script>{SCRIPT}</script>" in html
    assert "sha256-" in policy_of(html)
    assert "canonical" not in redirect_page(REDIRECT)


def test_a_packed_copy_leads_on_to_a_file() -> None:
    html = copy_page("learn/old/index.html", redirect_page(REDIRECT))
    assert "; url=../../try/new/index.html" in html
    assert 'href="../../try/new/index.html"' in html


def test_the_home_page_may_have_an_old_address() -> None:
    assert 'href="../"' in redirect_page(replace(REDIRECT, old="old/", new=""))
