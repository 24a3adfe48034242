from collections.abc import Callable

import pytest

from kith.content.pages import Page, read_pages
from kith.content.source import Source
from kith.content.teaching.check import LEAVES, SECTIONS, check_teaching
from kith.content.teaching.plan import is_plan, read_plan
from kith.content.teaching.slides import LINES, height
from kith.project import Project

FRONT = "---\ntitle: A plan\nminutes: {minutes}\n---\n"
STEPS = """
## Hello (5 minutes) {kind=opening}

What all see.

/// facilitator | Say
Words to say.
///

## Do it (20 minutes) {kind=exercise}

/// exercise | Guess
1. Think.
///

/// debrief
- What did you think?
///

## Goodbye (5 minutes) {kind=closing}

Thanks.
"""
ENDING = "".join(f"\n## {title}\n\nWords.\n" for title in SECTIONS)
GOOD = FRONT.format(minutes=30) + STEPS + ENDING


def plan_page(text: str, minutes: object = 30, name: str = "teach/plan.md") -> Page:
    return Page(name, Source(f"content/{name}", text), {"minutes": minutes})


def complaints(text: str, minutes: object = 30, name: str = "teach/plan.md") -> list[str]:
    found = check_teaching([plan_page(text, minutes, name)])
    return [f"{problem.line} {problem.rule}: {problem.message}" for problem in found]


def test_a_plan_is_read_with_its_steps_and_slides() -> None:
    plan = read_plan(Source("content/teach/plan.md", GOOD))
    assert [(step.title, step.minutes, step.kind) for step in plan.steps] == [
        ("Hello", 5, "opening"),
        ("Do it", 20, "exercise"),
        ("Goodbye", 5, "closing"),
    ]
    assert plan.minutes == 30
    assert plan.sections == tuple(SECTIONS)
    shown = [slide.title for step in plan.steps for slide in step.slides if height(slide)]
    assert shown == ["Hello", "Exercise: Guess", "Talk about it", "Goodbye"]
    words = [line for step in plan.steps for slide in step.slides for line in slide.lines]
    assert "Words to say." not in words


@pytest.mark.parametrize(
    ("steps", "length"),
    [
        (STEPS, "30 minutes"),
        (STEPS.replace("=exercise", "=meeting"), "3 meetings, 30 minutes in all"),
        (
            STEPS.replace("=exercise", "=meeting").replace("(20 ", "(110 "),
            "3 meetings, 2 hours in all",
        ),
    ],
)
def test_a_plan_says_how_long_it_takes(steps: str, length: str) -> None:
    assert read_plan(Source("content/teach/plan.md", steps)).length == length


def test_a_good_plan_has_no_problem() -> None:
    assert complaints(GOOD) == []


def test_minutes_must_add_up() -> None:
    text = GOOD.replace("minutes: 30", "minutes: 45")
    assert complaints(text, 45) == [
        "3 teach/minutes: minutes says 45, and the steps take 5 + 20 + 5 = 30"
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("{kind=opening}", "", "teach/step: the first step is no opening"),
        ("{kind=closing}", "{kind=talk}", "teach/step: the last step is no closing"),
        ("{kind=exercise}", "{kind=exercize}", "teach/step: there is no kind 'exercize'"),
        ("/// debrief\n- What did you think?\n///\n", "", "teach/debrief: this step has something"),
        ("## Adapt it", "## Adapting", "teach/section: there is no section 'Adapt it'"),
        ("What all see.", "Word. " * 200, "teach/slide: the slide 'Hello' takes about"),
        ("1. Think.", "1. Think.\n" * 20, "teach/slide: the slide 'Exercise: Guess' takes about"),
        (
            "Thanks.",
            "/// questionnaire | recovery_capital\n///\n",
            "teach/self-check: in a room nobody should fill in",
        ),
        ("Thanks.", "/// card\nOne.\n///\n\n/// card\nTwo.\n///\n", "teach/leaf: a second card"),
        (
            "Thanks.",
            f"/// card\n{'word ' * (LEAVES['card'] + 1)}\n///\n",
            "teach/leaf: the card has 71",
        ),
        ("## Hello (5 minutes)", "## Hello (0 minutes)", "teach/step: a step of 0 minutes"),
    ],
)
def test_each_slip_is_told(before: str, after: str, said: str) -> None:
    assert before in GOOD
    found = complaints(GOOD.replace(before, after), None)
    assert any(said in line for line in found), found


def test_a_plan_without_steps_is_none() -> None:
    assert "1 teach/step: this plan has no steps" in complaints(FRONT.format(minutes=5) + ENDING)


@pytest.mark.parametrize("name", ["facilitator", "exercise", "debrief", "handout", "card"])
def test_parts_of_a_plan_stand_in_a_plan(name: str) -> None:
    text = f"---\ntitle: x\n---\n\n/// {name}\nWords.\n///\n"
    (line,) = complaints(text, name="learn/page.md")
    assert line == f"5 teach/outside: a block {name!r} stands outside a session plan"


def test_code_is_no_step() -> None:
    text = GOOD.replace("What all see.", "```\n## Not one (9 minutes)\n```")
    assert complaints(text) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [("teach/a.md", True), ("teach/index.md", False), ("learn/a.md", False), ("teach.md", False)],
)
def test_plans_are_the_pages_of_one_folder(name: str, expected: bool) -> None:
    assert is_plan(name) is expected


QUIZ = "---\ntitle: x\n---\n\n/// check | {question}\n{body}\n///\n"


@pytest.mark.parametrize(
    ("question", "body", "said"),
    [
        ("Why?", "- [ ] No\n- [x] Yes\n\nBecause.", ""),
        ("Why?", "- [x] This\n- [x] That\n\nBoth.", ""),
        ("", "- [ ] No\n- [x] Yes\n\nBecause.", "asks nothing"),
        ("Why?", "- [x] Yes\n\nBecause.", "has 1 options"),
        ("Why?", "- [ ] No\n- [ ] Yes\n\nBecause.", "no option of this check is right"),
        ("Why?", "- No\n- [x] Yes\n\nBecause.", "an option has no [ ] or [x]"),
        ("Why?", "- [ ] No\n- [x] Yes\n", "gives no reason"),
    ],
)
def test_a_quiz_has_all_it_needs(question: str, body: str, said: str) -> None:
    text = QUIZ.format(question=question, body=body).replace("| \n", "\n")
    found = complaints(text, name="learn/page.md")
    assert len(found) == bool(said)
    assert not said or said in found[0]


def test_the_front_matter_of_a_plan_is_checked(make_project: Callable[..., Project]) -> None:
    text = (
        "---\ntitle: A plan\ndescription: One.\nminutes: soon\nreviewed: 2026-11-21\n"
        "next_review: 2027-11-21\nreviewer: none yet\naudience: [trainers]\n---\n"
    )
    project = make_project({"content/teach/odd.md": text})
    found = [problem for problem in read_pages(project)[1] if "odd" in problem.path]
    said = [problem.message for problem in found]
    assert "minutes is not a whole number of minutes, 5 or more" in said
    missing = ("group", "aims", "for_whom", "not_for", "room", "materials")
    assert {f"{name} is missing" for name in missing} <= {*said}
    assert "key_points is missing" not in said


def test_a_slide_that_is_just_full_is_not_too_long() -> None:
    plan = read_plan(Source("x.md", GOOD.replace("What all see.", "\n\n".join(["Word " * 10] * 9))))
    full = plan.steps[0].slides[0]
    assert LINES - 1.5 < height(full) <= LINES
