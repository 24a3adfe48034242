from hypothesis import given
from hypothesis import strategies as st

from kith.content.source import Source, read_source


def source(text: str) -> Source:
    return Source("content/page.md", text)


def test_front_matter_and_body() -> None:
    page = source("---\ntitle: A\n---\nBody\n")
    assert page.front_matter == "title: A\n"
    assert page.body == "Body\n"


def test_no_front_matter() -> None:
    page = source("Body --- and\n---\nmore\n")
    assert page.front_matter is None
    assert page.body == page.text


def test_prose_blanks_code_and_keeps_every_place() -> None:
    text = "a `@x` b\n\n```md\n[@y]\n```\n\n~~~\n@z\n~~~\n<!-- @c -->\n@real\n"
    prose = source(text).prose
    assert len(prose) == len(text)
    assert prose.split() == ["a", "b", "@real"]
    assert source(text).place(prose.index("@real")) == (11, 1)


def test_a_fence_that_is_never_closed_is_code_to_the_end() -> None:
    assert source("before\n```\n@x\n").prose.split() == ["before"]


def test_bytes_that_are_not_utf_8_are_read_all_the_same() -> None:
    page = read_source("p.md", b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\n\xff\r\n")
    assert page.front_matter == "title: A\n"
    assert page.body == "ÿ\n"


@given(st.text(alphabet="`~@a \n-:<!>", max_size=80))
def test_prose_never_moves_a_line(text: str) -> None:
    prose = source(text).prose
    assert len(prose) == len(text)
    assert [i for i, c in enumerate(text) if c == "\n"] == [
        i for i, c in enumerate(prose) if c == "\n"
    ]
