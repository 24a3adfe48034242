"""Claims in Markdown, through Python-Markdown itself, without a site.

Each case of cases is a Markdown text and the HTML expected of it, drawings left out.
`pytest --update-golden` writes what comes out now; read the difference before you keep it.
"""

import re
import textwrap
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kith.content.claims.markdown import ClaimExtension
from kith.content.claims.verdicts import VERDICTS

CASES = Path(__file__).parent / "cases"
HEAD = "/// claim | Words\n    verdict: {}\n    id: an-id\n"


def render(text: str) -> str:
    claims = ClaimExtension()
    others = ("tables", "toc", "attr_list", "pymdownx.superfences")
    return markdown.markdown(text, extensions=[*others, claims])


def without_drawings(html: str) -> str:
    return re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL).strip()


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yml")), ids=lambda path: path.stem)
def test_case(path: Path, update_golden: bool) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    html = without_drawings(render(case["markdown"]))
    if update_golden:
        texts = {**case, "html": html}
        blocks = ((name, textwrap.indent(text.strip(), "  ")) for name, text in texts.items())
        path.write_text("".join(f"{name}: |\n{block}\n" for name, block in blocks), "utf-8")
        return
    assert html == case["html"].strip()


def test_there_are_cases() -> None:
    assert len(list(CASES.glob("*.yml"))) >= 4


@pytest.mark.parametrize("key", VERDICTS)
def test_each_verdict_has_its_word_and_a_drawing_of_its_own(key: str) -> None:
    html = render(f"{HEAD.format(key)}Body.\n///")
    assert f"</svg>{VERDICTS[key].word}</span>" in html
    assert f"#verdict-{key}" in html
    others = [other for other in VERDICTS.values() if other.key != key]
    drawing = (VERDICTS[key].lines, VERDICTS[key].fills)
    assert all(drawing != (other.lines, other.fills) for other in others)


def test_ratings_run_from_worst_to_best_in_the_order_of_the_list() -> None:
    assert [verdict.rating for verdict in VERDICTS.values()] == [1, 2, 3, 4, 5]


@given(st.text(alphabet="/ |claim:\n\tverdictwrongid-*<&[]@`{}", max_size=80))
def test_nothing_an_editor_writes_fails(text: str) -> None:
    assert isinstance(render(f"{text}\n\n{HEAD.format('wrong')}{text}\n\n///\n"), str)
