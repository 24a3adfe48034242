"""What databases and reference managers export, read: golden cases, and what holds for any bytes.

Each file in cases/importing is a text and all that is read from it. `pytest --update-golden` writes
what comes out now; read the difference before you keep it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bibliography.golden import write_case
from kith.bibliography.adding.csl_record import plain
from kith.bibliography.adding.exports import Export, read_bytes
from kith.bibliography.adding.ris_tags import PARTS, SERIALS
from kith.bibliography.library import load_library
from kith.bibliography.reading.bibtex import parse
from kith.bibliography.reading.dates import Date, Point
from kith.bibliography.reading.fields import ENTRY_TYPES, EntryType
from kith.bibliography.reading.names import Name
from kith.bibliography.reading.place import Place
from kith.bibliography.reading.richtext import RichText
from kith.bibliography.reading.work import Evidence, Work, build_works
from kith.bibliography.writing.bibtex_writer import write_entry
from kith.bibliography.writing.export import to_bibtex, to_csl_json, to_ris
from kith.encoding import EncodingError, decode_export, encoding_of
from kith.project import Project

CASES = sorted((Path(__file__).parent / "cases" / "importing").glob("*.yml"))


def read(text: str | bytes) -> Export:
    data = text.encode() if isinstance(text, str) else text
    return read_bytes(data, "a", Evidence())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, update_golden: bool) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    export = read(case["text"])
    works = []
    for found in export.found:
        csl = {name: value for name, value in found.work.to_csl().items() if name != "id"}
        told = [str(problem) for problem in found.problems]
        works.append(csl | ({"told": told} if told else {}))
    outcome = {
        "works": works,
        "problems": [str(problem) for problem in export.told + export.lost],
    }
    if update_golden:
        write_case(path, {"text": case["text"]} | outcome)
        return
    assert {"works": case["works"], "problems": case["problems"]} == outcome


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_lines_may_end_in_any_way(path: Path, end: str) -> None:
    text = yaml.safe_load(path.read_text("utf-8"))["text"]
    assert read(text.replace("\n", end)) == read(text)


@pytest.mark.parametrize(
    ("lines", "csl"),
    [
        ("TY  - THES\nM3  - Doctoral thesis", {"genre": "Doctoral dissertation"}),
        ("TY  - THES\nM3  - M.A.", {"genre": "Master’s thesis"}),
        ("TY  - THES\nM3  - Habilitation", {"genre": "Habilitation"}),
        ("TY  - JOUR\nM3  - [Article]", {}),
        ("TY  - JOUR\nET  - 2020/01/01", {}),
        ("TY  - JOUR\nU1  - 24312345[pmid]", {"PMID": "24312345"}),
        ("TY  - JOUR\nN1  - PMID: 123", {"PMID": "123"}),
        ("TY  - JOUR\nU2  - PMC123456[pmcid]", {"PMCID": "PMC123456"}),
        ("TY  - BOOK\nSN  - 1234-5679 (print)\n0-306-40615-2", {"ISBN": "0-306-40615-2"}),
        ("TY  - JOUR\nLA  - ger", {"language": "de"}),
        ("TY  - JOUR\nLA  - English", {}),
        ("TY  - JOUR\nVL  - vol. 57\nIS  - No. 2", {"volume": "57", "issue": "2"}),
        (
            "TY  - BOOK\nCY  - Lund :\nPB  - A Press,",
            {"publisher": "A Press", "publisher-place": "Lund"},
        ),
        ("TY  - JOUR\nAU  - Verrall, M.,", {"author": [{"family": "Verrall", "given": "M."}]}),
        (
            "TY  - JOUR\nAU  - M&uuml;ller, J&#246;rg",
            {"author": [{"family": "Müller", "given": "Jörg"}]},
        ),
        ("TY  - JOUR\nAU  - Alcohol Change UK", {"author": [{"literal": "Alcohol Change UK"}]}),
        (
            "TY  - JOUR\nAU  - Lund, Mia (0000-0001-0000-000X)",
            {"author": [{"family": "Lund", "given": "Mia"}]},
        ),
        ("TY  - CHAP\nSE  - 6", {"chapter-number": "6"}),
        ("TY  - RPRT\nED  - Lund, M.", {"editor": [{"family": "Lund", "given": "M."}]}),
        ("TY  - STAT\nDA  - 1978", {"issued": {"date-parts": [[1978]]}}),
    ],
)
def test_a_tag_means_this(lines: str, csl: dict[str, Any]) -> None:
    (found,) = read(f"{lines}\nTI  - T\nER  -\n").found
    record = found.work.to_csl()
    assert {name: record[name] for name in record.keys() - {"id", "type", "title"}} == csl
    assert not found.problems


# encodings

WESTERN = "TY  - JOUR\nAU  - Lefèvre, Zoé\nTI  - A neighbour’s “visit” – été\nER  - \n"
ENCODED = {
    "cp1252": WESTERN,
    "mac_roman": WESTERN,
    "cp932": "TY  - JOUR\nAU  - 山田, 太郎\nTI  - 近所の訪問と睡眠についての研究\nER  - \n",
    "euc_jp": "TY  - JOUR\nAU  - 山田, 太郎\nTI  - 近所の訪問と睡眠についての研究\nER  - \n",
    "gb18030": "TY  - JOUR\nAU  - 王, 小明\nTI  - 邻居的访问与睡眠\nER  - \n",
    "euc_kr": "TY  - JOUR\nAU  - 김, 민수\nTI  - 이웃의 방문과 수면\nER  - \n",
    "cp1251": "TY  - JOUR\nAU  - Иванов, Иван\nTI  - Соседские визиты и сон\nER  - \n",
    "koi8_r": "TY  - JOUR\nAU  - Иванов, Иван\nTI  - Соседские визиты и сон\nER  - \n",
    "cp1253": "TY  - JOUR\nAU  - Παπαδόπουλος, Γιώργος\nTI  - Επισκέψεις γειτόνων\nER  - \n",
    "cp1250": "TY  - JOUR\nAU  - Dvořák, Jiří\nTI  - Návštěvy sousedů\nER  - \n",
}
"""A text of a few words, as it comes, in each encoding."""


@pytest.mark.parametrize("encoding", ENCODED)
def test_an_encoding_is_told_by_the_words(encoding: str) -> None:
    data = ENCODED[encoding].encode(encoding)
    assert decode_export(data) == ENCODED[encoding]
    assert encoding_of(data).guessed


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_no_guess(encoding: str) -> None:
    data = WESTERN.encode(encoding)
    assert decode_export(data) == WESTERN
    assert not encoding_of(data).guessed


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03\xff\xfe\x00\x01" * 8, b"\x00"])
def test_what_is_no_text_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(EncodingError, match="not a text file"):
        decode_export(data)
    (problem,) = read(data).lost
    assert "save it as UTF-8" in problem.fix


# any bytes

PIECES = [
    "TY  - JOUR\n", "ER  - \n", "AU  - ", "PY  - ", "SP  - ", "SN  - ", "UR  - http://[", "TI  - ",
    "PMID- 1\n", "DP  - ", "LID - ", "%0 Book\n", "%A ", "%D ", "<xml><records><record>",
    "</record>", "<titles><title>", "@article{a,", "author = {", "}", "@string{a = ", "#", "[",
    "{", '"title": ',
    '"issued": {"date-parts": [[', "]]", "NaN", "1e999", "\n", "\r", "\ufeff", " and ", ",", ";",
    "10.5555/a", "2001-13-99", "\x00", "<", "&#0;", "&amp;", "e1", "-", "(", "\x85", "\u2028", "é",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=30).map("".join))
def test_any_text_gives_works_or_problems(text: str) -> None:
    check_whole(text.encode("utf-8", "replace"))


@given(st.binary(max_size=400), st.sampled_from([b"", *(p.encode() for p in PIECES[:30])]))
def test_any_bytes_give_works_or_problems(data: bytes, before: bytes) -> None:
    check_whole(before + data)


@given(st.sampled_from(CASES), st.data())
def test_an_export_cut_or_mangled_gives_works_or_problems(path: Path, data: st.DataObject) -> None:
    whole = yaml.safe_load(path.read_text("utf-8"))["text"].encode()
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
    check_whole(whole[:start] + data.draw(st.binary(max_size=8)) + whole[end:])


def check_whole(data: bytes) -> None:
    """Something came of the bytes, and every entry can be written and read again."""
    export = read(data)
    assert export.found or export.lost
    for found in export.found:
        entry = write_entry(replace(found.work, key="k"))
        works, _ = build_works([parse(entry, "a.bib")])
        assert list(works) == ["k"]


# Kith's own exports

NOT_CARRIED = {
    "note": "what others write there is not for readers, so no note is read",
    "abstract": "an abstract may not be published",
    "annote": "what others write there is not for readers",
}
"""CSL variables that are not read from RIS or CSL-JSON, and why."""


@pytest.mark.parametrize("write", [to_ris, to_csl_json])
def test_every_work_of_the_repository_comes_back(
    repository: Project, write: Callable[[Iterable[Work]], str]
) -> None:
    works = load_library(repository).works
    export = read(write(works.values()))
    assert not export.lost + export.told
    assert [found.problems for found in export.found] == [()] * len(works)
    assert [as_carried(found.work) for found in export.found] == [
        as_carried(works[key]) for key in sorted(works)
    ]


def test_every_work_of_the_repository_comes_back_from_bibtex(repository: Project) -> None:
    works = load_library(repository).works
    export = read(to_bibtex(works.values()))
    assert not export.lost + export.told
    assert {found.work.key: placeless(found.work) for found in export.found} == {
        key: placeless(work) for key, work in works.items()
    }


@pytest.mark.parametrize("row", ENTRY_TYPES, ids=lambda row: f"{row.name}-{row.csl}")
def test_every_type_comes_back_from_ris(row: EntryType) -> None:
    creator = "editor" if row.ris in ("CONF", "EDBOOK", "SER") else "author"
    inside = {"container-title": RichText(("Rooms",))} if row.csl in SERIALS | PARTS else {}
    work = Work(
        key="k",
        type=row.csl,
        entry_type=row.name,
        place=Place("", 1, 1),
        title=RichText(("A room of its own",)),
        names={creator: (Name("Verrall", "Maud"),)},
        issued=Date(Point(2001)),
        fields={**inside, "DOI": "10.5555/room", "PMID": "98787"},
    )
    (found,) = read(to_ris([work])).found
    assert found.work.to_csl() | {"id": "k"} == work.to_csl()
    assert not found.problems


def placeless(work: Work) -> Work:
    return replace(work, place=Place("", 1, 1), places={})


def as_carried(work: Work) -> dict[str, Any]:
    """A work in CSL but for what RIS has no place for, which is few things and all named here."""
    csl = {name: value for name, value in work.to_csl().items() if name not in NOT_CARRIED}
    del csl["id"]  # keys are made anew by the house rule
    csl["title"] = work.title.plain()  # RIS has no markup
    if "container-title" in csl:
        csl["container-title"] = str(plain(str(csl["container-title"])))
    if "issued" in csl and work.type not in DATED:  # no style prints more of these than the year
        csl["issued"] = csl["issued"]["date-parts"][0][:1]
    if csl.get("genre") == "Report":  # says no more than the type
        del csl["genre"]
    if work.type == "article-journal" and LONE_NUMBER.fullmatch(str(csl.get("page", ""))):
        csl["number"] = csl.pop("page")  # the number of an article is not its page
    return csl


DATED = {"webpage", "report", "article-newspaper", "article-magazine"}
LONE_NUMBER = re.compile(r"e\d{2,}|[A-Za-z]{0,3}\d{5,}")
