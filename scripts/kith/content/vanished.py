"""Pages of an earlier state whose addresses lead nowhere now, as far as git tells of such a state.

Readers have kept these addresses, and other sites link to them. Compared is where this branch left
the main one; on the main branch, the last commit. Without git there is nothing to compare.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from kith.content.pages import Page, page_url
from kith.content.redirects import FIELD, Redirect
from kith.git import ask_git
from kith.problems import Problem, nearest
from kith.project import Project

_MAIN: Final = ("origin/HEAD", "origin/main", "origin/master", "main", "master")


def check_vanished(
    project: Project, pages: Iterable[Page], redirects: Iterable[Redirect]
) -> list[Problem]:
    """A problem for each page of the earlier state that is gone and leads on to no other."""
    before = _earlier_pages(project)
    if before is None:
        return []
    names = {page.name: page for page in pages}
    kept = {page_url(name) for name in names} | {redirect.old for redirect in redirects}
    new = [name for name in names if name not in before]
    return list(_vanished(sorted(before - names.keys()), kept, new))


def _vanished(gone: Iterable[str], kept: set[str], new: list[str]) -> Iterator[Problem]:
    for name in gone:
        if page_url(name) not in kept:
            message = f"the address /{page_url(name)} led to a page, and leads nowhere now"
            where = nearest(name, new) or (f"did you mean {new[0]}?" if len(new) == 1 else "")
            fix = f"write `{FIELD}: [{name}]` in the front matter of the page that takes its place"
            fix += f" ({where})" * bool(where)
            yield Problem(f"content/{name}", 1, 1, "page/vanished", message, fix)


def _earlier_pages(project: Project) -> set[str] | None:
    """The names of the pages of the earlier state; None where git knows of none."""
    if not (project.root / ".git").exists():
        return None
    bases = (_git(project, "merge-base", "HEAD", name) for name in _MAIN)
    base = next((found.strip() for found in bases if found), "HEAD")
    listed = _git(project, "ls-tree", "-r", "-z", "--name-only", base, "--", "content/")
    if listed is None:
        return None
    paths = (path.removeprefix("content/") for path in listed.split("\0"))
    return {path for path in paths if path.endswith(".md")}


def _git(project: Project, *arguments: str) -> str | None:
    done = ask_git(project.root, *arguments)
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
