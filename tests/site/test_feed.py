from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from kith.site.feed import Entry, feed
from kith.site.sitemap import write_sitemap

URL = "https://kith.example/sub/"
ATOM = "{http://www.w3.org/2005/Atom}"
OLD = Entry("learn/old/", "Old & <new>", "First.", "2026-01-02", "2025-12-01")
NEW = Entry("learn/new/", "New", "Second.", "2026-03-04")


def test_the_newest_comes_first_and_is_named_by_its_address() -> None:
    root = ElementTree.fromstring(feed(URL, "Kith", "Words.", [OLD, NEW]))
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        "https://kith.example/sub/learn/new/",
        "https://kith.example/sub/learn/old/",
    ]
    assert entries[1].findtext(f"{ATOM}title") == "Old & <new>"
    assert entries[1].findtext(f"{ATOM}published") == "2025-12-01T00:00:00Z"
    assert root.findtext(f"{ATOM}updated") == "2026-03-04T00:00:00Z"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": f"{URL}feed.xml", "alternate": URL}


def test_an_article_that_moved_keeps_its_name_and_has_its_new_address() -> None:
    moved = replace(NEW, first="learn/first/")
    root = ElementTree.fromstring(feed(URL, "Kith", "Words.", [moved]))
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"{URL}learn/first/"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{URL}learn/new/"


def test_the_order_in_which_articles_are_read_changes_nothing() -> None:
    assert feed(URL, "Kith", "", [OLD, NEW]) == feed(URL, "Kith", "", [NEW, OLD])


def test_pages_are_listed_with_the_day_of_their_check(tmp_path: Path) -> None:
    places = ["references/a b/index.html", "index.html"]
    write_sitemap(tmp_path, URL, places, {"index.html": "2026-01-02"})
    text = (tmp_path / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://kith.example/sub/</loc>\n    <lastmod>2026-01-02</lastmod>" in text
    assert "<loc>https://kith.example/sub/references/a%20b/</loc>\n  </url>" in text
    assert not (tmp_path / "robots.txt").exists()  # only the root of a host has one


def test_at_the_root_of_a_host_search_engines_are_told_but_an_editors_file_stays(
    tmp_path: Path,
) -> None:
    write_sitemap(tmp_path, "https://kith.example/", [], {})
    told = (tmp_path / "robots.txt").read_text("utf-8")
    assert told.endswith("\nSitemap: https://kith.example/sitemap.xml\n")
    (tmp_path / "robots.txt").write_text("mine")
    write_sitemap(tmp_path, "https://kith.example/", [], {})
    assert (tmp_path / "robots.txt").read_text() == "mine"


def test_without_an_address_there_is_no_list(tmp_path: Path) -> None:
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (tmp_path / name).write_text("empty")
    write_sitemap(tmp_path, "", ["index.html"], {})
    assert [*tmp_path.iterdir()] == []
