"""`kith new article` and `kith new claim`: they pass the check, and say what is left to write."""

import importlib.util
import json
from collections.abc import Callable
from datetime import date

import pytest
import yaml

from kith.cli import main
from kith.content.nav import add_to_nav
from kith.content.new import MARK, new_article, new_claim, slug
from kith.pipeline import prepare
from kith.problems import RULES, has_errors
from kith.project import Project

MakeProject = Callable[..., Project]
NAV = """\
site_name: Kith # ours
nav:
  - Home: index.md
  # the articles
  - Learn:
      - Rat Park: learn/rat-park.md # the first
      - Portugal: learn/portugal.md
  - Try:
      - Check: try/check.md
extra:
  - Not the menu: learn/other.md
"""


def problems(project: Project, capsys: pytest.CaptureFixture[str], path: str) -> list[str]:
    assert main(["--root", str(project.root), "check", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["problems"]
    return [problem["rule"] for problem in found if problem["path"] == path]


def test_a_new_article_passes_and_stands_in_the_menu(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project()
    before = (project.root / "mkdocs.yml").read_text("utf-8")
    title = 'What "company": can do'
    assert main(["--root", str(project.root), "new", "article", title]) == 0
    said = capsys.readouterr().out
    path = "content/learn/what-company-can-do.md"
    assert said.startswith(f"{path} is there, and it passes the check. mkdocs.yml shows it")
    text = (project.root / path).read_text("utf-8")
    assert text.count(MARK) >= 5
    rules = problems(project, capsys, path)
    assert not {rule for rule in rules if RULES[rule][0] == "error"}
    if "page/placeholder" in RULES:
        assert rules.count("page/placeholder") >= 5
    after = (project.root / "mkdocs.yml").read_text("utf-8")
    added = set(after.splitlines()) - set(before.splitlines())
    assert added == {'      - "What \\"company\\": can do": learn/what-company-can-do.md'}
    assert main(["--root", str(project.root), "build"]) == 0
    assert (project.root / "site/learn/what-company-can-do/index.html").is_file()
    assert main(["--root", str(project.root), "new", "article", title]) == 1
    assert "new/file content/learn/what-company-can-do.md is there already" in (
        capsys.readouterr().out
    )


@pytest.mark.skipif(
    importlib.util.find_spec("kith.content.teaching") is None, reason="no plans are read here"
)
def test_a_new_session_passes(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project()
    assert main(["--root", str(project.root), "new", "session", "An hour on company"]) == 0
    assert "content/teach/an-hour-on-company.md is there" in capsys.readouterr().out
    rules = problems(project, capsys, "content/teach/an-hour-on-company.md")
    assert not {rule for rule in rules if RULES[rule][0] == "error"}


def test_a_new_claim_passes_wherever_it_goes(make_project: MakeProject) -> None:
    project = make_project()
    page = project.content / "learn/rat-park.md"
    for number in ("", "-2"):
        made = new_claim(
            project, "Company cures every addiction", "learn/rat-park.md", "wrong", "alexander1978"
        )
        assert made.problems == []
        assert f"    id: company-cures-every-addiction{number}\n" in page.read_text("utf-8")
    assert not has_errors(prepare(project).problems)
    printed = new_claim(project, "Company cures", "", "contested", "alexander1978")
    assert "/// claim | Company cures\n    verdict: contested\n" in printed.said


@pytest.mark.parametrize(
    ("words", "page", "verdict", "expected"),
    [
        ("", "", "wrong", "the title is empty"),
        ("好", "", "wrong", "these words give no id for the claim"),
        ("Company", "", "false", "no verdict 'false'"),
        ("Company", "learn/rat-prak.md", "wrong", "there is no page learn/rat-prak.md"),
        ("Company", "../README.md", "wrong", "there is no page ../README.md"),
    ],
)
def test_a_claim_that_cannot_be_made(
    repository: Project, words: str, page: str, verdict: str, expected: str
) -> None:
    (problem,) = new_claim(repository, words, page, verdict, "a").problems
    assert problem.rule == "new/file"
    assert problem.message.startswith(expected)
    assert problem.fix


@pytest.mark.parametrize(
    ("title", "section", "expected"),
    [
        (" ", "learn", "the title is empty"),
        ("A\x00b", "learn", "the title is empty or has signs"),
        ("A" * 121, "learn", "the title has 121 signs"),
        ("好", "learn", "the title '好' gives no name for a file"),
        ("A", "../learn", "'../learn' cannot be the name of a section"),
        ("Rat Park", "learn", "content/learn/rat-park.md is there already"),
    ],
)
def test_an_article_that_cannot_be_made(
    repository: Project, title: str, section: str, expected: str
) -> None:
    today = date(2028, 2, 29)
    (problem,) = new_article(repository, title, section, "a", today).problems
    assert problem.message.startswith(expected)
    assert problem.fix


def test_a_section_that_is_not_in_the_menu_is_said(make_project: MakeProject) -> None:
    project = make_project()
    made = new_article(project, "Company", "elsewhere", "alexander1978", date(2028, 2, 29))
    assert made.problems == []
    assert '      - "Company": elsewhere/company.md' in made.said
    text = (project.root / made.path).read_text("utf-8")
    assert "reviewed: 2028-02-29\nnext_review: 2029-02-28\n" in text


@pytest.mark.parametrize("title", ["No", "yes", "Off", "Rat Park: what", "Company #1", "1984"])
def test_a_title_stands_in_the_menu_as_it_is_written(title: str) -> None:
    before = "nav:\n  - Learn:\n      - One: learn/one.md\n"
    after = add_to_nav(before, "learn/two.md", title)
    assert after
    assert yaml.safe_load(after)["nav"][0]["Learn"][1] == {title: "learn/two.md"}


@pytest.mark.parametrize("new_line", ["\n", "\r\n"])
def test_a_page_goes_behind_the_last_of_its_section(new_line: str) -> None:
    before = NAV.replace("\n", new_line)
    after = add_to_nav(before, "learn/company.md", "Company")
    last = f"      - Portugal: learn/portugal.md{new_line}"
    assert after == before.replace(last, f"{last}      - Company: learn/company.md{new_line}")


@pytest.mark.parametrize(
    "text",
    [
        "site_name: Kith\n",
        "nav: [{Learn: learn/a.md}]\n",
        NAV.replace("learn/rat-park.md", "learn/a/b.md").replace("learn/portugal.md", "[x"),
        "nav:\n  - Learn:\n    - A: learn/a.md\n    - {B: learn/b.md}\n  - *x\n",
    ],
)
def test_a_menu_that_is_written_otherwise_is_left_alone(text: str) -> None:
    assert add_to_nav(text, "learn/company.md", "Company") is None


def test_a_slug() -> None:
    assert slug("Does Müller's rat — hurt?") == "does-mullers-rat-hurt"
