"""How citations read by number, and in other languages than English."""

import json
import re
import shutil
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.bibliography.citing.citations import parse_bracketed
from kith.bibliography.citing.intext import Link, Style, is_numeric, render
from kith.bibliography.citing.labels import build_labels
from kith.bibliography.citing.locale import LABELS, load_locale
from kith.bibliography.citing.markdown import CitationExtension
from kith.bibliography.citing.titlecase import title_case
from kith.bibliography.reading.bibtex import parse
from kith.bibliography.reading.richtext import RichText, Span
from kith.bibliography.reading.work import build_works
from kith.npm import ensure_packages
from kith.project import Project

ROOT = Path(__file__).parent.parent.parent
WORKS = Path(__file__).parent / "cases" / "citing" / "works.bib"


@pytest.fixture(scope="module")
def modules(repository: Project) -> Path:
    folder, problems = ensure_packages(repository)
    assert not problems
    return folder


@pytest.fixture(scope="module")
def numeric_root(modules: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a style that cites by numbers."""
    root = tmp_path_factory.mktemp("numeric").resolve()
    (root / "bibliography").mkdir()
    shutil.copy(WORKS, root / "bibliography")
    (root / ".cache").symlink_to(ROOT / ".cache")
    styles = json.loads((modules / "@citation-js/plugin-csl/lib/styles.json").read_text("utf-8"))
    (root / "bibliography/vancouver.csl").write_text(styles["vancouver"], "utf-8")
    return root


def read(text: str, root: Path, language: str = "en") -> str:
    """The text of a page, as a reader has it, without the list."""
    citations = CitationExtension(root=str(root), language=language)
    page = markdown.markdown(text, extensions=["tables", citations])
    return re.sub(r"<[^>]*>", "", page.split("<section")[0]).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@who1999] [@smith2021] [@who1999]", "[1] [2] [1]"),
        ("[@who1999; @smith2021] [@three1990; @who1999]", "[1, 2] [1, 3]"),
        ("@three1990 and [@who1999]", "Unger, Vogt, and Wolf [1] and [2]"),
        ("@who1999 [p. 3] and -@who1999", "World Health Organization [1, p. 3] and [1]"),
        ("[see @who1999, chap. 2; @smith2021, in mice]", "[see 1, chap. 2; 2, in mice]"),
        ("@smith2021 [p. 3; see @who1999]", "B. Smith [1, p. 3; see 2]"),
        ("[-@who1999]", "[1]"),
        ("A [@nobody]", "A [@nobody]"),
    ],
)
def test_numbers_are_in_the_order_of_the_page(text: str, expected: str, numeric_root: Path) -> None:
    assert read(text, numeric_root) == expected


def test_numbers_follow_reading_order_in_headings_and_tables(numeric_root: Path) -> None:
    text = "@who1999\n\n## B [@smith2021]\n\n| a |\n| - |\n| @nodate |\n\n- [@who1999; @classic]"
    found = re.findall(r"\[(.+?)\]", read(text, numeric_root))
    assert found == ["1", "2", "3", "1, 4"]


@pytest.mark.parametrize(
    ("language", "written", "expected"),
    [
        ("de", "S. 3-5", "S. 3–5"),
        ("de", "Kap. 2", "Kapitel 2"),
        ("de-AT", "chap. 2", "Kapitel 2"),
        ("de", "Abb. 4 und 5", "Abbildung 4 und 5"),
        ("fr", "p. 3, 4", "p. 3, 4"),
        ("fr", "chapitres 2-3", "Chapitres 2–3"),
        ("nl", "hfdst. 2", "Hoofdstuk 2"),
        ("es", "párr. 2", "párr. 2"),
        ("en", "chaps. 2 & 3", "Chapters 2 & 3"),
        ("xx", "p. 3", "p. 3"),
    ],
)
def test_locators_are_read_and_worded_in_the_language_of_the_page(
    language: str, written: str, expected: str, modules: Path
) -> None:
    locale = load_locale(modules, language)
    works, _ = build_works([parse(WORKS.read_text("utf-8"), "works.bib")])
    citation = parse_bracketed(f"@who1999, {written}", locale.grammar)
    assert citation
    pieces = render(citation, build_labels(works.values()), Style(locale=locale))
    shown = "".join("" if isinstance(piece, Link) else piece.text for piece in pieces)
    assert shown == f"(, {expected})"


def test_and_is_in_the_language_of_the_page(numeric_root: Path) -> None:
    assert read("@odd/key+1", numeric_root, "fr") == "Zahn et Abel [1]"


@pytest.mark.parametrize("language", ["en", "de", "fr", "nl", "es"])
def test_every_word_for_a_locator_is_understood(language: str, modules: Path) -> None:
    locale = load_locale(modules, language)
    for (term, _), words in locale.terms.items():
        for word in words:
            if term in LABELS and word:
                citation = parse_bracketed(f"@a, {word} 3", locale.grammar)
                assert citation
                assert citation.items[0].locator == "3", word


def test_without_the_locales_citations_still_read(tmp_path: Path) -> None:
    locale = load_locale(tmp_path)
    assert locale.word("and", "long") == "and"
    assert parse_bracketed("@a, p. 3", locale.grammar)


def test_a_style_says_that_it_is_numeric(numeric_root: Path, tmp_path: Path) -> None:
    assert is_numeric(numeric_root / "bibliography/vancouver.csl")
    assert not is_numeric(tmp_path / "absent.csl")


KEYS = ["who1999", "smith2019", "smith2020a", "smith2020b", "smith2021", "handbook", "classic"]


@given(st.lists(st.tuples(st.sampled_from(["", "see "]), st.sampled_from(KEYS)), min_size=1))
def test_every_work_of_a_citation_is_linked_once_for_each_time_it_is_cited(
    cited: list[tuple[str, str]],
) -> None:
    works, _ = build_works([parse(WORKS.read_text("utf-8"), "works.bib")])
    labels = build_labels(works.values())
    citation = parse_bracketed("; ".join(f"{prefix}@{key}" for prefix, key in cited))
    assert citation
    for numeric in (False, True):
        links = [
            piece.key
            for piece in render(citation, labels, Style(numeric=numeric))
            if isinstance(piece, Link)
        ]
        assert sorted(links) == sorted(key for _, key in cited)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("notes from the annual meeting", "Notes from the Annual Meeting"),
        ("who eats alone? a diary of the self-made", "Who Eats Alone? A Diary of the Self-Made"),
        ("soup: an aid to cooks", "Soup: An Aid to Cooks"),
        ("the DNA of a mcGuffin", "The DNA of a mcGuffin"),
        ("what to rely on", "What to Rely On"),
        ("", ""),
    ],
)
def test_title_case(title: str, expected: str) -> None:
    assert title_case(RichText((title,))).plain() == expected


def test_title_case_leaves_braced_text_and_other_languages_alone() -> None:
    title = RichText(
        ("life with ", Span("nocase", ("iota",)), " and ", Span("emphasis", ("rats",)))
    )
    assert title_case(title).plain() == "Life with iota and Rats"
    assert title_case(title, "de") is title


def test_the_list_of_a_numeric_style_is_in_the_order_of_the_page(numeric_root: Path) -> None:
    extension = CitationExtension(root=str(numeric_root))
    html = markdown.markdown("[@who1999] [@smith2021] [@who1999]", extensions=[extension])
    assert re.findall(r'<li class="reference" id="ref-(\w+)"', html) == ["who1999", "smith2021"]
    assert "references__list--numbered" in html
    entry = re.search(r'<p class="reference__entry">(.*?)</p>', html)
    assert entry
    assert not entry[1].lstrip().startswith("1")
