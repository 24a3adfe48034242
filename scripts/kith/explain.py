"""What `kith check --explain RULE` says: the rule's line, why it is there, one example.

The words are in explanations.toml, those of rules on words and pages in content/rules/rules.toml.
A rule without a table there has its line alone.
"""

import textwrap
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from kith.problems import EDITORS_RULES, RULES, nearest

WORDS: Final = Path(__file__).with_name("explanations.toml")
_WIDTH: Final = 79
_SAID: Final = {
    "error": "an error: the build stops",
    "warning": "a warning: the build goes on",
    "advice": "advice: `kith check --advice` lists it",
}


def explain(rule: str) -> str | None:
    """The rule in words; None where there is no such rule."""
    return "\n".join(_lines(rule)) if rule in RULES else None


def unknown(rule: str) -> str:
    """What to say of a rule that does not exist: the nearest, or all of them."""
    group = [name for name in RULES if name.startswith(f"{rule.strip('/')}/")]
    hint = nearest(rule, RULES)
    if hint and not group:
        return f"There is no rule {rule!r}: {hint}"
    return f"There is no rule {rule!r}. The rules are:\n\n" + "\n".join(
        f"  {name:<24} {RULES[name][1]}" for name in group or RULES
    )


@lru_cache(maxsize=1)
def explanations() -> Mapping[str, Mapping[str, str]]:
    """why, wrong and right, as far as they are there, by rule."""
    return tomllib.loads(WORDS.read_text("utf-8"))


def _of_editors() -> Mapping[str, Mapping[str, str]]:
    """The reasons of the rules on words and pages, which stand in a file of their own."""
    rules = tomllib.loads(EDITORS_RULES.read_text("utf-8"))["rules"]
    return {rule["id"]: {"why": rule["reason"]} for rule in rules}


def _lines(rule: str) -> Iterator[str]:
    severity, meaning = RULES[rule]
    said = explanations().get(rule) or _of_editors().get(rule, {})
    yield f"{rule} ({_SAID[severity]})"
    yield from ("", *textwrap.wrap(meaning, _WIDTH))
    if "why" in said:
        yield from ("", *textwrap.wrap(said["why"], _WIDTH))
    for name, heading in (("wrong", "Wrong:"), ("right", "Right:")):
        if name in said:
            yield from ("", heading, "", textwrap.indent(said[name].strip("\n"), "    "))
