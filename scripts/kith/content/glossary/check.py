"""The glossary against what it must be: each form once, sorted, with sources and articles there."""

from collections.abc import Container, Iterable, Iterator

from kith.content.glossary.records import FILE, Term, read_glossary, sort_key
from kith.content.pages import Page
from kith.problems import Problem, nearest
from kith.project import Project


def check_glossary(
    project: Project, pages: Iterable[Page], known_keys: Container[str]
) -> list[Problem]:
    """What an editor got wrong in glossary.toml."""
    glossary, problems = read_glossary(project)
    path = project.relative(project.content / FILE)
    names = [page.name for page in pages]
    problems += _twice(path, glossary.terms)
    before: Term | None = None
    for term in glossary.terms:
        if before and sort_key(term.term) < sort_key(before.term):
            message = f"{term.term!r} stands after {before.term!r}"
            fix = "sort by term, or let `kith check --fix` do it"
            problems.append(_problem(path, term, "glossary/order", message, fix))
        before = term
        if term.source and term.source not in known_keys:
            message = f"no work has the key {term.source!r}"
            fix = "add it to a file in bibliography/"
            problems.append(_problem(path, term, "glossary/source", message, fix))
        if term.article and term.article not in names:
            fix = nearest(term.article, names) or "name a page below content/"
            message = f"there is no page {term.article}"
            problems.append(_problem(path, term, "glossary/article", message, fix))
    return problems


def _twice(path: str, terms: Iterable[Term]) -> Iterator[Problem]:
    first: dict[str, Term] = {}
    slugs: dict[str, Term] = {}
    for term in terms:
        for form in term.forms:
            other = first.setdefault(form.casefold(), term)
            if other is not term or term.forms.count(form) > 1:
                message = f"{form!r} stands for {other.term!r} too (line {other.line})"
                yield _problem(path, term, "glossary/duplicate", message, "keep it once")
        other = slugs.setdefault(term.slug, term)
        if other is not term and other.term.casefold() != term.term.casefold():
            message = f"its link would be that of {other.term!r}"
            yield _problem(path, term, "glossary/duplicate", message, "word one another way")


def _problem(path: str, term: Term, rule: str, message: str, fix: str) -> Problem:
    return Problem(path, term.line, 1, rule, message, fix)
