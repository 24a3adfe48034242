"""Markdown as people write it: rendered as it is meant, or a problem that names the line.

Each case of cases is some Markdown and the text and tags that come of it.
"""

import html
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.content.pages import Page
from kith.content.rules.check import check_page
from kith.content.rules.lost import find_lost, lost_words
from kith.content.rules.markup import check_markup
from kith.content.rules.table import read_table
from kith.content.source import Source
from kith.page_text import PageTexts
from kith.problems import Problem
from kith.project import Project

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
FRONT = "---\ntitle: T\ndescription: D.\n---\n"
EXTENSIONS = [
    "abbr",
    "attr_list",
    "tables",
    "toc",
    "pymdownx.superfences",
    "def_list",
    "kith.claims",
]


def parser() -> markdown.Markdown:
    return markdown.Markdown(extensions=[*EXTENSIONS, "kith.commonmark"])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, update_golden: bool) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    made = parser().convert(case["markdown"])
    if update_golden:
        written = {"markdown": case["markdown"], "html": f"{made}\n"}
        path.write_text(
            "".join(
                f"{name}: |\n" + re.sub("(?m)^(?=.)", "  ", text) for name, text in written.items()
            ),
            "utf-8",
        )
        return
    assert made == case["html"].strip()


def test_what_python_markdown_reads_already_stays_as_it_is() -> None:
    lists = "- one\n\n    more\n\n    - inner\n\n- two\n\nText.\n\n1. a\n2. b\n"
    text = f"Text.\n\n{lists}\n| a |\n| - |\n| b |\n"
    plain = markdown.Markdown(extensions=EXTENSIONS)
    assert parser().convert(text) == plain.convert(text)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("It was found in 1978.[^1]", "footnotes"),
        ('!!! warning "Mind this"', "boxes"),
        ("> [!NOTE]", "boxes"),
        ("It is ~~not~~ true.", "strikes"),
        ("It is ==very== true.", "marks nothing"),
        ("– one\n– two", "makes no list"),
        ("Name\tYears\nMaud\t12", "tabs"),
        ("o\tone\no\ttwo", "makes no list"),
        ("•\tone\n§\tinner", "makes no list"),
        ("1)\tone\na)\tinner", "makes no list"),
        ("So.^[A note in the line.]", "footnotes"),
        ("[small]{.smallcaps}", "no braces"),
        ("%% A note to myself %%", "hides nothing"),
        ("Words of Obsidian ^block-1", "no anchor"),
        ("2*3*4 rooms", "italic"),
        ("####### Deep", "six #"),
        ("[[@alexander1978]]", "one bracket"),
        ("\\[@alexander1978\\]", "Google Docs"),
        ("[@ alexander1978]", "right after the @"),
        ("[＠alexander1978]", "right after the @"),
        ("+-----+----+\n| a | b |\n+-----+----+", "drawn with"),
        ("Text.\n\n    Indented by a slip.", "shown as code"),
        ("- [ ] call somebody", "box to tick"),
        ("A line\n---", "makes a heading"),
        ("<<<<<<< HEAD", "two versions"),
        ("```\nNever closed.", "never ends"),
    ],
)
def test_foreign_markup_is_told_with_its_line(line: str, message: str) -> None:
    problems = list(check_markup(Source("content/learn/a.md", f"{FRONT}\nFirst.\n\n{line}\n")))
    assert [problem.rule for problem in problems] == ["page/markup"]
    assert message in problems[0].message
    assert problems[0].line in (8, 9, 10)
    assert problems[0].fix


@pytest.mark.parametrize(
    "text",
    ["•\tone\n•\ttwo\n•\tthree", "1)\tone\n2)\ttwo", "[a][b]{.c}", "50%% and 60%%", "2\\*3*4"],
)
def test_what_is_rendered_as_it_is_meant_is_not_told(text: str) -> None:
    assert list(check_markup(Source("content/learn/a.md", f"{FRONT}\n{text}\n"))) == []


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("description: Rats drank less [@alexander1978].", "citations"),
        ("description: Rats drank *less*.", "stars"),
        ("key_points:\n  - One, says @hadaway1979.\n  - Two.", "citations"),
        ("title: The `code`", "backticks"),
        ("content_note: See [here](help.md).", "links"),
        ("description: Rats <i>drank</i>.", "tags"),
    ],
)
def test_markup_in_front_matter_is_told_with_its_line(field: str, message: str) -> None:
    problems = list(check_markup(Source("content/learn/a.md", f"---\n{field}\n---\nText.\n")))
    assert {problem.rule for problem in problems} == {"page/markup"}
    assert message in problems[0].message
    assert problems[0].line == field.count("\n  - One") + 2


def test_a_quiz_may_have_boxes_and_code_may_have_anything() -> None:
    text = (
        "/// check | Which?\n- [ ] one\n- [x] two\n///\n\n"
        "```\n!!! note\n~~a~~ [^1]\n    x\n```\n\n`~~a~~` and `[^1]`\n\n"
        "- item\n\n    its second paragraph\n\n~5 to ~6 of them; a == b.\n"
    )
    assert list(check_markup(Source("content/learn/a.md", FRONT + text))) == []


# --- No word is lost ------------------------------------------------------------------------------

