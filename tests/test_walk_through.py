"""A first article, as CONTRIBUTING.md tells it to a new editor: every step, in a clone of its own.

New article, a reference by DOI, a slip in a key, the page in a browser, the mend, the check, and
what the pull request will be told. `--update-golden` takes the pictures of CONTRIBUTING.md anew.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bibliography.registries_server import RegistriesServer, registries_server
from conftest import ROOT
from previewing import previewing

PICTURES = ROOT / ".github" / "pictures"
PAGE = "content/learn/a-neighbour-at-the-door.md"
BODY = """\
This page is a sample: its words and its one work are made up to show how a page is made.

## What was measured

Say here who was asked, how many they were, and what was counted. Then cite the work in which
it can be read [@muler2024].

## What follows from it

Say here what a reader can do with it, and where the evidence ends.
"""
LARGEST = 100_000  # bytes of one picture


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The repository as a new editor gets it."""
    root = (tmp_path / "kith").resolve()
    command = ["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(root)]
    subprocess.run(command, check=True, capture_output=True)
    (root / ".cache").symlink_to(ROOT / ".cache")
    return root


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[RegistriesServer]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with registries_server() as running:
        yield running


def kith(root: Path, *arguments: str, code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "kith", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": ""},
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def picture(page: Page, name: str, update: bool) -> None:
    """A picture of the window, kept where it is asked for."""
    data = page.screenshot(type="jpeg", quality=70)
    assert len(data) < LARGEST
    if update:
        (PICTURES / f"{name}.jpg").write_bytes(data)


@pytest.mark.browser
def test_a_first_article(
    clone: Path, server: RegistriesServer, browser: Browser, tmp_path: Path, update_golden: bool
) -> None:
    # A page to begin with.
    said = kith(clone, "new", "article", "A neighbour at the door")
    assert said.startswith(f"{PAGE} is there, and it passes the check.")
    kith(clone, "check")
    git(clone, "checkout", "-q", "-b", "neighbour")

    # A reference, by its DOI.
    finding = "A sample of the sentence that says what a work found."
    said = kith(
        clone,
        *("cite", "10.5555/neighbours", "--to", "peer-support"),
        *("--design", "randomised-trial", "--plain", finding),
        *server.options,
    )
    assert "bibliography/peer-support.bib has it now" in said
    assert "Left to write" not in said
    assert said.endswith("Cite it as [@muller2024].\n")
    said = kith(clone, "cite", "10.5555/neighbours", *server.options, code=1)
    assert "muller2024 is this work already" in said

    # Words, with a slip in the key.
    text = (clone / PAGE).read_text("utf-8")
    head = text.split("---\n")[1].replace("Replace me: ", "Sample: ")
    (clone / PAGE).write_text(f"---\n{head}---\n\n{BODY}", "utf-8")
    said = kith(clone, "check", code=1)
    slip = "cite/unknown-key no work has the key 'muler2024' - did you mean muller2024?"
    lines = (clone / PAGE).read_text("utf-8").splitlines()
    line = next(number for number, words in enumerate(lines, 1) if "@muler2024" in words)
    assert f"{PAGE}:{line}:{lines[line - 1].index('@') + 1} {slip}" in said

    # The page says so too, until it is mended.
    with previewing(clone, tmp_path) as served:
        page = browser.new_page(viewport={"width": 1000, "height": 720})
        page.goto(f"{served.address}learn/a-neighbour-at-the-door/")
        box = page.locator("#kith-preview")
        expect(box).to_contain_text("did you mean muller2024?")
        picture(page, "slip", update_golden)
        served.write(PAGE, served.read(PAGE).replace("muler2024", "muller2024"))
        expect(page.get_by_text("(Müller et al., 2024)")).to_be_visible(timeout=60_000)
        expect(box.get_by_text("On this page:")).to_have_count(0)
        page.get_by_text("(Müller et al., 2024)").hover()
        expect(page.get_by_text(finding).first).to_be_visible()
        page.wait_for_timeout(500)  # the card fades in
        picture(page, "mended", update_golden)
        page.close()

    # All is well, and this is what the pull request will be told.
    said = kith(clone, "check")
    assert f"{PAGE}:" not in said
    git(clone, "add", ".")
    git(clone, "commit", "-q", "-m", "Tell what is known of neighbours who call")
    told = kith(clone, "report", "origin/HEAD")
    assert "1 page, 1 reference added." in told
    assert (
        "- `muller2024`: Müller, A. B., van den Berg, J., \\& The Neighbours Group. (2024)." in told
    )
    assert "+Say here what a reader can do with it, and where the evidence ends." in told
    assert "- [ ] `/learn/a-neighbour-at-the-door/` (text)" in told
    assert (clone / "mkdocs.yml").read_text("utf-8").count("a-neighbour-at-the-door.md") == 1


def test_the_pictures_are_small() -> None:
    pictures = list(PICTURES.iterdir())
    assert sum(path.stat().st_size for path in pictures) < 300_000
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert all(f".github/pictures/{path.name}" in text for path in pictures)
