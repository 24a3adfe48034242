from pathlib import Path

import pytest

from kith.site.complete import Step, complete_pages, make_links_relative, make_tables_reachable
from kith.site.kept import KeptSite


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("index.html", 'href="./references/a/"'),
        ("learn/rat-park/index.html", 'href="../../references/a/"'),
        ("references/index.html", 'href="../references/a/"'),
    ],
)
def test_a_link_from_the_root_becomes_one_from_the_page(place: str, expected: str) -> None:
    assert make_links_relative(place, '<a href="site:/references/a/">') == f"<a {expected}>"


def test_text_that_looks_like_such_a_link_is_left_alone() -> None:
    assert make_links_relative("a/index.html", "<p>site:/x</p>") == "<p>site:/x</p>"


def test_a_plain_table_gets_a_box_that_a_keyboard_can_reach() -> None:
    table = "<table><tr><th>One</th><th>A <em>“two”</em></th></tr></table>"
    html = make_tables_reachable("a", f"{table}<table class='x'></table>")
    assert html.startswith(
        '<div class="table-scroll" tabindex="0" role="region" aria-label="Table: One; A “two”">'
    )
    assert html.endswith("</table></div><table class='x'></table>")


def test_pages_pass_through_the_steps_in_order(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text("x")
    steps: list[Step] = [lambda place, html: html + place, lambda _, html: html.upper()]
    complete_pages(KeptSite(tmp_path), ["a/index.html"], steps, {}, ())
    assert (tmp_path / "a/index.html").read_text() == "XA/INDEX.HTML"
