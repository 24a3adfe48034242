"""The commands that write something for an editor: `new`, `cite`, `move`, `report`.

Here are their options and what they print; how each thing is made is in the folder's own package.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kith.content import new as content
from kith.content.claims.verdicts import VERDICTS
from kith.content.pages import page_url
from kith.explainers.new import new_explainer, next_steps
from kith.problems import Problem, has_errors
from kith.project import Project
from kith.reports import report

if TYPE_CHECKING:
    from kith.bibliography.adding.works import Export, Found

_ENTRY_KINDS: Final = {
    "article": "article-journal",
    "book": "book",
    "report": "report",
    "online": "webpage",
}
_EXPORTS: Final = frozenset(
    [".bib", ".bibtex", ".ris", ".json", ".txt", ".nbib", ".enw", ".xml", ".ciw", ".csv"]
)
"""Endings that mean a file, also where there is none of that name."""


def add_commands(commands: Any, address: Callable[[str], str]) -> None:
    """`new` and `cite` with their options. `address` checks an option that is an address."""
    new = commands.add_parser("new", help="write something new, ready to be made yours")
    kinds = new.add_subparsers(dest="kind", required=True, metavar="KIND")
    article = kinds.add_parser("article", help="a page in a section, and its line in the menu")
    article.add_argument("title", help='its title in words, such as "Two neighbours"')
    article.add_argument("--section", default="learn", help="a folder of content/ (default: learn)")
    session = kinds.add_parser("session", help="a plan for a session with a group")
    session.add_argument("title", help='its title in words, such as "A taster in half an hour"')
    claim = kinds.add_parser("claim", help="a claim to be judged, at the end of a page")
    claim.add_argument("title", help="the claim in a story's own words")
    claim.add_argument("--page", default="", help="such as learn/rat-park.md; else it is printed")
    claim.add_argument("--verdict", default="contested", help=f"one of {', '.join(VERDICTS)}")
    claim.add_argument("--cite", default="", help="key of a work that the verdict rests on")
    reference = kinds.add_parser("reference", help="an entry that no look-up can give you")
    reference.add_argument("title", help="the work's title")
    reference.add_argument("--author", default="", help='"Family, Given", or an institution')
    reference.add_argument("--year", default="", help="year of publication")
    reference.add_argument("--type", choices=_ENTRY_KINDS, default="article", help="what it is")
    _add_entry_options(reference)
    explainer = kinds.add_parser("explainer", help="a folder with a model that runs at once")
    explainer.add_argument("title", help='its title in words, such as "Two neighbours"')
    cite = commands.add_parser(
        "cite",
        help="add a reference: by DOI, PubMed number or ISBN, or from what a program exported",
    )
    cite.add_argument(
        "what", nargs="+", help="a DOI, a PubMed number, an ISBN, a file, or - for standard input"
    )
    _add_entry_options(cite)
    for option, name in (("doi", "DOIs"), ("pubmed", "PubMed numbers"), ("books", "ISBNs")):
        cite.add_argument(
            f"--{option}-api", type=address, help=f"another address to ask for {name}"
        )
    compared = commands.add_parser(
        "report", help="say in Markdown what changes for readers since a commit"
    )
    compared.add_argument("base", help="the commit to compare with, such as origin/main")
    compared.add_argument("--output", type=Path, help="a file to write to (default: print it)")
    moved = commands.add_parser(
        "move", help="rename a page, with all that names it; its old address leads on"
    )
    moved.add_argument("old", help="a page such as learn/portugal.md")
    moved.add_argument("new", help="its new name, such as learn/lisbon.md, or another folder")
    cite.add_argument(
        "--timeout", type=float, default=0.0, help="seconds to wait for an answer (default: 20)"
    )


def _add_entry_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", default="", help="topic: the .bib file to write to, by its name")
    parser.add_argument("--key", default="", help="its key, if not by first author and year")
    parser.add_argument("--design", default="", help="kind of study, out of evidence.toml")
    parser.add_argument("--plain", default="", help="one plain sentence: what it found")
    parser.add_argument(
        "--even-so", action="store_true", help="add it though another work looks like it"
    )


def new(project: Project, options: argparse.Namespace) -> int:
    """Run `kith new`."""
    if options.kind == "explainer":
        name, problems = new_explainer(project, options.title)
        return _end(next_steps(name) if not problems else "", problems)
    if options.kind == "reference":
        return _new_reference(project, options)
    key = getattr(options, "cite", "") or _some_key(project)
    if options.kind == "article":
        made = content.new_article(project, options.title, options.section, key, _today())
    elif options.kind == "session":
        made = content.new_session(project, options.title, key, _today())
    else:
        made = content.new_claim(project, options.title, options.page, options.verdict, key)
    return _end(made.said, made.problems)


def cite(project: Project, options: argparse.Namespace) -> int:
    """Run `kith cite`: 0 when every work of all that was given was added, with what is told of it;
    1 when one was not."""
    from kith.bibliography.adding import add  # here, with its parsers and its client
    from kith.bibliography.adding.look_up import TIMEOUT, Registries

    addresses = {name: getattr(options, f"{name}_api") for name in ("doi", "pubmed", "books")}
    given = {name: address for name, address in addresses.items() if address}
    registries = Registries(timeout=options.timeout or TIMEOUT, **given)
    failed = added = 0
    for what in options.what:
        try:
            export = _found(what, registries)
        except add.NotAddedError as error:
            print(f"kith: {error}.")
            failed += 1
            continue
        for problem in export.told + export.lost:
            print(problem)
        refused = sum(_add(project, found, options) for found in export.found)
        added += len(export.found) - refused
        failed += refused + has_errors(export.lost)
    if added + failed > 1:
        print(f"{added} added." if not failed else f"{added} added; not everything: see above.")
    return int(failed > 0)


def move(project: Project, options: argparse.Namespace) -> int:
    """Run `kith move`."""
    from kith.content.move import move_page

    moved = move_page(project, options.old, options.new)
    if moved.problems:
        return _end("", list(moved.problems))
    changed = "\n".join(f"  {path}" for path in moved.changed)
    before, after = page_url(moved.old), page_url(moved.new)
    said = (
        f"content/{moved.old} is content/{moved.new} now. What changed:\n\n{changed}\n\n"
        f"/{before} leads on to /{after}, as long as the page says so in moved_from.\n"
        "Run `kith check`, and look at the menu in mkdocs.yml."
    )
    return _end(said, [])


def compare(project: Project, options: argparse.Namespace) -> int:
    """Run `kith report`."""
    from kith import comparison
    from kith.comparison_report import comparison_report
    from kith.pipeline import prepare
    from kith.settings import check_settings

    wrong = check_settings(project)
    if wrong:
        return _end("", wrong)
    try:
        with comparison.checked_out(project, options.base) as base:
            found = comparison.compare(base, project)
    except comparison.BaseError as error:
        print(f"kith: {error}")
        return 1
    text = comparison_report(found, sorted(prepare(project, to_build=False).problems))
    if options.output:
        options.output.write_text(text, "utf-8")
        print(f"{options.output} is written.")
    else:
        print(text, end="")
    return 0


def _found(what: str, registries: Any) -> "Export":
    """The works of one argument; NotAddedError in words."""
    from kith.bibliography.adding import add
    from kith.bibliography.adding.works import Export

    path = Path(what)
    if what == "-":
        return add.read_export(_standard_input(), "what was pasted")
    if path.suffix.lower() in _EXPORTS or path.is_file():
        try:
            return add.read_export(path.read_bytes(), path.as_posix())
        except OSError as error:
            raise add.NotAddedError(f"{what} cannot be read: {error.strerror or error}") from error
    return Export((add.look_up(what, registries, _today()),))


def _standard_input() -> bytes:
    """What is pasted or piped, as bytes: a terminal's encoding need not be that of a file."""
    buffer = getattr(sys.stdin, "buffer", None)
    return buffer.read() if buffer else sys.stdin.read().encode("utf-8", "replace")


