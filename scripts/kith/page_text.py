"""The text of a page as its readers get it, without building a site: for comparing two versions.

Pages go through the Markdown extensions of mkdocs.yml; of the HTML only the words are kept, a line
for each sentence, cell or item. MkDocs is not needed and not known here.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.metadata import entry_points
from typing import Any, Final

import markdown
import yaml
from markdown.extensions import Extension

from kith.project import Project

_GROUP: Final = "markdown.extensions"
_LINES: Final = frozenset(
    "p li dt dd h1 h2 h3 h4 h5 h6 figcaption caption tr summary blockquote pre legend label option "
    "button div section aside header table ul ol dl form fieldset figure details".split()
)
_CELLS: Final = frozenset(["td", "th"])
_SILENT: Final = frozenset(["script", "style", "template", "svg", "select"])
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!al\.)\s+(?=[A-Z“\"])")
_VOID: Final = frozenset("area br col hr img input link meta source wbr path use rect".split())


class PageTexts:
    """Renders pages of one project, with one parser."""

    def __init__(self, project: Project) -> None:
        self.parser = markdown.Markdown(**_extensions(project))

    def lines(self, body: str) -> list[str]:
        """The text of a page's Markdown, sentence by sentence."""
        self.parser.reset()
        return text_lines(self.parser.convert(body))


def text_lines(html: str) -> list[str]:
    """The words of some HTML as lines; what readers never see is left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return list(reader.lines())


def _extensions(project: Project) -> dict[str, Any]:
    settings = yaml.load(  # a loader of plain values: see below
        (project.root / "mkdocs.yml").read_text("utf-8"), _Loader
    )
    listed = settings.get("markdown_extensions") or []
    own = {found.name: found for found in entry_points(group=_GROUP)}
    extensions: list[str | Extension] = []
    configs: dict[str, dict[str, Any]] = {}
    for item in listed:
        name, config = next(iter(item.items())) if isinstance(item, dict) else (item, {})
        if name.startswith("kith.") and name in own:
            extension: Extension = own[name].load()(**(config or {}))
            given = {"root": str(project.root), "nav": settings.get("nav") or []}
            for name, value in given.items():
                if name in extension.getConfigs():
                    extension.setConfig(name, value)
            extensions.append(extension)
        else:
            extensions.append(name)
            configs[name] = config or {}
    return {"extensions": extensions, "extension_configs": configs}


class _Loader(yaml.SafeLoader):
    """Plain values; a tag of MkDocs, such as !ENV, gives nothing."""


_Loader.add_multi_constructor("!", lambda _loader, _tag, _node: None)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda _loader, _tag, _node: None)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = [""]
        self._silent: list[str] = []

    def lines(self) -> Iterator[str]:
        for block in self._blocks:
            text = " ".join(block.split()).strip(" |")
            if text:
                yield from _SENTENCE_END.split(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if self._silent or tag in _SILENT or "hidden" in names:
            if tag not in _VOID:
                self._silent.append(tag)
        elif tag in _LINES or tag == "br":
            self._blocks.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag, attrs

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            while self._silent and tag in self._silent:
                if self._silent.pop() == tag:
                    break
        elif tag in _CELLS:
            self._blocks[-1] += " | "
        elif tag in _LINES:
            self._blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._blocks[-1] += data
