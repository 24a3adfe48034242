"""Pages as they were rendered last time, found by the digest of all that a page is made from.

A page is remembered in two steps, since most edits change little: its Markdown's HTML under its
content key, and the finished page under its page key, which adds what the templates print of other
pages. What is in a key is told in `page_keys`.

`Recall` stands between MkDocs and its own work on a page: Markdown and template. For a
new page each does its work and the result is noted; for a known page a stand-in gives the same
result at once. MkDocs' objects are handed in; nothing of it is imported here.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, NamedTuple

from kith.ahead import BothEnds
from kith.content.pages import Page
from kith.page_keys import PageMemory
from kith.site.kept import KeptSite

_FACTS: Final = ("toc", "_title_from_render", "present_anchor_ids")


class Built(NamedTuple):
    """A page as its template printed it, and its content."""

    html: str
    content: str


@dataclass(slots=True)
class Rendered:
    """A page's Markdown as HTML, and what else MkDocs took from it."""

    content: str
    facts: Mapping[str, Any]
    anchors_asked: Mapping[str, Mapping[str, str]]  # by the path of the file that is asked for them


class Recall:
    """Spares MkDocs in one build the work on pages that it has done before."""

    def __init__(self, kept: KeptSite, memory: PageMemory) -> None:
        self.finished: set[str] = set()
        """The places of pages that are as the last build left them."""
        self._kept = kept
        self._memory = memory
        self._keys: dict[str, str] = {}
        self._known: dict[str, Rendered] = {}
        self._fresh: dict[str, Rendered] = {}
        self._rendered = _Later[Rendered]({})
        self._built = _Later[Built]({})

    def render(self, page: Any, source: Page) -> None:
        """Give the page back what its Markdown gave before, or note what it gives now.

        Its title must be in its front matter: navigation shows it before the Markdown is read. A
        page of which MkDocs complains is rendered each time, so that the complaint is heard.
        """
        if "title" not in page.meta:
            self._keys.pop(source.name, None)
            return
        name = source.name
        kept = self._memory.shelf.get(self._key(source))
        if isinstance(kept, Rendered):
            self._known[name] = kept
            page.render = partial(_restore, page, kept)
            return
        made = self._rendered.get(name)
        if made:
            self._fresh[name] = made
            page.render = partial(_restore, page, made)
            return
        original = page.render

        def render_and_note(config: Any, files: Any) -> None:
            with _Listener() as heard:
                original(config, files)
            if heard.records:
                del self._keys[name]
            else:
                self._fresh[name] = _note(page)

        page.render = render_and_note

    def render_ahead(self, sources: Sequence[Page], open_page: Callable[[Page], Any]) -> None:
        """Begin to render the pages that are new.

        `open_page` gives MkDocs' page, with its text read and rendered.
        """
        self._rendered = _Later(
            {
                source.name: partial(_open_and_note, open_page, source)
                for source in sources
                if self._memory.shelf.get(self._key(source)) is None
            }
        )

    def build_ahead(self, pages: Iterable[Any], build_page: Callable[[Any], Built]) -> None:
        """Begin to build the pages that are not finished: to have them printed."""
        self._built = _Later(
            {
                page.file.src_uri: partial(build_page, page)
                for page in pages
                if (key := self.page_key(page.file.src_uri))
                and not self._kept.holds(page.file.dest_uri, key)
            }
        )

    def _key(self, source: Page) -> str:
        if source.name not in self._keys:
            self._keys[source.name] = self._memory.content_key(source)
        return self._keys[source.name]

    def keep(self, page: Any) -> None:
        """Give a page that was built ahead its content; note what a new one's Markdown gave."""
        name = page.file.src_uri
        if name in self._known:
            return
        if built := self._built.get(name):
            page.content = built.content
        if name in self._fresh:
            self._fresh[name].content = page.content
            self._memory.shelf.put(self._keys[name], self._fresh[name])

    def templates(self, env: Any, navigation: Iterable[Any]) -> "_Templates":
        """The templates, which need not run for a page that is finished already."""
        self._memory.surround("\n".join(_outline(item) for item in navigation))
        return _Templates(env, self)

    def finished_page(self, page: Any) -> str | None:
        """The page as the last build left it, where nothing that it is made from has changed; or as
        the second process has just built it."""
        name, place = page.file.src_uri, page.file.dest_uri
        key = self.page_key(name)
        html = self._kept.read(place, key) if key else None
        if html is not None:
            self.finished.add(place)
            return html
        built = self._built.get(name)
        return built.html if built else None

    def page_key(self, name: str) -> str:
        """What the finished page is made from; "" for one that is not remembered."""
        key = self._keys.get(name)
        return self._memory.page_key(key) if key else ""


