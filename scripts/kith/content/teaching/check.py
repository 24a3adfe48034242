"""Session plans and quizzes against what they must have. Every slip has its line."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kith.content.blocks import Block, find_blocks
from kith.content.pages import Page
from kith.content.source import Source
from kith.content.teaching.plan import KINDS, Plan, Step, is_plan, read_plan
from kith.content.teaching.slides import LINES, height
from kith.problems import Problem, nearest

PLAN_BLOCKS: Final = ("facilitator", "exercise", "debrief", "handout", "card", "personas")
"""The blocks that make sense in a plan alone."""

SECTIONS: Final = {
    "If someone is upset or tells you something": "what to do then, and whom to call",
    "Adapt it": "how to do it online, with little reading, in custody, with young people",
    "How was it?": "the evaluation sheet",
}
"""The sections that every plan has, and what stands in each."""

LEAVES: Final = {"handout": 330, "card": 70}
"""What is printed on a page of its own, and how many words fit it."""

_ITEM: Final = re.compile(r"^[-*+][ \t]+(?P<mark>\[[ xX]\][ \t]+)?(?P<text>.*)$")
_OPTIONS: Final = (2, 6)


def check_teaching(pages: Iterable[Page]) -> list[Problem]:
    """All that is wrong in plans, and in the quizzes of any page."""
    problems: list[Problem] = []
    for page in pages:
        for block in find_blocks(page.source, "check"):
            problems += _check_quiz(page.source, block)
        if is_plan(page.name):
            plan = read_plan(page.source)
            problems += _check_minutes(page, plan)
            problems += _check_steps(page.source, plan)
            problems += _check_sections(page.source, plan)
            problems += _check_leaves(page.source)
        else:
            problems += _check_strays(page)
    return problems


def _check_minutes(page: Page, plan: Plan) -> Iterator[Problem]:
    named = page.fields.get("minutes")
    if plan.steps and isinstance(named, int) and named != plan.minutes:
        line = page.source.text[: page.source.text.find("\nminutes:") + 1].count("\n") + 1
        sums = " + ".join(str(step.minutes) for step in plan.steps)
        message = f"minutes says {named}, and the steps take {sums} = {plan.minutes}"
        fix = "mend a step, or the sum in the front matter"
        yield Problem(page.source.path, line, 1, "teach/minutes", message, fix)


def _check_steps(source: Source, plan: Plan) -> Iterator[Problem]:
    def problem(line: int, rule: str, message: str, fix: str) -> Problem:
        return Problem(source.path, line, 1, rule, message, fix)

    if not plan.steps:
        fix = "write headings such as `## Welcome (5 minutes) {kind=opening}`"
        yield problem(1, "teach/step", "this plan has no steps", fix)
        return
    for step, kind in ((plan.steps[0], "opening"), (plan.steps[-1], "closing")):
        if step.kind != kind:
            place = "first" if kind == "opening" else "last"
            fix = f"end the heading in {{kind={kind}}}: people need to be safe as they come and go"
            yield problem(step.line, "teach/step", f"the {place} step is no {kind}", fix)
    for step in plan.steps:
        if step.kind and step.kind not in KINDS:
            fix = nearest(step.kind, KINDS) or f"the kinds are {', '.join(KINDS)}"
            yield problem(step.line, "teach/step", f"there is no kind {step.kind!r}", fix)
        if step.minutes == 0:
            yield problem(step.line, "teach/step", "a step of 0 minutes", "give it some minutes")
        if _wants_debrief(step) and not step.has("debrief"):
            message = "this step has something to do or to see, and no debrief"
            fix = "add a block /// debrief with what to ask the room afterwards"
            yield problem(step.line, "teach/debrief", message, fix)
        for slide in step.slides:
            lines = height(slide)
            if lines > LINES:
                message = f"the slide {slide.title!r} takes about {lines:.0f} of {LINES:.0f} lines"
                fix = "shorten it, part it by a heading ###, or move words to /// facilitator"
                yield problem(slide.line, "teach/slide", message, fix)


def _wants_debrief(step: Step) -> bool:
    return step.kind == "exercise" or step.has("exercise", "explainer", "personas")


def _check_sections(source: Source, plan: Plan) -> Iterator[Problem]:
    for title, what in SECTIONS.items():
        if title not in plan.sections:
            fix = f"add `## {title}`: {what}"
            yield Problem(source.path, 1, 1, "teach/section", f"there is no section {title!r}", fix)
    for block in find_blocks(source, "questionnaire"):
        message = "in a room nobody should fill in the self-check about themselves"
        fix = f"write /// personas | {block.argument}, which shows its invented people"
        yield Problem(source.path, block.line, 1, "teach/self-check", message, fix)


def _check_leaves(source: Source) -> Iterator[Problem]:
    for name, most in LEAVES.items():
        for number, block in enumerate(find_blocks(source, name)):
            words = len(re.findall(r"\w[\w'’-]*", block.body))
            if number:
                message, fix = f"a second {name}", "a plan has one: bring the two together"
            elif words > most:
                message = f"the {name} has {words} words, and about {most} fit its page"
                fix = "shorten it"
            else:
                continue
            yield Problem(source.path, block.line, 1, "teach/leaf", message, fix)


def _check_strays(page: Page) -> Iterator[Problem]:
    for name in PLAN_BLOCKS:
        for block in find_blocks(page.source, name):
            message = f"a block {name!r} stands outside a session plan"
            fix = "move it to a plan in content/teach/, or take it out"
            yield Problem(page.source.path, block.line, 1, "teach/outside", message, fix)


def _check_quiz(source: Source, block: Block) -> Iterator[Problem]:
    def problem(message: str, fix: str) -> Problem:
        return Problem(source.path, block.line, 1, "teach/check", message, fix)

    if not block.argument:
        yield problem("this check asks nothing", "write the question after the bar: /// check | …")
    lines = block.body.split("\n")
    items = [match for line in lines if (match := _ITEM.match(line))]
    right = [item for item in items if (item["mark"] or "").lower().startswith("[x]")]
    fewest, most = _OPTIONS
    if not fewest <= len(items) <= most:
        fix = "write each as a line `- [ ] wrong` or `- [x] right`"
        yield problem(f"this check has {len(items)} options, and needs {fewest} to {most}", fix)
        return
    if any(not item["mark"] for item in items):
        yield problem("an option has no [ ] or [x]", "mark what is right with [x], others with [ ]")
    elif not right:
        yield problem("no option of this check is right", "write [x] before one or more of them")
    after = "\n".join(lines).rsplit(items[-1][0], 1)[1]
    if not after.strip():
        fix = "write below the options why the right one is right"
        yield problem("this check gives no reason", fix)
