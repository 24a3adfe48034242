"""The safe mends of pages: what `kith check --fix` does by itself.

    options of a block that begin with one to three spaces    four spaces, as the drawer needs

All else stays byte for byte, line ends too. What is mended here, `kith check` says as well. The
safe mends of .bib files and of the glossary are elsewhere.
"""

import re
from collections.abc import Iterator

from kith.content.blocks import half_indented
from kith.content.source import read_source
from kith.project import Project

_INDENT = 4


def mend_pages(project: Project) -> Iterator[str]:
    """Mend every page where it is; each mend in words, once it is written."""
    for path in sorted(project.content.rglob("*.md")):
        if not path.is_file():
            continue
        name = project.relative(path)
        try:
            data = path.read_bytes()
            text = data.decode("utf-8")
            mended, lines = mend_options(text, name)
            if lines:
                path.write_bytes(mended.encode("utf-8"))
        except (OSError, UnicodeError) as error:
            yield f"{name}: not mended: {error}"
            continue
        yield from (f"{name}:{line}: the option is indented by four spaces" for line in lines)


def mend_options(text: str, path: str) -> tuple[str, list[int]]:
    """The text of a page with the options of its blocks indented, and the lines that were not."""
    found = list(half_indented(read_source(path, text.encode("utf-8"))))
    parts = re.split(r"(\r\n|\r|\n)", text)  # a line, its end, a line, …
    for number in found:
        at = 2 * (number - 1)
        parts[at] = " " * _INDENT + parts[at].lstrip(" ")
    return "".join(parts), found
