"""Names: particles, suffixes, institutions, scripts without capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.bibliography.reading.names import OTHERS, Name, read_names


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Alexander, Bruce K.", Name("Alexander", "Bruce K.")),
        ("Bruce K. Alexander", Name("Alexander", "Bruce K.")),
        ("Plato", Name("Plato")),
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", "van")),
        ("van den Berg, Anna", Name("Berg", "Anna", "van den")),
        ("de la Vallée Poussin, Charles", Name("Vallée Poussin", "Charles", "de la")),
        ("Pérez de los Cobos, José", Name("Pérez de los Cobos", "José")),
        ("Van den Berg, Anna", Name("Van den Berg", "Anna")),
        ("hooks, bell", Name("hooks", "bell")),
        ("King, Jr., Martin Luther", Name("King", "Martin Luther", "", "Jr.")),
        (r"Garc{\'\i}a, Jos{\'e}", Name("García", "José")),
        (r"{\O}ster{\aa}, {\'E}.", Name("Østerå", "É.")),
        ("{\\'e}mile zola, X", Name("zola", "X", "émile")),
        ("{World Health Organization}", Name(literal="World Health Organization")),
        (r"{Smith \& Sons, Ltd.}", Name(literal="Smith & Sons, Ltd.")),
        ("{de Souza} Lima, Ana", Name("de Souza Lima", "Ana")),
        ("王, 小明", Name("王", "小明")),
        ("王 小明", Name("王", "小明")),
        ("王小明", Name("王小明")),
        ("Яковлев, Иван", Name("Яковлев", "Иван")),
        ("O'Brien, Pat", Name("O’Brien", "Pat")),
        ("family=Berg, given=Anna, prefix=van den", Name("Berg", "Anna", "van den")),
    ],
)
def test_one_name(value: str, expected: Name) -> None:
    problems: list[str] = []
    assert read_names(value, lambda rule, *_: problems.append(rule)) == (expected,)
    assert not problems


def test_names_are_split_at_and_outside_braces() -> None:
    names = read_names("A, B and {Barnes and Noble} AND\nC, D and others")
    assert [name.family or name.literal for name in names] == ["A", "Barnes and Noble", "C", OTHERS]
    assert names[-1].is_others


@pytest.mark.parametrize(
    "value",
    ["A, B, C, D", "A, B; C, D", "A & B", "King, Martin, Jr.", "A and and B", "and A", ","],
)
def test_names_that_are_likely_slips_are_reported(value: str) -> None:
    problems: list[str] = []
    assert read_names(value, lambda rule, *_: problems.append(rule))
    assert set(problems) == {"bib/name"}


def test_csl_keeps_particles_with_the_family_and_cjk_names_whole() -> None:
    assert Name("Berg", "Anna", "van den").to_csl() == {
        "family": "Berg",
        "given": "Anna",
        "non-dropping-particle": "van den",
    }
    assert Name("王", "小明").to_csl() == {"literal": "王小明"}


@given(st.text(max_size=80) | st.text(alphabet="ab,{}\\~ and='\n", max_size=60))
def test_any_value_has_names(value: str) -> None:
    assert all(name.to_csl() is not None for name in read_names(value))
