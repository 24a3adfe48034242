import pytest

from kith.content.frontmatter import check_front_matter
from kith.content.source import Source

GOOD = """\
title: Rat Park
description: What was measured.
key_points: [One., Two., Three.]
reviewed: 2026-11-21
next_review: 2027-11-21
reviewer: none yet
audience: [public]
"""


def problems(fields: str, *, article: bool = True) -> list[str]:
    source = Source("content/learn/a.md", f"---\n{fields}---\nText\n")
    return [str(problem) for problem in check_front_matter(source, article=article)[1]]


def test_a_good_article() -> None:
    assert problems(GOOD) == []


def test_any_other_page_needs_title_and_description_only() -> None:
    assert problems("title: Kith\ndescription: Home.\n", article=False) == []
    (missing,) = problems("title: Kith\n", article=False)
    assert "description is missing" in missing


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("key_points: [One., Two., Three.]", "key_points: [One.]", ":4:1 page/field key_points is"),
        ("reviewed: 2026-11-21", "reviewed: last week", ":5:1 page/field reviewed is not a date"),
        (
            "next_review: 2027-11-21",
            "next_review: 2020-01-01",
            ":6:1 page/field next_review is not",
        ),
        ("audience: [public]", "audience: [everyone]", ":8:1 page/field audience is not a list"),
        ("reviewer: none yet", "reviewr: none yet", ":7:1 page/unknown-field"),
        ("title: Rat Park", "title: Rat: Park: x", ":2:1 page/front-matter not valid YAML"),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, expected: str) -> None:
    found = problems(GOOD.replace(old, new))
    assert any(expected in problem for problem in found), found


def test_a_misspelt_field_gets_a_hint() -> None:
    found = problems(GOOD.replace("reviewer", "reviewr"))
    assert any("did you mean reviewer?" in problem for problem in found)


@pytest.mark.parametrize("text", ["Text\n", "--- \n", "---\ntitle: A\n"])
def test_a_page_without_front_matter(text: str) -> None:
    (problem,) = check_front_matter(Source("content/a.md", text), article=False)[1]
    assert problem.rule == "page/front-matter"


@pytest.mark.parametrize("fields", ["- a\n- b\n", "just text\n", "[1, 2]\n", "a: &x\n  <<: *y\n"])
def test_front_matter_that_is_no_list_of_fields(fields: str) -> None:
    assert any("page/front-matter" in problem for problem in problems(fields))


@pytest.mark.parametrize("field", ["description", "reviewed", "next_review"])
def test_a_field_behind_blanks_is_told_and_not_made_a_part_of_another(field: str) -> None:
    (problem,) = problems(GOOD.replace(f"\n{field}: ", f"\n  {field}: "))
    assert f"begin the line with `{field}:`" in problem
    assert f":{GOOD[: GOOD.index(f'{field}: ')].count(chr(10)) + 2}:1 " in problem
