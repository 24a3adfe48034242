from pathlib import Path
from xml.etree import ElementTree

from kith.content.pages import read_pages
from kith.content.teaching.codes import draw, publish_codes
from kith.explainers.manifest import read_manifests
from kith.project import Project
from kith.site.kept import KeptSite


def codes(project: Project, folder: Path, url: str) -> set[str]:
    pages, manifests = read_pages(project)[0], read_manifests(project)[0]
    publish_codes(pages, manifests, KeptSite(folder), url)
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.svg")}


def test_without_an_address_there_is_no_code(repository: Project, tmp_path: Path) -> None:
    assert codes(repository, tmp_path, "") == set()


def test_each_scenario_and_each_page_for_rooms_has_one(repository: Project, tmp_path: Path) -> None:
    found = codes(repository, tmp_path, "https://kith.example/sub/")
    scenarios = read_manifests(repository)[0]["rat_park"].scenarios
    article = {f"assets/codes/learn/rat-park/rat_park.{name}.svg" for name in scenarios}
    assert article | {"assets/codes/teach/taster/page.svg"} <= found
    drawn = (tmp_path / "assets/codes/learn/rat-park/rat_park.petrie.svg").read_text("utf-8")
    assert drawn == draw("https://kith.example/sub/learn/rat-park/#show=rat_park.petrie")


def test_a_code_is_an_svg_with_a_quiet_edge() -> None:
    svg = ElementTree.fromstring(draw("https://kith.example/"))
    assert svg.tag.endswith("svg")
    _, _, width, height = map(int, svg.attrib["viewBox"].split())
    assert width == height >= 25 + 8
