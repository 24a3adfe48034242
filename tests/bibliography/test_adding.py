"""`kith cite` and `kith new reference`: from a DOI, a paste or a title to an entry in its file."""

import io
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibliography.registries_server import NEIGHBOURS, RegistriesServer, registries_server
from conftest import ROOT
from kith.bibliography.adding.csl_record import read_csl
from kith.bibliography.adding.house import key_for
from kith.bibliography.reading.work import Evidence, read_library
from kith.bibliography.writing.bibtex_writer import write_entry
from kith.cli import main

KNOWN = """\
@article{alexander1978,
  author       = {Alexander, Bruce K.},
  title        = {Rats and morphine in a park with neighbours},
  journaltitle = {Psychopharmacology},
  date         = {1978},
  doi          = {10.5555/KNOWN},
  design       = {animal-study},
  plain        = {A sentence.},
  checked      = {2026-11-21, record}
}
"""
OTHER = KNOWN.replace("alexander1978", "zeta2001").replace("KNOWN", "other")
OTHER = OTHER.replace("Rats and morphine in a park with neighbours", "Needles and law in Lisbon")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[RegistriesServer]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with registries_server() as running:
        yield running


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").touch()
    bibliography = tmp_path / "bibliography"
    bibliography.mkdir()
    (bibliography / "evidence.toml").write_bytes((ROOT / "bibliography/evidence.toml").read_bytes())
    (bibliography / "rats.bib").write_text(KNOWN, "utf-8")
    (bibliography / "law.bib").write_text(OTHER, "utf-8")
    return tmp_path


def cite(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "cite", *arguments])


def test_a_doi_becomes_an_entry_in_the_file_of_its_topic(
    root: Path, server: RegistriesServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cite(root, "https://doi.org/10.5555/neighbours", *server.options) == 0
    said = capsys.readouterr().out
    assert "Left to write: design, plain (`kith check` lists them).\n" in said
    assert said.endswith("Cite it as [@muller2024].\n")
    text = (root / "bibliography/rats.bib").read_text("utf-8")
    before, _, entry = text.partition("@article{muller2024,\n")
    assert before == KNOWN + "\n"
    lines = [line.strip() for line in entry.splitlines()]
    assert lines[:8] == [
        "author       = {Müller, Ada B. and van den Berg, J. and {The Neighbours Group}},",
        "options      = {useprefix=true},",
        "title        = {Neighbours who visit rats in \\emph{Rat Park} \\& the {WHO}: "
        "a randomised trial},",
        "journaltitle = {Journal of Rats and Morphine},",
        "date         = {2024},",
        "volume       = {12},",
        "number       = {3},",
        "pages        = {175--179},",
    ]
    assert lines[8] == "doi          = {10.5555/neighbours},"
    assert "abstract" not in entry
    assert ", record}" in entry
    (agent,) = server.agents
    assert agent.startswith("Kith (")


def test_a_pubmed_number_tells_the_kind_of_study(root: Path, server: RegistriesServer) -> None:
    assert cite(root, "PMID: 98787", "--to", "law", *server.options) == 0
    works, _ = read_library([root / "bibliography/law.bib"], root)
    work = works["ohara1978"]
    assert (work.fields["PMID"], work.fields["DOI"]) == ("98787", "10.5555/visits")
    assert work.title.plain() == "Visits and neighbours after opioid treatment"
    assert work.evidence.design == "randomised-trial"
    assert [str(name.literal or name.family) for name in work.creators] == [
        "O’Hara",
        "Visits Study Group",
    ]


def test_an_isbn_becomes_a_book(root: Path, server: RegistriesServer) -> None:
    assert cite(root, "978-0-19-280185-2", "--to", "company", *server.options) == 0
    works, problems = read_library([root / "bibliography/company.bib"], root)
    assert problems == []
    work = works["lovelock2008"]
    assert work.title.plain() == "Company: a book of neighbours"
    assert (work.type, work.fields["publisher"]) == ("book", "A Press")


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("10.5555/KNOWN", "alexander1978 is this work already (bibliography/rats.bib:1:1): it has"),
        ("10.5555/unknown", "there is no record of the DOI 10.5555/unknown"),
        ("pmid:1", "there is no record of the PubMed number 1"),
        ("9780306406157", "there is no record of the ISBN 9780306406157"),
        ("rat park", "'rat park' is none of the things that can be looked up"),
        ("missing.ris", "missing.ris cannot be read"),
    ],
)
def test_what_cannot_be_added_is_said_in_words(
    root: Path,
    server: RegistriesServer,
    capsys: pytest.CaptureFixture[str],
    what: str,
    words: str,
) -> None:
    server.works["10.5555/known"] = {**NEIGHBOURS, "DOI": "10.5555/known"}
    before = {path: path.read_bytes() for path in (root / "bibliography").iterdir()}
    assert cite(root, what, *server.options) == 1
    assert words in capsys.readouterr().out
    assert before == {path: path.read_bytes() for path in (root / "bibliography").iterdir()}


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("silence", "did not answer within 0.3 seconds. Nothing was added. Paste the reference"),
        ("500", "answered with status 500. Nothing was added."),
        ("200", "knows 10.5555/neighbours, but has no record in this form"),
        ("406", "answered with status 406"),
    ],
)
def test_a_registry_that_fails_is_said_in_words(
    root: Path,
    server: RegistriesServer,
    capsys: pytest.CaptureFixture[str],
    fault: str,
    words: str,
) -> None:
    server.fault = fault
    assert cite(root, "10.5555/neighbours", "--timeout", "0.3", *server.options) == 1
    assert words in capsys.readouterr().out


