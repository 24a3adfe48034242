"""What stands in the text for a work: "Alexander et al., 1978", near APA 7.

A label means the same work on every page, so labels are decided once for the whole library, from
the works alone. Three rules keep two works apart (APA 7, sections 8.18 to 8.20):

1. initials, when first authors share a family name;
2. more names, when different author lists shorten to the same "et al.";
3. year letters, when authors and year are the same, in the order of the titles.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kith.bibliography.names import Name
from kith.bibliography.work import Work

SHOWN_BEFORE_ET_AL = 2  # APA 7: two authors are both named, three and more shorten to the first


@dataclass(frozen=True, slots=True)
class Label:
    """The in-text name of one work. `names` ends in "et al." where the list was shortened."""

    names: tuple[str, ...]
    et_al: bool
    year: str
    letter: str

    def authors(self, conjunction: str) -> str:
        """The names joined as a sentence ("and") or a bracket ("&") wants them."""
        if self.et_al:
            comma = "," if len(self.names) > 1 else ""
            return f"{', '.join(self.names)}{comma} et al."
        if len(self.names) <= SHOWN_BEFORE_ET_AL:
            return f" {conjunction} ".join(self.names)
        return f"{', '.join(self.names[:-1])}, {conjunction} {self.names[-1]}"

    @property
    def date(self) -> str:
        """The year with its letter: "1978a"; "n.d.-a" where there is no year."""
        if self.letter and not self.year[-1:].isdigit():
            return f"{self.year}-{self.letter}"
        return self.year + self.letter


def build_labels(works: Iterable[Work]) -> dict[str, Label]:
    """The label of every work, by key."""
    ordered = sorted(works, key=sort_key)
    initials = _families_shared_by_first_authors(ordered)
    names = {work.key: _all_names(work, initials) for work in ordered}
    shown = _shorten(ordered, names)
    groups: defaultdict[tuple[tuple[str, ...], bool, str], list[Work]] = defaultdict(list)
    for work in ordered:
        groups[(*shown[work.key], year_of(work))].append(work)
    labels = {}
    for (group_names, et_al, year), members in groups.items():
        for index, work in enumerate(members):
            suffix = letter(index + 1) if len(members) > 1 else ""
            labels[work.key] = Label(group_names, et_al, year, suffix)
    return labels


def sort_key(work: Work) -> tuple[tuple[str, ...], str, str, str]:
    """The order of a reference list: by names, then year, then title, then key."""
    names = tuple(_fold(f"{_family(n)} {n.given}") for n in work.creators)
    title = _fold(work.title.plain())
    return names or (title,), year_of(work), title, work.key


def year_of(work: Work) -> str:
    """The year or years as printed; "n.d." where the work has none."""
    return work.issued.label if work.issued else "n.d."


def _families_shared_by_first_authors(works: Iterable[Work]) -> set[str]:
    """Family names that first authors with different given names have in common."""
    given: defaultdict[str, set[str]] = defaultdict(set)
    for work in works:
        for first in work.creators[:1]:
            if first.family:
                given[_family(first)].add(_initials(first))
    return {family for family, forms in given.items() if len(forms) > 1}


def _all_names(work: Work, with_initials: set[str]) -> tuple[str, ...]:
    """Every creator as the text would name them; the title stands in where there is none."""
    names = [_family(name) for name in work.creators if not name.is_others]
    if not names:
        return (_short_title(work),)
    first = work.creators[0]
    if first.family and names[0] in with_initials:
        names[0] = f"{_initials(first)} {names[0]}".strip()
    return tuple(names)


def _shorten(
    works: Iterable[Work], names: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[tuple[str, ...], bool]]:
    """As few names as tell the lists of one year apart: (names shown, whether "et al." follows)."""
    rivals: defaultdict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for work in works:
        if len(names[work.key]) > SHOWN_BEFORE_ET_AL:
            rivals[names[work.key][0], year_of(work)].add(names[work.key])
    shown = {}
    for work in works:
        mine = names[work.key]
        if any(name.is_others for name in work.creators):
            shown[work.key] = (mine[:1], True)
            continue
        if len(mine) <= SHOWN_BEFORE_ET_AL:
            shown[work.key] = (mine, False)
            continue
        others = rivals[mine[0], year_of(work)] - {mine}
        count = 1 + max((_common_start(mine, other) for other in others), default=0)
        # "et al." is plural: a list that would leave out one name is given whole.
        if count >= len(mine) - 1 and count > 1:
            shown[work.key] = (mine, False)
        else:
            shown[work.key] = (mine[:count], True)
    return shown


def _common_start(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many names two lists share from the start."""
    for index, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return index
    return min(len(one), len(other))


def _family(name: Name) -> str:
    return name.literal or f"{name.particle} {name.family}".strip()


def _initials(name: Name) -> str:
    return " ".join(f"{part[0]}." for part in name.given.replace("-", " ").split())


def _short_title(work: Work) -> str:
    words = work.title.plain().split()
    return "“" + " ".join(words[:4]) + ("…”" if len(words) > 4 else "”")


def letter(number: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa: for years of one author, and for ways back to the text."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _fold(text: str) -> str:
    """Without accents and case, for sorting."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
