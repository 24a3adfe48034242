"""Works to take away, and back: our own reader and pandoc's must find the same works again."""

import json
import re
import subprocess
import unicodedata
from dataclasses import replace
from typing import Any

import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.bibliography.library import load_library
from kith.bibliography.reading.bibtex import parse
from kith.bibliography.reading.fields import DATES, EVIDENCE, EXPORT_ORDER, FIELDS, NAMES
from kith.bibliography.reading.names import Name
from kith.bibliography.reading.place import Place
from kith.bibliography.reading.richtext import RichText, Span
from kith.bibliography.reading.work import Evidence, Work, build_works
from kith.bibliography.writing.export import to_bibtex, to_csl_json, to_ris
from kith.project import Project

NOWHERE = Place("", 1, 1)
SAMPLE = r"""
@incollection{roe1999,
  keywords = {one, two}, design = {theory}, plain = {Rats \& men, 50\%.},
  pages = {266-70}, date = {1999-05}, publisher = {Simon and Sons}, langid = {german},
  booktitle = {All of {DNA}}, editor = {{Health and Rats Board}},
  author = {van den Berg, Anna and King, Jr., Martin and others},
  title = {{Rat Park}: \emph{Rattus} at $p < 0.05$ in H\textsubscript{2}O}, crossref = {whole}
}
@collection{whole, isbn = {978-0-19-923012-9}}
@article{ap1985, author = {{Reuters}}, entrysubtype = {newspaper}, title = {T}, number = {1-2},
  journal = {Post}, date = {1985-07-05}, url = {https://e.org/a_b%20c}, urldate = {2026-11-21}}
"""
BIBTEX = r"""@article{ap1985,
  author       = {{Reuters}},
  entrysubtype = {newspaper},
  title        = {T},
  journaltitle = {Post},
  date         = {1985-07-05},
  number       = {1-2},
  url          = {https://e.org/a_b%20c},
  urldate      = {2026-11-21}
}

@incollection{roe1999,
  author       = {van den Berg, Anna and King, Jr., Martin and others},
  options      = {useprefix=true},
  title        = {{Rat Park}: \emph{Rattus} at $p < 0.05$ in H\textsubscript{2}O},
  booktitle    = {All of {DNA}},
  editor       = {{Health and Rats Board}},
  publisher    = {{Simon and Sons}},
  date         = {1999-05},
  pages        = {266--70},
  isbn         = {978-0-19-923012-9},
  langid       = {german},
  design       = {theory},
  plain        = {Rats \& men, 50\%.},
  keywords     = {one, two}
}
"""
RIS = """\
TY  - NEWS
ID  - ap1985
AU  - Reuters,
TI  - T
PY  - 1985
DA  - 1985/07/05/
T2  - Post
IS  - 1–2
UR  - https://e.org/a_b%20c
Y2  - 2026/11/21/
ER

TY  - CHAP
ID  - roe1999
AU  - van den Berg, Anna
AU  - King, Martin, Jr.
AU  - others
A2  - Health and Rats Board,
TI  - Rat Park: Rattus at p < 0.05 in H₂O
PY  - 1999
DA  - 1999/05//
T2  - All of DNA
SP  - 266
EP  - 70
PB  - Simon and Sons
LA  - de
SN  - 978-0-19-923012-9
KW  - one
KW  - two
ER
"""


def library(text: str) -> dict[str, Work]:
    return build_works([parse(text, "a.bib")])[0]


def sample() -> list[Work]:
    works = library(SAMPLE)
    return [works["roe1999"], works["ap1985"]]


def test_bibtex_has_the_order_and_form_of_the_files_of_this_repository() -> None:
    assert to_bibtex(sample()) == BIBTEX.replace("{1-2}", "{1--2}")


