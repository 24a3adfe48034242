"""A session plan as its source has it: steps, the blocks in them, the slides that they make.

A step is a heading of the second level that ends in its minutes: `## Welcome (5 minutes)`. What
stands outside facilitator's blocks is seen by the room, and so is a slide. This module reads lines
and knows nothing of how a plan is drawn; `kith.content.teaching.check` says what is wrong in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from kith.content.source import Source

FOLDER: Final = "teach"
MEETING: Final = "meeting"
"""The kind of a step that is held on a day of its own, so that no clock runs through the plan."""

KINDS: Final = ("opening", "talk", "discussion", "exercise", "break", MEETING, "closing")
"""What a step can be."""

STEP: Final = re.compile(
    r"^(?P<title>.*?)[ \t]*\((?P<minutes>\d+) minutes?\)[ \t]*$", re.DOTALL | re.IGNORECASE
)
"""A heading's text with the minutes at its end."""

_HEADING: Final = re.compile(
    r"^(?P<level>#{2,3})[ \t]+(?P<text>.*?)[ \t]*(?:\{(?P<more>[^{}]*)\})?[ \t]*$"
)
_KIND: Final = re.compile(r"\bkind=[\"']?(?P<kind>[\w-]*)")
_OPENING: Final = re.compile(
    r"^/{3,}[ \t]*(?P<name>[\w-]+)[ \t]*(?:\|[ \t]*(?P<title>.*?))?[ \t]*$"
)
_CLOSING: Final = re.compile(r"^/{3,}[ \t]*$")
_OPTION: Final = re.compile(r"^(?: {4}|\t)\S")
_SHOWN: Final = {"exercise": "Exercise: ", "debrief": "", "check": ""}


@dataclass(slots=True)
class Slide:
    """What a room sees at once: title and lines of Markdown; `line` is where it begins."""

    title: str
    line: int
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a step: its name, and the line where it stands."""

    name: str
    line: int


@dataclass(slots=True)
class Step:
    """A heading with minutes and all below it. `kind` is as written, "" where there is none."""

    title: str
    minutes: int
    kind: str
    line: int
    parts: list[Part] = field(default_factory=list)
    slides: list[Slide] = field(default_factory=list)

    def has(self, *names: str) -> bool:
        """Whether one of these blocks stands in the step."""
        return any(part.name in names for part in self.parts)


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in their order, and the titles of the sections that are none."""

    steps: tuple[Step, ...]
    sections: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """What the steps take together."""
        return sum(step.minutes for step in self.steps)

    @property
    def length(self) -> str:
        """How long it takes, in words: "60 minutes", "7 meetings, 8 hours 30 minutes in all"."""
        if not any(step.kind == MEETING for step in self.steps):
            return f"{self.minutes} minutes"
        parts = zip(divmod(self.minutes, 60), ("hours", "minutes"), strict=True)
        length = " ".join(f"{number} {unit}" for number, unit in parts if number)
        return f"{len(self.steps)} meetings, {length} in all"


def is_plan(name: str) -> bool:
    """Whether a page, by its path below content/, is a session plan."""
    path = PurePosixPath(name)
    return path.parts[0] == FOLDER and len(path.parts) > 1 and path.name != "index.md"


def read_plan(source: Source) -> Plan:
    """Every step of a plan, in order or not."""
    steps: list[Step] = []
    sections: list[str] = []
    here: Step | None = None
    for token in _tokens(source):
        if token.kind == "heading" and token.level == 2:
            here = _step(token)
            if here:
                steps.append(here)
            else:
                sections.append(token.text)
        elif here is not None:
            _take(here, token)
    return Plan(tuple(steps), tuple(sections))


def _take(step: Step, token: "_Token") -> None:
    if token.kind == "heading":
        step.slides.append(Slide(token.text, token.line))
    elif token.kind == "text":
        step.slides[-1].lines.append(token.text)
    else:
        step.parts.append(Part(token.kind, token.line))
        if token.kind in _SHOWN:
            title = token.text or {"debrief": "Talk about it"}.get(token.kind, "")
            step.slides.append(Slide(_SHOWN[token.kind] + title, token.line, token.inside))
            step.slides.append(Slide(step.title, token.line))  # what follows it, if anything does
        elif token.kind == "explainer":
            step.slides.append(Slide(step.title, token.line))


@dataclass(frozen=True, slots=True)
class _Token:
    """A heading, a line of text, or a block (`kind` is its name then) with what is in it."""

    kind: str
    text: str
    line: int
    level: int = 0
    more: str = ""
    inside: list[str] = field(default_factory=list)


def _step(token: _Token) -> Step | None:
    match = STEP.match(token.text)
    if not match:
        return None
    kind = _KIND.search(token.more)
    step = Step(match["title"], int(match["minutes"]), kind["kind"] if kind else "", token.line)
    step.slides.append(Slide(match["title"], token.line))
    return step


def _tokens(source: Source) -> Iterator[_Token]:
    lines = enumerate(source.prose.split("\n"), 1)
    for number, line in lines:
        opening = _OPENING.match(line)
        heading = _HEADING.match(line)
        if opening:
            inside: list[str] = []
            for _, text in lines:
                if _CLOSING.match(text):
                    break
                if inside or not _OPTION.match(text):
                    inside.append(text)
            title = opening["title"] or ""
            yield _Token(opening["name"], title, number, inside=inside)
        elif heading:
            level = len(heading["level"])
            yield _Token("heading", heading["text"], number, level, heading["more"] or "")
        else:
            yield _Token("text", line, number)
