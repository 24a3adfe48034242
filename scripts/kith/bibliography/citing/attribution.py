"""Who, or what, a work is cited by, as APA 7 has it: its makers, or else a house, or its title.

The order is that of the APA style, so that the text names a work by what its reference begins
with. How names are shortened is the business of `labels.py`.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from kith.bibliography.citing.titlecase import title_case
from kith.bibliography.reading.names import Name
from kith.bibliography.reading.richtext import RichText
from kith.bibliography.reading.work import Work

TitleForm = Literal["", "quoted", "italic", "plain"]
"""How a title in the place of an author is marked; "" where names stand."""

LEGAL: Final = frozenset(["bill", "hearing", "legal_case", "legislation", "regulation", "treaty"])
"""CSL types that are cited by title, whoever made them."""

_BY_BOOK_TITLE: Final = frozenset(["book", "entry", "entry-dictionary", "entry-encyclopedia"])
_BY_HOUSE: Final = frozenset(["software", "webpage"])
_PARTS_OF_GIVEN: Final = re.compile(r"[\s.]+|(?=-)")


@dataclass(frozen=True, slots=True)
class Attribution:
    """The names, or one name that is a title, with the form that titles have."""

    names: tuple[Name, ...]
    form: TitleForm = ""


def attribute(work: Work) -> Attribution:
    """What a work is cited by; never without a name."""
    if work.type in LEGAL:
        return _title(work)
    publisher = str(work.fields.get("publisher", ""))
    house = (Name(literal=publisher),) if publisher else ()
    makers = work.names.get("author") or work.names.get("director")
    if not makers and work.type == "entry-encyclopedia":
        makers = house
    if not makers and work.type in _BY_BOOK_TITLE and "container-title" in work.fields:
        return _title(work)
    makers = makers or work.names.get("editor") or work.names.get("collection-editor")
    if not makers and work.type in _BY_HOUSE:
        makers = house
    return Attribution(makers) if makers else _title(work)


def full_family(name: Name) -> str:
    """The name as the text has it: “van den Berg”; an institution, or a name in Chinese, whole."""
    literal = name.to_csl().get("literal", "")
    if literal or not name.particle:
        return literal or name.family
    particle = name.particle.replace("'", "’")
    joint = "" if particle.endswith(("’", "-")) else " "
    return f"{particle}{joint}{name.family}"


def initials(name: Name) -> str:
    """“J.-P. K.” for Jean-Paul K.; a given name in a script without capitals stays whole."""
    parts = [part for part in _PARTS_OF_GIVEN.split(name.given) if part.strip("-")]
    short = [_initial(part) for part in parts]
    return " ".join(short).replace(" -", "-")


def _initial(part: str) -> str:
    first = part[:2] if part.startswith("-") else part[:1]
    return f"{first}." if first.lower() != first.upper() else part


def _title(work: Work) -> Attribution:
    short = work.fields.get("title-short", "")
    title = short if isinstance(short, RichText) and short else work.title
    text = title_case(title, str(work.fields.get("language", ""))).plain()
    return Attribution((Name(literal=text or "[No title]"),), _form(work))


def _form(work: Work) -> TitleForm:
    if work.type in LEGAL or work.type == "report":
        return "plain"
    if work.type == "webpage" or "container-title" not in work.fields:
        return "italic"
    return "quoted"
