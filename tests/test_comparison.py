"""`kith report BASE`: what a pull request is told, from a change in a repository of its own."""

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.bibliography.citing.csl import plain_entry
from kith.cli import main
from kith.comparison import Comparison, Entry, PageChange
from kith.comparison_report import LONGEST, MARK, comparison_report
from kith.page_text import text_lines
from kith.problems import Problem
from kith.project import Project

MakeProject = Callable[..., Project]
PAGE = """\
---
title: Company
description: D.
key_points: [One, Two, Three]
reviewed: 2026-11-21
next_review: 2027-11-21
reviewer: none yet
audience: [public]
---

Rats were alone in the first sentence. They were together in the second [@petrie1996].

/// claim | Company cures
    verdict: overstated
    id: company-cures
It does not always [@alexander1978].
///
"""
NEW = """
@book{adams2001,
  author       = {Adams, Ann},
  title        = {On @someone and *stars*},
  publisher    = {A Press},
  date         = {2001},
  design       = {book},
  plain        = {It says something of [brackets].},
  checked      = {2026-11-21, record}
}
"""


def git(project: Project, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", *who, *arguments]
    subprocess.run(command, cwd=project.root, check=True, capture_output=True)


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    project = make_project({"content/learn/company.md": PAGE, ".gitignore": ".cache\nsite\n"})
    edit(project, "mkdocs.yml", ("  - Learn:\n", "  - Learn:\n      - C: learn/company.md\n"))
    git(project, "init", "-q", "-b", "main")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "First")
    return project


def reported(project: Project, base: str = "main") -> str:
    output = project.root / "report.md"
    assert main(["--root", str(project.root), "report", base, "--output", str(output)]) == 0
    return output.read_text("utf-8")


def edit(project: Project, path: str, *changes: tuple[str, str]) -> None:
    file = project.root / path
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


def test_all_that_changes_for_readers_is_told(project: Project) -> None:
    edit(
        project,
        "content/learn/company.md",
        ("They were together in the second [@petrie1996].", "Replace me: they moved."),
        ("verdict: overstated", "verdict: wrong"),
        ("always", "ever"),
    )
    bibliography = project.bibliography / "rat-park.bib"
    bibliography.write_text(bibliography.read_text("utf-8") + NEW, "utf-8")
    plain = "  plain        = {"
    edit(project, "bibliography/rat-park.bib", (plain, f"{plain}In short: "))
    edit(project, "explainers/rat_park/explainer.toml", ('title = "', 'title = "The '))
    text = reported(project)
    assert text.startswith(f"{MARK}\n\n## What changes for readers\n\n")
    assert "1 reference added, 1 reference changed, 1 claim, 1 explainer." in text
    entry = "- `adams2001`: Adams, A. (2001). *On `@someone` and \\*stars\\**. A Press."
    told = "Book. It says something of \\[brackets\\]. Compared: 2026-11-21, record."
    assert f"**Added**\n\n{entry}\n  <br>{told}\n" in text
    assert "+In short: " in text
    assert "Company cures (changed; Overstated → **Wrong**; `learn/company.md`)" in text
    assert "-Overstated\n-It does not always (Alexander et al., 1978).\n+Wrong\n+It" in text
    assert "-They were together in the second (Petrie, 1996).\n+Replace me: they moved.\n" in text
    assert " Rats were alone in the first sentence.\n" in text
    for place in ("/learn/company/", "/learn/rat-park/", "/claims/", "/references/adams2001/"):
        assert f"- [ ] `{place}`" in text


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        (
            [("verdict: overstated", "verdict: supported")],
            "rises from Overstated to **Supported**, with no work that was not cited before: "
            "do `@alexander1978` bear that out?",
        ),
        (
            [
                ("verdict: overstated", "verdict: supported"),
                ("always [@alexander1978]", "always [@alexander1978; @petrie1996]"),
            ],
            "rises from Overstated to **Supported**, since `@petrie1996` is cited now: ",
        ),
        ([("verdict: overstated", "verdict: wrong")], "falls from Overstated to **Wrong**, with "),
        ([("Company cures", "Company heals")], "is worded anew: is it still **Overstated** by "),
        ([("id: company-cures", "id: company-heals")], "is new: is it **Overstated** by "),
    ],
)
def test_a_second_editor_is_asked_about_each_verdict_that_changes(
    project: Project, changes: list[tuple[str, str]], asked: str
) -> None:
    edit(project, "content/learn/company.md", *changes)
    text = reported(project)
    assert "### Verdicts for a second editor" in text
    words = "Company heals" if ("Company cures", "Company heals") in changes else "Company cures"
    assert f"- [ ] “{words}” (`learn/company.md`) {asked}" in text


