"""What is told of markup that is not read here, or not as it is meant; and what is left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.content.pages import Page
from kith.content.rules.blocks import HEADS
from kith.content.rules.check import check_page
from kith.content.rules.table import read_table
from kith.content.source import Source
from kith.page_text import PageTexts
from kith.problems import Problem
from kith.project import Project

FRONT = "---\ntitle: T\ndescription: D.\n---\n"
OF_READING = ("read/", "words/")


def told(text: str, front: str = FRONT) -> list[Problem]:
    page = Page("learn/some.md", Source("content/learn/some.md", front + text), {})
    found = sorted(check_page(page, read_table()))
    return [problem for problem in found if not problem.rule.startswith(OF_READING)]


@pytest.mark.parametrize(
    ("text", "line", "rule", "message"),
    [
        # tables
        ("| a | b |\n| - | - |\n| 1 | 2 | 3 |", 7, "page/table", "3 cells and its table 2 columns"),
        ("| a | b |\n| - |\n| 1 | 2 |", 6, "page/table", "head has 2 cells, the line of dashes 1"),
        ("| a | b |\n| 1 | 2 |\n| 3 | 4 |", 5, "page/table", "without a line of dashes"),
        ("one   two\n----  ----\n1     2", 6, "page/markup", "above and below dashes"),
        # numbers and what runs together
        ("1. a\n2. b\n4. d", 7, "page/numbering", "4. is shown as 3."),
        ("1. a\n2. b\n\n1. c", 8, "page/numbering", "1. is shown as 3."),
        ("- x\n    1. a\n    3. b", 7, "page/numbering", "3. is shown as 2."),
        ("Text\n2. b\n3. c", 6, "page/markup", "run together"),
        ("a) one\nb) two\nc) three", 5, "page/markup", "run together"),
        ("(1) one\n(2) two", 5, "page/markup", "run together"),
        ("i. one\nii. two", 5, "page/markup", "run together"),
        ("1- one\n2- two", 5, "page/markup", "run together"),
        ("-one\n-two", 5, "page/markup", "no list"),
        ("1.one\n2.two", 5, "page/markup", "no list"),
        # headings
        ("##Heading", 5, "page/markup", "without a blank"),
        (" ## Heading", 5, "page/markup", "start of its line"),
        ("## The language C#", 5, "page/markup", "not shown"),
        ("Text\n- \nmore", 6, "page/markup", "makes a heading"),
        # tags
        ("a <b>word", 5, "page/html", "<b> never ends"),
        ("a word</b>", 5, "page/html", "</b> ends nothing"),
        ("<i>a <b>word</i>", 5, "page/html", "<b> never ends"),
        ("the <p> level", 5, "page/html", "<p> never ends"),
        ("<script>word</script>", 5, "page/html", "<script> is not allowed"),
        ("<iframe src='https://example.org'></iframe>", 5, "page/html", "not allowed"),
        ('<span style="color: red">x</span>', 5, "page/html", "style="),
        ('<b onclick="x()">x</b>', 5, "page/html", "onclick="),
        ("x<o:p> y", 5, "page/html", "Word"),
        ("<a href=“https://example.org”>x</a> y", 5, "page/html", "curly"),
        ("a <!-- word", 5, "page/html", "comment"),
        ("<div>\n**word**\n</div>", 6, "page/html", "Markdown inside <div>"),
        # signs of others
        ("$x^2 + y$", 5, "page/markup", "formulas"),
        ("$$\nx\n$$", 5, "page/markup", "formulas"),
        ("a \\textbf{word}", 5, "page/markup", "LaTeX"),
        ("10 m^2^ and H~2~O", 5, "page/markup", "raises nothing"),
        ("so :heart: it", 5, "page/markup", "no picture"),
        ("so ++good++", 5, "page/markup", "++"),
        ("Dear {{ name }}", 5, "page/markup", "filled in"),
        ("see [[other page]]", 5, "page/markup", "two brackets"),
        ("[x] (other.md)", 5, "page/markup", "no link"),
        ("[x](other.md", 5, "page/markup", "never ends"),
        ("[x](“https://example.org”)", 5, "page/markup", "curly"),
        ("![x](my picture.png)", 5, "page/markup", "no blanks"),
        ("[x](the page.md) and on", 5, "page/markup", "no blanks"),
        ("** bold **", 5, "page/markup", "stars"),
        ("and **bold", 5, "page/markup", "stars"),
        ("a word {.lead} more", 5, "page/markup", "braces"),
        ("## Heading {title=“x”}", 5, "page/markup", "braces"),
        # signs that nobody sees
        ("wo\u200brd", 5, "page/invisible", "space without width"),
        ("so\u00adft and wo\u00adrd", 5, "page/invisible", "and 1 more"),
        ("one\x0btwo", 5, "page/invisible", "line break"),
        # blocks
        ("words\n///", 6, "page/block", "no block ends here"),
        ("//// card | x\n///", 6, "page/block", "4 strokes, and here are 3"),
        ("// claim | x", 5, "page/block", "three strokes"),
        (" /// card | x\nw\n ///", 5, "page/block", "start of its line"),
        ("/// card | x\n/// check\n///\n///", 6, "page/block", "would end before"),
        ("/// card | x\n    a: b\n///", 6, "page/block", "no option 'a'"),
        ("/// card | x\n    Some words.\n///", 6, "page/block", "read as options"),
        ("/// glossary | x\n///", 5, "page/block", "nothing after its name"),
        ("/// door\n///", 5, "page/block", "has no name"),
    ],
)
def test_what_is_not_read_as_it_is_meant_is_told(
    text: str, line: int, rule: str, message: str
) -> None:
    found = told(text)
    where = [problem for problem in found if problem.line == line and problem.rule == rule]
    assert any(message in problem.message and problem.fix for problem in where), found


@pytest.mark.parametrize(
    "text",
    [
        "It was so in men (p <0.05), in women (p<.001), and for <18 or >65; <3 and <-.",
        "It costs $5 to $10, or US$20; 10:30:20; a == b; C++ and C++; ~5 to ~6; 2^3.",
        "See <https://example.org/a_b>, https://example.org/~maud, maud@example.org.",
        "A **bold** and ***both***, **(one)** and **two**: \\*\\*no\\*\\*, `** code **`.",
        "| a | b |\n| --- | --- |\n| 1 \\| 2 | `a|b` |\n| 3 |",
        "Name | Years\n--- | ---\nMaud | 12",
        "1. a\n2. b\n\n    more\n\n3. c\n\nText.\n\n4. d\n5. e",
        "1. a\n1. b\n1. c",
        "- x\n    1. a\n    2. b\n- y\n    1. c",
        "1. a\n    - x\n    - y\n2. b",
        "## One\n\n1. a\n\n## Two\n\n1. b",
        "1978. The first.\n1979. The second.",
        "-5 degrees\n-6 degrees",
        "*one* word\n*two* words",
        "#1 and #MeToo",
        "H<sub>2</sub>O<br>and <abbr title='x'>AA</abbr> <img src='a.png' alt='A rat'>",
        '<div class="x" data-part="y" hidden></div>',
        "<details>\n<summary>More</summary>\n<p>Words.</p>\n</details>",
        "<!-- <b> ** :heart: -->",
        "```\n<b> ** {{ x }} :heart: $x^2$\n| a |\n| b |\n```",
        "## Heading {#name}\n\n*x*{.lead} and [y](other.md){.lead}\n\nText\n{.lead}",
        "/// card | A card\n- a\n- b\n///",
        "//// handout | H\n/// check\n///\n////",
        "می\u200cخواهم 👩\u200d👧",
        '![A rat](rat.png "a title") [x](a_(b).md) [y](<a b.md>)',
    ],
)
def test_what_is_read_as_it_is_meant_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_curly_quotation_marks_around_a_field_are_told() -> None:
    (problem,) = told("Text.", "---\ntitle: “Rat Park”\ndescription: “Some” words.\n---\n")
    assert (problem.line, problem.rule) == (2, "page/markup")


def test_every_block_of_the_site_has_a_head_or_checks_of_its_own(repository: Project) -> None:
    processor: object = PageTexts(repository).parser.parser.blockprocessors["blocks"]
    drawn = getattr(processor, "blocks", {})
    own_checks = {"claim", "explainer", "figure", "questionnaire"}
    assert set(drawn) == set(HEADS) | own_checks
    for name, head in HEADS.items():
        assert (head.argument, head.options) == (drawn[name].ARGUMENT, tuple(drawn[name].OPTIONS))


SIGNS = st.text(alphabet="#ab \n*_[](){}<>|:/!.-&;\\$~^=1`\t", max_size=60)


@settings(max_examples=60, deadline=None)
@given(SIGNS)
def test_any_signs_give_problems_and_never_an_error(text: str) -> None:
    assert all(problem.line >= 4 for problem in told(text))
