"""The Python-Markdown extension for explainers: a block names a folder, the page gets the result.

    /// explainer | rat_park
        scenario: cage-and-park
    ///

What it needs it reads from the explainers folder; it knows nothing of pages or of MkDocs. A block
that names no explainer draws nothing: `kith.explainers.check` says so with file and line.
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from pymdownx.blocks import BlocksProcessor
from pymdownx.blocks.block import type_ranged_integer, type_string

from kith.bibliography.library import Library, load_library
from kith.blocks import DrawnBlock, ProjectExtension, keep_words, own_id
from kith.cache import digest_files
from kith.explainers.elements import build_explainer
from kith.explainers.listing import code_files
from kith.explainers.manifest import Manifest, read_manifests
from kith.explainers.recording import record
from kith.explainers.room import add_room
from kith.explainers.runtime import python_name, transfer_bytes
from kith.explainers.snapshot import take_snapshot
from kith.explainers.wheel import source_files
from kith.project import Project

OPTIONS = ("scenario",)


@dataclass(frozen=True, slots=True)
class _Material:
    """What a block draws from."""

    project: Project
    manifests: dict[str, Manifest]
    library: Library
    transfer_bytes: int
    runtime: str


def _material(project: Project) -> _Material:
    sources = digest_files(source_files(project), project.root)
    size, runtime = transfer_bytes(project), python_name(project)
    return _read_material(project, load_library(project), size, runtime, sources)


@lru_cache(maxsize=2)
def _read_material(
    project: Project, library: Library, size: int, runtime: str, _sources: str
) -> _Material:
    """The material, for as long as nothing that it is made from changes."""
    return _Material(project, read_manifests(project)[0], library, size, runtime)


class ExplainerBlock(DrawnBlock):
    """One block; `config` is what the extension hands on: the project and the ids in use."""

    NAME = "explainer"
    ARGUMENT = True
    OPTIONS = {  # noqa: RUF012 (the base class declares it so)
        "scenario": ("", type_string),
        "heading": (3, type_ranged_integer(1, 3)),  # for the page that holds an explainer alone
    }

    def draw(self) -> Element:
        """The finished explainer, or an empty element where nothing can be drawn."""
        material = _material(self.config["project"])
        manifest = material.manifests.get(self.argument.strip())
        element = None
        if manifest:
            element = self._draw(material, manifest)
        if element is None:
            missing = Element("div", {"class": "explainer explainer--missing"})
            if self.options["heading"] == 1:  # the page has no other
                SubElement(missing, "h1").text = manifest.title if manifest else self.argument
            return missing
        return keep_words(element)

    def _draw(self, material: _Material, manifest: Manifest) -> Element | None:
        scenario = manifest.scenarios.get(self.options["scenario"] or manifest.default)
        if scenario is None:
            return None
        snapshot, _ = take_snapshot(material.project, manifest, scenario)
        if snapshot is None:
            return None
        recording, _ = record(material.project, manifest)
        identifier = own_id(self.config["used"], f"explainer-{manifest.name}")
        element = build_explainer(
            manifest,
            scenario,
            snapshot,
            identifier,
            entries=material.library.entries,
            transfer_bytes=material.transfer_bytes,
            runtime=material.runtime,
            heading=self.options["heading"],
            recordings=recording.name if recording else "",
        )
        add_room(element, manifest, code_files(material.project, manifest.name))
        return element


class ExplainerExtension(ProjectExtension):
    """Explainers on a page."""

    def __init__(self, **settings: Any) -> None:
        self._used: Counter[str] = Counter()
        super().__init__(**settings)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        """Register the block with what it needs."""
        md.registerExtension(self)
        block_mgr.register(ExplainerBlock, {"project": self.project, "used": self._used})

    def reset(self) -> None:
        """Forget the ids of the page before."""
        self._used.clear()
