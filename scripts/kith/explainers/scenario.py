"""One scenario of an explainer: its values, and what it teaches: idea, status and an offered guess.

It reads the tables [scenarios.NAME] and [scenarios.NAME.guess] of a manifest. It must not know of
files, of other scenarios or of how any of it is shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from kith.problems import nearest

STATUSES: Final[Mapping[str, str]] = {
    "published": "From published studies",
    "prediction": "A prediction of this toy",
    "never-measured": "Never measured: what the story says",
}
"""What stands behind a scenario, in the words that readers see."""

_SEED_MAXIMUM: Final = 999_999  # as explainer_kit.bridge has it
_OPTIONS: Final = (2, 5)  # how many answers a guess offers, at least and at most
_NEEDED: Final[Mapping[str, tuple[type, str]]] = {
    "label": (str, "a text"),
    "sentence": (str, "a text"),
    "seed": (int, f"a whole number from 0 to {_SEED_MAXIMUM}"),
    "params": (dict, "a table"),
}
_FIELDS: Final = (*_NEEDED, "idea", "status", "guess")
_GUESS_FIELDS: Final = ("question", "options", "answer", "why")


@dataclass(frozen=True, slots=True)
class Guess:
    """A question asked before a result is shown; `answer` counts the options from 0."""

    question: str
    options: tuple[str, ...]
    answer: int
    why: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """One named setting of a model: what readers are told of it, its seed, its parameter values.

    `idea` is the one thing it teaches, or "" where none is declared; `status` a key of STATUSES.
    """

    name: str
    label: str
    sentence: str
    seed: int
    params: Mapping[str, object]
    idea: str = ""
    status: str = "published"
    guess: Guess | None = None


class Complaint(NamedTuple):
    """A mistake: the table and the field it is in ("" for the table itself), and how to mend it."""

    table: str
    field: str
    message: str
    fix: str


def read_scenario(name: str, table: Mapping[str, object]) -> Scenario:
    """The scenario of a table that `scenario_complaints` has nothing against."""
    values = {**table, "guess": _read_guess(table.get("guess"))}
    return Scenario(name, **values)  # type: ignore[arg-type]


def _read_guess(table: object) -> Guess | None:
    if not isinstance(table, dict):
        return None
    return Guess(**{**table, "options": tuple(table["options"])})


def scenario_complaints(name: str, table: object) -> Iterator[Complaint]:
    """All that is wrong in a scenario's table."""
    here = f"scenarios.{name}"
    if not isinstance(table, dict):
        message, fix = f"scenario {name!r} is not a table", f"write [scenarios.{name}]"
        yield Complaint(here, "", message, fix)
        return
    for field, (kind, words) in _NEEDED.items():
        if not _is(table.get(field), kind) or (field == "seed" and not _is_seed(table[field])):
            message = f"scenario {name!r} has no good {field}"
            yield Complaint(here, field, message, f"add {field} to [scenarios.{name}]: {words}")
    if not _is_sentence(table.get("idea", "-")):
        message = f"scenario {name!r} has no good idea"
        yield Complaint(here, "idea", message, "say in one sentence what it teaches")
    status = table.get("status", "published")
    if not isinstance(status, str) or status not in STATUSES:
        fix = nearest(str(status), STATUSES) or f"one of {', '.join(STATUSES)}"
        yield Complaint(here, "status", f"there is no status {status!r}", fix)
    yield from _unknown(here, table, _FIELDS, f"scenario {name!r}")
    if "guess" in table:
        yield from _guess_complaints(name, table["guess"])


def _guess_complaints(name: str, table: object) -> Iterator[Complaint]:
    here, whose = f"scenarios.{name}.guess", f"the guess of scenario {name!r}"
    if not isinstance(table, dict):
        yield Complaint(here, "", f"{whose} is not a table", f"write [{here}]")
        return
    for field in ("question", "why"):
        if not _is_sentence(table.get(field)):
            message, fix = f"{whose} has no good {field}", f'write {field} = "..."'
            yield Complaint(here, field, message, fix)
    options = table.get("options")
    fewest, most = _OPTIONS
    if not isinstance(options, list) or not all(map(_is_sentence, options)):
        message = f"options of {whose} are not a list of texts"
        yield Complaint(here, "options", message, 'write options = ["...", "..."]')
    elif not fewest <= len(options) <= most or len({*options}) < len(options):
        message = f"{whose} has {len(options)} options, {len({*options})} of them different"
        yield Complaint(here, "options", message, f"offer {fewest} to {most} different answers")
    elif not _is(table.get("answer"), int) or not 0 <= table["answer"] < len(options):
        message = f"{whose} has no good answer"
        fix = f"write answer = the place of the right option, from 0 to {len(options) - 1}"
        yield Complaint(here, "answer", message, fix)
    yield from _unknown(here, table, _GUESS_FIELDS, whose)


def _unknown(
    here: str, table: Mapping[str, object], known: tuple[str, ...], whose: str
) -> Iterator[Complaint]:
    for field in table:
        if field not in known:
            fix = nearest(field, known) or f"the fields are {', '.join(known)}"
            yield Complaint(here, field, f"{whose} has no use for {field!r}", fix)


def _is(value: object, kind: type) -> bool:
    """Whether TOML gave that kind; its true and false are no numbers, though Python's are."""
    return isinstance(value, kind) and not isinstance(value, bool)


def _is_seed(value: object) -> bool:
    return isinstance(value, int) and 0 <= value <= _SEED_MAXIMUM


def _is_sentence(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
