"""What Zotero saves of our pages: the kind of work, institutions whole, none of our own words."""

import re
from html import escape
from pathlib import Path

import pytest

from bibliography.zotero import TYPES, read_item
from kith.bibliography.library import load_library
from kith.bibliography.pages.metadata import page_tags, work_tags
from kith.bibliography.reading.bibtex import parse
from kith.bibliography.reading.work import Work, build_works
from kith.bibliography.writing.export import to_bibtex
from kith.bibliography.writing.page_record import page_work
from kith.project import Project

BIB = r"""
@book{b, author = {Verrall, Maud}, title = {Kin and Kettles}, publisher = {Hearth Press},
  location = {Leeds}, date = {1999}, isbn = {978-0-19-923012-9}, edition = {2}, pagetotal = {312},
  series = {Kitchen Studies}, plain = {It says what it says.}}
@collection{c, editor = {Verrall, Maud and Okoro, Ben}, title = {Kettles},
  publisher = {Hearth Press}, date = {2001}}
@incollection{p, author = {Okoro, Ben}, title = {Lids}, booktitle = {Kettles},
  editor = {Verrall, Maud}, publisher = {Hearth Press}, date = {2001}, pages = {1--9}}
@article{j, author = {van den Berg, Jan Pieter}, title = {On kin}, journaltitle = {Kin Quarterly},
  volume = {3}, number = {1}, pages = {5--9}, date = {2003-04}, doi = {10.5555/kin},
  langid = {german}}
@article{n, author = {Okoro, Ben}, title = {Kettle found}, journaltitle = {The Leeds Lamp},
  entrysubtype = {newspaper}, date = {2010-07-24}, url = {https://lamp.example/kettle}}
@article{m, author = {Okoro, Ben}, title = {Kettle lost}, journaltitle = {Lamp Monthly},
  entrysubtype = {magazine}, date = {2011-07}}
@report{r, author = {{Department of Hearths, Kettles, and Kin}}, title = {Kettles counted},
  institution = {Ministry of Tea}, number = {7}, type = {techreport}, date = {2012}}
@report{w, author = {{World Kettle Organization} and {UNESCO}}, title = {More kettles},
  date = {2013}}
@thesis{t, author = {Verrall, Maud}, title = {A lid}, type = {phdthesis},
  institution = {University of Leeds}, date = {1990}}
@online{o, author = {{Kettle Club}}, title = {Join us}, url = {https://club.example/},
  date = {2020}}
@dataset{d, author = {Okoro, Ben}, title = {Counts}, publisher = {Kettle Archive}, date = {2021}}
@inproceedings{i, author = {Okoro, Ben}, title = {Steam}, booktitle = {Proceedings of Steam},
  eventtitle = {Steam 2005}, date = {2005}, pages = {3--4}}
"""
WORKS: dict[str, Work] = build_works([parse(BIB, "a.bib")])[0]
SITE = {  # what a page of this site has besides
    "og:type": "website",
    "og:site_name": "Kith",
    "og:title": "A title",
    "og:url": "https://kith.example/references/x/",
}


def html_of(tags: list[tuple[str, str]], language: str = "en") -> str:
    site = "".join(f'<meta property="{name}" content="{value}">' for name, value in SITE.items())
    own = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in tags)
    return f'<html lang="{language}"><head>{own}{site}</head></html>'


def saved(key: str) -> dict[str, object]:
    return read_item(html_of(work_tags(WORKS[key])))


def test_a_books_page_saves_a_book() -> None:
    assert saved("b") == {
        "itemType": "book",
        "title": "Kin and Kettles",
        "creators": [("author", "Verrall", "Maud")],
        "publisher": "Hearth Press",
        "place": "Leeds",
        "date": "1999",
        "ISBN": "978-0-19-923012-9",
        "edition": "2",
        "numPages": "312",
        "series": "Kitchen Studies",
        "url": "https://kith.example/references/x/",
    }


def test_editors_are_editors() -> None:
    assert saved("c")["creators"] == [("editor", "Verrall", "Maud"), ("editor", "Okoro", "Ben")]
    found = saved("p")
    assert found["itemType"] == "bookSection"
    assert found["publicationTitle"] == "Kettles"
    assert found["creators"] == [("author", "Okoro", "Ben"), ("editor", "Verrall", "Maud")]
    assert found["pages"] == "1-9"


