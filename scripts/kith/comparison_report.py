"""A comparison as Markdown: the comment that a pull request gets.

For an editor who reviews words and evidence, so it shows what readers will read. Pure: no file and
no network here; a workflow posts the text.
"""

import difflib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from kith.bibliography.citing.csl import EntryJson
from kith.comparison import Comparison, Entry, PageChange
from kith.content.claims.records import Claim
from kith.content.pages import page_url
from kith.github import code, fenced, one_line, plain
from kith.page_text import text_lines
from kith.problems import Problem

MARK: Final = "<!-- kith report -->"
"""The first line, by which a workflow finds the comment that it wrote before."""

LONGEST: Final = 60_000
"""Characters; GitHub takes 65,536 in one comment."""

_REFERENCES: Final = 22_000
_CLAIMS: Final = 14_000
_NOTE: Final = 200
_MOST: Final = 40  # addresses that lead nowhere
_QUESTIONS: Final = 40
_AROUND: Final = 1  # lines of text on either side of a change
_PAGE: Final = 12_000


def comparison_report(found: Comparison, problems: Sequence[Problem]) -> str:
    """The whole comment."""
    parts = [MARK, "## What changes for readers", _summary(found)]
    parts += [*_ask(found), *_look_at(found), *_checks(problems)]
    parts += _vanished(found)
    for section, longest in (
        (_references(found), _REFERENCES),
        (_claims(found), _CLAIMS),
        (_pages(found), LONGEST),
    ):
        room = min(longest, LONGEST - sum(len(part) + 2 for part in parts))
        parts += _as_many_as_fit(list(section), room)
    return "\n\n".join(parts) + "\n"


def _as_many_as_fit(parts: Sequence[str], room: int) -> Iterator[str]:
    for number, part in enumerate(parts):
        room -= len(part) + 2
        if room < _NOTE:
            left = len(parts) - number
            yield f"_{left} more do not fit into one comment: `kith report` prints all of them._"
            return
        yield part


def _summary(found: Comparison) -> str:
    counts = (
        (len(found.pages), "page", "pages"),
        (len(found.added), "reference added", "references added"),
        (len(found.changed), "reference changed", "references changed"),
        (len(found.removed), "reference removed", "references removed"),
        (len(found.claims), "claim", "claims"),
        (len(found.explainers), "explainer", "explainers"),
    )
    said = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
    return f"{', '.join(said)}." if said else "Nothing that readers see: no page, no reference."


def _checks(problems: Sequence[Problem]) -> Iterator[str]:
    errors = [problem for problem in problems if problem.severity == "error"]
    left = [problem for problem in problems if problem.rule.endswith("/placeholder")]
    if errors:
        yield f"**{len(errors)} to mend before this can be published** (`scripts/check` lists all):"
        yield "\n".join(_problem(problem) for problem in errors[:20])
    if left:
        yield f"**{len(left)} places are still to be written:**"
        yield "\n".join(_problem(problem) for problem in left[:20])


def _problem(problem: Problem) -> str:
    place = code(f"{problem.path}:{problem.line}")
    return f"- {place} {plain(problem.message)}" + (f": {plain(problem.fix)}" * bool(problem.fix))


def _vanished(found: Comparison) -> Iterator[str]:
    """Addresses that readers may have kept, each with how it can lead on."""
    if found.vanished:
        yield "### Addresses that lead nowhere now"
        yield (
            "Links to them break. `kith move` renames a page and keeps its old address; after a "
            "rename by hand, write the old name into `moved_from` of the page that takes its place "
            "(of a work, the old key into `ids`)."
        )
        yield "\n".join(f"- {code('/' + address)}" for address in found.vanished[:_MOST])
        if len(found.vanished) > _MOST:
            yield f"_And {len(found.vanished) - _MOST} more._"


# --- References ----------------------------------------------------------------------------------


def _references(found: Comparison) -> Iterator[str]:
    if not (found.added or found.changed or found.removed or found.unused):
        return
    yield "### References"
    for heading, entries in (("Added", found.added), ("Removed", found.removed)):
        if entries:
            yield f"**{heading}**"
            yield from map(_entry, entries)
    if found.changed:
        yield "**Changed**"
        for before, after in found.changed:
            yield f"{code(after.key)} ({code(after.place)})"
            yield _difference(_entry_lines(before), _entry_lines(after), len(_entry_lines(after)))
    if found.unused:
        yield "**No longer cited by any page**"
        yield from map(_entry, found.unused)


def _entry(entry: Entry) -> str:
    lines = [f"- {code(entry.key)}: {entry_markdown(entry.entry)}"]
    told = ". ".join(plain(text).rstrip(".") for text in (entry.design, entry.plain) if text)
    compared = f"Compared: {plain(entry.checked)}." if entry.checked else ""
    lines.append(f"  <br>{' '.join(filter(None, (told and f'{told}.', compared)))}")
    return "\n".join(lines)


def _entry_lines(entry: Entry) -> list[str]:
    said = [entry_text(entry.entry), f"Kind of study: {entry.design}", entry.plain]
    return [*said, f"Compared: {entry.checked}"]


def entry_markdown(entry: EntryJson) -> str:
    """A reference entry as Markdown, with its emphasis."""
    return one_line("".join(_inline(inline, marked=True) for inline in json.loads(entry)))