def test_ris_follows_the_published_list_of_tags() -> None:
    assert to_ris(sample()) == RIS.replace("\nER", "\nER  - ").replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("entry", "lines"),
    [
        ("@misc{a, author = {{Health, Rats and Co}}}", ["AU  - Health Rats and Co,"]),
        ("@misc{a, author = {Plato}}", ["AU  - Plato"]),
        ("@book{a, editor = {Roe, Al}, series = {S}}", ["ED  - Roe, Al", "T3  - S"]),
        ("@misc{a, year = {in press}}", ["PY  - in press"]),
        ("@misc{a, date = {2009-21}}", ["PY  - 2009", "DA  - 2009///Spring"]),
        ("@misc{a, date = {1981-02/1984}}", ["PY  - 1981"]),
        ("@misc{a, date = {1900-05~}}", ["PY  - 1900"]),
        ("@misc{a, eprint = {2101.00001}}", ["UR  - https://arxiv.org/abs/2101.00001"]),
        ("@misc{a, url = {javascript:alert(1)}}", []),
        (
            "@report{a, number = {GAO-20}, isbn = {978-0-19-923012-9}}",
            ["SN  - GAO-20", "SN  - 978-0-19-923012-9"],
        ),
        ("@article{a, pages = {1--3, 7}, pmcid = {1}}", ["SP  - 1–3, 7", "C2  - PMC1"]),
        ("@book{a, pmcid = {1}, type = {Atlas}}", []),
        ("@report{a, editor = {Roe, Al}}", ["ED  - Roe, Al"]),
        ("@book{a, serieseditor = {Roe, Al}}", ["A2  - Roe, Al"]),
        ("@article{a, pmid = {98787}}", ["AN  - 98787", "DB  - PubMed"]),
    ],
)
def test_ris_says_it_where_importers_look_for_it(entry: str, lines: list[str]) -> None:
    assert to_ris(library(entry).values()).split("\r\n")[2:-2] == lines


def test_csl_json_has_the_topics() -> None:
    first, second = json.loads(to_csl_json(sample()))
    assert second == sample()[0].to_csl() | {"keyword": "one, two"}
    assert first == sample()[1].to_csl()


def test_no_works_are_an_empty_file() -> None:
    assert (to_bibtex([]), to_ris([]), json.loads(to_csl_json([]))) == ("", "", [])


@pytest.mark.parametrize("write", [to_bibtex, to_ris, to_csl_json])
def test_the_order_of_works_does_not_matter(write: Any) -> None:
    text = write(sample())
    assert text == write(reversed(sample()))
    assert text.endswith("\n")


def test_every_variable_of_the_table_has_its_place_in_an_entry() -> None:
    variables = {row.csl for row in FIELDS} | {row[1] for row in (*NAMES, *DATES)} | set(EVIDENCE)
    assert not variables - set(EXPORT_ORDER)


def test_every_work_of_the_repository_survives_bibtex(repository: Project) -> None:
    works = load_library(repository).works
    again, problems = build_works([parse(to_bibtex(works.values()), "a.bib")])
    assert not problems
    assert {key: placeless(work) for key, work in again.items()} == {
        key: placeless(work) for key, work in works.items()
    }


def placeless(work: Work) -> Work:
    return replace(work, place=NOWHERE, places={})


# pandoc as the other reader


def pandoc_entries(text: str, reader: str, repository: Project) -> dict[str, str]:
    """Each work's entry in APA style with the addresses of its links, as pandoc reads `text`."""
    style = load_library(repository) and repository.cache / "styles" / "apa.csl"
    arguments = ["-f", reader, "-t", "json", "--citeproc", "--csl", str(style)]
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), *arguments],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    assert not done.stderr, done.stderr.decode()
    (references,) = json.loads(done.stdout)["blocks"]
    return {
        entry["c"][0][0].removeprefix("ref-"): plain(entry["c"][1]) for entry in references["c"][1]
    }


