from headers import HeadersFile
from kith.theme.csp import add_policy, policy_of, policy_with
from kith.theme.headers import as_text, rules

PAGE = '<!doctype html><html><head><meta charset="utf-8"></head><body>{}</body></html>'
ONE, TWO = (add_policy(PAGE.format(f"<script>{body}</script>")) for body in ("go(1)", "go(2)"))
PLACES = (
    *("index.html", "learn/a/index.html", "learn/b/index.html", "embed/c/index.html", "feed.xml"),
    *("assets/css/kith-480cdc84aa2a.css", "assets/runtime/py-c1000b6cc9d7/pyodide.asm.wasm"),
    *("assets/js/kith.mjs", "assets/cards/index-1ca13b8a70b7.png", "assets/images/kith.svg"),
)


def headers() -> HeadersFile:
    said = dict.fromkeys((place for place in PLACES if place.endswith(".html")), policy_of(ONE))
    return HeadersFile(as_text(rules({**said, "learn/b/index.html": policy_of(TWO)}, PLACES)))


def test_a_page_says_its_policy_and_keeps_its_address_to_itself() -> None:
    assert policy_of(ONE).startswith("default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 's")
    assert '<meta name="referrer" content="no-referrer">' in ONE
    assert policy_of("<head></head>") == ""


def test_the_header_of_a_folder_admits_the_scripts_of_all_its_pages_and_no_frame() -> None:
    said = headers().of("/learn/a/")["Content-Security-Policy"]
    assert said == policy_with([policy_of(TWO), policy_of(ONE)], framed=False)
    assert said.count("'sha256-") == 2
    assert said.endswith("; frame-ancestors 'none'")
    assert "sha256" not in headers().of("/assets/js/kith.mjs")["Content-Security-Policy"]


def test_only_what_is_made_for_frames_may_be_framed() -> None:
    said = headers().of("/embed/c/")["Content-Security-Policy"]
    assert said == policy_of(ONE)
    assert "frame-ancestors" in headers().of("/")["Content-Security-Policy"]


def test_what_is_named_by_its_content_may_be_kept_for_a_year() -> None:
    kept = {place for place in PLACES if "Cache-Control" in headers().of(f"/{place}")}
    assert kept == {place for place in PLACES if "-" in place}


def test_types_without_which_nothing_starts_are_said() -> None:
    def kind(place: str) -> str:
        return headers().of(place)["Content-Type"]

    assert kind("/assets/runtime/py-c1000b6cc9d7/pyodide.asm.wasm") == "application/wasm"
    assert kind("/assets/js/kith.mjs?v=1").startswith("text/javascript")
    assert kind("/feed.xml").startswith("application/atom+xml")
