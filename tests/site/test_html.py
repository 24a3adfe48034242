"""The fast reader of tags finds what the standard library's parser finds."""

from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.site import html
from kith.site.html import _Finds, _HardError, _Parser, _read_tags

NAMES = st.sampled_from(["a", "A", "p", "h1", "h2", "img", "link", "script", "style", "svg", "br"])
KEYS = st.sampled_from(["id", "ID", "href", "src", "rel", "type", "onclick", "class", "data-id"])
VALUES = st.text("ab &<>\"'/=\n#é", max_size=6)
TEXTS = st.text("ab &;\n'\"=-!", max_size=8)


@st.composite
def tags(draw: st.DrawFn) -> str:
    name = draw(NAMES)
    attributes = ""
    for key in draw(st.lists(KEYS, max_size=3, unique_by=str.lower)):
        value = draw(st.none() | VALUES)
        quote = draw(st.sampled_from("\"'"))
        blank = draw(st.sampled_from([" ", "\n", "  "]))
        written = "" if value is None else f"={quote}{escape(value)}{quote}"
        attributes += f"{blank}{key}{written}"
    start = f"<{name}{attributes}{draw(st.sampled_from(['', ' ', '/', ' /']))}>"
    if name in ("script", "style"):
        return f"<{name}{attributes}>{draw(TEXTS)}</{name}>"
    return start + draw(TEXTS) + draw(st.sampled_from(["", f"</{name}>", "<!-- <p id='x'> -->"]))


def found(read: object, text: str) -> dict[str, object]:
    finds = _Finds()
    if read is _Parser:
        parser = _Parser(finds)
        parser.feed(text)
        parser.close()
    else:
        _read_tags(text, finds)
    return vars(finds)


@given(st.lists(tags(), max_size=6).map("".join))
def test_it_finds_what_the_parser_finds(text: str) -> None:
    try:
        fast = found(_read_tags, text)
    except _HardError:
        return  # the parser reads it
    assert fast == found(_Parser, text)


@given(st.text("<>/ab \"'=!-&?", max_size=30))
def test_it_gives_up_or_agrees_on_any_text(text: str) -> None:
    try:
        fast = found(_read_tags, text)
    except _HardError:
        return
    assert fast == found(_Parser, text)


def test_every_page_of_the_site_is_read_the_fast_way(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        assert found(_read_tags, text) == found(_Parser, text), path


@pytest.mark.parametrize("text", ["<a href='x", "<p <b>", "<!-- open", "<script>x", '<a"b>'])
def test_what_is_not_well_formed_goes_to_the_parser(text: str) -> None:
    with pytest.raises(_HardError):
        found(_read_tags, text)
    assert html.read_html(text)
