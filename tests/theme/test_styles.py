from pathlib import Path

from kith.project import Project
from kith.site.kept import KeptSite
from kith.theme.styles import join, join_styles

SHEETS = {
    "assets/css/a.css": '/* first */\n.a::before {\n  content: "/* kept */";\n}\n',
    "assets/fonts-1/b.css": '@font-face{src:url(b.woff2)}.b{background:url("data:x,/*y*/")}',
}
LINKS = "".join(f'\n  <link rel="stylesheet" href="{{}}{place}">' for place in SHEETS)


def test_comments_go_and_addresses_are_as_from_the_new_place() -> None:
    text = join(SHEETS.items())
    assert "first" not in text
    assert 'content: "/* kept */"' in text
    assert 'url("../fonts-1/b.woff2")' in text
    assert 'url("data:x,/*y*/")' in text
    assert text.index(".a") < text.index(".b")


def test_a_page_has_one_link_in_place_of_all(tmp_path: Path, repository: Project) -> None:
    for place, text in {**SHEETS, "404.html": LINKS.replace("{}", "/sub/")}.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(text)
    styles = join_styles(KeptSite(tmp_path), repository)
    assert [*(tmp_path / "assets").rglob("*.css")] == [tmp_path / styles.joined]
    html = styles.replace(f"<head>{LINKS.replace('{}', '../../')}\n</head>")
    assert html == f'<head>\n<link rel="stylesheet" href="../../{styles.joined}">\n</head>'
    other = '<head><link rel="stylesheet" href="assets/css/a.css"></head>'
    assert styles.replace(other) == other


def test_a_site_without_that_page_keeps_its_sheets(tmp_path: Path, repository: Project) -> None:
    assert join_styles(KeptSite(tmp_path), repository).replace(LINKS) == LINKS
