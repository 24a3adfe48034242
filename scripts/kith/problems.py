"""What an editor can get wrong, as values.

A `Problem` says where, which rule, what is the matter and how to mend it. Every stage of the build
returns problems instead of raising; they are printed once, all together, at the end.

This module knows nothing of Markdown, BibTeX or MkDocs.
"""

import tomllib
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final, Literal

Severity = Literal["error", "warning", "advice"]
EDITORS_RULES: Final = Path(__file__).parent / "content" / "rules" / "rules.toml"
"""Rules on words and pages, with the reason of each: data that editors may change."""

RULES: Final[dict[str, tuple[Severity, str]]] = {
    # id: (severity, what the rule asks for)
    "page/front-matter": ("error", "Front matter is valid YAML between two --- lines."),
    "page/field": ("error", "Front matter has the fields its kind of page needs, well formed."),
    "page/unknown-field": ("error", "Front matter has no field that nothing reads."),
    "page/block": ("error", "A block /// has a name that exists, its options, and an end."),
    "page/encoding": ("error", "A page is UTF-8 text."),
    "page/name": ("error", "A page's name has each accented letter as one sign."),
    "page/markup": ("error", "Text has only such markup as this site knows."),
    "page/html": ("error", "Tags are such as a page may hold, and each that opens also ends."),
    "page/table": ("error", "A table has a line of dashes, and a column for each cell."),
    "page/numbering": ("warning", "The items of a numbered list are numbered as they are shown."),
    "page/invisible": ("warning", "Text has no signs that nobody sees."),
    "page/lost-words": ("error", "Every word of a source reaches the page."),
    "page/link": ("error", "A link to another page or place leads there."),
    "page/image": ("error", "An image is there, and browsers can show it."),
    "page/moved": ("error", "An old address in moved_from is a free one, and leads to one page."),
    "page/vanished": ("warning", "An address that readers may have kept still leads somewhere."),
    "page/move": ("error", "`kith move` is told a page, and a free name for it."),
    "site/nav": ("error", "The menu in mkdocs.yml names each page of the site, and once."),
    "cite/unknown-key": ("error", "Every cited key stands in the bibliography."),
    "bib/file": ("error", "Every .bib file can be read."),
    "bib/encoding": ("error", "A .bib file is UTF-8 text without control characters."),
    "bib/syntax": ("error", "An entry is @type{key, name = {value}, …}."),
    "bib/missing-comma": ("error", "A comma stands after the key and between fields."),
    "bib/unbalanced": ("error", "Every brace and quote that opens also closes."),
    "bib/key": ("error", "A key is made of letters, digits, - and _."),
    "bib/empty-key": ("error", "Every entry has a key."),
    "bib/duplicate-key": ("error", "A key names one entry of the whole library."),
    "bib/duplicate-field": ("error", "A field stands once in an entry."),
    "bib/duplicate-doi": ("error", "A DOI stands at one entry of the whole library."),
    "bib/similar-title": ("warning", "Two entries are not the same work."),
    "bib/undefined-macro": ("error", "A bare word is defined by @string; other text has braces."),
    "bib/crossref": ("error", "crossref and xdata name entries that exist, never in a circle."),
    "bib/unknown-type": ("error", "An entry has a type that exists."),
    "bib/unknown-field": ("warning", "A field has a name that something reads."),
    "bib/missing-field": ("error", "An entry has the fields its type needs."),
    "bib/style-in-text": ("warning", "A style cites by author and date, or by numbers."),
    "cite/syntax": ("error", "Works in brackets each have an @, and a semicolon between them."),
    "bib/empty-value": ("warning", "A field says something, or is not there."),
    "bib/institution": ("warning", "The name of an institution stands in braces."),
    "bib/not-shown": ("warning", "A field is shown where a style has a place for it."),
    "bib/form": ("warning", "Entries are written as `kith check --fix` writes them."),
    "bib/latex": ("warning", "Text has only LaTeX commands that this site can show."),
    "bib/name": ("error", "Names are “Family, Given and Family, Given”, institutions in braces."),
    "bib/date": ("error", "A date is EDTF (1978-05-01, 1981/1984, 1900~), or year and month."),
    "bib/pages": ("error", "Pages are numbers or ranges, the lower number first."),
    "bib/doi": ("error", "A DOI is well formed."),
    "bib/doi-form": ("warning", "A DOI is written from 10. on, not as a link."),
    "bib/pmid": ("error", "PMID and PMCID are numbers of those archives."),
    "bib/eprint": ("error", "An arXiv number is well formed."),
    "bib/isbn": ("error", "An ISBN has 10 or 13 digits and the right check digit."),
    "bib/issn": ("error", "An ISSN has 8 digits and the right check digit."),
    "bib/url": ("error", "An address begins with http:// or https:// and has no blanks."),
    "bib/evidence-field": ("error", "Every entry says design, plain and checked."),
    "bib/design": ("error", "design is a key of bibliography/evidence.toml."),
    "bib/checked": ("error", "checked is a date and record, abstract or full text."),
    "bib/checked-old": ("warning", "A record was compared in the last two years."),
    "bib/placeholder": ("warning", "Nothing of a new reference is left to be written."),
    "bib/retracted": ("error", "A retracted work is cited only where the text says so."),
    "bib/retractions": ("error", "retractions.json is as `kith retractions` writes it."),
    "bib/concern": ("warning", "A work with an expression of concern is cited with care."),
    "bib/unused": ("advice", "Every entry is cited somewhere, now or later."),
    "bib/designs": ("error", "evidence.toml names kinds of study in plain words."),
    "bib/style": ("error", "The CSL style of the reference list exists and works."),
    "import/file": ("error", "What is given to `kith cite` is a list of references in text."),
    "import/record": ("error", "A record has a title, an author or a DOI, and says it plainly."),
    "import/encoding": ("warning", "An exported file is UTF-8."),
    "import/value": ("warning", "What an export says of a work is kept in its entry."),
    "import/guess": ("warning", "What an export leaves open was guessed right."),
    "claim/text": ("error", "A claim has words, and says below what the studies found."),
    "claim/verdict": ("error", "A claim has a verdict out of the five that exist."),
    "claim/id": ("error", "A claim has an id of its own over the whole site, for links."),
    "claim/citation": ("error", "A claim cites the sources that its verdict rests on."),
    "claim/option": ("error", "A claim has only options that exist, and they can be read."),
    "teach/minutes": ("error", "The minutes of a plan's steps add up to those it names."),
    "teach/step": ("error", "A plan has steps; it begins with an opening, ends with a closing."),
    "teach/debrief": ("error", "Where people do or see something, a debrief follows."),
    "teach/section": ("error", "A plan says what to do in distress, how to adapt, how it went."),
    "teach/self-check": ("error", "In a plan, the self-check is about invented people only."),
    "teach/slide": ("error", "A slide fits 1024 x 768 pixels at a projector's size of letters."),
    "teach/leaf": ("error", "A plan has at most one handout and one card, a page each."),
    "teach/outside": ("error", "Facilitator's words and other parts of a plan stand in a plan."),
    "teach/check": ("error", "A quiz has a question, options, what is right, and why."),
    "explainer/unknown": ("error", "An explainer block names a folder in explainers/."),
    "explainer/option": ("error", "An explainer block has only options that exist."),
    "explainer/manifest": ("error", "explainer.toml is complete and well formed."),
    "explainer/file": ("error", "Code and descriptions of explainers are UTF-8 text."),
    "explainer/model": ("error", "An explainer's model runs for its scenarios."),
    "explainer/impure": ("error", "Explainers' code gives one result for one seed, everywhere."),
    "explainer/placeholder": ("warning", "Nothing of a new explainer is left to be written."),
    "explainer/new": ("error", "A new explainer has a title that gives its folder a free name."),
    "explainer/recording": ("error", "What is recorded of a scenario is small enough to fetch."),
    "explainer/wheel": ("error", "The explainers can be packed for the browser."),
    "questionnaire/unknown": ("error", "A questionnaire block names a folder in explainers/."),
    "questionnaire/file": ("error", "questionnaire.toml is complete and well formed."),
    "help/line": ("error", "A line in help.toml can be reached, and was looked up on a day."),
    "search/words": ("error", "search.toml is well formed, and leads to pages that are there."),
    "figure/file": ("error", "A figure's file is complete, and its data can be drawn."),
    "figure/unknown": ("error", "A figure block names a file in content/figures/."),
    "figure/unused": ("warning", "Every figure is shown on some page."),
    "glossary/term": ("error", "A term in glossary.toml is complete and well formed."),
    "glossary/duplicate": ("error", "A word stands for one term of the glossary."),
    "glossary/source": ("error", "A term's source stands in the bibliography."),
    "glossary/article": ("warning", "A term's article is a page of the site; else it is left out."),
    "glossary/order": ("error", "The terms of the glossary are sorted."),
    "new/file": ("error", "What `kith new` writes has a title that gives it a free name."),
    "site/settings": ("error", "mkdocs.yml is UTF-8 text and valid YAML."),
    "site/link": ("error", "Links inside the site lead somewhere."),
    "site/third-party": ("error", "A page loads nothing from another host."),
    "site/html": ("error", "Built pages are well formed: one h1, no id twice."),
    "site/template": ("error", "Every template of the theme can be read and drawn."),
    "site/generator": ("error", "The site generator has nothing to complain of."),
    "pack/pdf": ("error", "A PDF is tagged, and a handout or a card has one page."),
    "build/disk": ("error", "What is read can be read, and what is written can be written."),
    "build/setup": ("error", "What the build needs is installed."),
    **{
        rule["id"]: (rule["severity"], rule["meaning"])
        for rule in tomllib.loads(EDITORS_RULES.read_text("utf-8"))["rules"]
    },
}

