"""From .bib files to works: golden cases, and what must hold for any library.

Each file in cases/reading is a small library and all that is read from it.
`pytest --update-golden` writes what comes out now; read the difference before you keep it.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bibliography.golden import write_case
from kith.bibliography.reading.bibtex import parse
from kith.bibliography.reading.place import Place
from kith.bibliography.reading.work import Evidence, Work, build_works, read_library

CASES = sorted((Path(__file__).parent / "cases" / "reading").glob("*.yml"))
ROOT = Path(__file__).parent.parent.parent
ENTRY = r"""@article{garcia1978,
  author = {Garc{\'\i}a, Jos{\'e} and {World Health Organization} and others},
  title = {On {DNA} in \emph{Rattus} at $p < 0.05$}, journal = phys # " B",
  date = {1978-05~}, number = {1-2}, pages = {175--179}, doi = {10.1007/BF00426903},
  crossref = {parent}, url = {https://e.org/a}, isbn = {978-0-19-923012-9},
}
"""


def library(text: str) -> dict[str, Work]:
    return build_works([parse(text, "a.bib")])[0]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, update_golden: bool) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    files = case["bib"] if isinstance(case["bib"], dict) else {"a.bib": case["bib"]}
    works, problems = build_works([parse(text, name) for name, text in files.items()])
    outcome = {
        "works": [work.to_csl() for work in works.values()],
        "problems": [str(problem) for problem in sorted(problems)],
    }
    if update_golden:
        write_case(path, {"bib": case["bib"]} | outcome)
        return
    assert {"works": case["works"], "problems": case["problems"]} == outcome


def test_works_know_the_place_of_every_field() -> None:
    work = library("\n@misc{a,\n  title = {x},\n  journal = {y}}")["a"]
    assert work.place == Place("a.bib", 2, 1)
    assert work.places["journaltitle"] == Place("a.bib", 4, 3)


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        ("doi={10.1000/x<y>}, pmid={1}", "https://doi.org/10.1000/x%3Cy%3E"),
        ("pmid={98787}, url={https://e.org/}", "https://pubmed.ncbi.nlm.nih.gov/98787/"),
        ("pmcid={PMC12}", "https://pmc.ncbi.nlm.nih.gov/articles/PMC12/"),
        ("eprint={2101.00001}, archiveprefix={arXiv}", "https://arxiv.org/abs/2101.00001"),
        ("url={https://e.org/}", "https://e.org/"),
        ("url={javascript:alert(1)}", ""),
        ("title={x}", ""),
    ],
)
def test_link(fields: str, link: str) -> None:
    assert library(f"@misc{{a, {fields}}}")["a"].link == link


def test_markup_in_any_field_stays_text() -> None:
    evil = "<b onclick=x>[a](javascript:x)</b>"
    names = ("title", "journal", "publisher", "note", "volume", "pages", "plain", "sample")
    work = library("@article{a, " + ",".join(f"{name}={{{evil}}}" for name in names) + "}")["a"]
    assert work.title.plain() == evil
    assert work.evidence.plain == work.evidence.sample == evil
    assert "<b" not in "".join(map(str, work.to_csl().values()))


def test_evidence_is_kept_apart_from_the_record() -> None:
    text = (
        "@misc{a, design={cohort}, sample={32 rats}, plain={Rats \\& men.},"
        " checked={2026-11-21, abstract}, keywords={one, two; one}, retracted={2020}}"
    )
    work = library(text)["a"]
    assert work.evidence == Evidence(
        "cohort", "32 rats", "Rats & men.", "2026-11-21, abstract", "2020", ("one", "two")
    )
    assert work.to_csl() == {"id": "a", "type": "document"}


def test_reading_is_independent_of_the_order_of_entries() -> None:
    one, two = "@misc{a, crossref={b}, title={A}}\n", "@collection{b, title={B}, date={1999}}\n"
    first, second = library(one + two), library(two + one)
    assert {key: work.to_csl() for key, work in first.items()} == {
        key: work.to_csl() for key, work in second.items()
    }


def test_the_repository_s_own_bibliography_is_read_without_a_problem() -> None:
    works, problems = read_library(sorted((ROOT / "bibliography").glob("*.bib")), ROOT)
    assert works
    assert not problems


@pytest.mark.parametrize(
    ("content", "rule", "line", "column"),
    [
        (b"@misc{a,\n title={\xff}}", "bib/encoding", 2, 9),
        (b"@misc{a,\r\n title={\x00}}", "bib/encoding", 2, 9),
    ],
)
def test_bytes_that_are_no_text(
    tmp_path: Path, content: bytes, rule: str, line: int, column: int
) -> None:
    (tmp_path / "a.bib").write_bytes(content)
    works, problems = read_library([tmp_path / "a.bib"], tmp_path)
    assert list(works) == ["a"]
    assert [(p.path, p.rule, p.line, p.column) for p in problems] == [("a.bib", rule, line, column)]


def test_another_encoding_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_bytes("@misc{a,\n title={A}}".encode("utf-16"))
    _, problems = read_library([tmp_path / "a.bib"], tmp_path)
    assert "UTF-16" in next(str(one) for one in problems if one.rule == "bib/encoding")


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    works, problems = read_library([tmp_path / "x" / "a.bib"], tmp_path)
    assert not works
    assert [str(p.rule) for p in problems] == ["bib/file"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_any_bytes_give_works_or_problems(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(ENTRY.encode() + content)
    works, problems = read_library([path], tmp_path)
    assert works or problems


_PARTS = ["{", "}", '"', ",", "=", "#", "%", "@", "\\", "\n", "\0", "é", "$", " and ", "~", "/", ""]


@given(at=st.integers(0, len(ENTRY)), drop=st.integers(0, 4), put=st.sampled_from(_PARTS))
def test_any_slip_in_a_real_entry_gives_works_or_problems(at: int, drop: int, put: str) -> None:
    works, problems = build_works([parse(ENTRY[:at] + put + ENTRY[at + drop :], "a.bib")])
    for work in works.values():
        assert work.to_csl()["id"] == work.key
        assert not work.link or work.link.startswith(("https://", "http://"))
    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)


_FIELDS = st.sampled_from(
    ["author", "title", "journal", "date", "year", "month", "pages", "doi", "isbn", "url",
     "eprint", "number", "crossref", "xdata", "keywords", "checked", "language", "type"]
)  # fmt: skip


@given(st.dictionaries(_FIELDS, st.text(max_size=30)), st.sampled_from(["article", "book", "x"]))
def test_any_values_give_a_work(fields: dict[str, str], entry_type: str) -> None:
    values = {name: text.replace("{", "").replace("}", "") for name, text in fields.items()}
    body = ",\n".join(f"{name} = {{{text}}}" for name, text in values.items())
    works, _ = build_works([parse(f"@{entry_type}{{key,\n{body}\n}}", "a.bib")])
    for work in works.values():
        assert isinstance(work.to_csl(), dict)
        assert isinstance(work.link, str)


def test_a_block_cut_off_by_the_next_one_is_a_problem_and_no_exception() -> None:
    works, problems = build_works([parse("@misc{\n@string{n = {N}}\n@misc{b, title = n}", "a.bib")])
    assert [problem.line for problem in problems] == [1]
    assert works["b"].title.plain() == "N"
