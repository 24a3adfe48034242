"""A page of the site as a work: its record, and that each form of it says the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.bibliography.reading.bibtex import parse
from kith.bibliography.reading.richtext import Span
from kith.bibliography.reading.work import Work, build_works
from kith.bibliography.writing.export import to_bibtex, to_csl_json, to_ris
from kith.bibliography.writing.page_record import page_work

URL = "https://e.org/kith/learn/rat-park/"
DAY = date(2026, 11, 21)


def page(title: str = "Rat Park", url: str = URL, published: date | None = DAY) -> Work:
    return page_work(title, "What it was.", published, None, url, "Kith")


def test_a_page_is_a_web_page_by_the_site_and_names_no_site_beside_it() -> None:
    assert page("What is Rat Park?").to_csl() == {
        "id": "kith-learn-rat-park",
        "type": "webpage",
        "title": 'What is <span class="nocase">Rat Park?</span>',
        "author": [{"literal": "Kith"}],
        "abstract": "What it was.",
        "URL": URL,
        "issued": {"date-parts": [[2026, 11, 21]]},
    }


def test_the_same_page_in_bibtex_and_ris() -> None:
    assert to_bibtex([page()]) == (
        "@online{kith-learn-rat-park,\n"
        "  author       = {{Kith}},\n"
        "  title        = {{Rat Park}},\n"
        "  date         = {2026-11-21},\n"
        f"  url          = {{{URL}}},\n"
        "  abstract     = {What it was.}\n"
        "}\n"
    )
    assert to_ris([page()]).split("\r\n") == [
        "TY  - ELEC", "ID  - kith-learn-rat-park", "AU  - Kith,", "TI  - Rat Park", "PY  - 2026",
        "DA  - 2026/11/21/", "AB  - What it was.", f"UR  - {URL}", "ER  - ", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("published", "revised", "shown"),
    [
        (DAY, None, "2026-11-21"),
        (DAY, date(2027, 1, 2), "2027-01-02"),
        (DAY, date(2020, 1, 2), "2026-11-21"),
        (None, date(2027, 1, 2), "2027-01-02"),
        (None, None, ""),
    ],
)
def test_the_date_is_that_of_the_last_change(
    published: date | None, revised: date | None, shown: str
) -> None:
    work = page_work("T", "", published, revised, URL, "Kith")
    assert (f"date         = {{{shown}}}" in to_bibtex([work])) == bool(shown)
    assert ("issued" in work.to_csl()) == bool(shown)


@pytest.mark.parametrize(
    ("title", "nodes"),
    [
        ("Pain and people", ("Pain and people",)),
        ("DNA and people", (Span("nocase", ("DNA",)), " and people")),
        ("Rat Park", (Span("nocase", ("Rat Park",)),)),
        ("In Portugal: what changed", (Span("nocase", ("In Portugal:",)), " what changed")),
        ("", ()),
    ],
)
def test_capitals_inside_a_title_are_kept(title: str, nodes: tuple[object, ...]) -> None:
    assert page(title).title.nodes == nodes


@pytest.mark.parametrize(
    ("url", "key"),
    [
        (URL, "kith-learn-rat-park"),
        ("https://e.org/", "kith-home"),
        ("https://e.org/é/b_c/", "kith-e-b-c"),
        ("", "kith-rat-park"),
        ("javascript:alert(1)", "kith-rat-park"),
    ],
)
def test_the_key_is_made_of_site_and_path(url: str, key: str) -> None:
    work = page(url=url)
    assert work.key == key
    assert ("URL" in work.fields) == url.startswith("https:")


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_any_page_survives_bibtex_and_breaks_no_format(
    title: str, description: str, url: str, site_name: str
) -> None:
    work = page_work(title, description, DAY, None, f"https://e.org/{url}", site_name)
    (again,) = build_works([parse(to_bibtex([work]), "a.bib")])[0].values()
    assert again.key == work.key
    assert str(again.title) == str(work.title).strip()
    assert again.to_csl().get("author") == work.to_csl().get("author")
    assert again.fields.get("URL") == work.fields.get("URL")
    assert to_ris([work]).count("\r\n") == len(to_ris([work]).splitlines())
    assert to_csl_json([work]).startswith("[")
