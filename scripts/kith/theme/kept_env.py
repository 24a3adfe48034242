"""Keeps templates compiled: between builds on disk, in a live preview in memory.

A preview has one Jinja environment over all of its rebuilds. A new one would compile every template
again, and look through the fifteen thousand icons of the theme for files to copy. Templates that
change are read anew, and so is the list of files in the site's own theme folder. The site
generator's objects are handed in.
"""

import sys
from collections.abc import Callable, Collection
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader

from kith.cache import digest

Filter = Callable[[str], bool]


def keep_compiled(env: Environment, cache: Path) -> None:
    """Have Jinja compile a template once for all builds; half a second for all of Material's."""
    folder = cache / "templates" / digest(sys.version, version("jinja2"))
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))


class KeptEnvironment:
    """Stands in for a theme's way to make its environment."""

    def __init__(self, own_folder: Path) -> None:
        """`own_folder` is the one whose files change while a preview runs."""
        self._own = own_folder.resolve()
        self._env: Environment | None = None
        self._folders: tuple[str, ...] = ()
        self._listed: list[str] = []

    def of(self, theme: Any) -> Environment:
        """The environment of a theme, the same as long as its folders are the same."""
        folders = tuple(theme.dirs)
        if self._env is None or folders != self._folders:
            env: Environment = type(theme).get_env(theme)
            env.auto_reload = True
            self._listed = []
            self._env, self._folders = env, folders
            env.list_templates = self._list  # type: ignore[method-assign]
        return self._env

    def _list(
        self, extensions: Collection[str] | None = None, filter_func: Filter | None = None
    ) -> list[str]:
        del extensions
        if not self._listed:
            others = [folder for folder in self._folders if Path(folder).resolve() != self._own]
            env = Environment(loader=FileSystemLoader(others), autoescape=True)
            self._listed = env.list_templates(filter_func=filter_func)
        own = Environment(loader=FileSystemLoader(self._own), autoescape=True)
        return sorted({*self._listed, *own.list_templates(filter_func=filter_func)})
