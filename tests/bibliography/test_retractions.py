"""The lock file of retractions: read with care, applied to works, written the same each time."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kith.bibliography.reading.bibtex import parse
from kith.bibliography.reading.work import Work, build_works
from kith.bibliography.retracting.retractions import (
    LOCK_FILE,
    Lock,
    Retraction,
    apply_retractions,
    lock_text,
    read_lock,
    read_retractions,
    under_concern,
    write_lock,
)
from kith.project import Project

RETRACTED = Retraction("retracted", "2010-02-06", "10.5555/notice", "2026-11-21")
ROW = {
    "status": "retracted",
    "date": "2010-02-06",
    "notice": "10.5555/notice",
    "looked_up": "2026-11-21",
}


def works_of(text: str) -> dict[str, Work]:
    return build_works([parse(text, "a.bib")])[0]


def problems_in(tmp_path: Path, content: str | bytes) -> list[str]:
    path = tmp_path / "retractions.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [str(problem).partition(" - ")[0] for problem in read_retractions(path, tmp_path)[1]]


def test_the_lock_file_of_this_repository_is_in_order(repository: Project) -> None:
    path = repository.bibliography / LOCK_FILE
    lock, problems = read_lock(path, repository.root)
    assert not problems
    assert lock_text(lock) == path.read_text("utf-8")
    assert lock.looked_up or not lock.works, "what was never looked up cannot be known"


def test_before_the_first_look_up_nothing_is_known_and_nothing_wrong(tmp_path: Path) -> None:
    assert read_retractions(tmp_path / "none.json", tmp_path) == ({}, [])
    assert not problems_in(tmp_path, '{"looked_up": null, "works": {}}')


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "1:1 bib/retractions not valid JSON: Expecting value"),
        ('{\n "works": {],', "2:12 bib/retractions not valid JSON: Expecting property name"),
        (b"\xff", "1:1 bib/retractions this is not UTF-8"),
        ("[" * 100_000, "1:1 bib/retractions cannot be read:"),
        ('{"\\ud800": 1}', "1:1 bib/retractions cannot be read: 'utf-8' codec can't encode"),
        ("[]", "1:1 bib/retractions not a table of looked_up (a day, or null) and works"),
        ('{"works": []}', "1:1 bib/retractions not a table of looked_up"),
        ('{"looked_up": "today", "works": {}}', "1:1 bib/retractions not a table of looked_up"),
        ('{"looked_up": "2026-02-30", "works": {}}', "1:1 bib/retractions not a table of"),
        ('{"looked_up": 3, "works": {}}', "1:1 bib/retractions not a table of looked_up"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem(
    tmp_path: Path, content: str | bytes, expected: str
) -> None:
    (problem,) = problems_in(tmp_path, content)
    assert problem.startswith(f"retractions.json:{expected}")


@pytest.mark.parametrize(
    ("doi", "row", "fault"),
    [
        ("10.5555/ABC", ROW, "this is not a DOI in lower case"),
        ("https://doi.org/10.5555/abc", ROW, "this is not a DOI in lower case"),
        ("10.5555/abc", [], "a work has status, date, notice, looked_up"),
        ("10.5555/abc", ROW | {"date": 2010}, "a work has status, date, notice, looked_up"),
        ("10.5555/abc", ROW | {"status": "gone"}, "the status is retracted, expression-of-concern"),
        ("10.5555/abc", ROW | {"date": "last year"}, "“last year” is not a date"),
        ("10.5555/abc", ROW | {"notice": "javascript:x"}, "“javascript:x” is not a DOI or an"),
        ("10.5555/abc", ROW | {"looked_up": "2026"}, "looked_up is a day: 2026-11-21"),
    ],
)
def test_a_wrong_row_is_named_where_it_stands_and_others_count(
    tmp_path: Path, doi: str, row: object, fault: str
) -> None:
    text = json.dumps({"looked_up": "2026-11-21", "works": {"10.5555/a": ROW, doi: row}}, indent=1)
    (problem,) = problems_in(tmp_path, text)
    assert problem.startswith(f'retractions.json:10:3 bib/retractions "{doi}": {fault}')
    assert read_retractions(tmp_path / LOCK_FILE, tmp_path)[0] == {"10.5555/a": RETRACTED}


def test_a_retraction_reaches_the_work_whatever_the_letters_of_its_doi() -> None:
    works = works_of(
        "@misc{a, doi={10.5555/ABC}, design={cohort}}@misc{b, doi={10.5555/b}}@misc{c}"
    )
    applied = apply_retractions(works, {"10.5555/abc": RETRACTED})
    assert applied["a"].evidence.retracted == "2010-02-06, notice 10.5555/notice"
    assert applied["a"].evidence.design == "cohort"
    assert (applied["b"], applied["c"]) == (works["b"], works["c"])


def test_what_an_editor_wrote_of_a_retraction_stands() -> None:
    works = works_of("@misc{a, doi={10.5555/a}, retracted={2010, its numbers were made up}}")
    assert apply_retractions(works, {"10.5555/a": RETRACTED}) == works


def test_a_concern_is_a_warning_and_a_correction_is_neither() -> None:
    works = works_of("@misc{a,\n doi={10.5555/a}}@misc{b, doi={10.5555/b}}")
    concern = Retraction("expression-of-concern", "2011", "10.5555/doubt", "2026-11-21")
    corrected = Retraction("corrected", "", "10.5555/erratum", "2026-11-21")
    retractions = {"10.5555/a": concern, "10.5555/b": corrected}
    assert apply_retractions(works, retractions) == works
    (problem,) = under_concern(works, retractions)
    assert (problem.severity, str(problem).partition(" - ")[0]) == (
        "warning",
        "a.bib:2:2 bib/concern there is an expression of concern about a"
        " (2011, notice 10.5555/doubt)",
    )


def test_a_lock_is_written_once_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "retractions.json"
    concern = Retraction("expression-of-concern", "", "https://example.org/é", "2026-11-20")
    lock = Lock("2026-11-21", {"10.5555/b": RETRACTED, "10.5555/a": concern})
    assert write_lock(path, lock)
    assert not write_lock(path, lock)
    assert read_lock(path, tmp_path) == (lock, [])
    assert [line.strip() for line in path.read_text("utf-8").splitlines()][:3] == [
        "{",
        '"looked_up": "2026-11-21",',
        '"works": {',
    ]
    assert path.read_text("utf-8").index("10.5555/a") < path.read_text("utf-8").index("10.5555/b")
    assert [file.name for file in tmp_path.iterdir()] == ["retractions.json"]


_LEAVES = st.none() | st.integers() | st.text(max_size=8) | st.sampled_from(list(ROW.values()))
_ROWS = st.dictionaries(st.sampled_from(list(ROW)), _LEAVES) | _LEAVES
_TABLES = st.fixed_dictionaries(
    {"looked_up": _LEAVES, "works": st.dictionaries(st.just("10.5555/a") | st.text(), _ROWS)}
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary() | _TABLES.map(lambda table: json.dumps(table).encode()))
def test_any_bytes_give_retractions_or_problems(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "retractions.json"
    path.write_bytes(content)
    lock, problems = read_lock(path, tmp_path)
    assert problems or json.loads(content)["works"].keys() == lock.works.keys()
