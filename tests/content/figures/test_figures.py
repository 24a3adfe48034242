"""Figures of articles: what a file must say, what readers get, and that no drawing changes unseen.

Each case of cases is a figure's file and what is wrong in it, a line each, or nothing. The pictures
are those of content/figures/; `pytest --update-golden` draws them anew: look at them before you
keep them.
"""

import textwrap
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import markdown
import pytest
import yaml

from kith.bibliography.citing.citings import find_citings
from kith.bibliography.citing.markdown import CitationExtension
from kith.bibliography.library import load_library
from kith.content.figures.check import check_figures
from kith.content.figures.drawing import draw_figure
from kith.content.figures.markdown import FigureExtension
from kith.content.figures.publish import publish_figures
from kith.content.figures.records import read_figures
from kith.content.pages import read_pages
from kith.drawing import read_svg
from kith.explainers.pictures import as_text, difference
from kith.project import Project

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.yml"))
FIGURES = sorted(path.stem for path in (HERE.parents[2] / "content/figures").glob("*.toml"))


def render(project: Project, text: str) -> str:
    root = {"root": str(project.root)}
    return markdown.markdown(text, extensions=[FigureExtension(**root), CitationExtension(**root)])


def small(make_small_project: Callable[..., Project], figure: str, page: str = "") -> Project:
    """A project with one figure, called some."""
    project = make_small_project()
    (project.content / "figures").mkdir()
    (project.content / "figures/some.toml").write_text(figure, "utf-8")
    for path in (project.content / "learn").iterdir():
        path.unlink()
    if page:
        (project.content / "learn/some.md").write_text(page, "utf-8")
    return project


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, make_small_project: Callable[..., Project], update_golden: bool) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    project = small(
        make_small_project, case["figure"], case.get("page", "/// figure | some\n///\n")
    )
    works = load_library(project).works
    found = "\n".join(map(str, check_figures(project, read_pages(project)[0], works)))
    if update_golden:
        texts = {**case, "problems": found}
        blocks = ((name, textwrap.indent(text.strip(), "  ")) for name, text in texts.items())
        path.write_text("".join(f"{name}: |\n{block}\n" for name, block in blocks), "utf-8")
        return
    assert found == (case["problems"] or "").strip()


def test_there_are_cases() -> None:
    assert len(CASES) >= 5
    assert len(FIGURES) >= 5


@pytest.mark.parametrize("name", FIGURES)
def test_no_published_drawing_changes_unseen(
    name: str, repository: Project, update_golden: bool
) -> None:
    figures, problems = read_figures(repository)
    assert problems == []
    drawing, _ = draw_figure(repository, figures[name])
    assert drawing
    now, path = as_text(read_svg(drawing)), HERE / f"pictures/{name}.svg"
    if update_golden:
        path.write_text(now, "utf-8")
    assert difference(path.read_text("utf-8"), now) == ""


def test_one_drawing_serves_both_palettes(repository: Project) -> None:
    for figure in read_figures(repository)[0].values():
        drawing, _ = draw_figure(repository, figure)
        root = ElementTree.fromstring(drawing or "")
        colours = {
            node.get(name, "none")
            for node in root.iter()
            for name in ("fill", "stroke")
            if node.tag.endswith(("text", "path", "line")) and node.get("opacity") != "0"
        }
        assert all(colour == "none" or colour.startswith("var(--kith-") for colour in colours)


def test_readers_get_drawing_words_table_sources_licence_and_data(repository: Project) -> None:
    html = render(repository, "/// figure | rat-park-intake\n///")
    assert html.count("<figure") == 1
    assert 'id="figure-rat-park-intake"' in html
    assert 'role="img"' in html
    assert 'aria-label="Four bars.' in html
    assert html.index("<figcaption>") < html.index("<svg")
    assert "<summary>The numbers as a table</summary>" in html
    assert '<th scope="row">Females, at the step where they took most</th>' in html
    assert 'href="site:/assets/figures/rat-park-intake.csv"' in html
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in html
    assert html.count('data-key="hadaway1979"') == 3  # two rows of the table, and the sources
    assert 'id="ref-hadaway1979"' in html


def test_a_figure_twice_on_a_page_has_two_ids(repository: Project) -> None:
    block = "/// figure | rat-park-intake\n///"
    html = render(repository, f"{block}\n\n{block}")
    assert html.count('id="figure-rat-park-intake"') == 1
    assert html.count('id="figure-rat-park-intake-2"') == 1


def test_what_a_figure_cites_its_page_cites(repository: Project) -> None:
    places = find_citings(repository).by_work["addictioninbox2010"]
    assert any("Where the numbers come from" in place.sentence for place in places)


def test_the_data_can_be_taken_away(repository: Project, tmp_path: Path) -> None:
    publish_figures(repository, tmp_path)
    lines = (tmp_path / "assets/figures/soldiers-of-100.csv").read_text("utf-8").splitlines()
    assert lines[0] == "count,label,source"
    assert len(lines) == 5


def test_data_may_stand_in_a_file_beside(make_small_project: Callable[..., Project]) -> None:
    head = 'title = "T"\nalt = "A"\ncaption = "C"\nlicence = "CC BY 4.0"\nkind = "lines"\n'
    project = small(make_small_project, f'{head}sources = ["alexander1978"]\n')
    (project.content / "figures/some.csv").write_text("x,y\n2001,3.5\n2002,\n2003,4\n", "utf-8")
    figures, problems = read_figures(project)
    assert problems == []
    assert [row["y"] for row in figures["some"].rows] == [3.5, "", 4]


def test_a_spec_of_its_own_is_drawn_in_the_common_dress(
    make_small_project: Callable[..., Project],
) -> None:
    head = 'title = "T"\nalt = "A"\ncaption = "C"\nlicence = "CC BY 4.0"\nspec = "some.vl.json"\n'
    project = small(
        make_small_project, f'{head}sources = ["alexander1978"]\n[[rows]]\na = 1\n[[rows]]\na = 2\n'
    )
    spec = '{"mark": "tick", "encoding": {"x": {"field": "a", "type": "quantitative"}}}'
    (project.content / "figures/some.vl.json").write_text(spec, "utf-8")
    figures, problems = read_figures(project)
    assert problems == []
    drawing, problems = draw_figure(project, figures["some"])
    assert problems == []
    assert "var(--kith-figure-text)" in (drawing or "")
