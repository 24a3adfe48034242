"""Names in the words of databases, to CSL-JSON: one or several in a field, with or without commas.

“Verrall, Maud” and “Verrall M” are sure. “Maud Verrall” could be an institution, so it is told.
An institution is known by its words, or by a comma at its end, as reference managers write it.
"""

import re
from typing import Final

from kith.bibliography.adding.ris_tags import NOBODY, PLACEHOLDERS
from kith.bibliography.adding.tagged import unescaped
from kith.bibliography.reading.institutions import looks_like_institution, protected
from kith.bibliography.reading.names import OTHERS
from kith.bibliography.reading.place import Report, silent

type Person = dict[str, str]

_INSTITUTION: Final = re.compile(
    r"\b(academy|administration|bank|board|bureau|cent(?:er|re)s?|church|clinic|college|company|"
    r"fund|group|inc|league|ltd|museum|nations|offices?|panel|parliament|party|police|press|"
    r"program(?:me)?|project|school|services?|society|statistics|team|trust|union|universi[dt]a\w+)\b",
    re.IGNORECASE,
)
"""Words that mean an institution in a name without a comma, beside those of institutions.toml."""
_JOINTS: Final = re.compile(r"\b(of|for|the|and|on|in|against|du|des|für|und|y)\b|&")
_SUFFIX: Final = re.compile(r"(jr|sr|jun|sen|i{2,3}|iv|2nd|3rd)\.?", re.IGNORECASE)
_DEGREE: Final = re.compile(
    r"(?:m\.?d|ph\.?d|d\.?phil|m\.?p\.?h|m\.?sc?|b\.?sc?|b\.?a|m\.?a|r\.?n|m\.?s\.?w|psy\.?d|"
    r"d\.?r\.?p\.?h|ed\.?d|j\.?d|esq|prof|dr)\.?",
    re.IGNORECASE,
)
_INITIALS: Final = r"(?:[A-Z]\.?[- ]?){1,4}"
_FAMILY_FIRST: Final = re.compile(
    rf"(?P<family>\S.*?\w\w.*?) (?P<given>{_INITIALS})(?: (?P<suffix>Jr|Sr|II|III|IV|2nd|3rd)\.?)?"
)
_GIVEN_FIRST: Final = re.compile(rf"(?P<given>{_INITIALS})(?<=[ .])(?P<family>\S*\w\w.*)")
_SHORT: Final = re.compile(rf"[^\s,]+(?: [^\s,]+)? {_INITIALS}")
_COUNTRIES: Final = frozenset(["UK", "US", "USA", "EU", "UN", "NHS"])
"""What ends the names of institutions, and looks like initials."""
_ORCID: Final = re.compile(
    r"[\s,;]*[(\[]?(?:orcid:?\s*)?(?:https?://orcid\.org/)?(?:\d{4}-){3}\d{3}[\dX][)\]]?",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(r"\W*(?:and )?(?:et\.? ?al\.?|others|\.\.\.|…)\W*", re.IGNORECASE)
_EDITOR: Final = re.compile(r"\s*[(\[](eds?|editors?|hrsg|hg)\.?[)\]]\.?\s*", re.IGNORECASE)
_CJK: Final = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def read_people(value: str, report: Report) -> list[Person]:
    """The people and institutions of a field, in order."""
    people = []
    for name in _several(_ORCID.sub("", unescaped(value))):
        person = _person(" ".join(name.split()), report)
        if person:
            people.append(person)
    return people


def is_editor(value: str) -> bool:
    """Whether a name says of itself that it is an editor's: “Verrall, M. (Ed.)”."""
    return bool(_EDITOR.search(value))


def _several(value: str) -> list[str]:
    """The names of a field: by lines, semicolons, “and”, or commas between short names."""
    if "\n" in value:
        parts = [part.strip() for part in value.split("\n")]
        if all("," in part or _SHORT.fullmatch(part) for part in parts):
            return [name for part in parts for name in _several(part)]
        value = " ".join(parts)
    value = _EDITOR.sub("", value).strip()
    if value.endswith(",") and value.count(",") == 1:
        return [value]
    if ";" in value:
        return [name for part in value.split(";") if part.strip() for name in _several(part)]
    joined = re.split(r",?\s+(?:and|&)\s+", value)
    if len(joined) > 1 and all(map(_looks_like_person, joined)):
        return [name for part in joined for name in _several(part)]
    commas = [part.strip() for part in value.split(",") if part.strip()]
    if len(commas) > 1 and all(map(_SHORT.fullmatch, commas)):
        return commas
    pairs = list(zip(commas[::2], commas[1::2], strict=False))
    if (
        len(commas) > 3
        and len(commas) % 2 == 0
        and all(re.fullmatch(_INITIALS, given) for _, given in pairs)
    ):
        return [f"{family}, {given}" for family, given in pairs]
    return [value]


def _is_institution(text: str) -> bool:
    """Whether a name is that of an institution, by its words or because it is known."""
    known = protected(text, silent) != text
    return known or looks_like_institution(text) or bool(_INSTITUTION.search(text))


def _looks_like_person(text: str) -> bool:
    if _is_institution(text) or _JOINTS.search(text):
        return False
    return "," in text or len(text.split()) in (2, 3)


def _person(text: str, report: Report) -> Person:
    if not text or text.lower() in PLACEHOLDERS or text.lower() in NOBODY:
        return {}
    if _OTHERS.fullmatch(text):
        return {"literal": OTHERS}
    if text.endswith(",") and "," not in text[:-1]:
        return {"literal": text.rstrip(", ")} if text.strip(", ") else {}
    if "," in text:
        return _with_comma(text)
    if _CJK.search(text):
        family, _, given = text.partition(" ")
        return {"family": family, "given": given} if given else {"literal": family}
    return _without_comma(text, report)


def _with_comma(text: str) -> Person:
    """Family, Given, Suffix; degrees are left out."""
    parts = [part.strip() for part in text.rstrip(", ").split(",")]
    words = text.split()
    if _is_institution(text) and (len(words) > 3 or _JOINTS.search(text)):
        return {"literal": text}
    parts = [part for part in parts[:2] if part] + [
        part for part in parts[2:] if part and not _DEGREE.fullmatch(part)
    ]
    if len(parts) == 3 and _SUFFIX.fullmatch(parts[1]):
        parts = [parts[0], parts[2], parts[1]]
    if len(parts) > 3 or (len(parts) == 3 and not _SUFFIX.fullmatch(parts[2])):
        return {"literal": text}
    names = dict(zip(("family", "given", "suffix"), parts, strict=False))
    if "given" in names:
        names["given"] = re.sub(r"(?<=[a-z]{3})\.$", "", names["given"])
    shouted = len(names.get("family", "")) > 4 and text.isupper() and len(parts[-1]) > 2
    if shouted and re.search("[AEIOUY]", names.get("given", "")):
        names |= {name: names[name].title() for name in ("family", "given")}
    return names


def _without_comma(text: str, report: Report) -> Person:
    words = text.split()
    if len(words) == 1:
        return {"literal": text} if text.isupper() else {"family": text}
    if _is_institution(text) or _JOINTS.search(text) or len(words) > 4:
        return {"literal": text}
    if words[-1] in _COUNTRIES:
        return {"literal": text}
    match = _FAMILY_FIRST.fullmatch(text) or _GIVEN_FIRST.fullmatch(text)
    if match:
        return {name: part.strip() for name, part in match.groupdict().items() if part}
    if not all(word[0].isalpha() for word in words):
        return {"literal": text}
    small = next((at for at, word in enumerate(words[:-1]) if word[0].islower()), len(words) - 1)
    family, given = " ".join(words[small:]), " ".join(words[:small])
    if given:
        message = f"“{text}” is read as a person, {family}, {given}"
        report("import/guess", message, f"for an institution write {{{text}}} with its braces")
    return {"family": family, "given": given} if given else {"family": family}
