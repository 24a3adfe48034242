"""Images as they stand in a built page, and what is said of those that cannot."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from kith.content.images.check import check_pictures
from kith.content.images.make import NotMadeError
from kith.content.images.markup import show_pictures
from kith.content.images.records import Picture, Pictures, Variant, read_pictures
from kith.content.pages import read_pages
from kith.content.rules.links import check_links
from kith.mkdocs_plugin import render
from kith.pipeline import build
from kith.problems import has_errors
from kith.project import Project

MakeProject = Callable[..., Project]
PAGE = "learn/a/index.html"


def variant(role: str, width: int, ending: str = "webp") -> Variant:
    place = f"assets/pictures/a-{width}-0123456789ab.{ending}"
    return Variant(role, width, width // 2, place, Path("x"))


PHOTO = Picture((variant("wide", 800), variant("wide", 1600), variant("plain", 800, "jpg")))
SMALL = Picture((variant("wide", 300), variant("plain", 300, "png")))
MOVING = Picture((variant("still", 300), variant("wide", 300), variant("plain", 300, "png")))
PICTURES = Pictures(
    {
        "learn/a photo.jpg": PHOTO,
        "small.png": SMALL,
        "moving.gif": MOVING,
        "drawing.svg": Picture(size=(40, 20)),
        "bare.svg": Picture(),
    }
)


def test_a_photo_is_offered_in_two_widths() -> None:
    html = show_pictures(PICTURES, PAGE, '<p><img alt="A &amp; b" src="../a%20photo.jpg"></p>')
    up = "../../assets/pictures/a"
    assert html == (
        '<p><picture><source type="image/webp" '
        f'srcset="{up}-800-0123456789ab.webp 800w, {up}-1600-0123456789ab.webp 1600w" '
        'sizes="(min-width: 680px) 640px, calc(100vw - 40px)">'
        f'<img alt="A &amp; b" src="{up}-800-0123456789ab.jpg" width="1600" height="800" '
        'decoding="async"></picture></p>'
    )


def test_those_further_down_wait() -> None:
    html = show_pictures(PICTURES, "index.html", '<img src="small.png" alt="x">' * 3)
    assert re.findall(r'decoding="async"( loading="lazy")?', html) == ["", *[' loading="lazy"'] * 2]
    assert "assets/pictures/a-300-0123456789ab.png" in html
    eager = '<img src="small.png"><img src="small.png" loading="eager">'
    assert "lazy" not in show_pictures(PICTURES, "index.html", eager)


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("", 'width="300" height="150"'),
        ('width="100"', 'width="100" height="50"'),
        ('height="50"', 'height="50" width="100"'),
        ('width="10" height="10"', 'width="10" height="10"'),
        ('width="50%"', 'width="50%"'),
    ],
)
def test_what_an_author_gave_stays(written: str, size: str) -> None:
    html = show_pictures(PICTURES, PAGE, f"<img class='a' {written} src=../../small.png />")
    assert all(part in html for part in size.split())
    assert 'class="a"' in html
    assert html.count("width=") <= 1


def test_what_moves_stands_still_for_who_asks_for_that() -> None:
    html = show_pictures(PICTURES, "index.html", '<img src="moving.gif">')
    first, second = re.findall(r"<source ([^>]*)>", html)
    assert 'media="(prefers-reduced-motion: reduce)"' in first
    assert "media" not in second


def test_a_drawing_stays_and_gets_its_size() -> None:
    html = show_pictures(PICTURES, PAGE, '<img src="../../drawing.svg"><img src="../../bare.svg">')
    assert html == (
        '<img src="../../drawing.svg" width="40" height="20" decoding="async">'
        '<img src="../../bare.svg" decoding="async" loading="lazy">'
    )


def test_links_to_an_image_lead_to_the_largest() -> None:
    html = '<a href="site:/learn/a%20photo.jpg">x</a> <a href="../a photo.jpg?y">z</a>'
    shown = show_pictures(PICTURES, PAGE, html)
    assert shown.count('href="../../assets/pictures/a-1600-0123456789ab.webp"') == 2


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://example.org/small.png">',
        '<img src="gone.png">',
        '<img src="data:image/png;base64,AA">',
        '<img src="//[">',
        "<img>",
        '<a href="../b/">x</a>',
        "&lt;img src=&quot;../../small.png&quot;&gt;",
    ],
)
def test_all_else_stays(html: str) -> None:
    assert show_pictures(PICTURES, PAGE, html) == html


HEAD = """\
---
title: {0}
description: D.
---

