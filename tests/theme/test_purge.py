"""Of Material's style sheets a page gets what the site uses, and all of that."""

import re
from pathlib import Path

import pytest
from mkdocs.utils import get_theme_dir

from kith.project import Project
from kith.theme.purge import absent, purge

SHEET = """\
:root{--md-hue:1deg;--md-tabs-icon:url("x");--md-ours:2px;--md-lost:3px}
.md-nav{color:hsl(var(--md-hue) 0% 0%);animation:turn 1s}
.md-tabs,.md-nav__link{margin:0}
.md-tabs__link{mask:var(--md-tabs-icon);animation:slide 1s}
[dir=rtl] .md-nav{left:0}
[dir=ltr] .md-nav{right:0}
@media print{.md-tabs{display:none}}
@keyframes turn{to{rotate:1turn}}
@keyframes slide{to{left:0}}
"""
STYLE_SHEETS = Path(get_theme_dir("material")) / "assets" / "stylesheets"


def test_a_part_that_is_not_used_goes_with_all_that_only_it_used(repository: Project) -> None:
    left = purge(repository, SHEET, ".ours{width:var(--md-ours)}")
    assert re.findall(r"\.md-[\w-]+", left) == [".md-nav", ".md-nav__link", ".md-nav"]
    assert re.findall(r"(--[\w-]+):", left) == ["--md-hue", "--md-ours"]
    assert "[dir=ltr]" in left
    assert "[dir=rtl]" not in left
    assert "@media" not in left
    assert re.findall(r"@keyframes (\w+)", left) == ["turn"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("markdown_extensions:\n  - admonition\n", "admonition-title"),
        ("theme:\n  features:\n    - navigation.tabs\n", "md-tabs__item--active"),
        ("plugins:\n  - tags\n", "md-tag"),
        ("theme:\n  language: ar\n", "rtl"),
        ("theme:\n  palette:\n    primary: deep-orange\n", "deep-orange"),
        ("{% block announce %}", "md-banner__inner"),
    ],
)
def test_a_part_stays_when_its_words_ask_for_it(words: str, name: str) -> None:
    assert re.fullmatch(absent("site_name: Kith"), name)
    assert not re.fullmatch(absent(words), name)


def test_no_page_has_a_name_whose_rules_were_taken_out(repository: Project, site: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted(STYLE_SHEETS.glob("*.min.css"))]
    whole = "\n".join(texts)
    named = names(whole)
    gone = named - names(purge(repository, whole, ""))
    assert {"md-tabs", "md-annotation", "tabbed-set"} <= gone
    used = {
        name
        for page in site.rglob("*.html")
        for value in re.findall(r'\bclass="([^"]*)"', page.read_text("utf-8"))
        for name in value.split()
    }
    assert {"md-nav", "md-typeset"} <= used
    assert used & gone == set()


def names(sheet: str) -> set[str]:
    """The classes that a style sheet names."""
    return set(re.findall(r"\.(-?[A-Za-z_][\w-]*)(?=[^{}]*\{)", sheet))