LONGEST: Final = 1_000
"""Letters of a message."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. Lines and columns count from 1; paths are relative to the repository."""

    path: str
    line: int
    column: int
    rule: str
    message: str
    fix: str = ""

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise ValueError(f"{self.rule} is not a rule: add it to RULES")
        # Other programs' words may come in several lines, or repeat a whole file; a problem is one.
        message = " ".join(self.message.split())
        message = message if len(message) <= LONGEST else f"{message[:LONGEST]} …"
        object.__setattr__(self, "message", message)

    @property
    def severity(self) -> Severity:
        return RULES[self.rule][0]

    def __str__(self) -> str:
        mend = f" - {self.fix}" if self.fix else ""
        return f"{self.path}:{self.line}:{self.column} {self.rule} {self.message}{mend}"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether a build with these problems must fail; warnings and advice alone do not."""
    return any(problem.severity == "error" for problem in problems)


class Hints:
    """Many known words, among which the nearest is soon found: only neighbours are compared.

    Words are neighbours that stand close by in the alphabet, read from the front or from the back.
    """

    _NEIGHBOURS: Final = 24

    def __init__(self, known: Iterable[str]) -> None:
        self._known = known
        self._sorted: tuple[list[str], list[str]] | None = None

    def nearest(self, word: str) -> str:
        """As the function of that name."""
        if self._sorted is None:
            words = list(self._known)
            self._sorted = sorted(words), sorted(word[::-1] for word in words)
        forwards, backwards = self._sorted
        close = self._around(forwards, word)
        close += [found[::-1] for found in self._around(backwards, word[::-1])]
        return nearest(word, dict.fromkeys(close))

    def _around(self, words: list[str], word: str) -> list[str]:
        at = bisect_left(words, word)
        return words[max(at - self._NEIGHBOURS, 0) : at + self._NEIGHBOURS]


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, as a hint: "did you mean X?", or "" when none is close."""
    matches = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {matches[0]}?" if matches else ""
