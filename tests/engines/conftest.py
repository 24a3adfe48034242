"""Each engine once, for all of its walk; and the site served as tests/browser has it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from browser.server import SiteServer
from engines.engine import NAMES, CannotStartError, Engine, starting
from serving import running


@pytest.fixture(scope="module", params=NAMES)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """Firefox, then WebKit; where one is not to be had, its walk counts as not run."""
    try:
        with starting(request.param, tmp_path_factory.mktemp(request.param)) as started:
            yield started
    except CannotStartError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[SiteServer]:
    """The built site, at an address of its own for each engine's walk."""
    with running(SiteServer(site)) as server:
        yield server
