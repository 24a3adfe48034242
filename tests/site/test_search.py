"""The list of what can be found, from the HTML of pages and from works."""

import json
from pathlib import Path

from kith.bibliography.library import load_library
from kith.content.search import First, SearchWords
from kith.project import Project
from kith.site.search import as_list, libraries, work_entry
from kith.site.search_entries import Entry, read_entries
from theme.searching import site_list

PAGE = """
<nav>Menu</nav><article class="md-content__inner">
<header><h1 id="article">A page &amp; more</h1><p class="standfirst">What it tells.</p>
<p class="article-facts">11 min read</p>
<section class="key-points"><h2 id="key-points">Key points</h2>
<ul><li>One.</li><li>Two.</li></ul></section>
</header>
<p>Before.<br>After</p>
<h2 id="part">A <em>part</em></h2><p>Its text.</p>
<section class="claim" id="claim-one"><p class="claim__kind">Claim</p>
<p class="claim__text" id="claim-one-text">Rats can count</p>
<p class="claim__verdict">Verdict: <a href="#">Wrong</a></p>
<div class="claim__body"><h3 id="inside">Inside</h3><p>They cannot.</p></div>
<p class="claim__links"><a href="#claim-one">Link</a></p></section>
<p>More of the part.</p>
<dl><div class="glossary__term" id="term-rat"><dt>rat</dt><dd>An animal.</dd></div></dl>
<h3 id="sub">Below</h3>
<section data-search-exclude=""><p>Hidden away</p></section><p hidden>Not there</p>
<svg><text>Drawn</text></svg><form><label>Field</label></form><p>Seen</p>
<footer>Foot</footer></article><p>Outside</p>
"""


def test_each_part_of_a_page_is_an_entry_with_its_own_address() -> None:
    assert read_entries("learn/a/", PAGE, {"term-rat": "rats"}) == [
        Entry(
            *("learn/a/", "page", "A page & more"),
            text="What it tells. Key points One. Two. Before. After",
        ),
        Entry("learn/a/#part", "section", "A part", "A page & more", "Its text. More of the part."),
        Entry(
            *("learn/a/#claim-one", "claim", "Rats can count", "A page & more"),
            text="Inside They cannot.",
            verdict="Verdict: Wrong",
        ),
        Entry("learn/a/#term-rat", "term", "rat", "A page & more", "An animal.", "rats"),
        Entry("learn/a/#sub", "section", "Below", "A page & more", "Seen"),
    ]


def test_a_page_without_an_article_has_nothing_to_find() -> None:
    assert read_entries("", "<p>Words</p>", {}) == []


def test_tags_that_are_left_open_lose_no_text() -> None:
    head = '<article><h1 id="article">T</h1><ul><li>One<li>Two</ul><p>Three'
    html = f'{head}<h2 id="x">X</h2>Four</article>'
    page, section = read_entries("", html, {})
    assert page.text.split() == ["One", "Two", "Three"]
    assert (section.title, section.text) == ("X", "Four")


def test_a_work_is_found_by_people_year_and_what_it_found(repository: Project) -> None:
    entry = work_entry(load_library(repository).works["alexander1978"])
    assert entry.at == "references/alexander1978/"
    assert "Alexander" in entry.text
    assert "1978" in entry.text
    assert "57 days" in entry.text


def test_the_list_leaves_out_empty_fields_and_has_addresses() -> None:
    words = SearchWords({"who": ("son",)}, (("a", "b"),), (First(("x",), ("help.md#now",), True),))
    assert json.loads(as_list([Entry("a/", "page", "A")], words)) == {
        "language": "en",
        "entries": [{"at": "a/", "kind": "page", "title": "A"}],
        "groups": {"who": ["son"]},
        "same": [["a", "b"]],
        "first": [{"when": ["x"], "show": ["help/#now"], "always": True}],
    }


def test_the_site_lists_every_page_term_claim_and_work_once(site: Path) -> None:
    found = site_list(site)
    places = [entry["at"] for entry in found["entries"]]
    assert len(places) == len(set(places))
    assert {"help/", "learn/rat-park/", "glossary/#term-overdose"} <= {*places}
    assert "learn/rat-park/#claim-overdose" in places
    assert "claims/#claim-overdose" not in places
    assert not [place for place in places if place.startswith("embed/")]
    explainers = [place for place in places if place.endswith("#explainer-rat_park-title")]
    assert explainers == ["try/rat-park/#explainer-rat_park-title"]
    assert not [entry for entry in found["entries"] if not entry["title"].strip()]
    for rule in found["first"]:
        assert {*rule["show"]} <= {*places}, rule["when"]


def test_every_address_of_the_list_leads_to_a_place(site: Path) -> None:
    pages: dict[str, str] = {}
    for entry in site_list(site)["entries"]:
        page, _, anchor = entry["at"].partition("#")
        html = pages.setdefault(page, (site / page / "index.html").read_text("utf-8"))
        assert not anchor or f'id="{anchor}"' in html, entry["at"]


def test_libraries_keep_their_licence_and_lose_their_comments(site: Path) -> None:
    for name, owner in {"minisearch": "Luca Ongaro", "stemmer": "Titus Wormer"}.items():
        text = (site / f"assets/js/{name}.mjs").read_text("utf-8")
        assert owner in text[:200]
        assert "/**" not in text
        assert len(text) < 45_000
    assert libraries.__doc__


def test_what_a_first_question_costs_stays_small(site: Path) -> None:
    names = ["minisearch", "stemmer", "fold", "search-words", "search-index", "search-results"]
    scripts = sum((site / f"assets/js/{name}.mjs.br").stat().st_size for name in names)
    assert scripts < 20_000
    assert (site / "assets/search/en.json.br").stat().st_size < 200_000
