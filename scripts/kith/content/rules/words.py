"""Words that are better said another way, each with what to say and why."""

import re
from collections.abc import Iterator

from kith.content.rules.prose import own_words
from kith.content.rules.table import Table, plain_text
from kith.content.source import Source
from kith.problems import Problem


def check_words(source: Source, table: Table) -> Iterator[Problem]:
    """A problem for each word of the list that stands in the author's own words."""
    text = own_words(source)
    plain = plain_text(text)
    if table.names.may_stand_in(plain):
        text = table.names.pattern.sub(lambda match: " " * len(match[0]), text)
        plain = plain_text(text)
    for word in table.words:
        if not word.phrases.may_stand_in(plain):
            continue
        for match in word.phrases.pattern.finditer(text):
            said = " ".join(match[0].split())
            message = f"{said!r}: {word.reason[0].lower()}{word.reason[1:].rstrip('.')}"
            fix = f"say: {word.say}"
            yield Problem(source.path, *source.place(match.start()), word.rule, message, fix)


def has_hard_topic(source: Source, table: Table) -> re.Match[str] | None:
    """The first word that makes a topic hard, whoever says it."""
    if not table.hard.may_stand_in(plain_text(source.prose)):
        return None
    return table.hard.pattern.search(source.prose)
