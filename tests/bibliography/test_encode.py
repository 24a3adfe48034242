"""Any work that can be read from BibTeX is written so that it is read as the same work."""

import re
import unicodedata
from dataclasses import asdict, replace

from hypothesis import given
from hypothesis import strategies as st

from kith.bibliography.reading.bibtex import parse
from kith.bibliography.reading.fields import DATES, EVIDENCE, FIELDS, NAMES, TYPE_NAMES
from kith.bibliography.reading.names import Name, read_names
from kith.bibliography.reading.place import Place
from kith.bibliography.reading.richtext import Node, RichText, Span
from kith.bibliography.reading.work import Work, build_works
from kith.bibliography.writing.encode import encode_names
from kith.bibliography.writing.export import to_bibtex

LATEX = [
    "\\emph{", "\\textbf{", "\\textsc{", "\\textsubscript{", "\\ensuremath{", "\\NoCaseChange{",
    "{", "}", "$", "_", "^", "\\&", "\\{", "\\}", "--", "''", "'", "`", "\\'", "\\em ", "e", "A",
    "b c", " ", "é", "@", "%", "\\textbackslash{}", "-", "<i>", '"', ",", "=", "1", "−", "others",
    " and ", "van ", "Jr.", "DNA", "王", "Family, Given",
]  # fmt: skip
LATEX_TEXT = st.lists(st.sampled_from(LATEX), max_size=10).map("".join)
EDTF = st.sampled_from(
    ["1978", "1978-05", "1978-05-01", "1981/1984", "1981/..", "../1984", "1900~", "1900?", "1900%",
     "199X", "19XX", "-0043", "0005", "2009-21", "1981-02-03~/1984-05", "1978-XX-05"]
)  # fmt: skip
VERBATIM = {
    "doi": ["10.1007/BF00426903", "10.1002/(SICI)1097(199806)49:8<693::AID-ASI4>3.0.CO;2-O"],
    "url": ["https://e.org/a_b%20c?d=e&f=#g~h", "javascript:alert(1)"],
    "pmid": ["98787"], "pmcid": ["PMC12"], "isbn": ["978-0-19-923012-9"], "issn": ["0033-3158"],
    "eprint": ["2101.00001v2", "hep-th/9901001"],
}  # fmt: skip
VALUES = {
    **{row.name: LATEX_TEXT for row in FIELDS},
    **{row[0]: LATEX_TEXT for row in NAMES},
    **dict.fromkeys(("title", "subtitle", *EVIDENCE), LATEX_TEXT),
    **{row[0]: EDTF for row in DATES},
    **{name: st.sampled_from(values) for name, values in VERBATIM.items()},
    "langid": st.sampled_from(["german", "ngerman", "English", "de-CH", "Gaelic"]),
    "language": st.sampled_from(["german", "fr"]),
    "pubstate": st.sampled_from(["inpress", "forthcoming", "in preparation", "submitted"]),
    "year": st.sampled_from(["1978", "c. 1900", "1981--84", "[1900?]", "in press", "90"]),
    "entrysubtype": st.sampled_from(["newspaper", "magazine"]),
    "type": st.sampled_from(["phdthesis", "Doctoral dissertation", "White paper", "\\& \\{"]),
}
ENTRIES = st.lists(st.sampled_from(sorted(VALUES)), max_size=8, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: VALUES[name] for name in names})
)


def library(text: str) -> dict[str, Work]:
    return build_works([parse(text, "a.bib")])[0]


@given(ENTRIES, st.sampled_from(TYPE_NAMES), st.from_regex(r"[\w:.+/-]{1,12}", fullmatch=True))
def test_any_work_survives_bibtex(fields: dict[str, str], entry_type: str, key: str) -> None:
    body = ",\n".join(f"{name} = {{{closed(text)}}}" for name, text in fields.items())
    works = library(f"@{entry_type}{{{key},\n{body}\n}}")
    again = library(to_bibtex(works.values()))
    assert list(again) == list(works) == [key]
    assert [normal(work) for work in again.values()] == [normal(work) for work in works.values()]
    assert to_bibtex(again.values()) == to_bibtex(works.values())


def closed(text: str) -> str:
    """The text with its braces made to match."""
    kept, depth = "", 0
    for sign in re.findall(r"\\.|.", text, re.DOTALL):
        if sign != "}" or depth:
            depth += {"{": 1, "}": -1}.get(sign, 0)
            kept += sign
    return kept + "}" * depth


def as_read(text: str) -> str:
    """Text as it comes back: blanks as one blank, apostrophes curly, letters composed."""
    text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    return " ".join(re.sub(r"(?<=\w)'(?=\w)", "’", unicodedata.normalize("NFC", text)).split())


def normal(work: Work) -> Work:
    """The work without what two writings of one text may differ in: runs of blanks, a straight
    apostrophe at a seam, a hyphen in mathematics, title and subtitle apart, names that say nothing.
    """
    names = {
        role: tuple(filter(Name().__ne__, map(normal_name, people)))
        for role, people in work.names.items()
    }
    fields = {
        name: normal_rich(value) if isinstance(value, RichText) else as_read(value)
        for name, value in work.fields.items()
    }
    evidence = work.evidence
    return replace(
        work,
        place=Place("", 1, 1),
        places={},
        title=normal_rich(work.title),
        names={role: people for role, people in names.items() if people},
        fields={name: value for name, value in fields.items() if value},
        evidence=replace(
            evidence,
            keywords=tuple(map(as_read, evidence.keywords)),
            **{name: as_read(getattr(evidence, name)) for name in EVIDENCE[:-1]},
        ),
    )


def normal_name(name: Name) -> Name:
    return Name(**{part: as_read(text) for part, text in asdict(name).items()})


def normal_rich(text: RichText) -> RichText:
    nodes = normal_nodes(text.nodes)
    if nodes and isinstance(nodes[0], str):
        nodes[0] = nodes[0].lstrip(" ")
    if nodes and isinstance(nodes[-1], str):
        nodes[-1] = nodes[-1].rstrip(" ")
    return RichText(tuple(node for node in nodes if node))


def normal_nodes(nodes: tuple[Node, ...], in_math: bool = False) -> list[Node]:
    done: list[Node] = []
    for node in nodes:
        if isinstance(node, Span):
            inside = normal_nodes(node.children, in_math or node.kind == "math")
            done.append(Span(node.kind, tuple(inside)))
            continue
        node = node.replace("-", "−").replace("'", "′") if in_math else node
        joined = str(done.pop()) + node if done and isinstance(done[-1], str) else node
        done.append(re.sub(" +", " ", joined))
    return done


PARTS = st.sampled_from(
    ["", "Ann", "de", "Van der", "O’Brien, X", "A and B", "王", "b=c", "{", "\\"]
)


@given(st.builds(Name, PARTS, PARTS, PARTS, PARTS) | st.builds(Name, literal=PARTS))
def test_any_name_survives_bibtex(name: Name) -> None:
    expected = (name,) if name != Name() else ()
    found = read_names(encode_names((name,)))
    if name.family or name.literal or name == Name():
        assert found == expected
    else:
        assert len(found) <= 1  # nobody has a particle or a suffix alone
