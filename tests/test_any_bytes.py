"""Any bytes in any file that editors write: `kith check` reads them or says where they are wrong.

One small project has a file of each kind. Each example puts other bytes into one of them and runs
all that `kith check` runs; nothing may be raised, and each problem stands at a file that is there.
"""

import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kith.bibliography.library import load_library
from kith.content.figures.check import check_figures
from kith.content.pages import read_pages
from kith.keys import write_keys
from kith.pipeline import prepare
from kith.problems import Problem
from kith.project import Project
from small_project import ROOT, write_small_project

FIGURE = """\
title = "Visits"
alt = "Visits rise from two to five."
caption = "Higher is more. [@alexander1978]"
sources = ["alexander1978"]
licence = "CC BY 4.0"
"""
OWN = '{"mark": "point", "encoding": {"x": {"field": "x", "type": "quantitative"}}}'
FILES = {
    "content/figures/visits.toml": f'{FIGURE}kind = "lines"\n[headings]\nx = "X"\ny = "Y"\n',
    "content/figures/visits.csv": "x;y;source\n2008;2,5;alexander1978\n2009;5;alexander1978\n",
    "content/figures/own.toml": f'{FIGURE}spec = "own.vl.json"\n[[rows]]\nx = 1\n',
    "content/figures/own.vl.json": OWN,
}
COPIED = ("content/search.toml", "bibliography/retractions.json")
KINDS = (
    "content/learn/company.md",
    "content/glossary.toml",
    "content/help.toml",
    "content/search.toml",
    *FILES,
    "bibliography/rat-park.bib",
    "bibliography/evidence.toml",
    "bibliography/retractions.json",
    "bibliography/own.csl",
    "explainers/recovery_capital/questionnaire.toml",
    "explainers/rat_park/explainer.toml",
    "explainers/rat_park/ODD.md",
    "explainers/rat_park/model.py",
    "mkdocs.yml",
)
Mutation = Callable[[bytes], bytes]


@pytest.fixture(autouse=True)
def without_runtime(monkeypatch: pytest.MonkeyPatch) -> None:
    """What browsers get is packed for minutes, and packing reads no more than is read here."""
    monkeypatch.setattr("kith.pipeline.prepare_runtime", lambda *_, **__: (None, []))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = write_small_project(tmp_path_factory.mktemp("any") / "project")
    for name, text in FILES.items():
        (made.root / name).parent.mkdir(exist_ok=True)
        (made.root / name).write_text(text, "utf-8")
    for name in COPIED:
        shutil.copy(ROOT / name, made.root / name)
    shutil.copytree(ROOT / "explainers/recovery_capital", made.explainers / "recovery_capital")
    style = load_library(made).style
    shutil.copy(style, made.bibliography / "own.csl")
    return made


@pytest.fixture
def put(project: Project) -> Callable[[str, bytes], list[Problem]]:
    """Writes bytes into a file, checks the project, and puts the file back."""

    def check(name: str, data: bytes) -> list[Problem]:
        path = project.root / name
        before = path.read_bytes()
        path.write_bytes(data)
        try:
            prepared = prepare(project, to_build=False)
            write_keys(project, prepared.library)
            return prepared.problems
        finally:
            path.write_bytes(before)

    return check


def well_placed(project: Project, problems: list[Problem]) -> None:
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert (project.root / problem.path).exists()
        assert len(str(problem)) < 4000


def insert(at: int, what: bytes) -> Mutation:
    return lambda data: data[: at % (len(data) + 1)] + what + data[at % (len(data) + 1) :]


def encoded(codec: str) -> Mutation:
    return lambda data: data.decode("utf-8").replace("e", "é", 9).encode(codec, "replace")


def cut(at: int) -> Mutation:
    return lambda data: data[: at % (len(data) + 1)]


def swapped(first: int, second: int) -> Mutation:
    def swap(data: bytes) -> bytes:
        lines = data.split(b"\n")
        one, two = first % len(lines), second % len(lines)
        lines[one], lines[two] = lines[two], lines[one]
        return b"\n".join(lines)

    return swap


