"""Takes out of Material's style sheets what the site does not use: two thirds of them.

Material's sheets dress everything that Material can do. What a site asks for stands in mkdocs.yml
and in its templates; so each part of Material has an entry here that says which words bring it, and
how its names begin. A part whose words stand nowhere is left out, and with it the custom properties
and animations that only it used. What is not in the table stays. Our own sheets are not touched.

The rules are taken out by PurgeCSS (MIT), from npm. Where npm's packages are not there, which the
build has told by then, the sheets stay whole: a page is right with them, only heavier.
"""

import json
import re
from pathlib import Path
from typing import Final

from kith.cache import digest, machine, shelf
from kith.npm import ensure_packages, run_node
from kith.project import Project

_COMMENT: Final = re.compile(r"(?m)(?:^|\s)#.*$")
_SCRIPT: Final = Path(__file__).with_name("purge.mjs")
_NOTES: Final = r"note|abstract|info|tip|success|question|warning|failure|danger|bug|example|quote"
_COLOURS: Final = (
    *("red", "pink", "purple", "deep-purple", "indigo", "blue", "light-blue", "cyan", "teal"),
    *("green", "light-green", "lime", "yellow", "amber", "orange", "deep-orange", "brown", "grey"),
    *("blue-grey", "black", "white"),
)

PARTS: Final[dict[str, tuple[str, ...]]] = {
    rf"admonition.*|inline|end|{_NOTES}": ("- admonition", "pymdownx.details", "pymdownx.blocks"),
    r"annotate|md-annotation.*": ("content.code.annotate",),
    r"arithmatex|katex-html": ("pymdownx.arithmatex",),
    r"block|comment|critic": ("pymdownx.critic",),
    r"card|cards|grid": ("- md_in_html",),
    r"emojione|gemoji|twemoji|lg|middle|xl|xxx?l": ("pymdownx.emoji",),
    r"footnote.*": ("- footnotes",),
    r"giscus": ("giscus",),
    r"key-.*|keys": ("pymdownx.keys",),
    r"md-(?:author|meta|pagination|post|profile)(?![a-z]).*|md-draft|md-.*--post": ("- blog",),
    r"md-banner.*": ("block announce",),
    r"md-(?:clipboard|code_).*": ("content.code.copy", "content.code.select"),
    r"md-consent.*": ("consent:",),
    r"md-feedback.*": ("feedback:",),
    r"md-path.*": ("navigation.path",),
    r"md-progress.*": ("navigation.instant.progress",),
    r"md-(?:select|version).*": ("alternate:", "provider: mike"),
    r"md-social.*": ("social:",),
    r"md-source.*": ("repo_url:", "git-revision-date"),
    r"md-tabs.*|md-.*--lifted": ("navigation.tabs",),
    r"md-tags?(?![a-z]).*": ("- tags",),
    r"md-tooltip.*": ("content.code.annotate", "content.tooltips"),
    r"md-top": ("navigation.top",),
    r"mermaid": ("mermaid",),
    r"tabbed-.*": ("pymdownx.blocks", "pymdownx.tabbed"),
    r"task-list-.*": ("pymdownx.tasklist",),
    r"rtl": ("direction: rtl", "language: ar", "language: fa", "language: he", "language: ur"),
    **{colour: (f"accent: {colour}", f"primary: {colour}") for colour in _COLOURS},
}
"""What each name of a part is, as a regular expression for the whole of it: words that bring it."""


def purge(project: Project, sheet: str, others: str) -> str:
    """Material's style sheet without what this site does not use.

    `others` are the sheets that follow it: what they name of its custom properties stays.
    """
    modules, problems = ensure_packages(project)
    if problems or not sheet:
        return sheet
    wanted = absent(_asked_for(project))
    found = shelf(project.cache / "kept" / "styles", machine())
    key = digest(sheet, wanted, others, _SCRIPT.read_bytes())
    if (kept := found.get(key)) is None:
        question = json.dumps({"sheet": sheet, "absent": wanted, "used": others})
        done = run_node(str(_SCRIPT), str(modules / "purgecss"), cwd=project.root, stdin=question)
        if done.returncode:
            raise RuntimeError(f"PurgeCSS failed: {done.stderr[-2_000:]}")
        kept = done.stdout
        found.put(key, kept)
    return str(kept)


def absent(asked_for: str) -> str:
    """One regular expression for the names of every part that these words do not bring."""
    return "|".join(
        names for names, words in PARTS.items() if not any(word in asked_for for word in words)
    )


def _asked_for(project: Project) -> str:
    """All that can bring a part: the configuration without its comments, and the templates."""
    config = (project.root / "mkdocs.yml").read_text("utf-8")
    templates = sorted(project.theme.rglob("*.html"))
    texts = (path.read_text("utf-8") for path in templates)
    return "\n".join([_COMMENT.sub("", config), *texts])