def plain(inlines: Any) -> str:
    if isinstance(inlines, list):
        return "".join(map(plain, inlines))
    if not isinstance(inlines, dict):
        return ""
    kind, content = inlines["t"], inlines.get("c", "")
    if kind == "Str":
        return str(content)
    if kind == "Link":
        return f"{plain(content[1])} <{content[2][0]}>"
    if kind == "Quoted":
        return f"“{plain(content[1])}”"
    marks = {"Emph": "*", "Subscript": "_", "Superscript": "^"}.get(kind, "")
    return " " if kind in ("Space", "SoftBreak") else marks + plain(content) + marks


def with_sentence_starts(text: str) -> str:
    """APA's capital after a colon or full stop: pandoc sets it in English titles that it reads from
    BibTeX, also after “vs.” and “U.S.”, and leaves those from CSL-JSON as they are."""
    return re.sub(r"(?<=[:.?!] )\w|(?<=[.?!:][”’] )\w", lambda letter: letter[0].upper(), text)


@pytest.mark.parametrize("reader", ["biblatex", "bibtex"])
def test_pandoc_reads_our_bibtex_as_the_same_references(repository: Project, reader: str) -> None:
    works = load_library(repository).works.values()
    wanted = pandoc_entries(to_csl_json(works), "csljson", repository)
    found = pandoc_entries(to_bibtex(works), reader, repository)
    assert {key: with_sentence_starts(text) for key, text in found.items()} == {
        key: with_sentence_starts(text) for key, text in wanted.items()
    }


def test_pandoc_reads_our_csl_json_as_what_the_site_shows(repository: Project) -> None:
    works = load_library(repository).works
    shown = json.dumps([work.to_csl() for work in works.values()])
    found = pandoc_entries(to_csl_json(works.values()), "csljson", repository)
    assert found == pandoc_entries(shown, "csljson", repository)
    assert found.keys() == works.keys()


NOT_READ = {
    "accessed": "of RIS, pandoc reads no Y2 (the day a page was visited)",
    "genre": "pandoc reads no M3 (the kind of report or thesis)",
    "number": "pandoc takes SN for an ISSN, though a report's number stands there",
    "PMID": "pandoc reads no AN, so the title is not linked to PubMed",
    "PMCID": "pandoc reads no C2, so the title is not linked to PubMed Central",
}


def as_pandoc_reads_ris(csl: dict[str, Any]) -> dict[str, Any]:
    """What is left of a work behind pandoc's reader of RIS, which takes about half of the tags."""
    left = {name: value for name, value in csl.items() if name not in NOT_READ}
    if "issued" in left:  # the year alone: it reads PY and no DA
        left["issued"] = {"date-parts": [left["issued"]["date-parts"][0][:1]]}
    for role in ("author", "editor"):  # it takes “van den” for a part to move behind
        names = left.get(role, [])
        for name in (name for name in names if "non-dropping-particle" in name):
            name["dropping-particle"] = name.pop("non-dropping-particle")
    return left


def test_pandoc_reads_our_ris_but_for_the_tags_it_does_not_know(repository: Project) -> None:
    works = load_library(repository).works.values()
    left = [as_pandoc_reads_ris(work.to_csl()) for work in works]
    wanted = pandoc_entries(json.dumps(left), "csljson", repository)
    found = pandoc_entries(to_ris(works), "ris", repository)
    assert {key: plain_quotes(text) for key, text in found.items()} == {
        key: plain_quotes(text) for key, text in wanted.items()
    }


def plain_quotes(text: str) -> str:
    """Of RIS, pandoc leaves quotes as they are written, and moves no stop into them."""
    return text.translate(str.maketrans("‘’“”", "''''", '"')).replace(".'", "'.")


HOSTILE = [
    "}, note = {x}, z = {",
    "} @misc{b, title = {c}}",
    "{{{", "\\", "\\}", "\\input{/etc/passwd}", "100% & #1 $5 a_b ^ ~", "a, b = {c}",
    "`a' ''b'' --c-- ---", "<script>alert(1)</script> <i>x</i>", "@comment{ @string(x)",
    "TY  - JOUR", "ER  - ", "</script>", "[a](javascript:x)",
]  # fmt: skip
PANDOC_DROPS = ("`", "{{{", "}, note", "\\}", "} @misc", "@comment{")
"""Its LaTeX does not know \\textasciigrave, nor \\lbrace outside a formula."""


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    check_inert(everywhere(text))
    check_inert(everywhere(f"{text}\n@article{{x,\n{text}\r\nER  - \r\n\x00\u2028{text}\n"))