"""


def jpeg(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).convert("RGB").save(out, "JPEG", quality=97)
    return out.getvalue()


def test_readers_get_small_files_and_not_the_original(make_small_project: MakeProject) -> None:
    body = "![A far hill](pictures/Far%20Hill.JPG)\n\n[whole](pictures/Far%20Hill.JPG)\n"
    claim = "\n/// claim | It moves\n    verdict: wrong\n    id: it-moves\n[@petrie1996] "
    text = HEAD.format("A") + body + claim + "![h](pictures/Far%20Hill.JPG)\n///\n"
    project = make_small_project({"content/learn/index.md": text})
    menu = project.root / "mkdocs.yml"
    menu.write_text(menu.read_text().replace("  - Try:", "      - A: learn/index.md\n  - Try:"))
    (project.content / "learn/pictures").mkdir()
    (project.content / "learn/pictures/Far Hill.JPG").write_bytes(jpeg(2400, 1600))
    (project.content / "learn/pictures/line.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"/>'
    )
    problems = build(project, render)
    assert not has_errors(problems), "\n".join(map(str, problems))
    site = project.root / "site"
    names = sorted(path.name for path in (site / "assets/pictures").iterdir())
    assert sorted(re.sub("-[0-9a-f]{12}", "", name) for name in names) == [
        "Far-Hill-1600.webp",
        "Far-Hill-800.jpg",
        "Far-Hill-800.webp",
    ]
    assert not (site / "learn/pictures/Far Hill.JPG").exists()
    assert (site / "learn/pictures/line.svg").exists()
    for page in ("learn/index.html", "claims/index.html"):
        html = (site / page).read_text("utf-8")
        for name in names:
            assert f'"../assets/pictures/{name}' in html or f" ../assets/pictures/{name}" in html
    offline = (site / "offline.json").read_text()
    assert all(name in offline for name in names)


def test_each_link_to_an_image_that_cannot_be_shown_is_named(tmp_path: Path) -> None:
    project = Project(tmp_path.resolve())
    (project.content / "learn").mkdir(parents=True)
    text = HEAD.format("A") + "Some words.\n\nSee ![x](snow.jpg) and <img src='snow.jpg'>.\n"
    (project.content / "learn/a.md").write_text(text)
    (project.content / "learn/snow.jpg").write_bytes(b"\0\0\0\x18ftypheic\0\0")
    (project.content / "learn/old.tif").write_bytes(b"II*\0")
    (project.content / "learn/line.svg").write_text("<svg onload='x()'/>")
    (project.content / "learn/.hidden.jpg").write_bytes(b"")
    pictures = read_pictures(project)
    said = sorted(map(str, check_pictures(project, read_pages(project)[0], pictures)))
    assert [line.partition(": ")[0] for line in said] == [
        "content/learn/a.md:8:10 page/image the image learn/snow.jpg",
        "content/learn/a.md:8:34 page/image the image learn/snow.jpg",
        "content/learn/line.svg:1:1 page/image the image learn/line.svg",
        "content/learn/old.tif:1:1 page/image the image learn/old.tif",
    ]
    assert "HEIC" in said[0]


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("images/photo.jpg", "did you mean images/Photo.JPG?"),
        ("Photo.JPG", "did you mean images/Photo.JPG?"),
        ("images/hil.png", "did you mean images/hill.png?"),
        ("images/quite-another.webp", "put it into content/, or mend its path"),
    ],
)
def test_an_image_that_is_not_there_has_a_near_name(tmp_path: Path, written: str, fix: str) -> None:
    project = Project(tmp_path.resolve())
    (project.content / "learn").mkdir(parents=True)
    (project.content / "learn/a.md").write_text(HEAD.format("A") + f"![x]({written})\n")
    files = frozenset({"learn/images/Photo.JPG", "learn/images/hill.png", "learn/data.csv"})
    (problem,) = check_links(read_pages(project)[0], {}, files)
    assert (problem.rule, problem.line, problem.column) == ("page/image", 6, 6)
    assert problem.fix == fix


def test_an_image_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(tmp_path.resolve())
    project.content.mkdir()
    (project.content / "a.jpg").write_bytes(jpeg(100, 50))
    first = read_pictures(project).found["a.jpg"]
    (project.content / "b.jpg").write_bytes(jpeg(100, 50))  # the same under another name

    def fail(_: bytes) -> None:
        raise NotMadeError("it is made again", "do not")

    with monkeypatch.context() as patch:
        patch.setattr("kith.content.images.records.make", fail)
        again = read_pictures(project)
        assert again.found["a.jpg"] == first
        assert not again.wrong
    damaged = first.variants[0].file
    data = damaged.read_bytes()
    damaged.write_bytes(b"damaged")
    (project.content / "c.jpg").write_bytes(jpeg(100, 50))
    assert not read_pictures(project).wrong
    assert damaged.read_bytes() == data
