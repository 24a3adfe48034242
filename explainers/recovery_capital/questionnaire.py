"""The self-check's items, areas, steps, hindrances and personas, read from questionnaire.toml.

The data file is the one place where their words stand. This module knows nothing of answers.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

CAUSES: Final = ("money", "housing", "law")
"""What an item can lack for reasons that no effort of the reader's mends alone."""
SURENESS: Final = {
    "strong": "Many studies point the same way.",
    "moderate": "Some good studies, with limits.",
    "mixed": "Studies do not agree.",
    "early": "Few or indirect studies, which cannot show what causes what.",
    "sensible": "We cite no study of it.",
}
"""How sure the evidence behind a step is, and what that means in words."""


@dataclass(frozen=True, slots=True)
class Area:
    """One of the six areas of life that the self-check looks at."""

    id: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Item:
    """One statement to agree with or not. `cause` is one of CAUSES or empty."""

    id: str
    area: str
    text: str
    why: str
    steps: tuple[str, ...]
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that could help. `outside` marks what someone else does for the reader."""

    id: str
    area: str
    text: str
    outside: bool
    sure: str
    note: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Something that makes it harder and is not the reader's fault."""

    id: str
    text: str
    help: str


@dataclass(frozen=True, slots=True)
class Persona:
    """An invented person, whose answers a group can talk about instead of anyone's own."""

    id: str
    name: str
    story: str
    harder: tuple[str, ...]
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """All of it, by id and in the order of the data file."""

    title: str
    summary: str
    version: str
    sources: tuple[str, ...]
    limits: tuple[str, ...]
    areas: Mapping[str, Area]
    items: Mapping[str, Item]
    steps: Mapping[str, Step]
    harder: Mapping[str, Hindrance]
    personas: Mapping[str, Persona]

    def of_area(self, area: str) -> list[Item]:
        """The items of one area, in order."""
        return [item for item in self.items.values() if item.area == area]


def _text() -> str:
    """The file without the mark that some editors put in front.

    The browser's Python has no codec that leaves it out.
    """
    text = files(__package__).joinpath("questionnaire.toml").read_text("utf-8")
    return text.removeprefix("\ufeff")


@cache
def questionnaire() -> Questionnaire:
    """The self-check as questionnaire.toml has it.

    Raises:
        ValueError: for a slip in the data file, with the id of the entry. Tests and the build
            read the file, so no reader meets this.
    """
    data = tomllib.loads(_text())
    found = Questionnaire(
        data["title"],
        data["summary"],
        data["version"],
        tuple(data["sources"]),
        tuple(data["limits"]),
        {row["id"]: Area(**row) for row in data["areas"]},
        {row["id"]: Item(**_tuples(row)) for row in data["items"]},
        {row["id"]: Step(**_tuples(row)) for row in data["steps"]},
        {row["id"]: Hindrance(**row) for row in data["harder"]},
        {row["id"]: Persona(**_tuples(row)) for row in data["personas"]},
    )
    for name in ("areas", "items", "steps", "harder", "personas"):
        if len(getattr(found, name)) != len(data[name]):
            raise ValueError(f"an id stands twice among the {name}")
    _check(found)
    return found


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def _check(found: Questionnaire) -> None:
    """Every name that an entry uses must be one that exists."""
    for item in found.items.values():
        unknown = [step for step in item.steps if step not in found.steps]
        if item.area not in found.areas or unknown or item.cause not in ("", *CAUSES):
            raise ValueError(f"item {item.id!r}: unknown area, cause or step {unknown}")
        if not item.steps:
            raise ValueError(f"item {item.id!r} names nothing that could help")
    for step in found.steps.values():
        if step.area not in found.areas or step.sure not in SURENESS:
            raise ValueError(f"step {step.id!r}: unknown area or sureness")
        if (step.sure == "sensible") == bool(step.keys):
            raise ValueError(f"step {step.id!r}: evidence needs keys, and good sense has none")
    for persona in found.personas.values():
        unknown = [name for name in persona.answers if name not in found.items]
        unknown += [name for name in persona.harder if name not in found.harder]
        if unknown:
            raise ValueError(f"persona {persona.id!r}: there is no {', '.join(unknown)}")
