"""Where each work is cited: the pages, the places in them, the sentences that cite it.

Pages are read with the same Markdown extension that renders them, once for each text: what was
found is kept between builds by the digest of the text and of the labels that stand in it.
"""

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension

from kith.ahead import BothEnds
from kith.bibliography.citing.markdown import CitationExtension
from kith.bibliography.library import Library, load_library
from kith.cache import digest, digest_files, machine, shelf
from kith.content.claims.markdown import ClaimExtension
from kith.content.figures.markdown import FigureExtension
from kith.content.figures.records import figure_files, figures_digest, read_figures
from kith.content.glossary.markdown import GlossaryExtension
from kith.content.glossary.records import FILE, read_glossary
from kith.content.pages import Page, read_pages
from kith.content.rules.lost import Lost, find_lost
from kith.project import Project

_BLOCKS: Final = frozenset(
    "p li td th dd dt blockquote figcaption h1 h2 h3 h4 h5 h6 div summary".split()
)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_BLOCK: Final = "///"
_ID: Final = re.compile(r"""<[^<>]*\bid\s*=\s*["']([^"']+)""")
_STASHED: Final = re.compile(r"\x02wzxhzdk:(\d+)\x03")
_TAG: Final = re.compile(r"<[^<>]*>")
_MARKERS: Final = dict.fromkeys((2, 3))
_MARKDOWN: Final = (
    *("tables", "attr_list", "toc", "def_list"),
    *("pymdownx.superfences", "kith.commonmark"),
)


class Citing(NamedTuple):
    """One place that cites a work: the page (by its name), the anchor there, the sentence."""

    page: str
    anchor: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PageCitations:
    """What one page cites: how often each key, known or not, and where the known ones stand.

    It holds the places that links may lead to as well, and the words that got lost, since they are
    read from the same tree.
    """

    keys: Mapping[str, int]
    places: tuple[tuple[str, str, str], ...]  # (key, anchor, sentence)
    anchors: frozenset[str] = frozenset()  # all ids of the page that stand in its tree
    lost: tuple[Lost, ...] = ()  # words of its source that are not in the tree


@dataclass(frozen=True, slots=True)
class Citings:
    """All citations of a site, by page and by work."""

    by_page: Mapping[str, PageCitations]
    by_work: Mapping[str, tuple[Citing, ...]]


def find_citings(project: Project) -> Citings:
    """The citations of every page of the project."""
    texts = [*project.content.rglob("*.md"), project.content / FILE, *figure_files(project)]
    pages = digest_files(texts, project.root)
    return _find(project, pages, load_library(project))


@lru_cache(maxsize=2)
def _find(project: Project, _pages_digest: str, library: Library) -> Citings:
    reader = _Reader(project, library)
    by_page = reader.read(read_pages(project)[0])
    by_work: defaultdict[str, list[Citing]] = defaultdict(list)
    for name, citations in by_page.items():
        for key, anchor, sentence in citations.places:
            by_work[key].append(Citing(name, anchor, sentence))
    return Citings(by_page, {key: tuple(places) for key, places in by_work.items()})


