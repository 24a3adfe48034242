"""The terms of glossary.toml as records, and the one pattern that finds all of them in a text.

    [[terms]]
    term = "cohort study"
    also = ["cohort studies"]         other forms in running text; may be left out
    plain = "A study that …"
    source = "robins1974"             a key of the bibliography; may be left out
    article = "learn/soldiers.md"     the page that says more; may be left out

This module knows nothing of Markdown or of elements.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

from kith.cache import digest_files
from kith.content.tables import TableFile, read_table_file, unknown_tables
from kith.problems import Problem, nearest
from kith.project import Project

FILE: Final = "glossary.toml"  # below content/
PAGE: Final = "glossary.md"  # below content/: where all terms are listed
_TEXTS: Final = ("term", "plain", "source", "article")
_REQUIRED: Final = ("term", "plain")
_FIELDS: Final = ("term", "also", "plain", "source", "article")


@dataclass(frozen=True, slots=True)
class Term:
    """One word. `line` is where it stands in the file; source and article may be empty."""

    term: str
    plain: str
    also: tuple[str, ...] = ()
    source: str = ""
    article: str = ""
    line: int = 1

    @property
    def id(self) -> str:
        """Of its entry on the glossary's page."""
        return f"term-{self.slug}"

    @property
    def slug(self) -> str:
        """The term as it can stand in an address."""
        return re.sub(r"\W+", "-", self.term.casefold()).strip("-")

    @property
    def forms(self) -> tuple[str, ...]:
        """All that stands for it in running text."""
        return (self.term, *self.also)


@dataclass(frozen=True)
class Glossary:
    """All terms, in the file's order."""

    terms: tuple[Term, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds every form of every term, the longest first; None where there is no term."""
        by_letter: defaultdict[str, list[str]] = defaultdict(list)
        for form in sorted(self._by_form, key=len, reverse=True):
            by_letter[_first(form)].append(_rest(form))
        if not by_letter:
            return None
        # By first letters, so that most places in a text are passed after one look.
        forms = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in by_letter.items())
        return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])")

    def find(self, found: str) -> Term:
        """The term of what the pattern found."""
        form = " ".join(found.split())
        return self._by_form.get(form) or self._by_form[form[0].lower() + form[1:]]

    def terms_in(self, text: str) -> Iterator[Term]:
        """The terms that stand anywhere in a text, each once, in the glossary's order."""
        if self.pattern:
            names = {self.find(found).term for found in set(self.pattern.findall(text))}
            yield from (term for term in self.terms if term.term in names)

    def prints_in(self, text: str) -> str:
        """All that a page with this text may show of the terms, wherever they stand in the file."""
        found = self.terms_in(text)
        return "\n".join(f"{term.forms} {term.plain}" for term in found)

    @cached_property
    def _by_form(self) -> Mapping[str, Term]:
        return {form: term for term in reversed(self.terms) for form in term.forms}


def sort_key(term: str) -> str:
    """By what the file is sorted: small and capital letters alike."""
    return term.casefold()


def read_glossary(project: Project) -> tuple[Glossary, list[Problem]]:
    """The terms that are in order, and a problem for each slip. No file is an empty glossary."""
    file = project.content / FILE
    if not file.is_file():
        return Glossary(), []
    glossary, problems = _read(project, digest_files([file], project.root))
    return glossary, list(problems)


def shown_glossary(project: Project) -> Glossary:
    """What pages explain: nothing as long as there is no page to lead to."""
    there = (project.content / PAGE).is_file()
    return read_glossary(project)[0] if there else Glossary()


@lru_cache(maxsize=2)
def _read(project: Project, _digest: str) -> tuple[Glossary, list[Problem]]:
    file, problems = read_table_file(project, project.content / FILE, "glossary/term", missing="")
    if file is None:
        return Glossary(), problems
    problems += unknown_tables(file, ("terms",), "glossary/term", "write [[terms]] above each")
    tables = file.values.get("terms")
    if not isinstance(tables, list):
        message = "there is no term"
        fix = "write [[terms]] above each"
        return Glossary(), problems or [Problem(file.path, 1, 1, "glossary/term", message, fix)]
    terms = []
    for number, table in enumerate(tables):
        found = list(_slips(file, number, table))
        problems += found
        if not found:
            line, _ = file.place_in("terms", number)
            terms.append(Term(**{**table, "also": tuple(table.get("also", ())), "line": line}))
    return Glossary(tuple(terms)), problems


def _slips(file: TableFile, number: int, table: Any) -> Iterator[Problem]:
    def slip(field: str, message: str, fix: str) -> Problem:
        place = file.place_in("terms", number, field)
        return Problem(file.path, *place, "glossary/term", message, fix)

    if not isinstance(table, dict):
        yield slip("", "this is not a table", "write [[terms]] above its fields")
        return
    for name in table:
        if name not in _FIELDS:
            fix = nearest(name, _FIELDS) or f"use {', '.join(_FIELDS)}"
            yield slip(name, f"no field {name!r}", fix)
    for name in _REQUIRED:
        if name not in table:
            yield slip("", f"{name} is missing", f'add {name} = "..."')
    for name in _TEXTS:
        if name in table and not _is_text(table[name]):
            yield slip(name, f"{name} is not a text", f'write {name} = "..."')
    also = table.get("also", [])
    if not isinstance(also, list) or not all(map(_is_text, also)):
        yield slip("also", "also is not a list of texts", 'write also = ["..."]')
    elif _is_text(table.get("term")):
        for form in (table["term"], *also):
            if not re.fullmatch(r"\w.*\w|\w", form) or "  " in form:
                yield slip("term", f"{form!r} cannot be found in a text", "begin with a letter")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _first(form: str) -> str:
    """The first letter of a form; large too where it is small: at the start of a sentence."""
    first = form[0]
    return f"[{first}{first.upper()}]" if first != first.upper() else re.escape(first)


def _rest(form: str) -> str:
    """The other letters of a form, with any blanks between its words."""
    return r"\s+".join(re.escape(word) for word in form[1:].split(" "))