def test_without_a_network_everything_else_works(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert cite(root, "10.5555/neighbours", "--doi-api", address) == 1
    assert "cannot be reached: Connection refused. Nothing was added." in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO(RIS))
    assert cite(root, "-", "--to", "rats") == 0
    assert "[@carter1996]" in capsys.readouterr().out


RIS = """\
TY  - JOUR
AU  - Carter, B.
AU  - World Health Organization
TI  - A replication in a long
  line
JO  - Psychological Reports
PY  - 1996/06//
SP  - 391
EP  - 400
DO  - 10.5555/ris
ER  -
"""
BIBTEX = """\
@article{whatever, author="Carter, B.", title={A replication}, journal={Psychological Reports},
year=1996, pages={391-400}, doi={https://doi.org/10.5555/ris}, abstract={No.}}
"""
CSL_JSON = """\
[{"type": "article-journal", "title": "A replication", "author": [{"family": "Carter",
"given": "B."}], "issued": {"date-parts": [["1996"]]}, "container-title": "Psychological Reports",
"page": "391-400", "DOI": "10.5555/ris"}]
"""


@pytest.mark.parametrize(
    ("name", "text"), [("a.ris", RIS), ("b.bib", BIBTEX), ("c.json", CSL_JSON)]
)
def test_a_pasted_reference_gets_the_form_of_the_house(
    root: Path, name: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / name).write_text(text, "utf-8")
    assert cite(root, str(root / name), "--to", "rats") == 0
    works, problems = read_library([root / "bibliography/rats.bib"], root)
    assert problems == []
    assert list(works) == ["alexander1978", "carter1996"]
    work = works["carter1996"]
    assert (work.fields["page"], work.fields["DOI"]) == ("391–400", "10.5555/ris")
    assert "checked      = {Replace me}" in capsys.readouterr().out  # nobody has compared it
    assert cite(root, str(root / name), "--to", "law") == 1
    assert "carter1996 is this work already" in capsys.readouterr().out


def test_a_work_that_looks_alike_is_added_only_when_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "a.bib").write_text(KNOWN.replace("10.5555/KNOWN", "10.5555/another"), "utf-8")
    assert cite(root, str(root / "a.bib"), "--to", "rats") == 1
    assert "alexander1978 looks like this work" in capsys.readouterr().out
    assert cite(root, str(root / "a.bib"), "--to", "rats", "--even-so") == 0
    assert "[@alexander1978b]" in capsys.readouterr().out


def test_in_doubt_the_file_is_asked_for(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "a.ris").write_text(RIS, "utf-8")
    assert cite(root, str(root / "a.ris")) == 1
    assert "it is not clear which file this work belongs in. Say it: --to " in (
        capsys.readouterr().out
    )
    assert cite(root, str(root / "a.ris"), "--to", "rat") == 1
    assert "there is no topic 'rat': did you mean rats?" in capsys.readouterr().out


def test_what_the_editor_says_counts(root: Path) -> None:
    (root / "a.ris").write_text(RIS, "utf-8")
    options = ["--to", "rats", "--key", "carter-again", "--design", "animal-study", "--plain", "P."]
    assert cite(root, str(root / "a.ris"), *options) == 0
    works, _ = read_library([root / "bibliography/rats.bib"], root)
    assert works["carter-again"].evidence.plain == "P."
    assert cite(root, str(root / "a.ris"), "--design", "animal-studies", "--even-so") == 1


