"""Claims read from pages, what is wrong in them, and what search engines get, in small projects."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kith.content.claims.check import check_claims
from kith.content.claims.page import claims_html, verdicts_html
from kith.content.claims.records import Claims, read_claims
from kith.content.claims.review import add_reviews
from kith.content.claims.verdicts import VERDICTS
from kith.project import Project

ROOT = Path(__file__).parent.parent.parent.parent
FRONT = "---\ntitle: T\ndescription: D.\n---\n"  # a page's own lines begin with the fifth
BIB = """\
@article{rat1978, author = {Rat, R.}, title = {Rats}, journaltitle = {Zoo}, date = {1978}}
@article{rat1981, author = {Rat, R.}, title = {More rats}, journaltitle = {Zoo}, date = {1981}}
"""
MakeSmall = Callable[..., Project]


@pytest.fixture
def make_small(tmp_path: Path) -> MakeSmall:
    """Makes a project of the given pages and two works; it shares the repository's cache."""

    def make(**pages: str) -> Project:
        (tmp_path / "bibliography").mkdir()
        (tmp_path / "bibliography/a.bib").write_text(BIB)
        (tmp_path / ".cache").symlink_to(ROOT / ".cache")
        (tmp_path / "scripts").symlink_to(ROOT / "scripts")
        for name, text in pages.items():
            path = tmp_path / "content" / f"{name.replace('__', '/')}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(FRONT + text, "utf-8")
        return Project(tmp_path.resolve())

    return make


def claim(words: str = "Words", verdict: str = "wrong", name: str = "an-id", body: str = "") -> str:
    body = body or "It was so [@rat1978]."
    return f"/// claim | {words}\n    verdict: {verdict}\n    id: {name}\n{body}\n///\n"


def problems(project: Project) -> list[str]:
    return [str(problem) for problem in check_claims(read_claims(project))]


# --- Reading --------------------------------------------------------------------------------------


def test_a_claim_knows_its_words_verdict_place_and_works(make_small: MakeSmall) -> None:
    body = "Once [@rat1981; @rat1978].\n\nAnd again: @rat1981 said so."
    project = make_small(learn__a=f"Text.\n\n{claim(body=body)}")
    (found,) = read_claims(project).all
    assert (found.id, found.text, found.verdict) == ("an-id", "Words", VERDICTS["wrong"])
    assert (found.page, found.line, found.address) == ("learn/a.md", 7, "learn/a/#claim-an-id")
    assert found.keys == ("rat1981", "rat1978")


def test_a_body_can_stand_on_another_page(make_small: MakeSmall) -> None:
    body = (
        "See [there](#there), [b](b.md#x), [up](../index.md), [out](https://example.org/) "
        "[@rat1978].\n{: #an-id-of-its-own }"
    )
    (found,) = read_claims(make_small(learn__a=claim(body=body))).all
    assert re.findall(r'href="([^"]*)"', found.body) == [
        "site:/learn/a/#there",
        "site:/learn/b/#x",
        "site:/",
        "https://example.org/",
        "site:/references/rat1978/",
    ]
    assert " id=" not in found.body
    assert "References" not in found.body


def test_claims_come_from_the_furthest_from_their_evidence_on(make_small: MakeSmall) -> None:
    one = claim(verdict="supported", name="one") + "\n" + claim(verdict="wrong", name="two")
    two = claim(verdict="wrong", name="three") + "\n" + claim(verdict="contested", name="four")
    claims = read_claims(make_small(learn__b=one, learn__a=two))
    assert [found.id for found in claims.all] == ["three", "two", "four", "one"]
    assert [found.id for found in claims.by_page["learn/b.md"]] == ["one", "two"]
    assert [found.id for found in claims.by_work["rat1978"]] == ["three", "two", "four", "one"]
    assert "rat1981" not in claims.by_work


def test_a_claim_in_code_is_an_example(make_small: MakeSmall) -> None:
    assert read_claims(make_small(a=f"```\n{claim()}```\n")) == Claims()


def test_a_changed_page_is_read_again(make_small: MakeSmall) -> None:
    project = make_small(a=claim())
    assert read_claims(project).all[0].verdict.key == "wrong"
    (project.content / "a.md").write_text(FRONT + claim(verdict="supported"), "utf-8")
    assert read_claims(project).all[0].verdict.key == "supported"


# --- Checks ---------------------------------------------------------------------------------------


