"""Tags, COinS and JSON-LD: what Zotero and search engines read."""

import json
from urllib.parse import parse_qs

from hypothesis import given
from hypothesis import strategies as st

from kith.bibliography.pages.metadata import as_script, coins, schema_work, work_tags
from kith.bibliography.reading.bibtex import parse
from kith.bibliography.reading.work import Work, build_works

BIB = r"""
@article{a, author = {van den Berg, Jan and {World Health Organization} and others},
  title = {On {DNA}: a <b>test</b>}, journaltitle = {Food & Drink}, date = {1978-05-03},
  volume = {58},
  number = {2}, pages = {175--179}, doi = {10.1007/BF00426903}, pmid = {98787}}
@thesis{t, author = {Petrie, Bruce}, title = {Failure}, type = {phdthesis},
  institution = {Simon Fraser University}, date = {1985}}
@book{b, author = {Roe, R.}, title = {Bees}, publisher = {Hive}, date = {1999},
  isbn = {978-0-19-923012-9}}
@incollection{c, author = {Coe, C.}, title = {Cells}, booktitle = {Combs}, editor = {Doe, D.},
  publisher = {Hive}, date = {2001}, pages = {1--9}}
@online{w, title = {Web}, url = {https://example.org/}, date = {2020}}
"""
WORKS: dict[str, Work] = build_works([parse(BIB, "a.bib")])[0]


def tags(key: str) -> dict[str, str]:
    return dict(work_tags(WORKS[key]))


def test_an_article_is_told_by_its_journal() -> None:
    found = tags("a")
    assert found["citation_journal_title"] == "Food & Drink"
    assert found["citation_publication_date"] == "1978/05/03"
    assert (found["citation_firstpage"], found["citation_lastpage"]) == ("175", "179")
    assert found["citation_doi"] == "10.1007/BF00426903"


def test_each_author_has_a_tag_and_others_have_none() -> None:
    authors = [value for name, value in work_tags(WORKS["a"]) if name == "citation_author"]
    assert authors == ["van den Berg, Jan", "World Health Organization,"]


def test_the_kind_of_work_follows_from_the_tags() -> None:
    assert tags("t")["citation_dissertation_institution"] == "Simon Fraser University"
    assert tags("c")["citation_inbook_title"] == "Combs"
    assert tags("b")["citation_publisher"] == "Hive"


def test_coins_can_be_read_back() -> None:
    found = parse_qs(coins(WORKS["a"]))
    assert found["rft.genre"] == ["article"]
    assert found["rft.jtitle"] == ["Food & Drink"]
    assert found["rft.au"] == ["van den Berg, Jan"]
    assert found["rft.aucorp"] == ["World Health Organization"]
    assert found["rft_id"] == ["info:doi/10.1007/BF00426903", "info:pmid/98787"]


def test_schema_names_kind_people_and_address() -> None:
    data = schema_work(WORKS["a"])
    assert data["@type"] == "ScholarlyArticle"
    assert data["@id"] == "https://doi.org/10.1007/BF00426903"
    assert data["author"][1] == {"@type": "Organization", "name": "World Health Organization"}


@given(st.text(alphabet="</script>&-![]abc\u2028", max_size=30))
def test_json_can_never_end_its_script(text: str) -> None:
    script = as_script({"name": text})
    assert "<" not in script
    assert json.loads(script) == {"name": text}