def test_a_new_reference_is_all_placeholders(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--root", str(root), "new", "reference", "A talk on company", "--to", "rats"]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "Left to write: author, journaltitle, design, plain, checked" in said
    assert "[@talkcompany2" in said


@pytest.mark.parametrize(
    ("author", "year", "key"),
    [
        ({"family": "Lo Sasso", "given": "A."}, 2001, "losasso2001"),
        ({"literal": "World Health Organization"}, 2001, "who2001"),
        ({"literal": "The Sydney Morning Herald"}, 2001, "smh2001"),
        ({"literal": "Reuters"}, 2001, "reuters2001"),
        ({"literal": "U.S. Food and Drug Administration"}, 2001, "fda2001"),
        ({"family": "Brønsted", "given": "Å."}, 2001, "bronsted2001"),
        (None, 2001, "heartrats2001"),
        (None, None, "heartratsnd"),
    ],
)
def test_a_key_is_first_author_and_year(
    author: dict[str, str] | None, year: int | None, key: str
) -> None:
    record = {"type": "book", "title": "The heart of rats", "author": [author] if author else []}
    issued = {"issued": {"date-parts": [[year]]}} if year else {}
    work = read_csl({**record, **issued}, Evidence())
    assert key_for(work, set()) == key
    assert key_for(work, {key, f"{key}b"}) == f"{key}c"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
_VARIABLES = ["type", "title", "subtitle", "author", "editor", "issued", "accessed", "page", "ISBN"]
_VARIABLES += ["container-title", "DOI", "volume", "publisher", "language", "number", "URL"]


@given(st.dictionaries(st.sampled_from(_VARIABLES), _JSON))
def test_any_record_becomes_an_entry(record: dict[str, object]) -> None:
    assert write_entry(read_csl(record, Evidence())).startswith("@")


MANY = """\
TY  - JOUR
AU  - Quaife, Ada
TI  - Rats and morphine and neighbours
T2  - Psychopharmacology
PY  - 1999
DO  - see there
ER  -
TY  - JOUR
AU  - Brandt, Lena
TI  - Something of which no file speaks
PY  - 2003
ER  -
TY  - JOUR
PY  - 2001
ER  -
"""


def test_each_work_of_a_file_is_named_and_what_is_not_kept_of_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "many.ris"
    path.write_text(MANY, "utf-8")
    assert cite(root, str(path)) == 1
    said = capsys.readouterr().out
    assert f"{path}:13:1 import/record record 3 has no title, author or DOI" in said
    assert "[@quaife1999]" in said
    assert f"Of quaife1999, look at this:\n  {path}:6:1 bib/doi “see there” is not a DOI" in said
    assert "“Something of which no file speaks”: it is not clear which file this work" in said
    assert said.endswith("1 added; not everything: see above.\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("TY  - JOUR\nPY  - 2001\nER  -\n", "1:1 import/record record 1 has no title"),
        ('[{"title": NaN}]', "1:2 import/record record 1 has no title"),
        ("{}", "1:1 import/record record 1 has no title"),
        ('{"title": "A"', "1:14 import/file the JSON breaks off here"),
        ("", "1:1 import/file this is empty"),
        ("Rats in the park", "1:1 import/file this is nothing that can be read as references"),
        ("Title,Year\nRats,2001\n", "1:1 import/file this is a table"),
        ("<html><body>", "1:1 import/file this is a web page"),
        ("<xml><records>", "1:1 import/file the XML breaks off"),
        ('<!DOCTYPE xml [<!ENTITY a "b">]><xml>&a;</xml>', "import/file the XML defines entities"),
        ("@article{a, title = QUAIFE}", "1:21 bib/undefined-macro no @string defines QUAIFE"),
        ("@article{a, title = {Rats", "1:21 bib/unbalanced"),
        ("Verrall M. Rats. https://doi.org/10.5555/rats.", "look it up: kith cite 10.5555/rats;"),
        ('[{"itemType": "book", "title": "A"}]', "record 1 is in the form of Zotero itself"),
        ("%PDF-1.7 …", "1:1 import/file this is a PDF"),
        ("FN Clarivate Analytics\nVR 1.0\nPT J\n", "Web of Science’s plain text: choose RIS"),
    ],
)
def test_what_is_no_work_is_said_with_its_place(
    root: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    (root / "a.txt").write_text(text, "utf-8")
    before = {path: path.read_bytes() for path in (root / "bibliography").iterdir()}
    assert cite(root, str(root / "a.txt"), "--to", "rats") == 1
    assert words in capsys.readouterr().out
    assert before == {path: path.read_bytes() for path in (root / "bibliography").iterdir()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_old_encodings_are_read_from_files_and_from_standard_input(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    text = "TY  - JOUR\nAU  - Müller, Jörg\nTI  - Naïve {}\nPY  - 2001\nT2  - Visits\nER  - \n"
    (root / "a.ris").write_bytes(text.format("rats").encode(encoding))
    assert cite(root, str(root / "a.ris"), "--to", "rats") == 0
    pasted = io.TextIOWrapper(io.BytesIO(text.format("laws").encode(encoding)), "utf-8")
    monkeypatch.setattr("sys.stdin", pasted)
    assert cite(root, "-", "--to", "law") == 0
    said = capsys.readouterr().out
    assert said.count("{Müller, Jörg}") == 2
    assert said.count("import/encoding") == (2 if encoding == "latin-1" else 0)
