"""The thin adapter to MkDocs, and the only module that imports it.

With the plugin a plain `mkdocs build` or `mkdocs serve` gives the whole site. Everything it calls
is in `kith.pipeline`; another site generator needs another adapter and nothing else.
"""

import logging
import mimetypes
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import jinja2
from jinja2 import TemplateError
from markupsafe import escape
from mkdocs.commands.build import build as build_pages
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from kith import generator
from kith.bibliography.pages.publish import SHELL, SHELL_PAGE, Publication
from kith.cache import machine
from kith.content.neighbours import Order
from kith.content.pages import Page as ContentPage
from kith.content.pages import page_url
from kith.page_keys import PageMemory
from kith.pipeline import Prepared, Site, begin_publication, check, finish, prepare
from kith.problems import Problem, has_errors
from kith.project import current_project
from kith.remembered import Built, Recall
from kith.site.kept import KeptSite
from kith.theme.context import page_context, site_context
from kith.theme.kept_env import KeptEnvironment, keep_compiled

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # with its server, which few builds need

log = logging.getLogger("mkdocs.plugins.kith")
_ROOTED = (  # the Markdown extensions that read folders
    *("citations", "claimlist", "doors", "explainers", "figures", "glossary", "helplines"),
    *("questionnaires", "references", "teaching"),
)


