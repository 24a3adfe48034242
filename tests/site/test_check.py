from pathlib import Path

import pytest

from kith.site.check import check_site
from kith.site.kept import KeptSite

GOOD = '<h1 id="top">A</h1><a href="b/#part">B</a> <a href="#top">up</a>'


def problems(site: Path, index: str) -> list[str]:
    (site / "b").mkdir()
    (site / "index.html").write_text(index)
    (site / "b/index.html").write_text('<h1>B</h1><h2 id="part">Part</h2><a href="..">back</a>')
    return [str(problem) for problem in check_site(KeptSite(site))]


def test_a_good_site(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ('<a href="c/">C</a>', "site/index.html:1:1 site/link the link 'c/' leads nowhere"),
        ('<a href="b/#gone">B</a>', "site/link the page b/index.html has no place 'gone'"),
        ('<a href="javascript:x">J</a>', "site/link a link of the kind javascript:"),
        ("<h1>Again</h1>", "site/html 2 h1 headings"),
        ('<p id="top">', "site/html the id 'top' stands 2 times"),
        ('<img src="https://x.example/a.png">', "site/third-party the page would load https://x."),
        ('<link rel="stylesheet" href="//x.example/a.css">', "site/third-party"),
        ('<script src="gone.js"></script>', "site/link the link 'gone.js' leads nowhere"),
        ('<p onclick="x()">', "site/html script in an attribute"),
    ],
)
def test_a_fault_is_found(tmp_path: Path, added: str, expected: str) -> None:
    found = problems(tmp_path, GOOD + added)
    assert any(expected in problem for problem in found), found


def test_links_to_other_sites_are_left_alone(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD + '<a href="https://doi.org/10.1/x">x</a>') == []


def test_what_tells_a_script_what_to_show_is_no_place(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD + '<a href="b/#for=robin">B</a>') == []
