"""The safe mends of pages: what `kith check --fix` does by itself.

    options of a block that begin with one to three spaces    four spaces, as the drawer needs

All else stays byte for byte, line ends too. The safe mends of .bib files are elsewhere.
"""

from collections.abc import Iterator

from kith.content.blocks import half_indented
from kith.content.source import read_source
from kith.project import Project

_INDENT = 4


def mend_pages(project: Project) -> Iterator[str]:
    """Mend every page where it is; each mend in words, once it is written."""
    for path in sorted(project.content.rglob("*.md")):
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
    lines = text.split("\n")
    for number in found:
        lines[number - 1] = " " * _INDENT + lines[number - 1].lstrip(" ")
    return "\n".join(lines), found
