"""The page of all claims: every one with its verdict and what is known, and filters for its script.

    /// verdicts
    ///

    /// claims
    ///

Both blocks are put into the page as finished HTML. Without a script the full list stands there.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from pymdownx.blocks import BlocksProcessor

from kith.blocks import FinishedBlock, ProjectExtension
from kith.content.claims.elements import badge, claim_id, verdict_id, verdict_line
from kith.content.claims.records import Claim, Claims, read_claims
from kith.content.claims.verdicts import VERDICTS
from kith.content.pages import page_titles, page_url
from kith.elements import to_html
from kith.theme.filters import add_clear, add_input, add_select, counted, new_count, new_filters

_BODY: Final = "\0"  # where a body goes that is HTML already; no text of a page holds it


class ClaimsBlock(FinishedBlock):
    """All claims; the site's search finds them on their own pages, and not here again."""

    NAME = CLASS = "claims"
    SEARCHED = False


class VerdictsBlock(FinishedBlock):
    """What the verdicts mean."""

    NAME = CLASS = "verdicts"


class ClaimListExtension(ProjectExtension):
    """The blocks `/// claims` and `/// verdicts`."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        """Register the blocks; the list is made only where it is used."""
        del md
        project = self.project

        def html() -> str:
            return claims_html(read_claims(project), page_titles(project))

        block_mgr.register(ClaimsBlock, {"html": html})
        block_mgr.register(VerdictsBlock, {"html": verdicts_html})


def verdicts_html() -> str:
    """Each verdict and what it means, with an id to link to."""
    terms = Element("dl", {"class": "verdicts__list"})
    for verdict in VERDICTS.values():
        box = SubElement(terms, "div", {"id": verdict_id(verdict.key)})
        term = SubElement(box, "dt")
        term.append(badge(verdict))
        term.tail = " "
        SubElement(box, "dd").text = verdict.meaning
    return _html(terms)


def claims_html(claims: Claims, titles: Mapping[str, str]) -> str:
    """Filters, count and the full list."""
    number = len(claims.all)
    count = new_count(f"{number} claim{'' if number == 1 else 's'}")
    items = "".join(_item(claim, titles[claim.page]) for claim in claims.all)
    head = f"{_html(_filters(claims.all, titles))}{_html(count)}"
    return f'{head}<ol class="claims__list">{items}</ol>'


def _item(claim: Claim, title: str) -> str:
    """One claim in the list, with its finished body."""
    item = Element(
        "li",
        {
            "class": f"claim claim--{claim.verdict.key}",
            "id": claim_id(claim.id),
            "data-verdict": claim.verdict.key,
            "data-article": _slug(claim.page),
        },
    )
    head = SubElement(item, "h3", {"class": "claim__text"})
    SubElement(head, "a", {"href": f"site:/{claim.address}"}).text = claim.text
    item.append(verdict_line(claim.verdict, page=""))
    # Folded: with a hundred claims in full, nobody on a phone would get to the second verdict.
    fold = SubElement(item, "details", {"class": "claim__fold"})
    SubElement(fold, "summary").text = "What the studies found"
    SubElement(fold, "div", {"class": "claim__body"}).text = _BODY
    where = SubElement(item, "p", {"class": "claim__links"})
    where.text = "From: "
    SubElement(where, "a", {"href": f"site:/{claim.address}"}).text = title
    return _html(item).replace(_BODY, claim.body)


def _filters(claims: Iterable[Claim], titles: Mapping[str, str]) -> Element:
    claims = list(claims)
    form = new_filters("Filter the claims")
    add_input(form, "words", "Words", {"type": "search", "autocomplete": "off"})
    verdicts = Counter(claim.verdict.key for claim in claims)
    labels = {key: f"{VERDICTS[key].word} ({verdicts[key]})" for key in VERDICTS if verdicts[key]}
    add_select(form, "verdict", "Verdict", "Any verdict", labels)
    articles = Counter(_slug(claim.page) for claim in claims)
    names = {_slug(claim.page): titles[claim.page] for claim in claims}
    add_select(form, "article", "Article", "Any article", counted(articles, names))
    add_clear(form)
    return form


def _slug(page: str) -> str:
    """A page in an address: learn/rat-park.md -> learn/rat-park."""
    return page_url(page).rstrip("/")


def _html(element: Element) -> str:
    return to_html(element)
