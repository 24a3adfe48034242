"""Entries of a library that stand alone: macros expanded, inherited fields filled in."""

from dataclasses import dataclass

from kith.bibliography.reading.place import Place


@dataclass(frozen=True, slots=True)
class Field:
    """A field with its text, and the place where that text stands (in a parent, if inherited)."""

    name: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, with each field once."""

    entry_type: str
    key: str
    place: Place
    fields: tuple[Field, ...]
