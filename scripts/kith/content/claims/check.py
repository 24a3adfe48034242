"""Claims against what a claim must have: words, a verdict, an id of its own, a source."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kith.content.claims.records import ID, Claims, Draft
from kith.content.claims.verdicts import VERDICTS
from kith.problems import Problem, nearest

_OPTIONS = ("verdict", "id")


def check_claims(claims: Claims) -> list[Problem]:
    """What an editor got wrong in every claim of the site."""
    problems: list[Problem] = []
    alike: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in claims.drafts:
        problems += _check(draft)
        name = draft.option("id")
        if isinstance(name, str):
            alike[name].append(draft)
    return [*problems, *_shared_ids(alike)]


def _shared_ids(alike: Mapping[str, list[Draft]]) -> Iterator[Problem]:
    """A problem at each claim of one id: which of them is the new one is not known here."""
    for name, drafts in alike.items():
        for draft in drafts if len(drafts) > 1 else ():
            others = (other for other in drafts if other is not draft)
            places = ", ".join(f"{one.page.source.path}:{one.block.line}" for one in others)
            message = f"the id {name!r} stands at another claim too ({places})"
            fix = "give the newer one another id: links lead to the older one already"
            yield _problem(draft, "claim/id", message, fix, "id")


def _check(draft: Draft) -> Iterator[Problem]:
    if not draft.block.argument:
        fix = "write `/// claim | ` and what the story says"
        yield _problem(draft, "claim/text", "this claim has no words", fix)
    if draft.block.options is None:
        fix = "write each as `    name: value`, indented by four spaces"
        line = draft.block.line + 1
        message = "the options of this block cannot be read"
        yield Problem(draft.page.source.path, line, 1, "claim/option", message, fix)
    else:
        yield from _check_options(draft)
    if not draft.body.strip():
        fix = "write below the options what the studies found"
        yield _problem(draft, "claim/text", "this claim has nothing said of it", fix)
    elif not draft.keys:
        fix = "cite what the verdict rests on: [@key]"
        yield _problem(draft, "claim/citation", "this claim cites no source", fix)


def _check_options(draft: Draft) -> Iterator[Problem]:
    for option in draft.block.options or {}:
        if option not in _OPTIONS:
            fix = nearest(str(option), _OPTIONS) or f"the options are {', '.join(_OPTIONS)}"
            yield _problem(draft, "claim/option", f"no option {option!r}", fix, str(option))
    verdict, name = draft.option("verdict"), draft.option("id")
    choices = f"the verdicts are {', '.join(VERDICTS)}"
    if verdict is None:
        yield _problem(draft, "claim/verdict", "this claim has no verdict", choices, "verdict")
    elif verdict not in list(VERDICTS):  # it may be anything an editor wrote
        fix = nearest(str(verdict), VERDICTS) or choices
        yield _problem(draft, "claim/verdict", f"no verdict {verdict!r}", fix, "verdict")
    if name is None:
        yield _problem(draft, "claim/id", "this claim has no id", "add `    id: a-few-words`", "id")
    elif not isinstance(name, str) or not ID.fullmatch(name):
        fix = "use small letters, figures and hyphens, such as hooked-rats-moved"
        yield _problem(draft, "claim/id", f"{name!r} cannot be an id", fix, "id")


def _problem(draft: Draft, rule: str, message: str, fix: str, option: str = "") -> Problem:
    """A problem at an option where it stands, or else at the block's head."""
    line = draft.block.option_lines.get(option)
    place = (line, 5) if line else (draft.block.line, 1)
    return Problem(draft.page.source.path, *place, rule, message, fix)