def test_nobody_is_asked_about_a_verdict_that_stays(project: Project) -> None:
    edit(project, "content/learn/company.md", ("It does not always", "It may not always"))
    text = reported(project)
    assert "Company cures" in text
    assert "Verdicts for a second editor" not in text


def test_a_work_that_loses_its_last_citation_is_told(project: Project) -> None:
    page = "content/learn/lonely.md"
    (project.root / page).write_text(
        PAGE.replace("petrie1996", "jason2007").replace("company-cures", "lonely-cures"), "utf-8"
    )
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "Second")
    (project.root / page).unlink()
    text = reported(project)
    assert "**No longer cited by any page**\n\n- `jason2007`: Jason" in text
    assert "Company (removed: 0 lines more" in text
    assert "Company cures (removed; **Overstated**; `learn/lonely.md`)" in text


def test_an_address_that_leads_nowhere_now_is_named_until_it_leads_on(project: Project) -> None:
    page = project.root / "content/learn/company.md"
    page.rename(page.with_name("together.md"))
    edit(project, "mkdocs.yml", ("learn/company.md", "learn/together.md"))
    edit(project, "bibliography/rat-park.bib", ("{petrie1996,", "{petrie1996b,"))
    text = reported(project)
    assert "### Addresses that lead nowhere now" in text
    assert "\n- `/learn/company/`\n- `/references/petrie1996/`\n" in text
    edit(
        project,
        "bibliography/rat-park.bib",
        ("{petrie1996b,", "{petrie1996b,\nids = {petrie1996},"),
    )
    edit(project, "content/learn/together.md", ("title:", "moved_from: learn/company.md\ntitle:"))
    assert "### Addresses that lead nowhere now" not in reported(project)


def test_a_change_that_no_reader_sees(project: Project) -> None:
    (project.root / "README.md").write_text("Words.\n", "utf-8")
    assert "Nothing that readers see: no page, no reference." in reported(project)


def test_what_must_be_mended_comes_first(project: Project) -> None:
    edit(project, "content/learn/company.md", ("@petrie1996", "@petri1996"))
    text = reported(project)
    assert "**1 to mend before this can be published**" in text
    assert "- `content/learn/company.md:11` no work has the key 'petri1996': did you mean" in text


def test_what_was_checked_out_to_compare_leaves_nothing_behind(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.setattr("kith.cache._SHELVES", {})
    edit(project, "bibliography/rat-park.bib", ("plain        = {", "plain        = {In short: "))
    reported(project)
    assert not list(scratch.iterdir())


@pytest.mark.parametrize("base", ["no-such-branch", "--output=x", "main:content"])
def test_a_commit_that_git_does_not_know(
    project: Project, capsys: pytest.CaptureFixture[str], base: str
) -> None:
    with pytest.raises(SystemExit) if base.startswith("-") else _nothing():
        assert main(["--root", str(project.root), "report", base]) == 1
        assert "kith: git does not know the commit" in capsys.readouterr().out


class _nothing:  # noqa: N801 (beside pytest.raises)
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


def test_the_text_of_a_page_is_what_its_readers_get() -> None:
    html = (
        "<h2>A  head</h2><p>One <em>sentence</em>. Another, by B. F. Skinner. <b>Last</b></p>"
        "<script>no()</script><svg><text>no</text></svg><div hidden=hidden><p>no</p></div>"
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table><br>end"
    )
    lines = ["A head", "One sentence.", "Another, by B. F. Skinner.", "Last"]
    assert text_lines(html) == [*lines, "a | b", "1 | 2", "end"]


@settings(max_examples=25)
@given(st.lists(st.text(max_size=300), max_size=30), st.text(max_size=2000), st.text())
def test_any_change_fits_into_one_comment(lines: list[str], words: str, path: str) -> None:
    entry = Entry(words, plain_entry(words), words, words, words, path)
    page = PageChange("learn/a.md", path, words, [], [line * 40 for line in lines])
    found = Comparison([entry] * 40, [(entry, entry)] * 40, [entry] * 40, pages=[page] * 8)
    problems = [Problem(path, 1, 1, "page/field", words, words)] * 30
    text = comparison_report(found, problems)
    assert len(text) <= LONGEST + 5_000  # GitHub takes 65,536
    assert text.startswith(MARK)
