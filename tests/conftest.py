"""What the tests share: the repository itself, and copies and small projects to break at will."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from browser.chromium import chromium
from kith.cache import turn
from kith.mkdocs_plugin import render
from kith.pipeline import build
from kith.problems import has_errors
from kith.project import Project
from small_project import share_cache, write_small_project

ROOT = Path(__file__).parent.parent

MakeOnce = Callable[[str, Callable[[Path], None]], Path]

# How long an example takes says more of what else the machine does: speed is measured in bench/.
settings.register_profile("kith", deadline=None)
settings.load_profile("kith")


LONG = ("test_build.py", "test_comparison.py", "test_walk_through.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files of few and long tests first: begun last, one of them would go on alone."""
    items.sort(key=lambda item: item.path.name not in LONG)


def pytest_addoption(parser: pytest.Parser) -> None:
    help_text = "write what comes out now into the golden files"
    parser.addoption("--update-golden", action="store_true", help=help_text)


@pytest.fixture(scope="session")
def update_golden(pytestconfig: pytest.Config) -> bool:
    """Whether to write golden files instead of comparing with them."""
    return bool(pytestconfig.getoption("--update-golden"))


@pytest.fixture(scope="session")
def repository() -> Project:
    """This checkout, with its cache: what was built for one test serves the next."""
    return Project(ROOT)


def copy_repository(root: Path) -> Project:
    """A copy of the repository; it shares the cache, where all is named by what it comes from."""
    (root / "scripts").mkdir(parents=True)
    share_cache(root)
    for name in ("scripts/package.json", "scripts/package-lock.json", "mkdocs.yml"):
        shutil.copy(ROOT / name, root / name)
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("content", "bibliography", "explainers", "theme"):
        shutil.copytree(ROOT / name, root / name, ignore=ignore)
    return Project(root.resolve())


@pytest.fixture
def make_project(tmp_path: Path) -> Callable[..., Project]:
    """Makes a copy of the repository, in order; `files` adds or replaces files by path."""

    def make(files: dict[str, str] | None = None) -> Project:
        return with_files(copy_repository(tmp_path / "project"), files or {})

    return make


@pytest.fixture
def make_small_project(tmp_path: Path) -> Callable[..., Project]:
    """As `make_project`, with a few pages: for all that is not about what the site holds."""

    def make(files: dict[str, str] | None = None) -> Project:
        return with_files(write_small_project(tmp_path / "project"), files or {})

    return make


def with_files(project: Project, files: dict[str, str]) -> Project:
    """The project, with files added or replaced by path."""
    for name, text in files.items():
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return project


@pytest.fixture(scope="session")
def make_once(tmp_path_factory: pytest.TempPathFactory) -> MakeOnce:
    """A folder that one worker fills and all take; no test may change what is in it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder = shared / name
        with turn(shared / f"{name}.lock"):
            if not (folder / "filled").exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                (folder / "filled").touch()
        return folder

    return make


@pytest.fixture(scope="session")
def site(make_once: MakeOnce) -> Path:
    """The whole site, built once from a copy of the repository."""
    built = make_once("site", lambda folder: build_in_order(copy_repository(folder / "project")))
    return built / "project" / "site"


def build_in_order(project: Project) -> None:
    """Build a site that must have no error in it."""
    problems = build(project, render)
    assert not has_errors(problems), "\n".join(map(str, problems))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with chromium() as started:
        yield started