class _Templates:
    """MkDocs' Jinja environment, as far as MkDocs uses it for pages: it asks for a template."""

    def __init__(self, env: Any, recall: Recall) -> None:
        self._env = env
        self._recall = recall

    def __getattr__(self, name: str) -> Any:
        return getattr(self._env, name)

    def get_template(self, name: str, *arguments: Any) -> "_Template":
        return _Template(self._env.get_template(name, *arguments), self._recall)


class _Template:
    """A template that runs only for what is not there yet."""

    def __init__(self, template: Any, recall: Recall) -> None:
        self._template = template
        self._recall = recall

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)

    def render(self, context: Mapping[str, Any]) -> str:
        page = context.get("page")
        known = self._recall.finished_page(page) if page else None
        if known is not None:
            return known
        html: str = self._template.render(context)
        return html


class _Listener(logging.Handler):
    """Counts what is said in any log while it listens."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.records = 0

    def __enter__(self) -> "_Listener":
        logging.getLogger().addHandler(self)
        logging.getLogger("mkdocs").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self)
        logging.getLogger("mkdocs").removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        del record
        self.records += 1


class _Later[T]:
    """What a second process makes of pages, by their names, from the last one on.

    It makes nothing of a page of which MkDocs complains, so that the complaint is heard here.
    """

    def __init__(self, makers: Mapping[str, Callable[[], T]]) -> None:
        def work(make: Callable[[], T]) -> T | None:
            for name in ("", "mkdocs"):
                logging.getLogger(name).handlers.clear()
            with _Listener() as heard:
                found = make()
            return None if heard.records else found

        self._places = {name: place for place, name in enumerate(makers)}
        self._both = BothEnds(work, list(makers.values()))

    def get(self, name: str) -> T | None:
        """What was made of a page, waited for; None for one that is to be made here. Pages are
        asked for in their order."""
        return self._both.get(self._places[name]) if name in self._places else None


def _open_and_note(open_page: Callable[[Page], Any], source: Page) -> Rendered:
    return _note(open_page(source))


def _note(page: Any) -> Rendered:
    asked = {file.src_uri: dict(found) for file, found in (page.links_to_anchors or {}).items()}
    return Rendered(page.content, {name: getattr(page, name) for name in _FACTS}, asked)


def _restore(page: Any, kept: Rendered, _config: Any, files: Any) -> None:
    """Do what `Page.render` of MkDocs 1.6.1 does: set these attributes."""
    page.content = kept.content
    for name, value in kept.facts.items():
        setattr(page, name, value)
    asked = {files.get_file_from_path(path): found for path, found in kept.anchors_asked.items()}
    page.links_to_anchors = asked


def _outline(item: Any) -> str:
    """A part of the navigation as text: whatever templates may print of it."""
    meta = (
        sorted((str(name), str(value)) for name, value in (item.meta or {}).items())
        if item.is_page
        else []
    )
    children = [_outline(child) for child in item.children or []]
    return repr((type(item).__name__, item.title, getattr(item, "url", ""), meta, children))
