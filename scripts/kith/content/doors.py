"""Blocks that lead into the site, for the home page: doors, the newest claims, all articles.

    /// door | Read
        section: learn
    What is behind it, in Markdown.
    ///

    /// newest-claims
        count: 4
    ///

    /// articles
    ///

All of it is read from the pages and from the navigation, so that no list is ever typed or stale. A
door whose section has no page yet is not drawn.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from pymdownx.blocks import BlocksProcessor
from pymdownx.blocks.block import Block, type_ranged_integer, type_string

from kith.blocks import FinishedBlock, ProjectExtension
from kith.content.claims.elements import verdict_line
from kith.content.claims.records import Claim, Claims, read_claims
from kith.content.pages import Page, page_address, read_pages
from kith.content.sections import in_order, sections
from kith.elements import to_html

_DOORS: Final = "doors"


class DoorBlock(Block):
    """One door. Doors that follow each other stand in one box."""

    NAME = "door"
    ARGUMENT = True
    OPTIONS = {"section": ("", type_string)}  # noqa: RUF012 (the base class declares it so)

    def on_create(self, parent: Element) -> Element:
        """The door's name, which is the link, and how much is behind it."""
        self.box = parent[-1] if len(parent) and parent[-1].get("class") == _DOORS else None
        if self.box is None:
            self.box = SubElement(parent, "div", {"class": _DOORS})
        self.parent = parent
        door = SubElement(self.box, "section", {"class": "door"})
        self.behind = behind(self.options["section"], self.config["nav"], self.config["pages"]())
        if self.behind:
            title = SubElement(door, "h2", {"class": "door__title"})
            link = SubElement(title, "a", {"href": f"site:/{page_address(self.behind[0].name)}"})
            link.text = self.argument.strip()
        return door

    def on_end(self, block: Element) -> None:
        """Take a door away that leads nowhere."""
        assert self.box is not None
        articles = sum(page.is_article for page in self.behind)
        if not self.behind:
            self.box.remove(block)
            if len(self.box) == 0:
                self.parent.remove(self.box)
        elif articles:
            number = SubElement(block, "p", {"class": "door__number"})
            number.text = f"{articles} page{'' if articles == 1 else 's'}"

    def on_markdown(self) -> str:
        """What is behind the door is told in Markdown."""
        return "block"


class NewestClaimsBlock(FinishedBlock):
    """The claims whose pages were checked last."""

    NAME = CLASS = "newest-claims"
    SEARCHED = False
    OPTIONS = {"count": (4, type_ranged_integer(1, 20))}  # noqa: RUF012

    def html(self) -> str:
        found: str = self.config["html"](self.options["count"])
        return found


class ArticlesBlock(FinishedBlock):
    """Every article, section by section."""

    NAME = CLASS = "articles"
    SEARCHED = False


class DoorsExtension(ProjectExtension):
    """The three blocks."""

    SETTINGS: ClassVar = {"nav": [[], "The site's navigation, as its configuration has it."]}

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        """Register the blocks; what they show is read only where they are used."""
        del md
        project, nav = self.project, self.getConfig("nav")

        def pages() -> list[Page]:
            return read_pages(project)[0]

        def newest(count: int) -> str:
            return newest_html(newest_claims(read_claims(project), pages(), count), pages())

        block_mgr.register(DoorBlock, {"pages": pages, "nav": nav})
        block_mgr.register(NewestClaimsBlock, {"html": newest})
        block_mgr.register(ArticlesBlock, {"html": lambda: articles_html(pages(), nav)})


def behind(folder: str, nav: object, pages: Iterable[Page]) -> list[Page]:
    """The pages of a folder: its own first page, if it has one, and then as in the navigation."""
    by_name = {page.name: page for page in pages if page.name.startswith(f"{folder}/")}
    listed = [name for section in sections(nav, by_name) for name in section.pages]
    index = f"{folder}/index.md"
    names = dict.fromkeys([*([index] if index in by_name else []), *listed])
    return [by_name[name] for name in names]


def newest_claims(claims: Claims, pages: Iterable[Page], count: int) -> list[Claim]:
    """One claim of each page, the page checked last first; then second ones, until it is enough."""
    checked = {page.name: str(page.fields.get("reviewed", "")) for page in pages}
    order = sorted(claims.by_page, key=lambda name: checked[name], reverse=True)
    rounds = max((len(found) for found in claims.by_page.values()), default=0)
    found = [
        claims.by_page[name][number]
        for number in range(rounds)
        for name in order
        if number < len(claims.by_page[name])
    ]
    return found[:count]


def newest_html(claims: Iterable[Claim], pages: Iterable[Page]) -> str:
    """The claims as a list: words, verdict, where they are discussed, when that was checked."""
    by_name = {page.name: page for page in pages}
    items = Element("ul", {"class": "newest-claims__list"})
    for claim in claims:
        page = by_name[claim.page]
        item = SubElement(items, "li", {"class": f"claim claim--{claim.verdict.key}"})
        words = SubElement(item, "p", {"class": "claim__text"})
        SubElement(words, "a", {"href": f"site:/{claim.address}"}).text = claim.text
        item.append(verdict_line(claim.verdict))
        where = SubElement(item, "p", {"class": "claim__links"})
        where.text = f"From “{page.fields.get('title', page.name)}”"
        if reviewed := page.fields.get("reviewed"):
            where.text += ", checked "
            day = SubElement(where, "time", {"datetime": f"{reviewed:%Y-%m-%d}"})
            day.text = f"{reviewed.day} {reviewed:%B %Y}"
    return to_html(items)


def articles_html(pages: Iterable[Page], nav: object) -> str:
    """The articles of each section under its name."""
    found = list(pages)
    by_name: Mapping[str, Page] = {page.name: page for page in found}
    known = {page.name for page in in_order(nav, found)}
    parts = []
    for section in sections(nav, by_name):
        articles = [by_name[name] for name in section.pages if name in known]
        if articles:
            parts.append(_section(section.title, articles))
    return "".join(parts)


def _section(title: str, articles: Iterable[Page]) -> str:
    box = Element("div", {"class": "articles__section"})
    if title:
        SubElement(box, "h3").text = title
    items = SubElement(box, "ul", {"class": "articles__list"})
    for page in articles:
        item = SubElement(items, "li")
        link = SubElement(item, "a", {"href": f"site:/{page_address(page.name)}"})
        link.text = str(page.fields.get("title", page.name))
        SubElement(item, "p").text = str(page.fields.get("description", ""))
        minutes = SubElement(item, "p", {"class": "articles__minutes"})
        minutes.text = f"{page.minutes_to_read} min read"
    return to_html(box)
