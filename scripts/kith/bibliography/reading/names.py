"""Names of people and institutions, as BibTeX and biblatex write them.

Splits first and decodes each part after, because decoding takes away the braces that keep
`{World Health Organization}` in one piece. Knows nothing of citation styles.
"""

import re
from dataclasses import dataclass
from typing import Final

from kith.bibliography.reading.institutions import looks_like_institution, protected
from kith.bibliography.reading.latex import decode
from kith.bibliography.reading.place import Report, silent

_MARKS: Final = re.compile(
    r"(?<!\\)[{}]|,|\s+and(?=\s|$)|^and(?=\s|$)|(?:\s|(?<!\\)~)+", re.IGNORECASE
)
_PLAIN_SPLIT: Final = {
    "and": re.compile(r"(?:^|\s+)and(?=\s|$)", re.IGNORECASE),
    ",": re.compile(","),
    " ": re.compile(r"(?:\s|(?<!\\)~)+"),
}
_SPACE: Final = re.compile(r"\\(?:[,;: ]|thinspace(?![A-Za-z])\s*)")
"""LaTeX's own blanks, as between initials: J.\\,K."""
_SUFFIX: Final = re.compile(r"(jr|sr|jun|sen|i{2,3}|iv|vi{0,3})\.?", re.IGNORECASE)
_EXTENDED: Final = re.compile(r"\s*\"?([a-z]+)(?P<initials>-i)?\s*=\s*", re.IGNORECASE)
_PARTS: Final = {"family": "family", "given": "given", "prefix": "prefix", "suffix": "suffix",
                 "juniorsuffix": "suffix", "jr": "suffix"}  # fmt: skip
_OPTIONS: Final = frozenset(["useprefix", "hash", "id", "gender", "sortingnamekeytemplatename",
                             "nametemplates", "uniquename", "ul", "useprefixoption"])  # fmt: skip
