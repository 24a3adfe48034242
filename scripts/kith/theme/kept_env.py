"""Keeps templates compiled, and the list of the theme's files: from build to build.

To compile every template takes half a second, and to look through the fifteen thousand icons of the
theme for files to copy a tenth. A preview has one Jinja environment over all of its rebuilds, and
templates that change are read anew. The list is kept on disk too, by what is installed; only that
of the site's own theme folder is made each time. The site generator's objects are handed in.
"""

import sys
from collections.abc import Callable, Collection
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader

from kith.cache import digest, machine, shelf
from kith.project import Project

Filter = Callable[[str], bool]


def keep_compiled(env: Environment, cache: Path) -> None:
    """Have Jinja compile a template once for all builds; half a second for all of Material's."""
    folder = cache / "templates" / digest(sys.version, version("jinja2"))
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))


class KeptEnvironment:
    """Stands in for a theme's way to make its environment."""

    def __init__(self, project: Project) -> None:
        self._own = project.theme.resolve()
        self._kept = shelf(project.cache / "kept" / "theme", machine())
        self._env: Environment | None = None
        self._folders: tuple[str, ...] = ()
        self._name = ""

    def of(self, theme: Any) -> Environment:
        """The environment of a theme, the same as long as its folders are the same."""
        folders = tuple(theme.dirs)
        if self._env is None or folders != self._folders:
            env: Environment = type(theme).get_env(theme)
            env.auto_reload = True
            self._env, self._folders = env, folders
            self._name = digest(*folders, *sorted(theme.static_templates))
            env.list_templates = self._list  # type: ignore[method-assign]
        return self._env

    def _list(
        self, extensions: Collection[str] | None = None, filter_func: Filter | None = None
    ) -> list[str]:
        """The names that MkDocs does not leave out; it leaves out static templates, for one."""
        del extensions
        listed: list[str] | None = self._kept.get(self._name)
        if listed is None:
            others = [folder for folder in self._folders if Path(folder).resolve() != self._own]
            env = Environment(loader=FileSystemLoader(others), autoescape=True)
            listed = env.list_templates(filter_func=filter_func)
            self._kept.put(self._name, listed)
        own = Environment(loader=FileSystemLoader(self._own), autoescape=True)
        return sorted({*listed, *own.list_templates(filter_func=filter_func)})