LINES = [
    "{} score <{} at the start and a score >{} at the end",
    "<{} and {}",
    "p <0.05 {}",
    "{} {{n = 32}}",
    "## {} {{N={}}}",
    "1978. {}",
    "12) {}",
    "- {}",
    "  - {}",
    "   1. {}",
    "    - {}",
    "* {}",
    "• {}",
    "-\u00a0{}",
    "3. {}",
    "> {}",
    "> - {}",
    "| {} | {} |",
    "| - | - |",
    "{} [^{}]",
    "!!! {}",
    "![{}](a picture {}.png)",
    "[{}](other.md)",
    "*{} **{}* {}**",
    "{} <!-- {}",
    "&{}; {}",
    "{}\t{}",
    "    {}",
    "{} `{} <{}`",
    "``` {}",
    "---",
    "",
    "[{}]: {}",
    "*[{}]: {}",
    ": {}",
    "</{}> {}",
    "<b {}> {} </b>",
    "\\{} \\< {}",
    "{}_{}_{}",
    "{}\\",
    "{} <section {}>",
    "<? {} {}",
    "<!{} {}> {}",
    "{} <{}@example.org> https://example.org/{}",
    "##{}",
    "#{} {}",
    "| {} | {} | {} |",
    "10. {}",
    "    1. {}",
    "\u00a0{}",
    "{}\u00ad{} {}\u200b{}",
    "[{}] (other.md)",
    "a) {}",
    "b) {}",
    "re*{}*able",
    "## {} #",
    "{} {{.{}}} {{#{}}}",
]


def pages() -> st.SearchStrategy[str]:
    """Lines of every kind in any order, each with words that stand nowhere else."""
    return st.lists(st.sampled_from(LINES), max_size=12).map(
        lambda lines: "\n".join(_with_words(lines))
    )


def _with_words(lines: list[str]) -> Iterator[str]:
    number = 0
    for line in lines:
        count = line.replace("{{", "").count("{}")
        yield line.format(*(f"wort{number + at:03d}x" for at in range(count)))
        number += count


@given(pages())
def test_every_word_reaches_the_page_or_its_line_is_told(text: str) -> None:
    assert_no_word_is_lost(text, parser())


@settings(max_examples=40, deadline=None)
@given(text=pages())
def test_the_same_with_every_extension_of_the_site(repository: Project, text: str) -> None:
    assert_no_word_is_lost(text, site_parser(repository))


@cache
def site_parser(project: Project) -> markdown.Markdown:
    return PageTexts(project).parser


def assert_no_word_is_lost(text: str, md: markdown.Markdown) -> None:
    source = Source("content/learn/a.md", FRONT + text)
    md.reset()
    shown = html.unescape(md.convert(text))
    shown = " ".join([shown, *re.findall(r'(?:alt|title)="([^"]*)"', shown)])
    told = {problem.line for problem in all_problems(source)}
    for number, line in enumerate(source.text.split("\n"), 1):
        for word in re.findall(r"wort\d+x", line):
            hidden = re.search(rf"\]\([^)]*{word}|<!--.*{word}", line)
            fence = source.open_fence
            in_fence = fence is not None and number >= source.place(fence)[0]
            assert word in shown or number in told or hidden or in_fence, (word, line, shown)


@st.composite
def nested_lists(draw: st.DrawFn) -> list[tuple[int, str]]:
    """Lines of one list, with the depth of each; every level by two, three or four blanks."""
    lines: list[tuple[int, str]] = []
    open_items: list[tuple[int, bool]] = []  # column and kind of the items above
    for number in range(draw(st.integers(2, 9))):
        depth = draw(st.integers(0, len(open_items))) if number else 0
        if depth < len(open_items):
            column, numbered = open_items[depth]
        else:
            above = open_items[-1][0] if open_items else 0
            column = above + draw(st.integers(2, 4)) if open_items else 0
            numbered = draw(st.booleans()) and not (open_items and open_items[-1][1])
        del open_items[depth:]
        open_items.append((column, numbered))
        sign = "1." if numbered else draw(st.sampled_from("-*" if not number else "-"))
        lines.append((depth, f"{' ' * column}{sign} wort{number:03d}x"))
    return lines


@given(nested_lists(), st.sampled_from(["", "Words above.\n", "Words above.\n\n"]))
def test_items_stand_as_deep_as_their_blanks_say(lines: list[tuple[int, str]], above: str) -> None:
    made = parser().convert(above + "\n".join(line for _, line in lines))
    for depth, line in lines:
        before = made[: made.index(line.split()[-1])]
        opened = len(re.findall("<[ou]l", before)) - len(re.findall("</[ou]l", before))
        assert opened == depth + 1, made


def all_problems(source: Source) -> list[Problem]:
    md = parser()
    md.convert(source.body)
    lines = source.body.split("\n")
    for before in md.preprocessors:
        lines = before.run(lines)
    tree = md.parser.parseDocument(lines).getroot()
    assert tree is not None
    for after in md.treeprocessors:
        changed = after.run(tree)
        tree = tree if changed is None else changed
    page = Page("learn/a.md", source, {})
    return [*check_page(page, read_table()), *lost_words(source, find_lost(source.body, tree, md))]


def test_the_site_loses_no_word(repository: Project) -> None:
    texts = PageTexts(repository)
    for path in sorted(repository.content.rglob("*.md")):
        source = Source(path.name, path.read_text("utf-8"))
        shown = " ".join(texts.lines(source.body))
        assert "wzxhzdk" not in shown
        assert "klzzwxh" not in shown
