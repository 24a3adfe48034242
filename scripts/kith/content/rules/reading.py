"""How hard a page is to read: long sentences, long paragraphs, the school grade of the whole.

All of it is advice: a formula counts lengths and knows nothing of sense. The grade is that of
Kincaid and others (1975): 0.39 words a sentence + 11.8 syllables a word - 15.59.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kith.content.rules.prose import running_text
from kith.content.rules.table import Table
from kith.content.source import Source
from kith.problems import Problem

_PARAGRAPH: Final = re.compile(
    r"(?:^(?!\s*$|#|\||/{3,}|\s*[-*+] |\s*\d+\. |>).+\n?)+", re.MULTILINE
)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[\"'”’)\]*]*\s+(?=[\"'“‘(\[*]*[A-Z0-9])")
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,]*")
_VOWELS: Final = re.compile(r"[aeiouyäöüéèêáíóúãõâô]+", re.IGNORECASE)
_ENOUGH: Final = 100  # words; a shorter page has no grade


def check_reading(source: Source, table: Table) -> Iterator[Problem]:
    """Advice on the sentences, paragraphs and the whole of a page."""
    words = sentences = syllables = 0
    text = running_text(source)
    for paragraph in _PARAGRAPH.finditer(text):
        found = list(_sentences(paragraph[0], paragraph.start()))
        for start, sentence in found:
            of_it = _WORD.findall(sentence)
            words += len(of_it)
            sentences += 1
            syllables += sum(map(count_syllables, of_it))
            if len(of_it) > table.sentence:
                message = f"a sentence of {len(of_it)} words"
                yield _advice(source, start, "read/sentence", message, "make it two")
        if len(found) > table.paragraph:
            message = f"a paragraph of {len(found)} sentences"
            yield _advice(source, found[0][0], "read/paragraph", message, "make it two")
    if words >= _ENOUGH:
        grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59
        if grade > table.grade:
            message = f"the page reads like school grade {grade:.1f}, not {table.grade:g}"
            yield _advice(source, 0, "read/grade", message, "shorten sentences and words")


@lru_cache(maxsize=8192)
def count_syllables(word: str) -> int:
    """Groups of vowels, less a silent e: close enough for a mean over a page."""
    found = len(_VOWELS.findall(word))
    if found > 1 and re.search(r"[^aeiouyl]e(?:s|d)?$", word, re.IGNORECASE):
        found -= not re.search(r"(?:[sxz]|ch|sh|[cg])es$|[td]ed$", word, re.IGNORECASE)
    return max(found, 1)


def _sentences(paragraph: str, offset: int) -> Iterator[tuple[int, str]]:
    """Each sentence and where it starts in the whole text."""
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(paragraph)), len(paragraph)]:
        sentence = paragraph[start:end]
        if _WORD.search(sentence):
            yield offset + start + len(sentence) - len(sentence.lstrip()), sentence
        start = end


def _advice(source: Source, offset: int, rule: str, message: str, fix: str) -> Problem:
    return Problem(source.path, *source.place(offset), rule, message, fix)
