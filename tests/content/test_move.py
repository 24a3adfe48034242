"""`kith move`: a page under a new name, and everything that names it."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.content.move import move_page, relinked
from kith.content.nav import check_nav
from kith.content.pages import read_pages
from kith.content.redirects import read_redirects
from kith.content.vanished import check_vanished
from kith.project import Project

HEAD = "---\ntitle: {}\ndescription: About it.\n{}---\n\n"
NAV = """\
site_name: A # the name
validation:
  omitted_files: warn
nav:
  - Home: index.md
  - Learn: # first of all
      - "The old": learn/old.md # keep me
      - Other: learn/other.md
  - Try:
      - A try: try/one.md
"""


def make(root: Path, files: dict[str, str]) -> Project:
    pages = {
        "content/index.md": HEAD.format("Home", "") + "[old](learn/old.md#a-place)\n",
        "content/learn/old.md": HEAD.format("Old", "") + "## A place\n",
        "content/learn/other.md": HEAD.format("Other", ""),
        "content/try/one.md": HEAD.format("One", ""),
        "mkdocs.yml": NAV,
    }
    for name, text in {**pages, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return Project(root.resolve())


def test_a_page_takes_its_links_menu_and_old_address_along(tmp_path: Path) -> None:
    project = make(
        tmp_path,
        {
            "content/learn/old.md": HEAD.format("Old", "")
            + "![a](images/a.png) [b](other.md) [c](#a-place) [d](old.md#a-place)\n",
            "content/learn/other.md": HEAD.format("Other", "next: [learn/old.md, try/one.md]\n")
            + '[x](<old.md>) `[x](old.md)` <a href="old.md#a">y</a>\n\n[ref]: ./old.md "T"\n',
            "content/glossary.toml": '[[terms]]\narticle = "learn/old.md"\n# see learn/old.md\n',
            "README.md": "[x](content/learn/old.md)\n",
        },
    )
    moved = move_page(project, "content/learn/old.md", "try/new")
    assert not moved.problems
    assert not (project.content / "learn/old.md").exists()
    read = {
        path: (project.root / path).read_text("utf-8") for path in [*moved.changed, "README.md"]
    }
    assert "moved_from:\n  - learn/old.md\n---\n" in read["content/try/new.md"]
    assert (
        "![a](../learn/images/a.png) [b](../learn/other.md) [c](#a-place) [d](new.md#a-place)"
        in read["content/try/new.md"]
    )
    assert "next: [try/new.md, try/one.md]" in read["content/learn/other.md"]
    assert (
        '[x](<../try/new.md>) `[x](old.md)` <a href="../try/new.md#a">y</a>\n\n'
        '[ref]: ../try/new.md "T"' in read["content/learn/other.md"]
    )
    assert read["content/index.md"].endswith("[old](try/new.md#a-place)\n")
    assert read["content/glossary.toml"] == (
        '[[terms]]\narticle = "try/new.md"\n# see learn/old.md\n'
    )
    assert read["mkdocs.yml"] == NAV.replace('      - "The old": learn/old.md # keep me\n', "") + (
        '      - "The old": try/new.md # keep me\n'
    )
    assert read["README.md"] == "[x](content/learn/old.md)\n"
    assert not check_nav(project, read_pages(project)[0])


def test_a_move_within_a_section_keeps_the_menu_but_for_the_name(tmp_path: Path) -> None:
    project = make(tmp_path, {})
    assert not move_page(project, "learn/old", "learn/new.md").problems
    text = (project.root / "mkdocs.yml").read_text("utf-8")
    assert text == NAV.replace("learn/old.md", "learn/new.md")


def test_a_section_is_not_left_empty_in_the_menu(tmp_path: Path) -> None:
    project = make(tmp_path, {})
    assert not move_page(project, "try/one.md", "learn/").problems
    text = (project.root / "mkdocs.yml").read_text("utf-8")
    assert text == NAV.replace("try/one.md", "learn/one.md")


def test_a_page_may_be_moved_on_and_back(tmp_path: Path) -> None:
    project = make(tmp_path, {})
    for old, new in (("old", "second"), ("second", "third"), ("third", "old")):
        assert not move_page(project, f"learn/{old}.md", f"learn/{new}.md").problems
    page = next(page for page in read_pages(project)[0] if page.name == "learn/old.md")
    assert page.fields["moved_from"] == ["learn/second.md", "learn/third.md"]
    redirects, problems = read_redirects([page], {}, {})
    assert [(one.old, one.new) for one in redirects] == [
        ("learn/second/", "learn/old/"),
        ("learn/third/", "learn/old/"),
    ]
    assert not problems


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_line_ends_and_the_mark_of_a_file_stay(tmp_path: Path, ends: str) -> None:
    text = "\ufeff" + HEAD.format("Old", "moved_from: learn/first.md\n") + "[b](other.md)\nÄ\n"
    project = make(tmp_path, {"content/learn/old.md": text.replace("\n", ends)})
    assert not move_page(project, "learn/old.md", "try/").problems
    wanted = text.replace(
        "moved_from: learn/first.md\n", "moved_from:\n  - learn/first.md\n  - learn/old.md\n"
    ).replace("(other.md)", "(../learn/other.md)")
    assert (project.content / "try/old.md").read_bytes() == wanted.replace("\n", ends).encode()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("learn/odl.md", "learn/new.md", "did you mean learn/old.md?"),
        ("learn/old.md", "learn/other.md", "is there already"),
        ("learn/old.md", "learn/other/index.md", "is there already"),  # the same address
        ("learn/old.md", "../out.md", "no good address"),
        ("learn/old.md", "learn/Über uns.md", "no good address"),
        ("learn/old.md", "learn/old.md", "its name already"),
        ("index.md", "learn/home.md", "looks for this page by its name"),
        ("learn/old.md", "learn/was.md", "an old address of content/learn/other.md"),
    ],
)
def test_what_stands_in_the_way_is_said_and_nothing_is_done(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    other = HEAD.format("Other", "moved_from: [learn/was.md]\n")
    project = make(tmp_path, {"content/learn/other.md": other})
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    (problem,) = move_page(project, old, new).problems
    assert said in str(problem)
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_a_file_that_is_no_text_keeps_a_page_where_it_is(tmp_path: Path) -> None:
    project = make(tmp_path, {})
    (project.content / "learn/bad.md").write_bytes(b"\xff\xfe")
    (problem,) = move_page(project, "learn/old.md", "learn/new.md").problems
    assert problem.path == "content/learn/bad.md"
    assert (project.content / "learn/old.md").exists()


@given(st.text(alphabet=" \n\r[]()<>`#:.!\\\"'abold/md", max_size=80))
def test_a_text_without_the_page_stays_as_it_is(text: str) -> None:
    assert relinked(text, "learn/a.md", "learn/a.md", "else/where.md", "try/new.md") == text


def git(project: Project, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=project.root, check=True, capture_output=True)


def test_a_page_that_git_knows_and_nothing_leads_to_is_named(tmp_path: Path) -> None:
    project = make(tmp_path, {})
    assert check_vanished(project, [], []) == []  # no git here
    git(project, "init", "-b", "main")
    git(project, "add", ".")
    git(project, "commit", "-m", "first")
    git(project, "checkout", "-b", "later")
    (project.content / "learn/old.md").rename(project.content / "learn/olden.md")
    git(project, "add", ".")
    git(project, "commit", "-m", "second")

    def vanished() -> list[str]:
        pages = read_pages(project)[0]
        return [
            str(one) for one in check_vanished(project, pages, read_redirects(pages, {}, {})[0])
        ]

    (said,) = vanished()
    assert said.startswith("content/learn/old.md:1:1 page/vanished")
    assert "moved_from: [learn/old.md]" in said
    assert "learn/olden.md" in said
    head = HEAD.format("Old", "moved_from: [learn/old.md]\n")
    (project.content / "learn/olden.md").write_text(head)
    assert vanished() == []
