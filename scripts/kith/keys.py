"""The index of keys, from which editors' programs complete what one cites.

Written beside the settings of VS Code whenever the check runs, and never committed: a list of
snippets, one a work, which VS Code offers after @, and the same as plain JSON for other programs.
"""

import json
from typing import Any, Final

from kith.bibliography.library import Library
from kith.cache import write_whole
from kith.project import Project

SNIPPETS: Final = ".vscode/kith-keys.code-snippets"
PLAIN: Final = ".vscode/kith-keys.json"


def keys(library: Library) -> list[dict[str, str]]:
    """Every work: its key, how the text names it, its title and what it found."""
    found = []
    for key in sorted(library.works):
        work = library.works[key]
        creators = [name.family or name.literal for name in work.creators]
        people = " & ".join(creators[:2]) or work.title.plain()
        if len(creators) > 2:
            people = f"{creators[0]} et al."
        year = work.issued.label if work.issued else "n.d."
        found.append(
            {
                "key": key,
                "label": f"{people} ({year})",
                "title": work.title.plain(),
                "plain": work.evidence.plain,
                "file": work.place.path,
            }
        )
    return found


def write_keys(project: Project, library: Library) -> None:
    """Write the index where there is a folder of VS Code's settings, and only when it changed."""
    if not (project.root / ".vscode").is_dir():
        return
    rows = keys(library)
    snippets = {
        f"@{row['key']}": {
            "scope": "markdown",
            "prefix": [f"@{row['key']}", row["title"]],
            "body": f"@{row['key'].replace('$', '')}",
            "description": f"{row['label']}: {row['title']}. {row['plain']}",
        }
        for row in rows
    }
    for place, value in ((SNIPPETS, snippets), (PLAIN, rows)):
        _write(project, place, value)


def _write(project: Project, place: str, value: Any) -> None:
    path = project.root / place
    data = (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
    if not path.is_file() or path.read_bytes() != data:
        write_whole(path, data)
