"""The glossary: what a page explains, what it leaves alone, what is wrong in the file.

Each case of cases is a Markdown text and the HTML expected of it, with the terms below.
`pytest --update-golden` writes what comes out now; read the difference before you keep it.
"""

import re
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown.extensions import Extension

from kith.bibliography.citing.citings import find_citings
from kith.bibliography.citing.markdown import CitationExtension
from kith.bibliography.library import load_library
from kith.content.claims.markdown import ClaimExtension
from kith.content.glossary.check import check_glossary
from kith.content.glossary.markdown import GlossaryExtension
from kith.content.glossary.records import FILE, read_glossary
from kith.content.pages import read_pages
from kith.page_keys import PageMemory
from kith.project import Project

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
TERMS = """\
[[terms]]
term = "cohort study"
also = ["cohort studies"]
plain = "A study that follows a group of people."
source = "alexander1978"
article = "learn/rat-park.md"

[[terms]]
term = "NASA"
plain = "It flies."

[[terms]]
term = "opioid"
also = ["opioids"]
plain = "A drug like <heroin> & *more*."
"""


def render(project: Project, text: str) -> str:
    root = {"root": str(project.root)}
    kith: list[Extension] = [ClaimExtension(), GlossaryExtension(**root), CitationExtension(**root)]
    html = markdown.markdown(text, extensions=["tables", "toc", "pymdownx.superfences", *kith])
    html = re.sub(r'<section [^>]*class="references".*?</section>', "", html, flags=re.DOTALL)
    return re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL).strip()


@pytest.fixture
def project(make_small_project: Callable[..., Project]) -> Project:
    article = "---\ntitle: 'Rat Park: the story and the experiments'\n---\nWords.\n"
    return make_small_project({f"content/{FILE}": TERMS, "content/learn/rat-park.md": article})


def problems(project: Project) -> list[str]:
    pages, _ = read_pages(project)
    return [str(found) for found in check_glossary(project, pages, load_library(project).works)]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, project: Project, update_golden: bool) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    html = render(project, case["markdown"])
    if update_golden:
        texts = {**case, "html": html}
        blocks = ((name, textwrap.indent(text.strip("\n"), "  ")) for name, text in texts.items())
        path.write_text("".join(f"{name}: |\n{block}\n" for name, block in blocks), "utf-8")
        return
    assert html == case["html"].strip()


def test_there_are_cases() -> None:
    assert len(CASES) >= 7


def test_nothing_is_explained_before_there_is_a_page_to_lead_to(project: Project) -> None:
    (project.content / "glossary.md").unlink()
    assert render(project, "An opioid.") == "<p>An opioid.</p>"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.text(alphabet="opioids *_`[]()@#\n|-", max_size=60))
def test_code_is_never_changed(project: Project, text: str) -> None:
    code = text.replace("`", "")
    html = render(project, f"An opioid.\n\n~~~\n{code}\n~~~\n\n`` opioid {code.strip()} ``\n")
    assert "opioid" in html
    for block in re.findall(r"<code>(.*?)</code>", html, re.DOTALL):
        assert "<span" not in block


# --- What is wrong in the file --------------------------------------------------------------------


def test_the_sites_own_glossary_is_in_order(repository: Project) -> None:
    found = check_glossary(repository, read_pages(repository)[0], load_library(repository).works)
    assert [str(problem) for problem in found if problem.severity == "error"] == []
    assert len(read_glossary(repository)[0].terms) >= 8


@pytest.mark.parametrize(
    ("before", "after", "line", "rule", "message"),
    [
        ('term = "opioid"', 'term = "Cohort Study"', 12, "duplicate", "stands for 'cohort study'"),
        ('also = ["opioids"]', 'also = ["NASA"]', 12, "duplicate", "'NASA' stands for 'NASA' too"),
        ('term = "opioid"', 'term = "drug"', 12, "order", "'drug' stands after 'NASA'"),
        ("alexander1978", "alexander1979", 1, "source", "no work has the key 'alexander1979'"),
        ("learn/rat-park.md", "learn/rats.md", 1, "article", "there is no page learn/rats.md"),
        ('plain = "It flies."', 'plane = "It flies."', 10, "term", "no field 'plane'"),
        ('plain = "It flies."', "plain = 3", 10, "term", "plain is not a text"),
        ('also = ["opioids"]', 'also = "opioids"', 14, "term", "also is not a list of texts"),
        ("[[terms]]", "[[terms]", 1, "term", "not valid TOML"),
    ],
)
def test_a_slip_is_named_with_its_line(
    project: Project, before: str, after: str, line: int, rule: str, message: str
) -> None:
    text = TERMS.replace(before, after)
    (project.content / FILE).write_text(text, "utf-8")
    found = problems(project)
    start = f"content/{FILE}:{line}:"
    assert any(
        each.startswith(start) and f"glossary/{rule} " in each and message in each for each in found
    ), found


# --- What depends on it ---------------------------------------------------------------------------


def key(project: Project, name: str) -> str:
    pages, _ = read_pages(project)
    memory = PageMemory(project, load_library(project), find_citings(project), pages)
    return memory.content_key(next(page for page in pages if page.name == name))


def test_a_changed_term_renders_the_pages_anew_that_have_it(project: Project) -> None:
    (project.content / "learn/other.md").write_text("---\ntitle: O\n---\nWords.\n", "utf-8")
    (project.content / "learn/some.md").write_text("---\ntitle: S\n---\nNASA.\n", "utf-8")
    before = {name: key(project, f"learn/{name}.md") for name in ("some", "other")}
    changed = TERMS.replace("It flies.", "It flies high.")
    (project.content / FILE).write_text(changed, "utf-8")
    after = {name: key(project, f"learn/{name}.md") for name in ("some", "other")}
    assert after["some"] != before["some"]
    assert after["other"] == before["other"]


def test_what_the_glossary_cites_its_page_cites(project: Project) -> None:
    pages = [place.page for place in find_citings(project).by_work["alexander1978"]]
    assert "glossary.md" in pages


def test_a_hundred_terms_cost_little(make_small_project: Callable[..., Project]) -> None:
    terms = "".join(
        f'[[terms]]\nterm = "word{n:03} of many"\nalso = ["words{n:03}"]\nplain = "W."\n'
        for n in range(100)
    )
    project = make_small_project({f"content/{FILE}": terms})
    text = "Some of the words that an article has, and none of them is a term. " * 200
    glossary, _ = read_glossary(project)
    assert glossary.pattern
    start = time.perf_counter()
    assert glossary.prints_in(text) == ""
    assert glossary.pattern.findall(text) == []
    assert time.perf_counter() - start < 0.25  # about 0.01 at hand
