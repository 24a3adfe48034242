"""The built site as machines read it: tags, COinS, JSON-LD, downloads, links."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kith.bibliography.reading.work import read_library
from kith.site.check import check_site
from kith.site.kept import KeptSite

ARTICLE = "learn/rat-park/index.html"
CLAIMS = "claims/index.html"
INDEX = "references/index.html"
WORK = "references/alexander1978/index.html"


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and values.get("name"):
            self.tags.append((values["name"] or "", values.get("content") or ""))


def tags(html: str) -> list[tuple[str, str]]:
    reader = _Head()
    reader.feed(html)
    return [(name, value) for name, value in reader.tags if name.startswith(("citation_", "z."))]


def json_ld(html: str) -> dict[str, object]:
    """What the page itself is; claims that stand on it come after."""
    text, *_ = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    data: dict[str, object] = json.loads(text)
    return data


def test_the_site_is_in_order(site: Path) -> None:
    assert check_site(KeptSite(site)) == []


def test_every_page_has_its_policy_and_no_link_is_left_unresolved(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        assert "Content-Security-Policy" in html, path
        assert '"site:/' not in html, path


def test_an_article_is_complete_without_a_script(site: Path) -> None:
    html = (site / ARTICLE).read_text("utf-8")
    for part in (
        'id="references"',
        "<kith-explainer",
        "<svg",
        'data-part="table"',
        "Cite this page",
    ):
        assert part in html


def test_an_article_carries_tags_of_a_web_page_and_no_coins(site: Path) -> None:
    html = (site / ARTICLE).read_text("utf-8")
    found = dict(tags(html))
    assert found["z.itemType"] == "webpage"
    assert found["citation_title"].startswith("Rat Park")
    assert "citation_journal_title" not in found
    assert "Z3988" not in html
    assert sum(name == "citation_reference" for name, _ in tags(html)) >= 15


def test_an_article_is_a_learning_resource_with_its_citations(site: Path) -> None:
    data = json_ld((site / ARTICLE).read_text("utf-8"))
    assert "LearningResource" in data["@type"]  # type: ignore[operator]
    assert len(data["citation"]) >= 15  # type: ignore[arg-type]


def test_an_article_has_a_review_for_each_of_its_claims_and_all_stand_on_one_page(
    site: Path,
) -> None:
    html = (site / ARTICLE).read_text("utf-8")
    _, text = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    words = re.findall(r'<p class="claim__text"[^>]*>(.*?)</p>', html)
    assert [review["claimReviewed"] for review in json.loads(text)["@graph"]] == words
    assert len(words) >= 12
    every = (site / CLAIMS).read_text("utf-8")
    for identifier in re.findall(r'id="(claim-[\w-]+)-text"', html):
        assert f'id="{identifier}"' in every
        assert f'href="../learn/rat-park/#{identifier}"' in every


def test_the_search_finds_a_claim_where_it_is_discussed_and_not_twice(site: Path) -> None:
    documents = json.loads((site / "assets/search/en.json").read_text("utf-8"))["entries"]
    words = "could not trace the number 19"
    found = {part["at"].partition("#")[0] for part in documents if words in part.get("text", "")}
    assert {place for place in found if not place.startswith("teach/")} == {"learn/rat-park/"}


def test_a_work_says_which_claims_are_judged_with_it(site: Path) -> None:
    html = (site / WORK).read_text("utf-8")
    section = html.partition('class="work__claims"')[2].partition("</section>")[0]
    assert 'href="../../learn/rat-park/#claim-overdose"' in section
    assert "</svg>Wrong</span>" in section
    uncited = (site / "references/gage2019/index.html").read_text("utf-8")
    assert "work__claims" not in uncited


def test_coins_stand_on_the_bibliography_page_one_a_work(site: Path) -> None:
    html = (site / INDEX).read_text("utf-8")
    assert html.count('class="Z3988"') == html.count('<li class="reference"')
    assert tags(html) == []


def test_a_work_has_its_own_tags_and_says_where_it_is_cited(site: Path) -> None:
    html = (site / WORK).read_text("utf-8")
    found = dict(tags(html))
    assert found["citation_journal_title"] == "Psychopharmacology"
    assert found["citation_doi"] == "10.1007/BF00426903"
    assert json_ld(html)["@type"] == "ScholarlyArticle"
    assert 'href="../../learn/rat-park/#cite-alexander1978-1"' in html
    assert "KITH-WORK" not in html


def test_every_work_has_a_page_and_the_shell_has_gone(site: Path) -> None:
    keys = set(re.findall(r'id="ref-([^"]+)"', (site / INDEX).read_text("utf-8")))
    pages = {path.parent.name for path in (site / "references").glob("*/index.html")}
    assert pages == keys


@pytest.mark.parametrize(
    ("path", "least"),
    [
        ("references/kith", 100),
        ("learn/rat-park/references", 15),
        ("references/alexander1978/reference", 1),
    ],
)
def test_references_can_be_taken_away(site: Path, path: str, least: int) -> None:
    works, problems = read_library([site / f"{path}.bib"], site)
    assert problems == []
    assert len(works) >= least
    ris = (site / f"{path}.ris").read_text("utf-8")
    assert ris.count("TY  - ") == ris.count("ER  -") == len(works)
    assert len(json.loads((site / f"{path}.json").read_text("utf-8"))) == len(works)


def test_the_article_itself_can_be_taken_away(site: Path) -> None:
    works, problems = read_library([site / "learn/rat-park/cite.bib"], site)
    assert problems == []
    assert len(works) == 1
    assert (site / "learn/rat-park/cite.ris").read_text("utf-8").startswith("TY  - ")


def test_no_page_has_another_fetched_ahead(site: Path) -> None:
    """A server would be told that help was read when it was not: Firefox fetches what is next."""
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        assert not re.search(r'<link rel="(?:next|prev|prefetch|prerender|dns-prefetch)"', html), (
            path
        )
        assert "speculationrules" not in html, path
