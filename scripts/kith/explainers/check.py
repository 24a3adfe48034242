"""Explainer blocks in the pages, and manifests, against what exists and what runs."""

import re
from collections.abc import Iterable, Iterator, Mapping

from kith.content.blocks import Block, find_blocks
from kith.content.pages import Page
from kith.explainers.manifest import Manifest
from kith.explainers.markdown import OPTIONS
from kith.explainers.placeholders import check_placeholders
from kith.explainers.purity import check_purity
from kith.explainers.snapshot import take_snapshot
from kith.problems import Problem, nearest
from kith.project import Project
from kith.texts import read_text


def check_explainers(
    project: Project,
    manifests: Mapping[str, Manifest],
    pages: Iterable[Page],
    known_keys: Iterable[str],
) -> list[Problem]:
    """Problems of every block that uses an explainer and of every scenario that should run."""
    keys = set(known_keys)
    problems: list[Problem] = []
    # A manifest with a mistake has its own problem; its blocks need no second one.
    folders = {path.parent.name for path in (project.root / "explainers").glob("*/explainer.toml")}
    broken = folders - manifests.keys()
    for page in pages:
        for block in find_blocks(page.source, "explainer"):
            if block.argument in broken:
                continue
            problems += _check_block(page.source.path, block, manifests)
    problems += check_purity(project)
    problems += check_placeholders(project)
    for manifest in manifests.values():
        problems += _check_sources(project, manifest, keys)
        for scenario in manifest.scenarios.values():
            problems += take_snapshot(project, manifest, scenario)[1]
    return problems


def _check_block(path: str, block: Block, manifests: Mapping[str, Manifest]) -> Iterator[Problem]:
    manifest = manifests.get(block.argument)
    if manifest is None:
        named = repr(block.argument) if block.argument else "without a name"
        fix = nearest(block.argument, manifests) or f"there are {', '.join(manifests) or 'none'}"
        yield Problem(path, block.line, 1, "explainer/unknown", f"no explainer {named}", fix)
        return
    if block.options is None:
        message = "the options of this block cannot be read"
        fix = "write each as `    name: value`, indented by four spaces"
        yield Problem(path, block.line + 1, 1, "explainer/option", message, fix)
        return
    for name, value in block.options.items():
        line = block.option_lines.get(str(name), block.line)
        if name not in OPTIONS:
            fix = nearest(str(name), OPTIONS) or f"the options are {', '.join(OPTIONS)}"
            yield Problem(path, line, 5, "explainer/option", f"no option {name!r}", fix)
        elif not isinstance(value, str) or value not in manifest.scenarios:
            fix = nearest(str(value), manifest.scenarios)
            fix = fix or f"there are {', '.join(manifest.scenarios)}"
            yield Problem(path, line, 5, "explainer/option", f"no scenario {value!r}", fix)


def _check_sources(project: Project, manifest: Manifest, keys: set[str]) -> Iterator[Problem]:
    text = read_text(project.root / manifest.path, manifest.path, "explainer/manifest").text
    for key in manifest.sources:
        if key not in keys:
            found = re.search(rf'"{re.escape(key)}"', text)
            line = text.count("\n", 0, found.start()) + 1 if found else 1
            fix = nearest(key, keys) or "add it to a file in bibliography/"
            message = f"no work has the key {key!r}"
            yield Problem(manifest.path, line, 1, "cite/unknown-key", message, fix)
