import re
from pathlib import Path

from kith.content.pages import read_pages
from kith.explainers.embed import embed_pages
from kith.explainers.manifest import read_manifests
from kith.project import Project


def test_every_explainer_has_a_page_that_names_its_article(repository: Project) -> None:
    manifests, _ = read_manifests(repository)
    made = embed_pages(manifests, read_pages(repository)[0])
    assert {*made} == {f"embed/{name}.md" for name in manifests}
    text = made["embed/rat_park.md"]
    assert "article: learn/rat-park/\n" in text
    assert "template: embed.html\n" in text
    assert text.endswith("/// explainer | rat_park\n    heading: 1\n///\n")


def test_an_explainer_that_no_article_holds_has_a_page_too(repository: Project) -> None:
    made = embed_pages(read_manifests(repository)[0], [])
    assert "article" not in made["embed/rat_park.md"]


def test_the_page_is_alone_and_not_for_search_engines(site: Path) -> None:
    html = (site / "embed/rat_park/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in html
    assert "Content-Security-Policy" in html
    assert "'unsafe" not in html
    assert 'rel="canonical"' not in html  # this site does not know its address
    assert re.search(r'<h1 id="explainer-rat_park-title">', html)
    assert "md-header" not in html
    assert "md-sidebar" not in html
    assert "What this cannot tell you" in html
    assert 'href="../../learn/rat-park/"' in html
    found = (site / "assets/search/en.json").read_text("utf-8")
    assert '"embed/' not in found
