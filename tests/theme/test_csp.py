import base64
import hashlib

from kith.theme.csp import add_policy, policy

PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><title>A</title></head>'
    '<body><script src="a.js"></script><script>go()</script>'
    '<script type="application/json">{"a": 1}</script></body></html>'
)


def test_a_policy_names_each_inline_script_by_its_hash_and_nothing_unsafe() -> None:
    expected = base64.b64encode(hashlib.sha256(b"go()").digest()).decode()
    text = policy(PAGE)
    assert f"script-src 'self' 'wasm-unsafe-eval' 'sha256-{expected}';" in text
    assert "unsafe-inline" not in text
    assert "'unsafe-eval'" not in text


def test_only_a_live_preview_admits_the_script_of_its_own_server() -> None:
    assert "'unsafe-inline'" in policy(PAGE, live_reload=True)


def test_the_policy_comes_right_after_the_character_set() -> None:
    html = add_policy(PAGE)
    assert '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy"' in html
    assert html.index("Security-Policy") < html.index("<title>")