def entry_text(entry: EntryJson) -> str:
    """A reference entry as plain text."""
    return one_line("".join(_inline(inline, marked=False) for inline in json.loads(entry)))


def _inline(inline: Any, *, marked: bool) -> str:
    kind, content = inline["t"], inline.get("c", "")
    if kind == "Str":
        return plain(content) if marked else str(content)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in ("Quoted", "Link", "Span"):
        inside = "".join(_inline(child, marked=marked) for child in content[1])
        return f"“{inside}”" if kind == "Quoted" else inside
    if isinstance(content, list) and all(isinstance(child, dict) for child in content):
        inside = "".join(_inline(child, marked=marked) for child in content)
        return f"*{inside}*" if marked and kind == "Emph" and inside.strip() else inside
    return plain(str(content)) if marked else str(content)


# --- Claims and pages ----------------------------------------------------------------------------


def _claims(found: Comparison) -> Iterator[str]:
    if not found.claims:
        return
    yield "### Claims"
    for before, after in found.claims:
        claim = after or before
        assert claim is not None
        if before and after and before.verdict != after.verdict:
            verdict = f"{before.verdict.word} → **{after.verdict.word}**"
        else:
            verdict = f"**{claim.verdict.word}**"
        how = "added" if before is None else "removed" if after is None else "changed"
        yield f"{plain(claim.text)} ({how}; {verdict}; {code(claim.page)})"
        yield _difference(_claim_lines(before), _claim_lines(after), 50)


def _claim_lines(claim: Claim | None) -> list[str]:
    return [claim.text, claim.verdict.word, *text_lines(claim.body)] if claim else []


def _pages(found: Comparison) -> Iterator[str]:
    if not found.pages:
        return
    yield "### Text of pages, as it will read"
    for page in found.pages:
        how = "new" if not page.before else "removed" if not page.after else "changed"
        added, gone = _counts(page)
        head = f"{plain(page.title)} ({how}: {added} lines more, {gone} less)"
        text = _difference(page.before, page.after, _AROUND)
        if len(text) > _PAGE:
            text = f"{text[:_PAGE].rpartition('\n')[0]}\n```\n\n_Cut here: it is long._"
        yield f"<details><summary>{head}</summary>\n\n{text}\n\n</details>"


def _counts(page: PageChange) -> tuple[int, int]:
    codes = difflib.SequenceMatcher(None, page.before, page.after, autojunk=False).get_opcodes()
    changed = [code for code in codes if code[0] != "equal"]
    return (
        sum(end - start for *_, start, end in changed),
        sum(end - start for _, start, end, *_ in changed),
    )


def _difference(before: Iterable[str], after: Iterable[str], around: int) -> str:
    lines = difflib.unified_diff(list(before), list(after), n=around, lineterm="")
    shown = ["…" if line.startswith("@@") else line for line in list(lines)[2:]]
    if shown[:1] == ["…"]:
        del shown[0]
    return fenced("\n".join(shown), "diff")


def _ask(found: Comparison) -> Iterator[str]:
    """What a second editor is asked about each verdict that changes, up or down, or is new."""
    asked = [_question(before, after) for before, after in found.claims if after]
    asked = [question for question in asked if question]
    if asked:
        yield "### Verdicts for a second editor"
        yield "Read the works that the body cites, then tick:"
        yield "\n".join(f"- [ ] {question}" for question in asked[:_QUESTIONS])


def _question(before: Claim | None, after: Claim | None) -> str:
    if after is None or (before and before.verdict == after.verdict and before.text == after.text):
        return ""
    said = f"“{plain(after.text)}” ({code(after.page)})"
    works = " ".join(code(f"@{key}") for key in after.keys) or "no work"
    if before is None:
        return f"{said} is new: is it **{after.verdict.word}** by {works}?"
    if before.verdict == after.verdict:
        return f"{said} is worded anew: is it still **{after.verdict.word}** by {works}?"
    rises = after.verdict.rating > before.verdict.rating
    new = [key for key in after.keys if key not in before.keys]
    since = f"since {' '.join(code(f'@{key}') for key in new)} is cited now" if new else ""
    how = (
        f"rises from {before.verdict.word} to" if rises else f"falls from {before.verdict.word} to"
    )
    why = since or "with no work that was not cited before"
    return f"{said} {how} **{after.verdict.word}**, {why}: do {works} bear that out?"


def _look_at(found: Comparison) -> Iterator[str]:
    places: dict[str, str] = {}
    for page in found.pages:
        if page.after:
            places[page.url] = "text"
    for name, pages in found.explainers.items():
        for shown in pages:
            places.setdefault(page_url(shown), f"explainer {name}")
    if found.claims:
        places["claims/"] = "claims"
    if found.added or found.changed or found.removed:
        places["references/"] = "references"
    for entry in found.added:
        places[f"references/{entry.key}/"] = "a new work's own page"
    if found.theme:
        places[""] = "the theme changed: look at any page, narrow and wide, light and dark"
    if places:
        yield "### Pages to look at"
        yield "\n".join(
            f"- [ ] {code('/' + place)} ({plain(why)})" for place, why in places.items()
        )
