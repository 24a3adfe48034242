"""LaTeX to rich text: accents, symbols, markup, mathematics, protected capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.bibliography.reading.latex import decode, rich_text
from kith.bibliography.reading.richtext import RichText, Span


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (r"Garc{\'\i}a", "García"),
        (r"{\'{E}}tude, \'etude, \'{\i}", "Étude, étude, í"),
        (r"M{\"u}ller, Fran\c{c}ois, {\c c}, \v{c}", "Müller, François, ç, č"),
        (r"{\AA}ngstr{\"o}m, P{\o}lsen, stra{\ss}e, \L{}odz", "Ångström, Pølsen, straße, Łodz"),
        (r"\alpha-synuclein", "α-synuclein"),
        (r"Q\&A, 50\% \$5 \#1 a\_b", "Q&A, 50% $5 #1 a_b"),
        ("pages 1--2 --- ``quoted'' and `single'", "pages 1–2 — “quoted” and ‘single’"),
        ("don't, the rats' cage", "don’t, the rats' cage"),
        ("costs $5 or 50%", "costs $5 or 50%"),
        (r"\enquote{\emph{so}}", "“so”"),
        (r"\href{https://a.b/c%20d}{the text}", "the text"),
        (r"H\textsubscript{2}O, 10\textsuperscript{-3}, CO$_2$", "H₂O, 10⁻³, CO₂"),
        (r"$p < 0.05$ and $x_{max}$", "p < 0.05 and xₘₐₓ"),
        ("{{Whole Title}}", "Whole Title"),
        ("a~b", "a\N{NO-BREAK SPACE}b"),
        ("王小明", "王小明"),
    ],
)
def test_plain_text(value: str, expected: str) -> None:
    assert rich_text(value).plain() == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (r"\emph{Homo sapiens} in {DNA}", '<i>Homo sapiens</i> in <span class="nocase">DNA</span>'),
        (r"{\em so} {\bf much}", "<i>so</i> <b>much</b>"),
        (r"H\textsubscript{2}O and $x^{2}$", "H<sub>2</sub>O and x<sup>2</sup>"),
        (r"\textsc{nasa}", '<span style="font-variant:small-caps;">nasa</span>'),
        (r"{\'E}tude of {\'e}t{\'e}", "Étude of été"),
        (r"{A {B} C}", '<span class="nocase">A B C</span>'),
        ('{"}quoted{"}', '"quoted"'),
        ("a < b & c", "a < b & c"),
    ],
)
def test_csl_markup(value: str, expected: str) -> None:
    assert rich_text(value).to_csl() == expected


def test_written_tags_are_text_and_never_markup() -> None:
    tree = rich_text("<i>x</i> <script>y</script>")
    assert tree == RichText(("<i>x</i> <script>y</script>",))
    assert "<i>" not in tree.to_csl()


def test_mathematics_keeps_its_own_span() -> None:
    assert rich_text("$a-b$").nodes == (Span("math", ("a−b",)),)


def test_an_unknown_command_is_reported_and_its_text_kept() -> None:
    reports: list[str] = []
    assert decode(r"\foo{bar} x", lambda rule, *_: reports.append(rule)) == "bar x"
    assert reports == ["bib/latex"]


def test_depth_costs_no_recursion() -> None:
    deep = r"\emph{" * 5000 + "x" + "}" * 5000
    assert rich_text(deep).plain() == "x"
    assert decode("{" * 5000 + r"\'" * 3000 + "e" + "}" * 5000).startswith("é")


@given(st.text(max_size=100) | st.text(alphabet="\\{}$^_~'`\"-aiemph \n", max_size=60))
def test_any_value_has_a_tree(value: str) -> None:
    tree = rich_text(value)
    assert isinstance(tree.to_csl(), str)
    assert isinstance(tree.plain(), str)


@given(st.text(alphabet=st.characters(exclude_characters="\\{}$~`'-^_"), max_size=60))
def test_text_without_latex_stays_as_it_is(value: str) -> None:
    assert rich_text(value).nodes in ((value,), (), rich_text(value).nodes)
    assert len(rich_text(value).nodes) <= 1
