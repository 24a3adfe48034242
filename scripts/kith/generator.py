"""What the adapter to a site generator needs and no generator has to be imported for.

What a generator says in its log, and what ends a build of it, becomes problems: a broken link, in
MkDocs' wording, has a place in a page, a template its own, and all else stands at the settings.
"""

import json
import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from jinja2 import TemplateError, TemplateSyntaxError

from kith.content.pages import Page
from kith.git import ask_git
from kith.problems import Problem
from kith.project import Project
from kith.site.kept import KeptSite

_BROKEN_LINK: Final = re.compile(r"Doc file '(?P<page>[^']+)' contains .*?link '(?P<link>[^']+)'")


_PLACES: Final = ("config_file_path", "docs_dir", "site_dir")  # settings that no page shows


class Warnings(logging.Handler):
    """Collects warnings as problems, with the place of a broken link where it names one."""

    def __init__(self, pages: Iterable[Page] = ()) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []
        self._pages = {page.name: page for page in pages}

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        match = _BROKEN_LINK.search(message)
        page = match and self._pages.get(match["page"])
        if match and page:
            line, column = page.source.find(match["link"])
            problem = Problem(
                page.source.path, line, column, "page/link", message, "mend the link's path"
            )
        else:
            problem = generator_problem(message)
        self.problems.append(problem)


@contextmanager
def listening(pages: Iterable[Page]) -> Iterator[Warnings]:
    """What MkDocs says in its log meanwhile."""
    heard = Warnings(pages)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    try:
        yield heard
    finally:
        logger.removeHandler(heard)


def generator_problem(message: str) -> Problem:
    """The generator's own words, at its settings."""
    text = " ".join(message.split())
    return Problem("mkdocs.yml", 1, 1, "site/generator", text, "mend what it names")


def failure(error: BaseException, project: Project) -> Problem:
    """What ended a build early: with the place in a template, where it was one."""
    words = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, TemplateError):
        path, line = _template_place(error, project)
        return Problem(path, line, 1, "site/template", words, "mend the template")
    return generator_problem(words)


def _template_place(error: TemplateError, project: Project) -> tuple[str, int]:
    """Where a template went wrong: as Jinja names it, or else the last template in its trace."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return _relative(error.filename, project), error.lineno
    place, trace = ("theme", 1), error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if Path(file).is_relative_to(project.theme):
            place = (_relative(file, project), trace.tb_lineno)
        trace = trace.tb_next
    return place


def _relative(file: str, project: Project) -> str:
    path = Path(file)
    return project.relative(path) if path.is_relative_to(project.root) else path.name


def settings_text(config: Any) -> str:
    """All settings that a page may show, with what the environment put into them.

    Objects of the generator, such as plugins, are told by the text of the file that names them.
    """

    def plain(value: object) -> object:
        if isinstance(value, Mapping):
            return dict(value)
        return sorted(value) if isinstance(value, set) else type(value).__name__

    shown = {name: value for name, value in config.items() if name not in _PLACES}
    written = Path(config.config_file_path).read_text("utf-8")
    return written + json.dumps(shown, default=plain)


def date_the_build(project: Project) -> None:
    """The date of the last commit is the site's date, so that a commit always builds the same."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return
    done = ask_git(project.root, "log", "-1", "--format=%ct")
    if done.returncode == 0 and done.stdout.strip():
        os.environ["SOURCE_DATE_EPOCH"] = done.stdout.strip().decode()


def keep_copies(
    files: Iterable[Any], kept: KeptSite, is_replaced: Callable[[str], bool] = lambda _: False
) -> None:
    """Have the generator copy only such files as are not there yet; MkDocs copies all each time.

    What others take the place of is not copied at all.
    """
    for file in files:
        if is_replaced(file.src_uri):
            file.copy_file = _leave
        elif file.abs_src_path and not file.is_documentation_page():
            file.copy_file = partial(_copy, kept, file.abs_src_path, file.dest_uri)


def _leave(dirty: bool = False) -> None:
    """Stands in for `File.copy_file` as well."""
    del dirty


def _copy(kept: KeptSite, source: str, place: str, dirty: bool = False) -> None:
    """Stands in for `File.copy_file` of MkDocs 1.6.1."""
    del dirty
    kept.copy(source, place)
