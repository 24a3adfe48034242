"""What stands in the text for a work: "Alexander et al., 1978", near APA 7.

A label means the same work on every page, so labels are decided once for the whole library, from
the works alone. Three rules keep two works apart (APA 7, sections 8.18 to 8.20):

1. initials, when first authors share a family name;
2. more names, when different author lists shorten to the same "et al.";
3. year letters, when authors and year are the same, in the order of the reference list.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from kith.bibliography.citing.attribution import TitleForm, attribute, full_family, initials
from kith.bibliography.reading.dates import Date, Point
from kith.bibliography.reading.names import OTHERS, Name
from kith.bibliography.reading.work import Work

SHOWN_BEFORE_ET_AL: Final = 2  # APA 7: two authors are both named, three shorten to the first
_NO_DATE, _DATED, _STATUS = range(3)  # the order of one author's works
# Where APA prints month and day, they decide the order; elsewhere the year alone does.
_BY_DAY: Final = frozenset([
    "article-magazine", "article-newspaper", "document", "motion_picture", "pamphlet",
    "periodical", "software", "song", "standard", "webpage",
])  # fmt: skip
_LIKE: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "", "'": ""}
)

_BETWEEN_LETTERS: Final = re.compile(r"[\W_]+")
_ARTICLE: Final = re.compile(r"^(?:a|an|the)\s+(?=\S)", re.IGNORECASE)

type Names = tuple[str, ...]
type When = tuple[int, tuple[int, ...], str]
type Order = tuple[Names, When, int]


@dataclass(frozen=True, slots=True)
class Label:
    """The in-text name of one work.

    `et_al` says that names were left out. `form` is how the one name is marked that is a title.
    `original` is the year of the first edition, where there was one. `type` is the work's CSL type
    and `order` where the work stands among others in one bracket.
    """

    names: Names
    et_al: bool
    year: str
    letter: str
    form: TitleForm = ""
    original: str = ""
    type: str = ""
    order: Order = ((), (_DATED, (), ""), 0)

    def authors(self, conjunction: str) -> str:
        """The names joined as a sentence ("and") or a bracket ("&") wants them."""
        if self.form == "quoted":
            return f"“{self.names[0]}”"
        if self.et_al:
            comma = "," if len(self.names) > 1 else ""
            return f"{', '.join(self.names)}{comma} et al."
        if len(self.names) <= SHOWN_BEFORE_ET_AL:
            return f" {conjunction} ".join(self.names)
        return f"{', '.join(self.names[:-1])}, {conjunction} {self.names[-1]}"

    @property
    def date(self) -> str:
        """The year with its letter, as in the reference: "1978a"; "n.d.-a" without a year."""
        if self.letter and not any(char.isdigit() for char in self.year):
            return f"{self.year}-{self.letter}"
        return self.year + self.letter

    @property
    def dates(self) -> str:
        """The year as the text has it: "1900/1953", where the work is a later edition."""
        return f"{self.original}/{self.date}" if self.original else self.date


def build_labels(works: Iterable[Work]) -> dict[str, Label]:
    """The label of every work, by key."""
    ordered = sorted(works, key=sort_key)
    makers = {work.key: attribute(work) for work in ordered}
    shared = _families_shared_by_first_authors(made.names for made in makers.values())
    names = {key: _in_text(made.names, shared) for key, made in makers.items()}
    shown = _shorten(ordered, names)
    groups: defaultdict[tuple[str, ...], list[Work]] = defaultdict(list)
    for work in ordered:
        listed, et_al = shown[work.key]
        groups[(*listed, str(et_al), _original(work), year_of(work))].append(work)
    labels = {}
    for members in groups.values():
        for index, work in enumerate(members):
            listed, et_al = shown[work.key]
            labels[work.key] = Label(
                names=listed,
                et_al=et_al,
                year=year_of(work),
                letter=letter(index + 1) if len(members) > 1 else "",
                form=makers[work.key].form,
                original=_original(work),
                type=work.type,
                order=(
                    _in_bracket(_sort_names(makers[work.key].names), *shown[work.key]),
                    _when(work),
                    index,
                ),
            )
    return labels


def sort_key(work: Work) -> tuple[Names, When, str, str]:
    """The order of a reference list: by names, then date, then title, then key."""
    made = attribute(work)
    names = _sort_names(made.names)
    if made.form:  # a title: its article does not count
        names = (_letters(_ARTICLE.sub("", made.names[0].literal)),)
    return names, _when(work), _fold(work.title.plain()), work.key


def year_of(work: Work) -> str:
    """The year or years as the reference prints them; "n.d." where the work has none."""
    return _years(work.issued) if work.issued else "n.d."


def _years(date: Date) -> str:
    years = date.label.removesuffix("?").removeprefix("ca. ").replace(" BCE", " B.C.E.")
    return f"ca. {years}" if date.circa or date.uncertain else years


def _original(work: Work) -> str:
    first = work.dates.get("original-date")
    return _years(first) if first and work.issued and not work.issued.literal else ""


def _families_shared_by_first_authors(lists: Iterable[tuple[Name, ...]]) -> set[str]:
    """Family names that first authors with different given names have in common."""
    given: defaultdict[str, set[str]] = defaultdict(set)
    for names in lists:
        for first in names[:1]:
            if first.family:
                given[full_family(first)].add(initials(first))
    return {family for family, forms in given.items() if len(forms) > 1}


def _in_text(names: tuple[Name, ...], with_initials: set[str]) -> Names:
    """Every name as the text would have it. Names left out count as two unknown ones."""
    texts: list[str] = []
    for name in names:
        texts += [OTHERS, OTHERS] if name.is_others else [full_family(name)]
    first = names[0]
    if first.family and texts[0] in with_initials:
        texts[0] = f"{initials(first)} {texts[0]} {first.suffix}".strip()
    return tuple(texts)


def _shorten(works: Iterable[Work], names: Mapping[str, Names]) -> dict[str, tuple[Names, bool]]:
    """As few names as tell the lists of one year apart: (names shown, whether "et al." follows)."""
    rivals: defaultdict[tuple[str, str], set[Names]] = defaultdict(set)
    for work in works:
        if len(names[work.key]) > SHOWN_BEFORE_ET_AL:
            rivals[names[work.key][0], year_of(work)].add(names[work.key])
    starts = {who: _common_starts(lists) for who, lists in rivals.items()}
    shown = {}
    for work in works:
        mine = names[work.key]
        if len(mine) <= SHOWN_BEFORE_ET_AL:
            shown[work.key] = (mine, False)
            continue
        count = 1 + starts[mine[0], year_of(work)][mine]
        known = tuple(name for name in mine if name != OTHERS)
        # "et al." is plural: a list that would leave out one name is given whole.
        if 1 < count >= len(known) - 1 and known == mine:
            shown[work.key] = (mine, False)
        else:
            shown[work.key] = (known[:count] or mine[:1], True)
    return shown


def _common_starts(lists: set[Names]) -> dict[Names, int]:
    """Of each list, how many names it shares from the start with any other: with a neighbour."""
    ordered = sorted(lists)
    shared = [_common_start(one, other) for one, other in pairwise(ordered)]
    return {
        names: max(before, after)
        for names, before, after in zip(ordered, [0, *shared], [*shared, 0], strict=True)
    }


def _common_start(one: Names, other: Names) -> int:
    """How many names two lists share from the start."""
    for index, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return index
    return min(len(one), len(other))


def _sort_names(names: tuple[Name, ...]) -> Names:
    """Names as references sort by them: with initials, as they are printed."""
    return tuple(map(_sort_name, names))


@cache
def _sort_name(name: Name) -> str:
    """Letter by letter, whatever stands between letters; a shorter name comes first (APA 9.44)."""
    return f"{_letters(full_family(name))}\x01{_letters(initials(name))}"


def _letters(text: str) -> str:
    return _BETWEEN_LETTERS.sub("", _fold(text))


def _in_bracket(names: Names, shown: Names, et_al: bool) -> Names:
    """Names as a bracket sorts by them: a list that is cut counts as “first et al.”"""
    return (*names[: len(shown)], "et al.") if et_al else names


def _when(work: Work) -> When:
    date = work.issued
    if date is None:
        return _NO_DATE, (), ""
    if date.literal:
        return _STATUS, (), date.literal
    points = [point for point in (date.start, date.end) if point]
    return _DATED, tuple(part for point in points for part in _parts(point, work.type)), ""


def _parts(point: Point, csl_type: str) -> tuple[int, ...]:
    return (point.year, point.month, point.day) if csl_type in _BY_DAY else (point.year,)


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
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return plain.translate(_LIKE)