@given(st.text() | st.text(alphabet="{}\\%&$#_^~@,=\"'`-–\n\r é\u2028a1<>", max_size=40))
def test_any_text_stays_text(text: str) -> None:
    check_inert(everywhere(text))


def test_pandoc_reads_hostile_text_as_text() -> None:
    texts = [text for text in HOSTILE if not text.startswith(PANDOC_DROPS)]
    works = [replace(everywhere(text), key=f"k{n}") for n, text in enumerate(texts)]
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "biblatex", "-t", "csljson"],
        input=to_bibtex(works).encode(),
        capture_output=True,
        check=True,
    )
    found = {item["id"]: item["number-of-pages"] for item in json.loads(done.stdout)}
    assert found == {f"k{n}": " ".join(text.split()) for n, text in enumerate(texts)}


def everywhere(text: str) -> Work:
    """A work that says the same in every field there is."""
    fields: dict[str, RichText | str] = {row.csl: text for row in FIELDS if row.kind != "rich"}
    fields |= {row.csl: RichText((text,)) for row in FIELDS if row.kind == "rich"}
    return Work(
        key="k",
        type="chapter",
        entry_type="incollection",
        place=NOWHERE,
        title=RichText((text, Span("nocase", (text,)))),
        names={role: (Name(text, text), Name(literal=text)) for _, role, _ in NAMES},
        fields=fields,
        evidence=Evidence(text, text, text, text, text, (text, text)),
    )


def check_inert(work: Work) -> None:
    """BibTeX: one entry, each field as it was. RIS: one record. CSL-JSON: no markup."""
    bibtex = to_bibtex([work, replace(work, key="l")])
    works, problems = build_works([parse(bibtex, "a.bib")])
    broken = {"bib/syntax", "bib/unbalanced", "bib/missing-comma", "bib/unknown-field", "bib/latex"}
    assert list(works) == ["k", "l"]
    assert not broken & {problem.rule for problem in problems}
    wanted = as_read(str(work.fields["publisher"]))
    assert str(works["k"].fields.get("publisher", "")) == wanted
    assert works["k"].evidence.plain == wanted
    assert [fields_as_bibtex_counts(entry) for entry in bibtex.split("\n\n")] == [
        re.findall(r"^  (\w+) +=", bibtex.split("\n\n")[0], re.MULTILINE)
    ] * 2
    odd_key = replace(work, key=str(work.fields["publisher"]))
    lines = to_ris([odd_key]).split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*|", line) for line in lines)
    assert lines == [*to_ris([odd_key]).splitlines(), ""]
    assert list(library(to_bibtex([odd_key]))) != []
    assert [line[:2] for line in lines if line[:2] in ("TY", "ER")] == ["TY", "ER"]
    (item,) = json.loads(to_csl_json([work]))
    assert not re.search(r"<(?!span class=\"nocase\">|/span>)/?(i|b|sc|su[bp]|span)\b", str(item))


def fields_as_bibtex_counts(entry: str) -> list[str]:
    """The fields as BibTeX itself sees them, for which a backslash before a brace says nothing."""
    names, depth, start = [], 0, 0
    for at, character in enumerate(entry):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 1 and character == ",":
            start = at
        elif depth == 1 and character == "=":
            names.append(entry[start + 1 : at].strip())
    assert depth == 0
    return names


def as_read(text: str) -> str:
    """Text as it comes back: blanks as one blank, apostrophes curly, letters composed."""
    text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    return " ".join(re.sub(r"(?<=\w)'(?=\w)", "’", unicodedata.normalize("NFC", text)).split())
