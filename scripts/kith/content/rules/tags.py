"""Tags in a page: those that browsers may not follow here, those that never end, and Word's.

A page may hold HTML where Markdown has no sign for it. What stands in angle brackets and is no tag
is shown as it is (`kith.content.markdown.signs`), and so is no affair of this module.
"""

import re
from collections.abc import Iterator
from typing import Final

from markdown.util import BLOCK_LEVEL_ELEMENTS

from kith.content.markdown.signs import is_tag
from kith.content.source import Source
from kith.problems import Problem

_VOID: Final = frozenset("area base br col embed hr img input link meta param source wbr".split())
_REFUSED: Final = frozenset(
    "applet base center embed font form frame frameset iframe input link marquee meta noscript "
    "object param script select style textarea title".split()
)
_DRAWN: Final = frozenset(["svg"])  # a drawing in the page; what is in it keeps its own rules
_NAME: Final = re.compile(r"</?([A-Za-z][\w-]*)")
_ATTRIBUTE: Final = re.compile(r"\s(?P<name>style|on[a-z]+)\s*=", re.IGNORECASE)
_PASTED: Final = re.compile(r"</?[a-z]+:[a-z]+\b[^<>\n]*>|\sclass=[\"']?Mso", re.IGNORECASE)
_CURLY: Final = re.compile(r"<[a-z][\w-]*\s[^<>\n]*=\s*[“”„‘’]", re.IGNORECASE)
_MARKDOWN: Final = re.compile(
    r"\*\*\w|(?<!\w)\*\w[^*\n]*\w\*(?!\w)|\[[^\]\n]*\]\(|\[@\w|^[ ]*[-*+][ ]\w|^#{2,6}[ ]\w", re.M
)


def check_tags(source: Source) -> Iterator[Problem]:
    """Everything that is wrong with the tags of one page."""
    prose = source.prose
    if "<" not in prose:
        return

    def problem(offset: int, message: str, mend: str) -> Problem:
        return Problem(source.path, *source.place(offset), "page/html", message, mend)

    if (comment := prose.find("<!--")) >= 0:
        message = "a comment that begins here never ends"
        yield problem(comment, message, "write --> where it ends")
    for match in _PASTED.finditer(prose):
        mend = "paste it as plain text, and write headings, lists and tables anew"
        yield problem(match.start(), "this is how Word and web pages write, not a page here", mend)
    for match in _CURLY.finditer(prose):
        mend = 'put straight quotation marks (") around the value'
        yield problem(match.start(), "curly quotation marks make this no tag", mend)
    open_tags: list[tuple[str, int, int]] = []
    for start, end in _tags(prose):
        written = prose[start:end]
        name = _NAME.findall(written)[0].lower()
        if written.startswith("</"):
            yield from _closed(source, prose, open_tags, name, start)
            continue
        if name in _REFUSED and not any(known in _DRAWN for known, _, _ in open_tags):
            mend = f"take it out; to show the sign, write `<{name}>` between backticks"
            yield problem(start, f"<{name}> is not allowed in a page", mend)
        if attribute := _ATTRIBUTE.search(written):
            mend = "take it out: how a page looks is the theme's affair"
            yield problem(start, f"{attribute['name']}= has no effect in a page", mend)
        if name not in _VOID and not written.endswith("/>"):
            open_tags.append((name, start, end))
    for name, start, _ in open_tags:
        mend = f"write </{name}> where it ends; to show the sign, write \\<"
        yield problem(start, f"<{name}> never ends", mend)


def _tags(prose: str) -> Iterator[tuple[int, int]]:
    """Where each tag begins and ends; addresses in angle brackets are none."""
    at = 0
    while (at := prose.find("<", at)) >= 0:
        tag = is_tag(prose, at) if prose[at - 1 : at] != "\\" or at == 0 else None
        if tag and tag["name"] and _NAME.match(tag[0]):
            yield tag.start(), tag.end()
        at = tag.end() if tag else at + 1


def _closed(
    source: Source, prose: str, open_tags: list[tuple[str, int, int]], name: str, at: int
) -> Iterator[Problem]:
    """What an end closes: the last tag of its name; those opened since then never end."""
    rule = "page/html"
    if name not in [known for known, _, _ in open_tags]:
        if name not in _VOID:
            place = source.place(at)
            yield Problem(source.path, *place, rule, f"</{name}> ends nothing", "take it out")
        return
    while open_tags:
        last, start, end = open_tags.pop()
        if last == name:
            if last in BLOCK_LEVEL_ELEMENTS and start == prose.rfind("\n", 0, start) + 1:
                inside = _MARKDOWN.search(prose, end, at)
                if inside and not any(known in _DRAWN for known, _, _ in open_tags):
                    message = f"Markdown inside <{name}> stays bare signs"
                    mend = f"take the lines <{name}> and </{name}> out, or write HTML in between"
                    place = source.place(inside.start())
                    yield Problem(source.path, *place, rule, message, mend)
            return
        mend = f"write </{last}> where it ends; to show the sign, write \\<"
        yield Problem(source.path, *source.place(start), rule, f"<{last}> never ends", mend)