"""What biblatex's long form says of a name and no reader sees."""
_COMMAND: Final = re.compile(r"\\(?:[A-Za-z]+\s*|.)")
_CJK: Final = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Name:
    """One person, or an institution as `literal`; `literal="others"` stands for “and others”."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def is_others(self) -> bool:
        """Whether this stands for the names left out."""
        return self.literal == OTHERS

    def to_csl(self) -> dict[str, str]:
        """CSL-JSON; a particle belongs to the family name in print: “van den Berg, A.”"""
        if _CJK.search(self.family) and _CJK.search(self.given):
            return {"literal": self.family + self.given}  # styles would make initials of it
        parts = {
            "family": self.family,
            "given": self.given,
            "non-dropping-particle": self.particle,
            "suffix": self.suffix,
            "literal": self.literal,
        }
        return {variable: text for variable, text in parts.items() if text}


OTHERS: Final = "others"


def read_names(value: str, report: Report = silent) -> tuple[Name, ...]:
    """The names of a field, in order."""
    names = []
    value = protected(_SPACE.sub(" ", value), report)
    for person in _split(value, "and"):
        if not person.strip():
            report("bib/name", "an empty name beside “and”", "remove the extra “and”")
        elif is_one_group(person.strip()) and not decode(person):
            report("bib/name", "a name is empty", "write the name, or remove the field")
        elif person.strip().lower() == OTHERS:
            names.append(Name(literal=OTHERS))
        else:
            names.append(_read_name(person.strip(), report))
    return tuple(names)


def _read_name(text: str, report: Report) -> Name:
    if is_one_group(text):
        return Name(literal=decode(text[1:-1], report))
    parts = [part.strip() for part in _split(text, ",")]
    if len(parts) > 1 and all(_EXTENDED.match(part) for part in parts):
        return _extended(parts, report)
    if len(parts) > 3:
        message = f"too many commas in the name {decode(text)}"
        report("bib/name", message, "write “Family, Given and Family, Given”, with “and” between")
        return Name(literal=decode(text))
    if ";" in text or re.search(r"\s(&|\\&)\s", text):
        message = f"{decode(text)} reads as one name"
        report("bib/name", message, "write “and” between names, or braces around an institution")
    if len(parts) == 3 and _SUFFIX.fullmatch(parts[2]) and not _SUFFIX.fullmatch(parts[1]):
        message = f"{parts[2]} is read as the given name"
        report("bib/name", message, f"write {parts[0]}, {parts[2]}, {parts[1]}")
    if len(parts) == 1 and looks_like_institution(text):
        message = f"{decode(text)} reads as an institution, and has no braces"
        report("bib/institution", message, f"write {{{text}}}")
        return Name(literal=decode(text, report))
    if len(parts) == 1:
        return _given_first(_words(text), report)
    particle, family = _particle_first(_words(parts[0]))
    suffix = parts[1] if len(parts) == 3 else ""
    return _name(particle, family, _words(parts[-1]), suffix, report)


def _given_first(words: list[str], report: Report) -> Name:
    """“Ludwig van Beethoven”: the particle is the first run of small words before the last word."""
    if all(_CJK.search(word) for word in words) and len(words) == 2:
        return _name([], words[:1], words[1:], "", report)
    start = next((i for i, word in enumerate(words[:-1]) if _is_small(word)), len(words) - 1)
    particle, family = _particle_first(words[start:])
    return _name(particle, family, words[:start], "", report)


def _particle_first(words: list[str]) -> tuple[list[str], list[str]]:
    """“van den Berg”: small words at the front. Differs from BibTeX, which takes “Pérez de los”
    of “Pérez de los Cobos” for a particle too."""
    count = next((i for i, word in enumerate(words[:-1]) if not _is_small(word)), len(words) - 1)
    return words[: max(count, 0)], words[max(count, 0) :]


def _name(
    particle: list[str], family: list[str], given: list[str], suffix: str, report: Report
) -> Name:
    family_name = decode(" ".join(family), report)
    given_name = decode(" ".join(given), report)
    if not family_name:
        family_name, given_name = given_name, ""
        report("bib/name", f"{given_name or family_name or 'a name'} has no family name", "")
    return Name(family_name, given_name, decode(" ".join(particle), report), decode(suffix, report))


def _extended(parts: list[str], report: Report) -> Name:
    """biblatex's long form: family=Berg, prefix=van den, given=Anna."""
    found: dict[str, str] = {}
    for part in parts:
        label = _EXTENDED.match(part)
        name = label[1].lower() if label else ""
        if label and name in _PARTS and not label["initials"]:
            found[_PARTS[name]] = decode(part[label.end() :].strip().strip('"'), report)
        elif label and name not in _PARTS and name not in _OPTIONS:
            fix = "the parts of a name are family, given, prefix and suffix"
            report("bib/name", f"a name has no part {name}", fix)
    return Name(
        found.get("family", ""),
        found.get("given", ""),
        found.get("prefix", ""),
        found.get("suffix", ""),
    )


def _is_small(word: str) -> bool:
    """Whether a word begins with a small letter; a word in braces or without case does not."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    letter = next((c for c in _COMMAND.sub("", word) if c.isalpha()), "")
    return letter.islower()


def _words(text: str) -> list[str]:
    return [word for word in _split(text, " ") if word]


def is_one_group(text: str) -> bool:
    """Whether one pair of braces holds the whole text."""
    if not (text.startswith("{") and text.endswith("}")) or text.startswith("{\\"):
        return False
    depth = 0
    for mark in re.finditer(r"(?<!\\)[{}]", text):
        depth += 1 if mark.group() == "{" else -1
        if depth == 0:
            return mark.end() == len(text)
    return False


def _split(text: str, separator: str) -> list[str]:
    """Split at `and`, at commas or at blanks, but never inside braces."""
    if "{" not in text:
        return _PLAIN_SPLIT[separator].split(text)
    parts, start, depth = [], 0, 0
    for mark in _MARKS.finditer(text):
        sign = mark.group()
        if sign in "{}":
            depth = max(depth + (1 if sign == "{" else -1), 0)
        elif depth == 0 and separator == (
            "and" if sign[-1] in "dD" else "," if sign == "," else " "
        ):
            parts.append(text[start : mark.start()])
            start = mark.end()
    return [*parts, text[start:]]
