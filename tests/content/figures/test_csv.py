"""Data of figures as spreadsheets save them: read where it is clear, else the row is named.

Each case of csv is what a file holds and the kind of its figure, with the rows that come out or all
that is said. `pytest --update-golden` writes what comes out now; read the difference before you
keep it.
"""

import codecs
import math
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kith.content.figures.csv_numbers import Numbers
from kith.content.figures.csv_rows import parse_csv, read_csv
from kith.content.figures.kinds import KINDS, columns_of

CASES = sorted((Path(__file__).parent / "csv").glob("*.yml"))


def outcome(text: str, kind: str) -> dict[str, object]:
    table = parse_csv(text, "a.csv", columns_of(KINDS.get(kind)))
    if table.problems:
        return {"said": [str(problem) for problem in table.problems]}
    return {"rows": [dict(row) for row in table.rows], "lines": [*table.lines]}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, update_golden: bool) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    kept = [(row["text"], row.get("kind", "lines")) for row in case]
    found = [{"text": text, "kind": kind, **outcome(text, kind)} for text, kind in kept]
    if update_golden:
        written = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=1000)
        path.write_text(written, "utf-8")
        return
    assert found == case


def test_there_are_cases() -> None:
    assert len(CASES) >= 4


@pytest.mark.parametrize(
    "data",
    [
        "x;y\r\n2008;2,5\r\n".encode("utf-8-sig"),
        b"x;y\r2008;2,5\r",
        b"\n\nx;y\n2008;2,5\n\n;\n",
        "x;y;text\n2008;2,5;Bäcker\n".encode(),
    ],
)
def test_marks_and_line_ends_of_other_programs_are_read(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(data)
    table = read_csv(file, "a.csv", columns_of(KINDS["lines"]))
    assert table.problems == []
    assert table.rows[0]["y"] == 2.5


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        ("x;y;text\n1;2;so\n2;3;Bäcker\n".encode("cp1252"), 3, "'Bäcker'"),
        ("x;y\n1;2\n".encode("utf-16"), 1, "UTF-16"),
        (codecs.BOM_UTF16_BE + "x;y\n1;2\n".encode("utf-16-be"), 1, "UTF-16"),
        (b"x;y\n1;\x002\n", 2, "U+0000"),
    ],
)
def test_another_encoding_is_told_with_its_line(
    data: bytes, line: int, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(data)
    (problem,) = read_csv(file, "a.csv", columns_of(KINDS["lines"])).problems
    assert problem.line == line
    assert said in problem.message
    assert "Excel" in problem.fix or "delete" in problem.fix


@given(
    st.lists(st.floats(-1e6, 1e6).map(lambda number: round(number, 2)), min_size=1, max_size=6),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("\u202f", ","), ("", "."), ("", ",")]),
)
def test_a_number_means_what_it_meant_or_is_told(
    numbers: list[float], way: tuple[str, str]
) -> None:
    """However a country writes numbers, none is read as another one."""
    group, point = way
    written = [
        f"{number:,.2f}".replace(",", "G").replace(".", point).replace("G", group)
        for number in numbers
    ]
    rows = "\n".join(f"{at};{cell}" for at, cell in enumerate(written))
    table = parse_csv(f"x;y\n{rows}\n", "a.csv", columns_of(KINDS["lines"]))
    assert table.problems or [row["y"] for row in table.rows] == numbers


@given(st.text(max_size=80), st.sampled_from([*KINDS, ""]))
def test_any_text_gives_rows_or_problems(text: str, kind: str) -> None:
    columns = columns_of(KINDS.get(kind))
    table = parse_csv(text, "a.csv", columns)
    for row in table.rows:
        cells = [cell for cell in row.values() if isinstance(cell, float)]
        assert all(map(math.isfinite, cells))
    assert all(problem.line <= text.count("\n") + 1 for problem in table.problems)
    assert table.problems or table.rows


@given(st.text("0123456789.,+-% '", max_size=12))
def test_a_cell_that_may_be_two_numbers_is_never_guessed(cell: str) -> None:
    numbers = Numbers.of([cell], commas_part=False)
    value = numbers.of_column([cell]).read(cell)
    bare = cell.strip().lstrip("+-")
    thousand = bare[:-4].isdigit() and bare[-4:-3] in (".", ",") and bare[-3:].isdigit()
    if thousand and len(bare) <= 7 and not bare.startswith("0"):
        assert numbers.doubt(cell, surely=True) is not None or value == cell
