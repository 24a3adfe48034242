"""Signs that only look like markup: a < that opens no tag, braces that hold no attributes.

“A score <mean” would take the words up to the next > for a tag, “{n = 32}” at the end of a line
would be taken for attributes: both vanish from the page. Here such a sign is put away until the
page is whole, and so is shown as it was written.
"""

import re
from collections.abc import Callable
from typing import Final

from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.util import BLOCK_LEVEL_ELEMENTS

_INLINE_ELEMENTS: Final = frozenset(
    "a abbr acronym area audio b base bdi bdo big br button cite code data datalist del dfn em "
    "embed font i iframe img input ins kbd label link map mark meter noscript object optgroup "
    "option output param picture progress q rp rt ruby s samp script select slot small source "
    "span strike strong style sub sup svg template textarea time title track tt u var video "
    "wbr circle ellipse g line path polygon polyline rect text tspan".split()
)
ELEMENTS: Final = _INLINE_ELEMENTS | frozenset(BLOCK_LEVEL_ELEMENTS)
"""The names of HTML's elements, and of the few of SVG that pages hold."""

_WITHOUT_VALUE: Final = (
    "allowfullscreen|async|autofocus|autoplay|checked|controls|default|defer|disabled|hidden|inert"
    "|loop|multiple|muted|novalidate|open|playsinline|readonly|required|reversed|selected"
)
_VALUE: Final = r"\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+)"
_ATTRIBUTE: Final = rf"\s+(?:[A-Za-z_:][\w:.-]*{_VALUE}|(?:{_WITHOUT_VALUE})(?=[\s/>]))"
_TAG: Final = re.compile(
    rf"</?(?P<name>[A-Za-z][\w-]*)(?:{_ATTRIBUTE})*\s*/?>"
    r"|<!--.*?-->"
    r"|<(?:https?|ftp|mailto|tel):[^\s<>]*>|<[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>",
    re.DOTALL | re.IGNORECASE,
)
_CODE: Final = r"(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
_SIGN: Final = re.compile(
    rf"(?P<code>{_CODE})|(?P<less>(?<!\\)<)"
    r"|(?<![@\\])\{(?P<inside>[^{}\n]*)\}(?=[ ]*(?:\n|\||\Z))"
    r"|(?<=[)\]*_`>])\{(?P<after>[^{}\n]*)\}",
    re.DOTALL,
)
_ATTRIBUTES: Final = frozenset(
    "alt class colspan dir headers height hidden href hreflang id kind lang loading markdown open "
    "rel role rowspan scope src start style target title translate type value width".split()
)
"""What authors write in braces: HTML's attributes, and `kind` of a step."""


def is_tag(text: str, at: int) -> re.Match[str] | None:
    """The tag, comment or address in angle brackets that begins at a place, if there is one."""
    tag = _TAG.match(text, at)
    name = (tag["name"] or "").lower() if tag else ""
    return tag if not name or name in ELEMENTS or "-" in name else None


def are_attributes(inside: str) -> bool:
    """Whether what stands between braces is a list of attributes, as authors write them."""
    attributes, rest = get_attrs_and_remainder(inside.removeprefix(":").strip())
    return (
        bool(attributes)
        and not rest.strip()
        and all(_is_attribute(name, value) for name, value in attributes)
    )


def _is_attribute(name: str, value: str | None) -> bool:
    """Whether HTML has the attribute; `.` stands for a class."""
    if value is None:
        return name == "hidden"
    return name in _ATTRIBUTES or name.startswith((".", "data-", "aria-"))


def put_away(text: str, store: Callable[[str], str]) -> str:
    """The text, with each sign that is no markup handed to `store`, and what that gives in place.

    `store` takes HTML. What stands in code is left alone.
    """
    if "<" not in text and "{" not in text:
        return text
    pieces: list[str] = []
    at = 0
    while found := _SIGN.search(text, at):
        pieces.append(text[at : found.start()])
        at = found.end()
        if found["code"]:
            pieces.append(found[0])
        elif found["less"]:
            tag = is_tag(text, found.start())
            pieces.append(tag[0] if tag else store("&lt;"))
            at = tag.end() if tag else at
        else:
            inside = found["inside"] if found["inside"] is not None else found["after"]
            sign = "{" if are_attributes(inside) else store("{")
            pieces.append(f"{sign}{found[0][1:]}")
    return "".join([*pieces, text[at:]])