def test_a_claim_in_order_has_no_problem(make_small: MakeSmall) -> None:
    assert problems(make_small(a=claim())) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (claim(verdict="wrnog"), "6:5 claim/verdict no verdict 'wrnog' - did you mean wrong?"),
        (claim(verdict="maybe"), "6:5 claim/verdict no verdict 'maybe' - the verdicts are wrong,"),
        (claim(verdict="[wrong]"), "6:5 claim/verdict no verdict ['wrong'] - "),
        (claim(name="A Big Id"), "7:5 claim/id 'A Big Id' cannot be an id - use small letters"),
        (claim(name="12"), "7:5 claim/id 12 cannot be an id"),
        (claim(words=""), "5:1 claim/text this claim has no words"),
        (claim(body="No source."), "5:1 claim/citation this claim cites no source"),
        (claim(body="`[@rat1978]`"), "5:1 claim/citation this claim cites no source"),
        (claim(body=" "), "5:1 claim/text this claim has nothing said of it"),
        (
            "/// claim | W\n    id: an-id\nSo [@rat1978].\n///\n",
            "5:1 claim/verdict this claim has no verdict - the verdicts are wrong, overstated,",
        ),
        (
            "/// claim | W\n    verdict: wrong\nSo [@rat1978].\n///\n",
            "5:1 claim/id this claim has no id - add `    id: a-few-words`",
        ),
        (
            "/// claim | W\n    verdict: wrong\n    id: i\n    vedict: x\nSo [@rat1978].\n///\n",
            "8:5 claim/option no option 'vedict' - did you mean verdict?",
        ),
        (
            "/// claim | W\n    verdict: : wrong: [\nSo [@rat1978].\n///\n",
            "6:1 claim/option the options of this block cannot be read",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(make_small: MakeSmall, text: str, expected: str) -> None:
    found = problems(make_small(a=text))
    assert any(line.startswith(f"content/a.md:{expected}") for line in found), found


def test_an_id_stands_once_over_the_site(make_small: MakeSmall) -> None:
    small = make_small(a=f"{claim()}\n{claim(name='other')}", b=f"Text.\n\n{claim()}")
    first, second = problems(small)
    assert first.startswith("content/a.md:7:5 claim/id the id 'an-id' stands at another claim too")
    assert second.startswith("content/b.md:9:5 claim/id the id 'an-id' stands at another claim too")
    assert "(content/b.md:7)" in first
    assert "(content/a.md:5)" in second
    assert "give the newer one another id" in first


def test_a_claim_not_in_order_is_not_listed(make_small: MakeSmall) -> None:
    text = "\n".join([claim(verdict="maybe"), claim(name="Bad Id"), claim(words="")])
    assert read_claims(make_small(a=text)).all == ()


# --- The page of all ------------------------------------------------------------------------------


def test_the_list_has_every_claim_once_and_leads_to_its_place(make_small: MakeSmall) -> None:
    text = claim(words="A & <b>", name="one") + "\n" + claim(verdict="contested", name="two")
    html = claims_html(read_claims(make_small(learn__a=text)), {"learn/a.md": "Rats & co"})
    assert re.findall(r'<li class="claim claim--(\w+)" id="claim-(\w+)"', html) == [
        ("wrong", "one"),
        ("contested", "two"),
    ]
    assert '<a href="site:/learn/a/#claim-one">A &amp; &lt;b&gt;</a>' in html
    assert 'data-article="learn/a"' in html
    assert "2 claims" in html
    assert '<option value="learn/a">Rats &amp; co (2)</option>' in html
    assert '<option value="contested">Contested (1)</option>' in html
    assert 'value="supported"' not in html
    assert html.count("It was so ") == 2


def test_every_verdict_is_explained_at_the_place_claims_link_to() -> None:
    html = verdicts_html()
    for verdict in VERDICTS.values():
        assert f'id="verdict-{verdict.key}"' in html
        assert verdict.meaning in html


# --- Search engines -------------------------------------------------------------------------------


def reviews(html: str) -> list[dict[str, object]]:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    found: list[dict[str, object]] = data["@graph"]
    return found


def test_a_review_says_what_who_when_and_how_far(make_small: MakeSmall) -> None:
    claims = read_claims(make_small(learn__a=claim(words="</script> wins"))).all
    html = add_reviews(
        "<head></head>",
        claims,
        {"reviewed": "2026-11-21"},
        site_name="Kith",
        page_address="https://kith.example/learn/a/",
    )
    assert html.count("</script>") == 1
    assert reviews(html) == [
        {
            "@type": "ClaimReview",
            "claimReviewed": "</script> wins",
            "itemReviewed": {"@type": "Claim", "text": "</script> wins"},
            "reviewRating": {
                "@type": "Rating",
                "ratingValue": 1,
                "bestRating": 5,
                "worstRating": 1,
                "alternateName": "Wrong",
            },
            "author": {"@type": "Organization", "name": "Kith"},
            "url": "https://kith.example/learn/a/#claim-an-id",
            "datePublished": "2026-11-21",
        }
    ]


def test_what_is_not_known_is_left_out(make_small: MakeSmall) -> None:
    claims = read_claims(make_small(a=claim())).all
    (found,) = reviews(add_reviews("<head></head>", claims, {}, site_name="Kith", page_address=""))
    assert {"url", "datePublished"} & found.keys() == set()
