"""Citations in Markdown, through Python-Markdown itself, without a site.

Each case of cases/citing is a Markdown text and the HTML expected of it, references left out.
`pytest --update-golden` writes what comes out now; read the difference before you keep it.
"""

import re
import shutil
import textwrap
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kith.bibliography.citing.markdown import CitationExtension

CASES = Path(__file__).parent / "cases" / "citing"
ROOT = Path(__file__).parent.parent.parent
DESIGNS = '[designs.review]\nlabel = "Review"\ncan = "Sum up."\ncannot = "Measure."\n'


@pytest.fixture(scope="session")
def library_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the works of the cases, and the repository's cache."""
    root = tmp_path_factory.mktemp("library").resolve()
    (root / "bibliography").mkdir()
    shutil.copy(CASES / "works.bib", root / "bibliography")
    (root / "bibliography/evidence.toml").write_text(DESIGNS)
    (root / "scripts").mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "scripts" / name, root / "scripts")
    (ROOT / ".cache").mkdir(exist_ok=True)
    (root / ".cache").symlink_to(ROOT / ".cache")
    return root


def render(text: str, root: Path) -> str:
    citations = CitationExtension(root=str(root))
    return markdown.markdown(text, extensions=["tables", "toc", "pymdownx.superfences", citations])


def without_references(html: str) -> str:
    return re.sub(
        r'<section [^>]*class="references".*</section>', "", html, flags=re.DOTALL
    ).strip()


def as_yaml(case: dict[str, str]) -> str:
    """A case with each text as it is, indented below its name."""
    blocks = ((name, textwrap.indent(text.strip(), "  ")) for name, text in case.items())
    return "".join(f"{name}: |\n{block}\n" for name, block in blocks)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yml")), ids=lambda path: path.stem)
def test_case(path: Path, library_root: Path, update_golden: bool) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    html = without_references(render(case["markdown"], library_root))
    if update_golden:
        path.write_text(as_yaml({**case, "html": html}), "utf-8")
        return
    assert html == case["html"].strip()


def test_the_list_holds_what_was_cited_once_with_a_way_back_to_each_place(
    library_root: Path,
) -> None:
    html = render("[@who1999] and [@smith2021; @who1999]", library_root)
    assert re.findall(r'<li class="reference" id="([^"]+)"', html) == [
        "ref-smith2021",
        "ref-who1999",
    ]
    assert re.findall(r'href="#(cite-who1999-\d)"', html) == ["cite-who1999-1", "cite-who1999-2"]
    for target in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{target}"' in html


def test_the_entry_is_in_the_style_and_shows_the_letter_of_the_label(library_root: Path) -> None:
    html = render("[@smith2020a; @smith2020b]", library_root)
    entries = re.findall(r'<p class="reference__entry">(.*?)</p>', html)
    assert entries == [
        "Smith, A. (2020a). An apple a day. <em>Food</em>.",
        "Smith, A. (2020b). Bread and butter. <em>Food</em>.",
    ]


def test_markup_in_a_title_stays_text(library_root: Path) -> None:
    html = render("[@nodate]", library_root)
    assert "<x-b>" not in html
    assert "&lt;x-b&gt;" in html


def test_a_page_without_citations_has_no_list(library_root: Path) -> None:
    assert "references" not in render("Nothing, not even `[@who1999]`.", library_root)


@given(st.text(alphabet="@a1-;[](){}`*_<>\\ \n", max_size=60))
def test_code_is_never_altered_and_nothing_fails(library_root: Path, text: str) -> None:
    code = "x = [@who1999]; y@z"
    html = render(f"{text}\n\n```\n{code}\n```\n", library_root)
    assert isinstance(html, str)
    if "`" not in text and "<" not in text:
        assert code in re.sub(r"<[^>]*>", "", html)
