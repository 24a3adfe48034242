"""The workflows and forms of .github/: pinned, with few permissions, and in step with the code."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from kith.cli import parser

FOLDER = ROOT / ".github"
WORKFLOWS = sorted((FOLDER / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (FOLDER / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
MAY_WRITE = {
    "comment.yml": {"pull-requests"},
    "nightly.yml": {"issues"},
    "publish.yml": {"pages", "id-token"},
}


def read(path: Path) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return found


def jobs(path: Path) -> list[dict[str, Any]]:
    return list(read(path)["jobs"].values())


def runs(path: Path) -> list[str]:
    return [step["run"] for job in jobs(path) for step in job["steps"] if "run" in step]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        if "uses:" in line:
            assert re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_one_version_of_an_action_is_used_throughout() -> None:
    lines = {
        line.strip().removeprefix("- ")
        for path in WORKFLOWS
        for line in path.read_text("utf-8").splitlines()
        if "uses:" in line
    }
    names = [line.partition("@")[0] for line in lines]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_job_may_write_only_what_it_is_for(path: Path) -> None:
    whole = read(path)
    assert whole["permissions"] in ({}, {"contents": "read"})
    granted = {
        name
        for job in jobs(path)
        for name, right in job.get("permissions", {}).items()
        if right == "write"
    }
    assert granted == MAY_WRITE.get(path.name, set())
    assert all(job.get("timeout-minutes") for job in jobs(path))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_stranger_writes_a_command(path: Path) -> None:
    """Values of an event come by the environment: put into a script they would be run."""
    for script in runs(path):
        assert "${{" not in script
    assert "pull_request_target" not in path.read_text("utf-8")


def test_what_may_write_runs_nothing_of_a_pull_request() -> None:
    for path in WORKFLOWS:
        for job in jobs(path):
            rights = job.get("permissions", {}).values()
            uses = [step.get("uses", "") for step in job["steps"]]
            if "write" in rights:
                assert not any("checkout" in action for action in uses), path.name
            for step in job["steps"]:
                if "checkout" in step.get("uses", ""):
                    assert step["with"]["persist-credentials"] is False


def test_the_comment_follows_the_check() -> None:
    check, comment = (read(FOLDER / "workflows" / f"{name}.yml") for name in ("check", "comment"))
    assert comment[True]["workflow_run"]["workflows"] == [check["name"]]  # YAML reads `on` so
    assert set(check[True]) == {"pull_request", "push"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_command_exists(path: Path) -> None:
    for script in runs(path):
        for line in script.splitlines():
            for words in re.findall(r"(?:\.venv/bin/kith|scripts/check) ?([^|>;}]*)", line):
                given = re.sub(r'"\$\(.*\)"', "BASE", words).split()
                command = given if ".venv/bin/kith" in line else ["check", *given]
                parser().parse_args(command)
        for name in re.findall(r"scripts/(\w+)", script):
            assert (ROOT / "scripts" / name).exists()


def test_zizmor_finds_nothing_above_low() -> None:
    command = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--no-progress"]
    done = subprocess.run(
        [*command, "--quiet", "--min-severity", "medium", str(FOLDER)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def neutral(text: str) -> str:
    """A stranger's text as comment.yml posts it."""
    (step,) = (step for job in jobs(FOLDER / "workflows/comment.yml") for step in job["steps"][1:])
    done = subprocess.run(
        ["sed", "-E", step["env"]["NEUTRAL"]],
        input=text.encode(),
        env={"LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


MAKES_MORE_OF_IT = re.compile(
    r"@\w|<(?!/?details>|/?summary>|br>|\u200b)|&[#\w]|\]\(|\]\[|\]:|://|www\.|mailto:\w|#\d|GH-\d",
    re.IGNORECASE,
)
"""What GitHub makes a name, a tag, an entity, a link, a picture or an issue of."""


@pytest.mark.parametrize(
    "text",
    [
        *("Hello @someone and @org/team.", "a@b.example", "&#64;someone", "&commat;someone"),
        *("[words](https://evil.example)", "![picture](//evil.example/a.png)", "[a][b]"),
        *("[b]: https://evil.example", "[b]:\nevil", "https://evil.example", "WWW.evil.example"),
        *(
            "<img src=x>",
            "<a href='/x'>x</a>",
            "<https://evil.example>",
            "<details open>x</details>",
        ),
        *(
            "<!-- hidden",
            "closes #1",
            "GH-12",
            "owner/repo#3",
            "mailto:a@b.example",
            "]]((",
            "][](",
        ),
        *("\x01img src=x\x02", "@\u200bsomeone", "<\u200bimg>", "@\u200b\u200bsomeone"),
    ],
)
def test_a_strangers_text_calls_no_one_and_leads_nowhere(text: str) -> None:
    assert not MAKES_MORE_OF_IT.search(neutral(text))


@given(st.text(alphabet="@<>&#[]():/!w.ah1-\\`\u200b\x01\n ", max_size=40))
def test_no_text_calls_anyone_or_leads_anywhere(text: str) -> None:
    assert not MAKES_MORE_OF_IT.search(neutral(text))


def test_what_the_report_is_made_of_stays() -> None:
    fold = "<details><summary>A b</summary>\n\n```diff\n+ c\n```\n\n</details>\n"
    text = f"## A\n\n- [ ] `/learn/` (text)\n\n{fold}- **2** _here_: 50% \\*\n  <br>d\n"
    assert neutral(text) == text


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_whole(path: Path) -> None:
    form = read(path)
    assert {"name", "description", "title", "labels", "body"} <= form.keys()
    ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
    assert len(ids) == len(set(ids))
    for part in form["body"]:
        assert part["type"] in {"markdown", "textarea", "input", "dropdown", "checkboxes"}
        if part["type"] != "markdown":
            assert part["attributes"]["label"].endswith(("?", "."))
        if part["type"] == "dropdown":
            options = part["attributes"]["options"]
            assert all(isinstance(option, str) for option in options)  # a bare Yes is true
            assert len(options) == len(set(options))


def test_every_folder_has_its_owner() -> None:
    text = (FOLDER / "CODEOWNERS").read_text("utf-8")
    owned = [line.split()[0] for line in text.splitlines() if line and not line.startswith("#")]
    folders = ("content", "bibliography", "explainers", "theme", "scripts", "tests")
    assert {f"/{name}/" for name in folders} < set(owned)
    assert all((ROOT / place.strip("/")).exists() for place in owned if place != "*")
