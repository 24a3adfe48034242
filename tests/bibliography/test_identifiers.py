"""Identifiers: one written form each, and what is refused."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.bibliography.reading import identifiers
from kith.bibliography.reading.place import Report

READERS: dict[str, Callable[[str, Report], str]] = {
    name: getattr(identifiers, name)
    for name in ("doi", "pmid", "pmcid", "arxiv", "isbn", "issn", "url")
}


@pytest.mark.parametrize(
    ("reader", "value", "expected"),
    [
        ("doi", "10.1016/0091-3057(81)90211-2", "10.1016/0091-3057(81)90211-2"),
        ("doi", r"10.1000/ABC\_d", "10.1000/ABC_d"),
        ("doi", "10.1002/(SICI)1097<1::AID>3.0.CO;2-X", "10.1002/(SICI)1097<1::AID>3.0.CO;2-X"),
        ("pmid", "98787", "98787"),
        ("pmid", "PMID: 98787", "98787"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/98787/", "98787"),
        ("pmcid", "PMC3139704", "PMC3139704"),
        ("pmcid", "3139704", "PMC3139704"),
        ("arxiv", "arXiv:2101.00001v2", "2101.00001v2"),
        ("arxiv", "hep-th/9901001", "hep-th/9901001"),
        ("isbn", "978-0-19-923012-9", "978-0-19-923012-9"),
        ("isbn", "0-8044-2957-x", "0-8044-2957-X"),
        ("issn", "00333158", "0033-3158"),
        ("url", "https://e.org/a_b%20c?x=1&y=2", "https://e.org/a_b%20c?x=1&y=2"),
        ("url", r"\url{https://e.org/a\_b\%20\&c}", "https://e.org/a_b%20&c"),
    ],
)
def test_forms(reader: str, value: str, expected: str) -> None:
    problems: list[str] = []
    assert READERS[reader](value, lambda rule, *_: problems.append(rule)) == expected
    assert not problems


@pytest.mark.parametrize("prefix", ["https://doi.org/", "http://dx.doi.org/", "doi: ", "DOI:"])
def test_a_doi_as_a_link_is_read_with_a_warning(prefix: str) -> None:
    problems: list[str] = []
    value = identifiers.doi(prefix + "10.1007/BF00426903", lambda rule, *_: problems.append(rule))
    assert (value, problems) == ("10.1007/BF00426903", ["bib/doi-form"])


@pytest.mark.parametrize(
    ("reader", "value", "rule"),
    [
        ("doi", "10.1", "bib/doi"),
        ("doi", "11.1000/x", "bib/doi"),
        ("doi", "10.1000/a b", "bib/doi"),
        ("pmid", "PMC1", "bib/pmid"),
        ("arxiv", "21.1", "bib/eprint"),
        ("isbn", "978-0-19-923012-8", "bib/isbn"),
        ("isbn", "0-8044-2957-1", "bib/isbn"),
        ("isbn", "12", "bib/isbn"),
        ("issn", "0033-3159", "bib/issn"),
        ("issn", "x", "bib/issn"),
        ("url", "javascript:alert(1)", "bib/url"),
        ("url", "JaVaScRiPt://e.org/%0aalert(1)", "bib/url"),
        ("url", "data:text/html,x", "bib/url"),
        ("url", "//e.org/x", "bib/url"),
        ("url", "www.e.org", "bib/url"),
        ("url", "https://e.org/a b", "bib/url"),
        ("url", 'https://e.org/"onclick="', "bib/url"),
        ("url", "https://[::1", "bib/url"),
        ("url", "https:///x", "bib/url"),
    ],
)
def test_what_is_refused(reader: str, value: str, rule: str) -> None:
    problems: list[str] = []
    assert READERS[reader](value, lambda rule, *_: problems.append(rule)) == ""
    assert problems == [rule]


def test_the_link_of_a_doi_is_an_address() -> None:
    assert identifiers.doi_link("10.1/a<b>#c?d%") == "https://doi.org/10.1/a%3Cb%3E%23c%3Fd%25"


@given(st.sampled_from(sorted(READERS)), st.text(max_size=60))
def test_any_value_gives_text_or_a_problem(reader: str, value: str) -> None:
    problems: list[str] = []
    read = READERS[reader](value, lambda rule, *_: problems.append(rule))
    assert read or problems


@given(st.text(max_size=40))
def test_a_link_has_no_scheme_but_http(value: str) -> None:
    read = identifiers.url(value)
    assert not read or read.lower().startswith(("http://", "https://"))