@pytest.mark.parametrize(
    ("key", "kind", "field", "value"),
    [
        ("j", "journalArticle", "publicationTitle", "Kin Quarterly"),
        ("n", "newspaperArticle", "publicationTitle", "The Leeds Lamp"),
        ("m", "magazineArticle", "publicationTitle", "Lamp Monthly"),
        ("r", "report", "institution", "Ministry of Tea"),
        ("w", "report", "title", "More kettles"),
        ("t", "thesis", "university", "University of Leeds"),
        ("o", "webpage", "url", "https://club.example/"),
        ("d", "dataset", "publisher", "Kettle Archive"),
        ("i", "conferencePaper", "conferenceName", "Steam 2005"),
    ],
)
def test_a_work_keeps_its_kind_and_where_it_stood(
    key: str, kind: str, field: str, value: str
) -> None:
    found = saved(key)
    assert (found["itemType"], found[field]) == (kind, value)


def test_institutions_and_names_with_particles_are_whole() -> None:
    low = "Department of Hearths\u201a Kettles\u201a and Kin"
    assert saved("r")["creators"] == [("author", low, "")]
    assert saved("w")["creators"] == [
        ("author", "World Kettle Organization", ""),
        ("author", "UNESCO", ""),
    ]
    assert saved("o")["creators"] == [("author", "Kettle Club", "")]
    assert saved("j")["creators"] == [("author", "van den Berg", "Jan Pieter")]


def test_a_language_is_saved_where_it_is_known() -> None:
    assert saved("j")["language"] == "de"
    assert all("language" not in saved(key) for key in WORKS if key != "j")


def test_an_article_of_ours_is_a_web_page_of_the_site() -> None:
    work = page_work(
        "A page", "What it tells.", None, None, "https://kith.example/learn/a/", "Kith"
    )
    found = read_item(html_of(page_tags(work, WORKS.values())))
    assert found["itemType"] == "webpage"
    assert found["publicationTitle"] == "Kith"
    assert found["creators"] == [("author", "Kith", "")]
    assert found["url"] == "https://kith.example/learn/a/"
    assert found["language"] == "en"


def test_the_pages_of_the_site_are_saved_as_what_they_are(site: Path, repository: Project) -> None:
    works = load_library(repository).works
    kinds = set()
    for key, work in works.items():
        html = (site / f"references/{key}/index.html").read_text("utf-8")
        found = read_item(html)
        kinds.add(str(found["itemType"]))
        assert found["title"] == " ".join(work.title.plain().split())
        assert "abstractNote" not in found, key
        assert ("language" in found) == ("language" in work.fields), key
        people = [*work.names.get("author", ()), *work.names.get("editor", ())]
        named = [name for name in people if not name.is_others]
        creators = found.get("creators", [])
        assert isinstance(creators, list)
        assert len(creators) == len(named), key
        assert 'name="twitter:description"' in html
    assert kinds <= TYPES
    assert {"book", "newspaperArticle", "magazineArticle", "report", "thesis"} <= kinds
    article = read_item((site / "learn/rat-park/index.html").read_text("utf-8"))
    assert (article["itemType"], article["publicationTitle"]) == ("webpage", "Kith")
    assert str(article["abstractNote"]).startswith("What a famous set")


def test_the_file_of_all_works_says_the_same() -> None:
    """Zotero reads institutions in two pairs of braces whole, and takes `abstract` for one."""
    text = to_bibtex(list(WORKS.values()))
    assert "{{World Kettle Organization} and {UNESCO}}" in text
    assert "{{Department of Hearths, Kettles, and Kin}}" in text
    assert "entrysubtype = {newspaper}" in re.sub(r" +=", " =", text)
    assert not re.search(r"^\s*abstract\s*=", text, re.MULTILINE)
    assert len(re.findall(r"^\s*(?:langid|language)\s*=", text, re.MULTILINE)) == 1
    assert re.search(r"isbn\s*= \{978-0-19-923012-9\}", text)
