"""What readers see of a claim: its words, the verdict in word and shape, what the studies found.

Links inside the site begin with `site:/`, as in lists of references; `kith.site.complete` makes
them relative. This module knows neither pages nor Markdown.
"""

from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from kith.content.claims.verdicts import Verdict, icon

CLAIMS_PAGE: Final = "claims/"
"""Where the page of all claims is, below the site's root: content/claims/index.md."""


def claim_id(name: str) -> str:
    """The id of a claim's element, on its own page and on the page of all claims."""
    return f"claim-{name}"


def verdict_id(key: str) -> str:
    """The id of what a verdict means, on the page of all claims."""
    return f"verdict-{key}"


def new_claim(text: str, verdict: Verdict | None, name: str) -> Element:
    """A claim where it is discussed, as a group named by its words; `body_of` is still empty."""
    identifier = claim_id(name)
    claim = Element(
        "section",
        {
            "class": f"claim claim--{verdict.key}" if verdict else "claim",
            "id": identifier,
            "role": "group",
            "aria-labelledby": f"{identifier}-text",
        },
    )
    SubElement(claim, "p", {"class": "claim__kind"}).text = "Claim"
    words = SubElement(claim, "p", {"class": "claim__text", "id": f"{identifier}-text"})
    words.text = AtomicString(text)
    if verdict:
        claim.append(verdict_line(verdict))
    SubElement(claim, "div", {"class": "claim__body"})
    return claim


def body_of(claim: Element) -> Element:
    """The element for what the studies found."""
    return next(child for child in claim if child.get("class") == "claim__body")


def finish_claim(claim: Element) -> None:
    """Add the link by which a claim can be passed on, after all else."""
    line = SubElement(claim, "p", {"class": "claim__links"})
    link = SubElement(line, "a", {"href": f"#{claim.get('id')}"})
    link.text = "Link to this claim"
    link.tail = " "
    every = SubElement(line, "a", {"href": f"site:/{CLAIMS_PAGE}"})
    every.text = "All claims"


def verdict_line(verdict: Verdict, page: str = f"site:/{CLAIMS_PAGE}") -> Element:
    """The paragraph with the verdict, which links to what it means on the page of all claims."""
    line = Element("p", {"class": "claim__verdict"})
    line.text = "Verdict: "
    link = SubElement(line, "a", {"href": f"{page}#{verdict_id(verdict.key)}"})
    link.append(badge(verdict))
    return line


def badge(verdict: Verdict) -> Element:
    """The verdict in shape and word."""
    mark = Element("span", {"class": f"verdict verdict--{verdict.key}"})
    drawing = icon(verdict)
    mark.append(drawing)
    drawing.tail = verdict.word
    return mark
