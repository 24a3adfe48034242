from kith.site.feed import Entry
from kith.site.sharing import Picture, Sharing

PAGE = (
    '<head><meta name="description" content="It says &quot;no&quot;.">'
    "<title>A &amp; B - Kith</title>"
    '<link rel="canonical" href="https://kith.example/learn/a/"></head>'
)
PLACE = "learn/a/index.html"
ENTRY = Entry("learn/a/", "A & B", "It says no.", "2026-01-02", "2025-12-01")
KNOWN = Sharing(
    "Kith",
    "https://kith.example/",
    {PLACE: Picture("assets/cards/a-1.png", "A & B")},
    Picture("assets/cards/index-1.png", "Kith"),
    {PLACE: ENTRY},
)


def test_an_article_says_what_it_is() -> None:
    html = KNOWN.add_tags(PLACE, PAGE)
    for name, value in {
        "og:type": "article",
        "og:title": "A &amp; B",
        "og:description": "It says &quot;no&quot;.",
        "og:url": "https://kith.example/learn/a/",
        "article:published_time": "2025-12-01",
        "article:modified_time": "2026-01-02",
        "og:image": "https://kith.example/assets/cards/a-1.png",
        "og:image:alt": "A &amp; B",
    }.items():
        assert f'<meta property="{name}" content="{value}">' in html
    assert '<meta name="twitter:card" content="summary_large_image">' in html
    assert 'title="Kith: new and revised articles" href="site:/feed.xml">' in html


def test_another_page_has_the_picture_of_the_site() -> None:
    html = KNOWN.add_tags("references/b/index.html", PAGE)
    assert 'content="https://kith.example/assets/cards/index-1.png"' in html
    assert '<meta property="og:type" content="website">' in html


def test_without_an_address_only_what_needs_none_is_said() -> None:
    html = Sharing("Kith", articles={PLACE: ENTRY}).add_tags(PLACE, PAGE)
    assert '<meta property="og:title" content="A &amp; B">' in html
    assert '<meta name="twitter:card" content="summary">' in html
    assert "og:image" not in html
    assert "feed.xml" not in html


def test_what_is_not_to_be_found_is_not_shared() -> None:
    assert KNOWN.add_tags("404.html", PAGE) == PAGE
    hidden = PAGE.replace("<head>", '<head><meta name="robots" content="noindex">')
    assert KNOWN.add_tags("embed/a/index.html", hidden) == hidden