SIGNS = [*b"\x00\xff[]{}\"'*&:#<>|\\@", *(b'"""', b"- ", b"\xc2\xa0", b"\xe2\x80\x9c", b"9" * 5000)]
PLACES = st.integers(0, 100_000)
MUTATIONS: st.SearchStrategy[Mutation] = st.one_of(
    st.binary(max_size=80).map(lambda data: lambda _: data),
    st.builds(cut, PLACES),
    st.builds(swapped, PLACES, PLACES),
    st.builds(
        insert,
        PLACES,
        st.sampled_from([bytes([sign]) if isinstance(sign, int) else sign for sign in SIGNS]),
    ),
    st.sampled_from([encoded(codec) for codec in ("cp1252", "utf-16", "utf-16-be", "mac-roman")]),
    st.sampled_from([b"\r", b"\r\n"]).map(lambda end: lambda data: data.replace(b"\n", end)),
    st.just(lambda data: b"\xef\xbb\xbf" + data),
)


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutation=MUTATIONS)
@example(mutation=lambda _: b"")
@example(mutation=encoded("cp1252"))
@example(mutation=encoded("utf-16"))
@example(mutation=lambda _: b"---\na: " + b"[" * 100_000 + b"\n---\n")
@example(mutation=lambda _: b"a = " + b"[" * 10_000)
def test_any_bytes_are_read_or_told(
    name: str,
    mutation: Mutation,
    project: Project,
    put: Callable[[str, bytes], list[Problem]],
) -> None:
    well_placed(project, put(name, mutation((project.root / name).read_bytes())))


@pytest.mark.parametrize("name", [name for name in KINDS if name not in FILES or "csv" in name])
def test_another_encoding_is_said_with_how_to_save(
    name: str, project: Project, put: Callable[[str, bytes], list[Problem]]
) -> None:
    data = (project.root / name).read_bytes().decode("utf-8")
    for codec in ("utf-16", "cp1252"):
        told = put(name, f"{data}\n# Bäcker\n".encode(codec, "replace"))
        here = [problem for problem in told if problem.path == name]
        assert any("UTF-8" in f"{problem.message} {problem.fix}" for problem in here), (codec, here)


@pytest.mark.parametrize(
    "name", [name for name in KINDS if not name.endswith(("py", "csl", "bib"))]
)
def test_the_mark_and_line_ends_of_windows_change_nothing(
    name: str, project: Project, put: Callable[[str, bytes], list[Problem]]
) -> None:
    data = (project.root / name).read_bytes()
    before = sorted(map(str, put(name, data)))
    assert sorted(map(str, put(name, b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")))) == before


# --- What stands where a file should --------------------------------------------------------------


@pytest.mark.parametrize("kind", ["folder", "link", "locked", "empty"])
@pytest.mark.parametrize("name", KINDS)
def test_no_file_there_is_told_or_nothing(
    name: str, kind: str, make_small_project: Callable[..., Project]
) -> None:
    project = make_small_project(FILES)
    path = project.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to("nowhere")
    else:
        path.touch(0o000 if kind == "locked" else 0o644)
    problems = prepare(project, to_build=False).problems
    well_placed_or_link(project, problems)


def well_placed_or_link(project: Project, problems: list[Problem]) -> None:
    for problem in problems:
        path = project.root / problem.path
        assert path.exists() or path.is_symlink(), problem


@pytest.mark.parametrize("stored", ["NFC", "NFD"])
def test_names_of_any_script_are_pages(
    stored: Literal["NFC", "NFD"], make_small_project: Callable[..., Project]
) -> None:
    head = "---\ntitle: T\ndescription: D.\n---\n"
    names = [unicodedata.normalize(stored, name) for name in ("é.md", "a b.md", "中文.md")]
    project = make_small_project({f"content/{name}": f"{head}Text.\n" for name in names})
    pages, problems = read_pages(project)
    assert set(names) <= {page.name for page in pages}
    told = [problem for problem in problems if problem.rule == "page/name"]
    assert len(told) == (stored == "NFD")


def test_a_locked_file_is_told(
    make_small_project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever runs the tests may be one who can read any file, so the refusal is played."""
    project = make_small_project(FILES)
    locked = project.root / "content/figures/visits.csv"
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    found = [str(problem) for problem in check_figures(project, [], ["alexander1978"])]
    assert any("visits.csv:1:1 figure/file you have no leave" in text for text in found), found


@pytest.mark.parametrize("stored", ["NFC", "NFD"])
def test_a_link_whose_accents_are_stored_another_way_is_told(
    stored: Literal["NFC", "NFD"], make_small_project: Callable[..., Project]
) -> None:
    head = "---\ntitle: T\ndescription: D.\n---\n"
    other: Literal["NFC", "NFD"] = "NFD" if stored == "NFC" else "NFC"
    name, link = (unicodedata.normalize(form, "café.md") for form in (stored, other))
    page = f"{head}See [it]({link}).\n"
    project = make_small_project({f"content/{name}": f"{head}Text.\n", "content/a.md": page})
    told = [
        problem for problem in prepare(project, to_build=False).problems if "a.md" in problem.path
    ]
    assert any("type its accented letters anew" in problem.fix for problem in told), told