def _new_reference(project: Project, options: argparse.Namespace) -> int:
    from kith.bibliography.adding import add
    from kith.bibliography.adding.works import Found

    author = options.author or add.PLACEHOLDER
    year = options.year or str(_today().year)
    work = add.placeholder_work(options.title, author, year, _ENTRY_KINDS[options.type])
    return _add(project, Found(work), options)


def _add(project: Project, found: "Found", options: argparse.Namespace) -> int:
    """Add one work and say so; 1 when it could not be added."""
    from kith.bibliography.adding import add

    wishes = add.Wishes(options.to, options.key, options.design, options.plain, options.even_so)
    try:
        added = add.add(project, found.work, wishes)
    except add.NotAddedError as error:
        print(f"kith: {error}.")
        return 1
    left = add.what_is_left(added.entry)
    print(f"{added.path} has it now:\n\n{added.entry}")
    if found.problems:
        print(f"Of {added.key}, look at this:")
        print("".join(f"  {problem}\n" for problem in found.problems))
    if left:
        print(f"Left to write: {', '.join(left)} (`kith check` lists them).")
    print(f"Cite it as [@{added.key}].")
    return 0


def _some_key(project: Project) -> str:
    """The key of some work, so that a new page can show how to cite."""
    from kith.bibliography.library import load_library

    return next(iter(sorted(load_library(project).works)), "a-key")


def _end(said: str, problems: list[Problem]) -> int:
    print(report(problems) if problems else said)
    return int(bool(problems))


def _today() -> date:
    return datetime.now(UTC).date()
