import subprocess
import sys
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


DYING = """
import os, time
from pathlib import Path
from kith.site.complete import complete_pages
from kith.site.kept import KeptSite
parent, done = os.getpid(), []
def step(place, html):
    done.append(place)
    if os.getpid() != parent and len(done) == 3:
        os._exit(1)
    time.sleep(0.005 * (os.getpid() == parent))
    return html + "!"
places = [f"{number}.html" for number in range(120)]
for place in places:
    Path(place).write_text("x")
complete_pages(KeptSite(Path.cwd()), places, [step], {}, ())
print(len(done), {Path(place).read_text() for place in places})
"""


def test_no_page_passes_twice_when_the_second_process_dies(tmp_path: Path) -> None:
    """In a process of its own: that of the tests may have threads, and then no second is made."""
    command = [sys.executable, "-c", DYING]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "120 {'x!'}\n"


def test_pages_pass_through_the_steps_in_order(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text("x")
    steps: list[Step] = [lambda place, html: html + place, lambda _, html: html.upper()]
    complete_pages(KeptSite(tmp_path), ["a/index.html"], steps, {}, ())
    assert (tmp_path / "a/index.html").read_text() == "XA/INDEX.HTML"
