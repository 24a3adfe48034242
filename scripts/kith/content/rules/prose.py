"""What of a page its author says in their own words, with every place kept.

Blanked out are code, comments, addresses, tags, citations and options of blocks; and other people's
words: what stands in quotation marks or a block quotation, what claims say, titles in italics.
"""

import re
from functools import lru_cache
from typing import Final

from kith.content.source import Source, blank

_BLOCK_HEAD: Final = re.compile(r"^/{3,}[^\n]*(?:\n(?: {4}|\t)\S[^\n]*)*", re.MULTILINE)
_CITED: Final = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*@[^\[\]]*\]|(?<![\w@/.:+\\])@[\w:.-]*\w")
_ADDRESS: Final = re.compile(
    r"(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|^\[[^\]\n]+\]:.*$|<[^<>\n]*>|https?://\S+"
    r"|\{[^{}\n]*\}",
    re.MULTILINE,
)
_QUOTED: Final = re.compile(
    r"“[^”]{0,600}”|\"[^\"\n]{1,600}\"|‘[^’]{0,600}’|^[ ]{0,3}>[^\n]*", re.MULTILINE
)
_ITALIC: Final = re.compile(
    r"(?<![\w*])\*(?![\s*])[^*\n]+\*(?![\w*])|(?<![\w_])_(?!\s)[^_\n]+_(?!\w)"
)
_FIELD: Final = re.compile(r"^(?P<name>\w+):.*\n(?:[ \t-].*\n)*", re.MULTILINE)
_OWN_FIELDS: Final = ("description", "key_points", "content_note")


@lru_cache(maxsize=1)  # two rules ask for that of a page, one after the other
def running_text(source: Source) -> str:
    """The body without what is not text: code, addresses, citations, heads of blocks."""
    text = source.prose
    for pattern in (_BLOCK_HEAD, _CITED, _ADDRESS):
        text = pattern.sub(_blank, text)
    return text


def own_words(source: Source) -> str:
    """The author's own words, those of the front matter too."""
    text = running_text(source)
    for pattern in (_QUOTED, _ITALIC):
        text = pattern.sub(_blank, text)
    front = source.front_matter or ""
    said = _FIELD.sub(
        lambda field: field[0] if field["name"] in _OWN_FIELDS else _blank(field), front
    )
    start = source.text.find(front, 3) if front else 0
    return text[:start] + said + text[start + len(said) :]


def _blank(match: re.Match[str]) -> str:
    return blank(match[0])
