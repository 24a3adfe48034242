"""Words of a source that do not reach the page: the net below all rules on markup.

Markdown drops what it takes for a tag, an attribute or a definition without a word. Here the words
of a source are counted against those of the page made of it. What is no text does not count: heads
of blocks, citations, addresses, code.
"""

import html
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown

from kith.content.markdown.signs import are_attributes, is_tag
from kith.content.source import Source, blank
from kith.problems import Problem

Lost = tuple[int, tuple[str, ...]]
"""A line of the body, from 1, and the words of it that were lost."""

_HEAD: Final = re.compile(r"^[ ]*/{3,}[^\n]*(?:\n(?: {4}|\t)[ \t]*\S[^\n]*)*", re.MULTILINE)
_CITED: Final = re.compile(
    r"\[(?:[^\[\]]|\[[^\[\]]*\])*@(?:[^\[\]]|\[[^\[\]]*\])*\]|(?<![\w@/.:+])@(?:\{[^{}\s]*\}|[\w:.-]*\w)"
)
_TARGET: Final = re.compile(r"(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)|(?<=\])\[[^\[\]\n]*\]")
_DEFINITION: Final = re.compile(
    r"^ {0,3}(?P<abbreviation>\*?)\[(?P<name>[^\]\n]+)\]:[^\n]*(?:\n[ \t]+[\"'(][^\n]*)?",
    re.MULTILINE,
)
_BRACES: Final = re.compile(r"\{(?P<inside>[^{}\n]*)\}")
_MARKER: Final = re.compile(r"^[ >]*\d{1,3}[.)](?=[ \t])", re.MULTILINE)
_WORD: Final = re.compile(r"[^\W_]+")
_HIDDEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_PLACEHOLDER: Final = re.compile(r"\x02[^\x02\x03]*\x03")
_TAGS: Final = re.compile(r"<[^<>]*>")
_SHOWN: Final = ("alt", "title", "aria-label", "data-name")


def find_lost(body: str, tree: Element, parser: Markdown) -> tuple[Lost, ...]:
    """The words of a page's Markdown that are missing in the tree made of it."""
    lines = [_words(line) for line in _text(body).split("\n")]
    written = Counter(word for line in lines for word in line)
    missing = written - _shown(tree, parser)
    if not missing:
        return ()
    lost: defaultdict[int, list[str]] = defaultdict(list)
    by_loss = sorted(
        range(len(lines)), key=lambda at: -sum(missing[word] > 0 for word in lines[at])
    )
    for at in by_loss:  # where many are missing they are missing together
        for word in lines[at]:
            if missing[word] > 0:
                missing[word] -= 1
                lost[at + 1].append(word)
    return tuple((line, tuple(words)) for line, words in sorted(lost.items()))


def lost_words(source: Source, lost: Iterable[Lost]) -> Iterator[Problem]:
    """A problem for each line of a page that loses words."""
    first = source.text.count("\n", 0, len(source.text) - len(source.body))
    for line, words in lost:
        said = ", ".join(f"“{word}”" for word in words[:5])
        more = f" and {len(words) - 5} more" if len(words) > 5 else ""
        message = f"words of this line do not reach the page: {said}{more}"
        fix = _mend(source.text.split("\n")[first + line - 1])
        yield Problem(source.path, first + line, 1, "page/lost-words", message, fix)


def _mend(line: str) -> str:
    if _DEFINITION.match(line):
        return "[words]: at the start of a line defines a link or a short form: take the [ ] out"
    if "|" in line:
        return "give the table a column for each cell, and write a sign | as \\|"
    return "a sign here is read as markup: put a \\ before it (\\<, \\{, \\[), or take it out"


def _text(body: str) -> str:
    """The body with all blanked out that is no text, every line in its place."""
    whole = text = Source("", f"\n{body}").prose[1:]  # a rule on top begins no front matter here
    text = _DEFINITION.sub(
        lambda match: blank(match[0]) if _is_used(match, whole) else match[0], text
    )
    for pattern in (_HEAD, _CITED, _TARGET, _MARKER):
        text = pattern.sub(lambda match: blank(match[0]), text)
    text = _BRACES.sub(
        lambda match: blank(match[0]) if are_attributes(match["inside"]) else match[0], text
    )
    pieces: list[str] = []
    at = 0
    while (less := text.find("<", at)) >= 0:
        tag = is_tag(text, less)
        pieces += [text[at:less], blank(tag[0]) if tag else "<"]
        at = tag.end() if tag else less + 1
    return "".join([*pieces, text[at:]])


def _is_used(definition: re.Match[str], text: str) -> bool:
    """Whether a link or a word elsewhere needs an address or a meaning that is defined here."""
    name = re.escape(definition["name"])
    use = rf"(?<!\w){name}(?!\w)" if definition["abbreviation"] else rf"\[{name}\](?!:)"
    others = f"{text[: definition.start()]}\n{text[definition.end() :]}"
    return re.search(use, others, re.IGNORECASE) is not None


def _shown(tree: Element, parser: Markdown) -> Counter[str]:
    """The words of a tree, of what stands in it as raw HTML, and of what pictures are called."""
    texts = [_PLACEHOLDER.sub(" ", text) for text in tree.itertext()]
    texts += [node.get(name, "") for node in tree.iter() for name in _SHOWN]
    raw = (item for item in parser.htmlStash.rawHtmlBlocks if isinstance(item, str))
    texts += [_TAGS.sub(" ", item) for item in raw]
    return Counter(word for text in texts for word in _words(text))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", html.unescape(text)).translate(_HIDDEN)
    return _WORD.findall(plain.casefold())
