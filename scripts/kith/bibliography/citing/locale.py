"""The words of citations in a language: “p.”, “pp.”, “Chapter”, “und”, by the locales of CSL.

The locales are those that npm brings; a language among them that is not there reads as English.
Knows nothing of works or of styles.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring

from kith.bibliography.citing.citations import ENGLISH, Grammar

_FILE: Final = "@citation-js/plugin-csl/lib/locales.json"
_NS: Final = "{http://purl.org/net/xbiblio/csl}"
_ENGLISH: Final = "en-US"
_FALLBACK: Final = {"long": ("short",), "short": ("long",), "symbol": ("short", "long")}
LABELS: Final = frozenset(
    "act appendix article-locator book canon chapter column elocation equation figure folio issue "
    "line note opus page paragraph part rule scene section sub-verbo supplement table timestamp "
    "title-locator verse volume".split()
)
"""What a locator can be, in CSL."""

type Terms = Mapping[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Locale:
    """The words of one language: (term, form) -> (for one, for several)."""

    language: str = _ENGLISH
    terms: Terms = field(default_factory=dict)
    grammar: Grammar = ENGLISH

    def word(self, term: str, form: str, *, several: bool = False) -> str:
        """The word for a term in a form ("long", "short", "symbol"), or the nearest form to it."""
        for name in (form, *_FALLBACK.get(form, ())):
            if (term, name) in self.terms:
                return self.terms[term, name][several]
        return "" if term == "timestamp" else term


@lru_cache(maxsize=8)
def load_locale(modules: Path, language: str = "en") -> Locale:
    """The locale of a language ("de", "de-AT"), from the node_modules folder."""
    try:
        texts: dict[str, str] = json.loads((modules / _FILE).read_text("utf-8"))
        name = _nearest(language, texts)
        own, english = _read(texts[name]), _read(texts[_ENGLISH])
    except (OSError, ValueError, KeyError, ParseError):
        return Locale()
    grammar = Grammar.of({**ENGLISH.words, **_locator_words(english), **_locator_words(own)})
    return Locale(name, own, grammar)


def _nearest(language: str, names: Mapping[str, str]) -> str:
    wanted = language.replace("_", "-").lower()
    start = wanted.split("-")[0]
    exact = (name for name in names if name.lower() == wanted)
    alike = (name for name in names if name.lower().split("-")[0] == start)
    return next(exact, next(alike, _ENGLISH))


def _read(text: str) -> dict[tuple[str, str], tuple[str, str]]:
    terms: dict[tuple[str, str], tuple[str, str]] = {}
    for term in fromstring(text).iter(f"{_NS}term"):
        forms = (_text(term, "single"), _text(term, "multiple"))
        key = (term.get("name", "").replace(" ", "-"), term.get("form", "long"))
        alone = (term.text or "").strip()
        terms[key] = forms if any(forms) else (alone, alone)
    return terms


def _text(term: Element, name: str) -> str:
    return (term.findtext(f"{_NS}{name}") or "").strip()


def _locator_words(terms: Terms) -> dict[str, str]:
    return {
        word: label
        for (label, _), words in terms.items()
        if label in LABELS
        for word in words
        if word
    }
