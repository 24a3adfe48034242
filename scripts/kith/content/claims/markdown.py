"""The Python-Markdown extension for claims: a block holds a claim, its verdict and what is known.

    /// claim | Rats that were already hooked gave up morphine in Rat Park
        verdict: wrong
        id: hooked-rats-moved
    What the 1981 study did instead … [@alexander1981]
    ///

What stands inside is Markdown, citations included. A claim without a verdict that exists is drawn
without one: `kith.content.claims.check` says so with file and line.
"""

from xml.etree.ElementTree import Element

from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from kith.content.claims.elements import body_of, finish_claim, new_claim
from kith.content.claims.verdicts import VERDICTS


class ClaimBlock(Block):
    """One claim."""

    NAME = "claim"
    ARGUMENT = True
    OPTIONS = {"verdict": ("", str), "id": ("", str)}  # noqa: RUF012 (the base class declares it so)

    def on_create(self, parent: Element) -> Element:
        """Everything but the body."""
        verdict = VERDICTS.get(self.options["verdict"])
        claim = new_claim(self.argument.strip(), verdict, self.options["id"])
        parent.append(claim)
        return claim

    def on_add(self, block: Element) -> Element:
        """What stands in the block goes into the claim's body."""
        return body_of(block)

    def on_end(self, block: Element) -> None:
        """The body is there; what comes after it follows."""
        finish_claim(block)

    def on_markdown(self) -> str:
        """What stands in the block is Markdown, whole paragraphs of it."""
        return "block"


class ClaimExtension(BlocksExtension):
    """Claims on a page."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        """Register the block, which needs nothing but the verdicts."""
        del md
        block_mgr.register(ClaimBlock, {})
