"""The workflows and forms of .github/: pinned, with few permissions, and in step with the code."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

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
