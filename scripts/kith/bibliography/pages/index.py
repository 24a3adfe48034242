"""The bibliography of the whole site: every work, cited or not, with filters for the page's script.

    /// bibliography
    ///

The block is a Python-Markdown extension like the others: a function of the folders. Without a
script the full list stands there; the script shows the form and hides what does not match.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from pymdownx.blocks import BlocksProcessor

from kith.bibliography.citing.citings import Citing, Citings, find_citings
from kith.bibliography.library import Library, load_library
from kith.bibliography.pages.metadata import coins
from kith.bibliography.pages.references import add_downloads, entry_html, reference_id
from kith.bibliography.reading.work import Work
from kith.blocks import FinishedBlock, ProjectExtension
from kith.content.pages import page_address, page_titles
from kith.elements import to_html
from kith.theme.filters import add_clear, add_input, add_select, counted, new_count, new_filters

STEM: Final = "kith"  # of the files that hold the whole library


class BibliographyBlock(FinishedBlock):
    """The list, put into the page as finished HTML."""

    NAME = CLASS = "bibliography"
    TAG = "div"


class BibliographyExtension(ProjectExtension):
    """The block `/// bibliography`."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        """Register the block; the list is made only where it is used."""
        del md
        project = self.project

        def html() -> str:
            library = load_library(project)
            return bibliography_html(library, find_citings(project), page_titles(project))

        block_mgr.register(BibliographyBlock, {"html": html})


def bibliography_html(library: Library, citings: Citings, titles: Mapping[str, str]) -> str:
    """Filters, count, downloads and the full list."""
    works = [library.works[key] for key in library.ordered(library.works)]
    head = [_filters(library, works), new_count(f"{len(works)} works")]
    if works:
        head.append(Element("p", {"class": "bibliography__take"}))
        head[-1].text = "All of them: "
        add_downloads(head[-1], STEM)
    items = "".join(_item(library, work, citings, titles) for work in works)
    return f'{to_html(*head)}<ol class="references__list bibliography__list">{items}</ol>'


def _item(library: Library, work: Work, citings: Citings, titles: Mapping[str, str]) -> str:
    places = citings.by_work.get(work.key, ())
    facts = {
        "class": "reference",
        "id": reference_id(work.key),
        "data-year": str(work.issued.year or "") if work.issued else "",
        "data-design": work.evidence.design,
        "data-topics": " ".join(work.evidence.keywords),
        "data-authors": " ".join(name.literal or name.family for name in work.creators),
        "data-cited": "yes" if places else "no",
    }
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in facts.items())
    span = Element("span", {"class": "Z3988", "title": coins(work)})
    rest = to_html(_where(places, titles), span)
    return f"<li{attributes}>{entry_html(library, work.key)}{rest}</li>"


def _where(places: Iterable[Citing], titles: Mapping[str, str]) -> Element:
    """The pages that cite a work, each once, at its first citation there."""
    paragraph = Element("p", {"class": "reference__where"})
    first: dict[str, Citing] = {}
    for place in places:
        first.setdefault(place.page, place)
    if not first:
        paragraph.set("class", "reference__where reference__where--none")
        paragraph.text = "Not cited yet"
        return paragraph
    paragraph.text = "Cited in: "
    for page, place in first.items():
        link = SubElement(paragraph, "a", {"href": f"site:/{page_address(page)}#{place.anchor}"})
        link.text = titles[page]
        link.tail = " "
    return paragraph


def _filters(library: Library, works: Iterable[Work]) -> Element:
    works = list(works)
    topics = Counter(word for work in works for word in work.evidence.keywords)
    designs = Counter(work.evidence.design for work in works if work.evidence.design)
    labels = {key: design.label for key, design in library.designs.items()}
    years = [work.issued.year for work in works if work.issued and work.issued.year]
    span = {
        "min": str(min(years, default=0)),
        "max": str(max(years, default=0)),
        "autocomplete": "off",
    }
    form = new_filters("Filter the references")
    add_input(form, "words", "Words", {"type": "search", "autocomplete": "off"})
    add_input(form, "author", "Author", {"type": "search", "autocomplete": "off"})
    add_select(form, "topic", "Topic", "Any topic", counted(topics, {}))
    add_select(form, "design", "Kind of study", "Any kind", counted(designs, labels))
    add_input(form, "from", "From year", {"type": "number", **span})
    add_input(form, "to", "To year", {"type": "number", **span})
    cited = {"yes": "Cited on this site", "no": "Not cited yet"}
    add_select(form, "cited", "Cited", "Cited or not", cited)
    add_clear(form)
    return form
