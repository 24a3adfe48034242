"""An old address leads on, with a script and without, and keeps what stands behind it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.server import SiteServer
from kith.content.redirects import Redirect
from kith.site.redirects import redirect_page
from kith.theme.csp import add_policy
from serving import running

pytestmark = pytest.mark.browser
REDIRECT = Redirect("learn/old/", "try/new/", "New", "", "learn/old.md", "", 1, 1)
NEW = "<!doctype html><title>New</title><h1 id='a-place'>New</h1>"


@pytest.mark.parametrize(
    ("script", "end"), [(True, "try/new/?b=1#a-place"), (False, "try/new/")], ids=["script", "none"]
)
def test_an_old_address_leads_on(browser: Browser, tmp_path: Path, script: bool, end: str) -> None:
    for place, html in (("learn/old", add_policy(redirect_page(REDIRECT))), ("try/new", NEW)):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "index.html").write_text(html, "utf-8")
    with running(SiteServer(tmp_path)) as server:
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        page.goto(f"{server.address}learn/old/?b=1#a-place", wait_until="commit")
        page.wait_for_url("**/try/new/**")
        assert page.url == f"{server.address}{end}"
        context.close()