class KithPlugin(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Calls the pipeline's stages at MkDocs' events."""

    def __init__(self) -> None:
        self.prepared: Prepared | None = None
        self.driven = False  # by `render`, whose caller runs the other stages itself
        self.kept: KeptSite | None = None
        self.recall: Recall | None = None
        self._serving = self._dirty = False
        self._pages: dict[str, ContentPage] = {}
        self._order = Order((), None)
        self._navigation: Navigation | None = None
        self._publication: Callable[[], Publication] | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keep this plugin over rebuilds of a live preview."""
        self._serving, self._dirty = command == "serve", dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Stage 1, and the repository's folder for the Markdown extensions."""
        project = current_project(str(Path(config.config_file_path).parent))
        for name in _ROOTED:
            config.mdx_configs.setdefault(f"kith.{name}", {})["root"] = str(project.root)
        config.mdx_configs["kith.doors"]["nav"] = config.nav or []
        config.mdx_configs["kith.citations"].setdefault("language", config.theme["language"])
        generator.date_the_build(project)
        if not self.driven:
            self.prepared = prepare(project)
        assert self.prepared is not None
        self._pages = {known.name: known for known in self.prepared.pages}
        self._order = Order(self.prepared.pages, config.nav)
        self._publication = begin_publication(
            self.prepared, config.site_name, config.site_url or ""
        )
        config.extra["kith"] = site_context(self.prepared.fonts, self.prepared.pages)
        self.recall = None
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Put the last site aside, before MkDocs empties its folder."""
        assert self.prepared is not None
        folder = Path(config.site_dir)
        if self.kept is None or self.kept.folder != folder:
            # A preview's folder is a new one each time, and ends with it.
            ledgers = None if self._serving else self.prepared.project.cache / "kept" / "sites"
            self.kept = KeptSite(folder, ledgers, machine())
        if not self._dirty:
            self.kept.put_aside()

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """The last site again; the shell of the pages of works, and pages to embed, in no menu."""
        assert self.prepared is not None
        assert self.kept is not None
        for name, text in {SHELL_PAGE: SHELL, **self.prepared.embed_pages}.items():
            files.append(
                File.generated(config, name, content=text, inclusion=InclusionLevel.NOT_IN_NAV)
            )
        if not self._dirty:
            self.kept.put_back({file.dest_uri for file in files})
            generator.keep_copies(files, self.kept, self.prepared.pictures.is_replaced)
            targets = "\n".join(f"{file.src_uri} {file.dest_uri}" for file in files)
            known = self.prepared
            memory = PageMemory(known.project, known.library, known.citings, known.pages)
            settings = f"{generator.settings_text(config)} {self._serving}"
            memory.share(settings, targets, known.pictures.digest)
            self.recall = Recall(self.kept, memory)
        return files

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """A page as the checks read it; MkDocs stops the whole build at a byte that is no text."""
        del config
        known = self._pages.get(page.file.src_uri)
        return known.readable if known else None

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation until its titles are known; begin to render what is new."""
        self._navigation = nav

        def open_page(source: ContentPage) -> Page:
            file = files.src_uris[source.name]
            page = file.page or Page(None, file, config)
            page.read_source(config)
            page.render(config, files)
            return page

        if self.recall:
            built = (file.src_uri for file in files.documentation_pages())
            known = [self._pages[name] for name in built if name in self._pages]
            self.recall.render_ahead(known, open_page)
        return nav

    def on_page_markdown(
        self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Title and description as text: the theme's own templates print them unescaped."""
        del config, files
        known = self._pages.get(page.file.src_uri)
        if known and self.recall:
            self.recall.render(page, known)
        for field in ("title", "description"):
            if field in page.meta:
                page.meta[field] = escape(str(page.meta[field]))
        return markdown

    def on_env(
        self, env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Templates that need not run for a finished page; begin to build those that are not."""
        assert self.prepared is not None
        keep_compiled(env, self.prepared.project.cache)
        navigation = self._navigation
        if self.recall is None or navigation is None:
            return env
        templates: Any = self.recall.templates(env, navigation.items)
        wanted = InclusionLevel.is_in_serve if self._serving else InclusionLevel.is_included
        pages = files.documentation_pages(inclusion=wanted)

        def build_page(page: Page) -> Built:  # as MkDocs does
            page.active = True
            context = get_context(navigation, pages, config, page)
            told = config.plugins.on_page_context(context, page=page, config=config, nav=navigation)
            html = env.get_template(str(page.meta.get("template", "main.html"))).render(told)
            page.active = False
            return Built(html, page.content or "")

        # A draft in a preview gets a mark, which is MkDocs' own affair.
        finals = files.documentation_pages(inclusion=InclusionLevel.is_included)
        self.recall.build_ahead([file.page for file in finals if file.page], build_page)
        return templates  # type: ignore[no-any-return]

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """What templates print and Jinja should not compute: dates, reading time, neighbours."""
        del config, nav
        if self.recall:
            self.recall.keep(page)
        known = self._pages.get(page.file.src_uri)
        if known:
            page.meta.update(page_context(known, self._order))
        return context

    def site(self, config: MkDocsConfig) -> Site:
        """What MkDocs made, for the stages after it."""
        assert self.kept is not None
        assert self._publication is not None
        keys = {}
        if self.recall:
            keys = {
                f"{page_url(name)}index.html": self.recall.page_key(name) for name in self._pages
            }
        finished = self.recall.finished if self.recall else set()
        url = config.site_url or ""
        # MkDocs' own preview adds a script to each page; ours has the policy of the real site.
        live = self._serving and not self.driven
        return Site(
            self.kept,
            self._publication,
            config.site_name,
            config.site_description or "",
            url=url,
            live_reload=live,
            keys=keys,
            finished=finished,
            to_publish=not self._serving,
        )

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Stages 3 and 4, and the report."""
        if self.driven or self.prepared is None:
            return
        site = self.site(config)
        reading = finish(self.prepared, site)
        problems = [*self.prepared.problems, *check(site, reading)]
        for problem in problems:
            # MkDocs in its strict mode fails on any warning in its log. Ours are not meant to, and
            # a preview goes on even with an error in it.
            fails = problem.severity == "error" and not self._serving
            quiet = logging.DEBUG if problem.severity == "advice" else logging.INFO
            log.log(logging.ERROR if fails else quiet, "%s", problem)
        if has_errors(problems) and not self._serving:
            raise Abort(f"{len(problems)} problems, listed above")

    def on_serve(
        self, server: "LiveReloadServer", /, *, config: MkDocsConfig, builder: Any
    ) -> "LiveReloadServer":
        """Watch all material, not only the pages; know the type without which no Python starts."""
        del builder
        mimetypes.add_type("application/wasm", ".wasm")  # some machines' lists lack or change it
        project = current_project(str(Path(config.config_file_path).parent))
        for folder in (project.bibliography, project.explainers, project.theme):
            server.watch(str(folder))
        return server


def render(prepared: Prepared) -> tuple[Site | None, list[Problem]]:
    """Stage 2 for `pipeline.build`: MkDocs writes the pages, and no stage runs twice.

    What MkDocs says in its log becomes problems, so that all of them are printed in one list.
    """
    with generator.listening(prepared.pages) as heard:
        try:
            config, plugin = _driven(prepared, KeptEnvironment(prepared.project))
            config.plugins.on_startup(command="build", dirty=False)
            build_pages(config)
        except (MkDocsException, UnicodeDecodeError) as error:
            heard.problems.append(generator.generator_problem(str(error)))
            return None, heard.problems
        except TemplateError as error:
            heard.problems.append(generator.failure(error, prepared.project))
            return None, heard.problems
    return plugin.site(config), heard.problems


def render_again(
    prepared: Prepared, folder: Path, url: str, environment: KeptEnvironment, *, first: bool
) -> tuple[Site, list[Problem]]:
    """Stage 2 for a live preview, in one process over all of its builds."""
    with generator.listening(prepared.pages) as heard:
        config, plugin = _driven(prepared, environment, site_dir=str(folder), site_url=url)
        if first:
            config.plugins.on_startup(command="serve", dirty=False)
        build_pages(config, serve_url=url)
    return plugin.site(config), heard.problems


def _driven(
    prepared: Prepared, environment: KeptEnvironment, **settings: str
) -> tuple[MkDocsConfig, KithPlugin]:
    """MkDocs' configuration, and this plugin in it, told that its caller runs the other stages."""
    file = str(prepared.project.root / "mkdocs.yml")
    config = load_config(file, strict=False, **settings)
    config.theme.get_env = partial(environment.of, config.theme)  # type: ignore[method-assign]
    plugin = config.plugins["kith"]
    assert isinstance(plugin, KithPlugin)
    plugin.driven, plugin.prepared = True, prepared
    return config, plugin
