"""The command line: every command of `kith`, its options and what it prints."""

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from kith import editing
from kith.content.glossary.mend import mend_glossary
from kith.content.mend import mend_pages
from kith.content.rules.reviews import check_reviews, current_day
from kith.content.vanished import check_vanished
from kith.keys import write_keys
from kith.pipeline import Prepared, Site, build, prepare
from kith.problems import Problem, has_errors
from kith.project import Project, current_project
from kith.reports import FORMS, report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when an editor has something to mend."""
    options = parser().parse_args(arguments)
    project = current_project(options.root)
    if not (project.root / "mkdocs.yml").exists():
        print(f"kith: there is no mkdocs.yml in {project.root}: go to the repository's folder")
        return 1
    commands = {
        "build": _build,
        "check": _check,
        "serve": _serve,
        "pack": _pack,
        "new": editing.new,
        "cite": editing.cite,
        "move": editing.move,
        "report": editing.compare,
        "retractions": _retractions,
        "links": _links,
        "schemas": _schemas,
    }
    try:
        return commands[options.command](project, options)
    except OSError as error:
        if error.filename is None and error.errno not in _DISK_FIXES:
            raise  # no file of anybody's: a mistake of ours
        return _report([_disk_problem(project, error)])
    except KeyboardInterrupt:
        print("\nkith: stopped", file=sys.stderr)
        return 130


def _disk_problem(project: Project, error: OSError) -> Problem:
    """A file that cannot be written or read, with what to do about it."""
    path = Path(os.fsdecode(error.filename)) if error.filename else project.root
    name = project.relative(path) if path.is_relative_to(project.root) else str(path)
    fix = _DISK_FIXES.get(error.errno or 0, "look at the file and its folder, then run it again")
    return Problem(name, 1, 1, "build/disk", f"{error.strerror or error}", fix)


_NOT_YOURS = "you may not write here: copy the repository to a folder of your own"
_DISK_FIXES = {
    errno.ENOSPC: "the disk is full: make room, then run the same command again",
    errno.EROFS: "this folder cannot be written: copy the repository to one that can",
    errno.EACCES: _NOT_YOURS,
    errno.EPERM: _NOT_YOURS,
    errno.ENOTDIR: "a file stands where a folder is needed: move it away",
    errno.EISDIR: "a folder stands where a file is needed: move it away",
}


def _build(project: Project, options: argparse.Namespace) -> int:
    del options
    return _report(build(project, _render))


def _render(prepared: Prepared) -> tuple[Site | None, list[Problem]]:
    # Imported here: `kith check` has no need of a site generator, and a build begins without it.
    from kith.mkdocs_plugin import render

    return render(prepared)


def _check(project: Project, options: argparse.Namespace) -> int:
    if options.explain:
        from kith.explain import explain, unknown

        said = explain(options.explain)
        print(said or unknown(options.explain))
        return int(said is None)
    if options.fix:
        from kith.bibliography.writing import fix  # here, with its parser of BibTeX

        # Another program reads what `--format json` prints: there, mends are said aside.
        heard = sys.stdout if options.format == "text" else sys.stderr
        for line in fix.fix_files(sorted(project.bibliography.glob("*.bib")), project.root):
            print(line, file=heard, flush=True)
        for line in (*mend_pages(project), *mend_glossary(project)):
            print(line, file=heard, flush=True)
    prepared = prepare(project, to_build=False)
    write_keys(project, prepared.library)
    problems = [
        *prepared.problems,
        *check_reviews(prepared.pages, current_day()),
        *check_vanished(project, prepared.pages, prepared.redirects),
    ]
    code = _report(problems, options.format, advice=options.advice)
    if code and sys.stderr.isatty():
        print(
            "`kith check --explain RULE` says why a rule is there, with an example.",
            file=sys.stderr,
        )
    left = any(problem.rule.endswith("/placeholder") for problem in problems)
    return int(bool(code or (options.finished and left)))


def _serve(project: Project, options: argparse.Namespace) -> int:
    # Imported here: other commands have no need of a site generator or a server.
    from kith.mkdocs_plugin import render_again
    from kith.preview import serve

    return serve(project, render_again, options.port)


def _pack(project: Project, options: argparse.Namespace) -> int:
    # Imported here: no other command has need of these.
    from kith.site.stick import pack_site

    problems = build(project, _render)
    if not has_errors(problems):
        problems += pack_site(project, Path(options.output), with_pdf=options.pdf)
    return _report(problems)


def _retractions(project: Project, options: argparse.Namespace) -> int:
    from kith.bibliography.retracting.crossref import Crossref
    from kith.bibliography.retracting.look_up import look_up

    try:
        return look_up(project, Crossref(options.api) if options.api else Crossref())
    except KeyboardInterrupt:
        print("\nStopped; nothing is written.")
        return 1


def _links(project: Project, options: argparse.Namespace) -> int:
    from kith.site.outside import Asker, links_report, look, outside_links

    def say(line: str) -> None:
        if sys.stderr.isatty():
            print(f"\r{line[:78]:78}", end="", file=sys.stderr, flush=True)

    try:
        found = look(outside_links(project), Asker(), say)
    except KeyboardInterrupt:
        print("\nStopped; nothing is written.")
        return 1
    text = links_report(found, datetime.now(UTC).date().isoformat())
    if options.output:
        options.output.write_text(text, "utf-8")
    else:
        print(text, end="")
    return int(any(one.verdict == "gone" for one in found))


def _schemas(project: Project, options: argparse.Namespace) -> int:
    del options
    from kith.schemas import files

    for place, text in files(project).items():
        (project.root / place).parent.mkdir(parents=True, exist_ok=True)
        (project.root / place).write_text(text, "utf-8")
        print(f"{place} is written.")
    return 0


def _report(problems: Sequence[Problem], form: str = "text", *, advice: bool = False) -> int:
    """Print every problem, in the order of the files, and how many there are."""
    print(report(problems, form, advice=advice))
    return int(has_errors(problems))


def _address(text: str) -> str:
    """An address as an option has it; only http and https are asked."""
    if not text.startswith(("http://", "https://")):
        raise argparse.ArgumentTypeError(f"{text} does not begin with https:// or http://")
    return text


def parser() -> argparse.ArgumentParser:
    """Every command and its options."""
    parser = argparse.ArgumentParser(
        prog="kith", description="Kith: build, check and edit the site."
    )
    parser.add_argument("--root", default="", help="folder of the repository (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="build the whole site into site/")
    check = commands.add_parser(
        "check", help="list everything that needs mending, without building"
    )
    check.add_argument(
        "--format", choices=FORMS, default="text", help="how to list it (default: text)"
    )
    check.add_argument(
        "--advice", action="store_true", help="list the advice on words and sentences too"
    )
    check.add_argument(
        "--fix",
        action="store_true",
        help="first mend what can be mended without a doubt",
    )
    check.add_argument(
        "--finished", action="store_true", help="fail where words to replace are left, too"
    )
    check.add_argument(
        "--explain", metavar="RULE", default="", help="say why a rule is there, with an example"
    )
    serve = commands.add_parser("serve", help="build, serve on this machine, rebuild on changes")
    serve.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (default: 8000)")
    pack = commands.add_parser("pack", help="build, and pack the site into one zip for a stick")
    pack.add_argument("--output", default="dist/kith.zip", help="(default: dist/kith.zip)")
    pack.add_argument(
        "--pdf", action="store_true", help="put PDFs of each plan into it, made by Chromium"
    )
    editing.add_commands(commands, _address)
    retractions = commands.add_parser("retractions", help="ask Crossref which works were retracted")
    retractions.add_argument("--api", type=_address, help="another address to ask for it")
    links = commands.add_parser("links", help="ask whether links to other sites lead somewhere")
    links.add_argument("--output", type=Path, help="a file to write to (default: print it)")
    commands.add_parser("schemas", help="write schemas and snippets for editors of text")
    return parser
