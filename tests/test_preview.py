"""`kith serve`: what an editor saves shows, what is wrong is said, and nothing ends the server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from kith.preview import files_below, take_over
from kith.preview_server import PreviewServer, State
from previewing import Served, previewing
from small_project import write_small_project

Change = Callable[[str], str]
PAGE = "content/learn/company.md"
PLACE = "/learn/company/"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    scratch = tmp_path_factory.mktemp("preview")
    project = write_small_project(scratch / "project")
    with previewing(project.root, scratch) as running:
        yield running


@pytest.fixture
def edited(served: Served) -> Iterator[Callable[[str, Change], dict[str, Any]]]:
    """Saves a file with a change, and gives what came of it; in the end all is as it was."""
    before: dict[str, str] = {}

    def edit(name: str, change: Change) -> dict[str, Any]:
        before.setdefault(name, served.read(name))
        served.write(name, change(served.read(name)))
        return served.next(PLACE)

    yield edit
    for name, text in before.items():
        served.write(name, text)
        state = served.next(PLACE)
    assert state["built"]
    assert not [row for row in state["problems"] if row["severity"] == "error"]


def errors(state: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in state["problems"] if row["severity"] == "error"]


def test_a_page_is_as_readers_get_it(served: Served) -> None:
    html = served.page("learn/company/")
    assert "script-src 'self' 'wasm-unsafe-eval'" in html  # no word on inline scripts
    assert "'unsafe-inline'" not in html
    assert "/__kith__/preview.mjs" in html
    assert "Kith is at http://127.0.0.1:" in served.said


def test_an_edit_shows(served: Served, edited: Callable[..., dict[str, Any]]) -> None:
    state = edited(PAGE, lambda text: f"{text}\nA sentence of the test.\n")
    assert (state["built"], state["changed"], errors(state)) == (True, True, [])
    assert "A sentence of the test." in served.page("learn/company/")
    assert f"{PAGE} changed: built in " in served.said


BROKEN: dict[str, tuple[str, Change, str, bool, list[str]]] = {
    # file, what is saved, the rule that says so, whether the site is still built, pages concerned
    "a page": (PAGE, lambda text: f"{text}\n[@no-key]\n", "cite/unknown-key", True, [PLACE]),
    "front matter": (PAGE, lambda _: "---\ntitle: [\n", "page/front-matter", True, [PLACE]),
    "an entry": (
        "bibliography/rat-park.bib",
        lambda text: text.replace("title        = {", "title        = {{", 1),
        "bib/unbalanced",
        True,
        [],
    ),
    "kinds of study": (
        "bibliography/evidence.toml",
        lambda text: f"{text}\n[[",
        "bib/designs",
        True,
        [],
    ),
    "a manifest": (
        "explainers/rat_park/explainer.toml",
        lambda text: f"title = \n{text}",
        "explainer/manifest",
        True,
        ["/try/rat-park/"],
    ),
    "a model": (
        "explainers/rat_park/model.py",
        lambda text: f"def (:\n{text}",
        "explainer/model",
        True,
        ["/try/rat-park/"],
    ),
    "a template": (
        "theme/partials/footer.html",
        lambda text: f"{{% if %}}{text}",
        "site/template",
        False,
        [],
    ),
    "a template that asks for what is not there": (
        "theme/partials/footer.html",
        lambda text: f"{{{{ nothing.of.that.name }}}}{text}",
        "site/template",
        False,
        [],
    ),
    "the settings": ("mkdocs.yml", lambda text: f"[\n{text}", "site/generator", False, []),
}


@pytest.mark.parametrize(("name", "change", "rule", "built", "places"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_said_and_the_server_lives(
    served: Served,
    edited: Callable[..., dict[str, Any]],
    name: str,
    change: Change,
    rule: str,
    built: bool,
    places: list[str],
) -> None:
    good = served.page("learn/company/") if not built else ""
    state = edited(name, change)
    found = [row for row in errors(state) if row["rule"] == rule]
    assert found, state
    assert state["built"] is built
    if name != "mkdocs.yml" or rule != "site/generator":
        assert any(row["where"].startswith(f"{name}:") for row in found)
    assert all(place in found[0]["places"] for place in places)
    assert f"  {found[0]['where']} {rule} " in served.said
    if good:  # the last site that could be built stays
        article = good.partition("<article")[2].partition("</article>")[0]
        assert article
        assert article in served.page("learn/company/")
    assert served.runs
    assert "Traceback" not in served.said


def test_what_is_mended_is_said(served: Served, edited: Callable[..., dict[str, Any]]) -> None:
    text = served.read(PAGE)
    edited(PAGE, lambda _: f"{text}\n[@no-such-key]\n")
    edited(PAGE, lambda _: text)
    assert f"  mended: {PAGE}:" in served.said.rpartition("changed: built in")[2]


@pytest.mark.browser
def test_an_open_page_shows_what_is_wrong_until_it_is_mended(
    served: Served, browser: Browser
) -> None:
    text = served.read(PAGE)
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    try:
        page.goto(f"{served.address}learn/company/")
        box = page.locator("#kith-preview")
        here = box.get_by_text("On this page:")
        expect(here).to_have_count(0)
        served.write(PAGE, f"{text}\nA new end [@nobody2001].\n")
        expect(page.get_by_text("A new end")).to_be_visible(timeout=60_000)
        expect(here).to_have_text("On this page: 1 error")
        expect(box).to_contain_text("no work has the key 'nobody2001'")
        expect(box).to_contain_text("cite/unknown-key")
        served.write(PAGE, text)
        expect(here).to_have_count(0, timeout=60_000)
        expect(page.get_by_text("A new end")).to_have_count(0)
        served.write("theme/partials/footer.html", "{% if %}")
        expect(box).to_contain_text("The site cannot be built now.", timeout=60_000)
        expect(page.locator("h1")).to_contain_text("Company")
        assert complaints == []
    finally:
        page.close()
        original = (Path(__file__).parent.parent / "theme/partials/footer.html").read_text("utf-8")
        served.write("theme/partials/footer.html", original)
        served.next(PLACE)


def test_only_what_changed_is_taken_over(tmp_path: Path) -> None:
    built, shown = tmp_path / "built", tmp_path / "shown"
    for name in ("a/index.html", "b/index.html", "assets/x.css"):
        (built / name).parent.mkdir(parents=True, exist_ok=True)
        (built / name).write_text(name)
    shown.mkdir()
    assert take_over(built, shown) == set(files_below(built))
    assert take_over(built, shown) == set()
    (built / "a/index.html").write_text("other")
    (built / "assets/x.css").write_text("assets/x.css")  # written again, the same
    (built / "b/index.html").unlink()
    (built / "b").rmdir()
    (built / "b").write_text("a file now")
    assert take_over(built, shown) == {"a/index.html", "b/index.html", "b"}
    assert {p.name for p in shown.rglob("*") if p.is_file()} == {"index.html", "x.css", "b"}


def test_a_page_is_told_of_its_own_changes_alone(tmp_path: Path) -> None:
    server = PreviewServer(0, tmp_path)
    try:
        server.show(State(), {"a/index.html", "assets/runtime/x.whl"})
        assert server.changed_since(0, "/a/")
        assert not server.changed_since(0, "/b/")
        assert not server.changed_since(1, "/a/")
        server.show(State(), {"assets/css/text.css"})
        assert server.changed_since(1, "/b/")
        assert server.version == 2
    finally:
        server.server_close()
