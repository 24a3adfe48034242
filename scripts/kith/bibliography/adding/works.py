"""The nouns of an import: a work that was found, and all that an export gave."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kith.bibliography.reading.work import Work
from kith.problems import Problem


@dataclass(frozen=True, slots=True)
class Found:
    """A work, and what of it was not kept or had to be guessed."""

    work: Work
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Export:
    """What was read. `lost` is what no work came of, `told` what is to be known of the whole."""

    found: tuple[Found, ...] = ()
    lost: tuple[Problem, ...] = ()
    told: tuple[Problem, ...] = ()


def is_work(record: Mapping[str, Any]) -> bool:
    """Whether a record says enough to be one: a title, an author or a DOI."""
    title = record.get("title")
    if isinstance(title, list):
        title = next(iter(title), "")
    if isinstance(title, str | int) and not isinstance(title, bool) and str(title).strip():
        return True
    return bool(record.get("author") or record.get("editor") or record.get("DOI"))


def name_of(work: Work) -> str:
    """How messages call a work: by its title, or what else there is."""
    title = work.title.plain()
    if title:
        return f"“{title}”" if len(title) <= 70 else f"“{title[:69]}…”"
    people = [name.family or name.literal for name in work.creators[:2]]
    return " and ".join(people) or str(work.fields.get("DOI", "a work without a title"))
