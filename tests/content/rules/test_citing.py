"""Brackets that are meant as citations: what would be read otherwise is told with its place."""

import pytest

from kith.content.rules.citing import check_citing
from kith.content.source import Source

FRONT = "---\ntitle: T\n---\n"
KNOWN = frozenset(["alexander1978", "hadaway1979", "who"])


@pytest.mark.parametrize(
    ("text", "column", "mend"),
    [
        ("See [see @alexander1978, @hadaway1979].", 26, "write a semicolon before @hadaway1979"),
        ("See [@alexander1978 @hadaway1979].", 21, "write a semicolon before @hadaway1979"),
        ("See [@alexander1978 and @hadaway1979].", 25, "write a semicolon before @hadaway1979"),
        ("See [@alexander1978; hadaway1979].", 21, "write @hadaway1979, or take it out"),
        ("See [alexander1978].", 5, "write [@alexander1978]"),
        ("See [who; smith2019].", 5, "write [@who; @smith2019]"),
        ("See [@alexander1978](see the table).", 21, "put a blank between"),
        ("See (@alexander1978; @hadaway1979).", 5, "write [@alexander1978; @hadaway1979]"),
    ],
)
def test_a_slip_is_told_with_its_mend(text: str, column: int, mend: str) -> None:
    (problem,) = check_citing(Source("content/learn/a.md", f"{FRONT}{text}\n"), KNOWN)
    assert (problem.rule, problem.line, problem.column) == ("cite/syntax", 4, column)
    assert mend in problem.fix


@pytest.mark.parametrize(
    "text",
    [
        "[@alexander1978]",
        "[see @alexander1978, p. 3; @hadaway1979]",
        "[@alexander1978][@hadaway1979]",
        "@alexander1978 [p. 3] and [-@hadaway1979]",
        "[see @alexander1978 [x] and so on]",
        "[the page of @alexander1978](alexander.md) and [a link](b.md)",
        "[alexander1978](other.md), [alexander1978]: x, `[alexander1978]`",
        "[Jason, 2006], [1978], [x], [sic], [who knows]",
        "me@example.org and (@alexander1978)",
        "[@alexander1978](https://example.org/)",
        "[@alexander1978, {pp. 3; 4}]",
    ],
)
def test_what_is_right_is_let_be(text: str) -> None:
    assert list(check_citing(Source("content/learn/a.md", f"{FRONT}{text}\n"), KNOWN)) == []