class _Reader:
    """Reads pages with one parser, or remembers what was read."""

    def __init__(self, project: Project, library: Library) -> None:
        self._project = project
        self._library = library
        # What figures cite: their words, as far as the library knows their works.
        keys = {key for figure in read_figures(project)[0].values() for key in figure.keys}
        terms = read_glossary(project)[0].terms
        keys |= {term.source for term in terms}
        known = sorted(keys & set(library.works))
        self._drawn = digest(figures_digest(project), repr(terms), *known)
        self._kept = shelf(project.cache / "kept" / "citings", machine())

    def read(self, pages: Sequence[Page]) -> dict[str, PageCitations]:
        """What each page cites, by its name."""
        texts = {page.name: page.source.body for page in pages}
        known = {name: self._recall(text) for name, text in texts.items()}
        new = [name for name, found in known.items() if found is None]
        parsed = BothEnds(lambda name: self._parse(texts[name]), new).results()
        for name, found in zip(new, parsed, strict=True):
            self._kept.put(self._written(texts[name]), tuple(found.keys))
            self._kept.put(self._name(texts[name], found.keys), found)
        later = dict(zip(new, parsed, strict=True))
        return {name: found or later[name] for name, found in known.items()}

    def _recall(self, text: str) -> PageCitations | None:
        """The keys depend on what is written; with the labels of those, they tell the rest."""
        keys = self._kept.get(self._written(text))
        found = self._kept.get(self._name(text, keys)) if keys is not None else None
        return found if isinstance(found, PageCitations) else None

    def _written(self, text: str) -> str:
        """The digest of a text and of the files whose words stand in it."""
        return digest(text, self._drawn if _BLOCK in text else "")

    def _name(self, text: str, keys: Iterable[str]) -> str:
        labels = (repr(self._library.labels.get(key)) for key in keys)
        return digest(self._written(text), str(self._library.numeric), *labels)

    @cached_property
    def _parser(self) -> tuple[markdown.Markdown, CitationExtension]:
        extension = CitationExtension(root=str(self._project.root), listed=False)
        root = str(self._project.root)
        blocks: list[Extension] = [
            ClaimExtension(),
            FigureExtension(root=root),
            GlossaryExtension(root=root, explain=False),
        ]
        return markdown.Markdown(extensions=[*_MARKDOWN, *blocks, extension]), extension

    def _parse(self, text: str) -> PageCitations:
        parser, extension = self._parser
        parser.reset()
        _read_tree(parser, text)
        keys = Counter(item.key for citation in extension.found for item in citation.items)
        tree = extension.tree
        if tree is None:
            return PageCitations(dict(keys), ())
        anchors = frozenset(name for node in tree.iter() if (name := node.get("id")))
        written = _ID.findall(text)  # in raw HTML, which is no part of the tree
        stashed = [item if isinstance(item, str) else "" for item in parser.htmlStash.rawHtmlBlocks]
        return PageCitations(
            dict(keys),
            tuple(
                (key, anchor, _with_signs(sentence, stashed))
                for key, anchor, sentence in _places(tree)
            ),
            anchors | frozenset(written),
            find_lost(text, tree, parser),
        )


def _read_tree(parser: markdown.Markdown, text: str) -> None:
    """Have a text read as `convert` does, which would make HTML of it too."""
    lines = text.split("\n")
    for before in parser.preprocessors:
        lines = before.run(lines)
    tree = parser.parser.parseDocument(lines).getroot()
    assert tree is not None
    for after in parser.treeprocessors:
        changed = after.run(tree)
        tree = tree if changed is None else changed


def _with_signs(text: str, stashed: Sequence[str]) -> str:
    """A text with what was put away on the way: the sign of an entity, nothing of a tag."""

    def shown(placeholder: re.Match[str]) -> str:
        number = int(placeholder[1])
        return html.unescape(_TAG.sub("", stashed[number])) if number < len(stashed) else ""

    return _STASHED.sub(shown, text).translate(_MARKERS)


def _places(tree: Element) -> Iterator[tuple[str, str, str]]:
    """(key, anchor, sentence) of each citation link, in reading order."""
    parents = {child: parent for parent in tree.iter() for child in parent}
    for link in tree.iter("a"):
        key = link.get("data-key")
        if key:
            block = link
            while block in parents and block.tag not in _BLOCKS:
                block = parents[block]
            yield key, link.get("id", ""), _sentence(block, link)


def _sentence(block: Element, link: Element) -> str:
    """The sentence of a block in which a link stands."""
    pieces = list(_texts(block))
    number = next(number for number, (node, _) in enumerate(pieces) if node is link)
    before = sum(len(text) for _, text in pieces[:number])
    whole = "".join(text for _, text in pieces)
    start, end = 0, len(whole)
    for match in _SENTENCE_END.finditer(whole):
        if match.end() <= before:
            start = match.end()
        elif match.start() >= before:
            end = match.start()
            break
    return " ".join(whole[start:end].split())


def _texts(element: Element) -> Iterator[tuple[Element, str]]:
    """The text below an element in reading order, each piece with the element it belongs to."""
    yield element, element.text or ""
    for child in element:
        yield from _texts(child)
        yield element, child.tail or ""
