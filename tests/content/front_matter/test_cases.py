"""What people write as front matter, and the line that each gets as its mend.

Each case of cases is a list of lines that stand in place of those of a good page, with all that is
said of them. `pytest --update-golden` writes what comes out now; read the difference before you
keep it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kith.content.front_matter_mends import as_yaml
from kith.content.frontmatter import FIELDS, check_front_matter
from kith.content.source import Source

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
GOOD = {
    "title": "title: Rat Park\n",
    "description": "description: What was measured.\n",
    "key_points": "key_points:\n  - One.\n  - Two.\n  - Three.\n",
    "reviewed": "reviewed: 2026-11-21\n",
    "next_review": "next_review: 2027-11-21\n",
    "reviewer": "reviewer: none yet\n",
    "audience": "audience: [public]\n",
}
WRITTEN = re.compile(r"write `(?P<line>[^`]+)`(?:$|, with blanks|, or where)")


def page(field: str, lines: str) -> str:
    """A good page, but for the lines of one field; of no field: the whole file."""
    if not field:
        return lines
    return "---\n" + "".join({**GOOD, field: lines}.values()) + "---\n\nText.\n"


def said(text: str) -> list[str]:
    found = check_front_matter(Source("a.md", text), article=True)[1]
    return [str(problem) for problem in found]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, update_golden: bool) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    found = [
        {**row, "said": said(page(row.get("field", case["field"]), row["lines"]))}
        for row in case["rows"]
    ]
    if update_golden:
        written = yaml.safe_dump(
            {**case, "rows": found}, allow_unicode=True, sort_keys=False, width=1000
        )
        path.write_text(written, "utf-8")
        return
    assert found == case["rows"]


def rows() -> Iterator[tuple[str, str]]:
    for path in CASES:
        case = yaml.safe_load(path.read_text("utf-8"))
        yield from ((row.get("field", case["field"]), row["lines"]) for row in case["rows"])


def test_there_are_cases() -> None:
    assert len(CASES) >= 5
    assert len([*rows()]) >= 60


@pytest.mark.parametrize(
    ("field", "lines"), [row for row in rows() if row[0] and "\n  " not in row[1]]
)
def test_the_line_that_is_told_is_in_order(field: str, lines: str) -> None:
    told = [found["line"] for text in said(page(field, lines)) if (found := WRITTEN.search(text))]
    for line in told:
        if line.startswith(f"{field}:") and lines.count("\n") == 1 and not line.endswith(":"):
            left = said(page(field, f"{line}\n"))
            assert not [text for text in left if field != "key_points" and field in text], left


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\x85"),
        max_size=40,
    )
)
def test_a_text_is_written_so_that_yaml_reads_it_back(text: str) -> None:
    wanted = " ".join(text.split())
    read: dict[str, Any] = yaml.safe_load(f"title: {as_yaml(wanted)}\n")
    assert read == {"title": wanted}


@given(st.sampled_from([*FIELDS]), st.text(max_size=60))
def test_any_line_is_read_or_told(field: str, value: str) -> None:
    """A text in a field is there as it was written, or a problem stands at the page."""
    value = " ".join(value.split())
    text = page(field, f"{field}: {value}\n")
    values, problems = check_front_matter(Source("a.md", text), article=True)
    assert problems or not isinstance(values[field], str) or values[field] == _unquoted(value)


def _unquoted(value: str) -> str:
    return yaml.safe_load(value) if value[:1] in "\"'" else value
