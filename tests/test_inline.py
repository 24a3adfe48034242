"""Our inline step gives what Python-Markdown's own gives."""

from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import Pattern

from kith.inline import InlineExtension

CONTENT: Final = Path(__file__).resolve().parent.parent / "content"
EXTENSIONS: Final = (
    *("abbr", "attr_list", "tables", "toc", "footnotes", "smarty", "wikilinks", "md_in_html"),
    *("pymdownx.superfences", "pymdownx.tilde", "pymdownx.keys", "pymdownx.critic"),
)
PIECES: Final = (
    *("*", "**", "_", "`", "``", "~~", "[", "]", "(", ")", "![", "<", ">", "&", "&amp;", "\\", "@"),
    *("[a](b)", "[c]: d\n", "<b>", "</b>", "<a@b.org>", "<https://a.org>", "{#x}", "++ctrl++", '"'),
    *(
        "[[w]]",
        "[^1]",
        "[^1]: n\n",
        "{++a++}",
        "%old%",
        "...",
        "--",
        "\n",
        "\n\n",
        "- ",
        "# ",
        "    ",
    ),
    *("# ", "    ", " ", "word", "é", "日本", "|", "| --- |\n", "\u0002", "\u0003", "  \n"),
)


class _Old(Pattern):
    """A pattern of the old kind, which sees the text around its match."""

    def handleMatch(self, m: object) -> Element:  # noqa: N802 (Python-Markdown's name)
        del m
        found = Element("mark")
        found.text = "an *old* one"
        return found


class _OldExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.inlinePatterns.register(_Old("%old%", md), "old", 70)


THEIRS: Final = Markdown(extensions=[*EXTENSIONS, _OldExtension()])
OURS: Final = Markdown(extensions=[*EXTENSIONS, _OldExtension(), InlineExtension()])


def same(text: str) -> bool:
    return OURS.reset().convert(text) == THEIRS.reset().convert(text)


@pytest.mark.parametrize("page", sorted(CONTENT.rglob("*.md")), ids=lambda page: page.stem)
def test_every_page_of_the_site_reads_the_same(page: Path) -> None:
    assert same(page.read_text("utf-8"))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_markdown_reads_the_same(text: str) -> None:
    assert same(text)


def test_a_pattern_of_the_old_kind_still_counts() -> None:
    assert OURS.reset().convert("x %old% *y* %old%").count("<mark>an <em>old</em> one</mark>") == 2
