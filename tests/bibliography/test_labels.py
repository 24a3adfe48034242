"""In-text labels, after the rules of APA 7 (sections 8.17 to 8.20)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.bibliography.citing.labels import build_labels, letter, sort_key
from kith.bibliography.reading.bibtex import parse
from kith.bibliography.reading.names import Name
from kith.bibliography.reading.richtext import RichText
from kith.bibliography.reading.work import Place, Work, build_works


def works(*entries: tuple[str, str, str, str]) -> list[Work]:
    """(key, author, year, title) -> works."""
    text = "".join(
        f"@article{{{key}, author = {{{author}}}, date = {{{year}}}, title = {{{title}}}}}\n"
        for key, author, year, title in entries
    )
    return list(build_works([parse(text, "works.bib")])[0].values())


def shown(*entries: tuple[str, str, str, str]) -> dict[str, str]:
    labels = build_labels(works(*entries))
    return {key: f"{label.authors('&')}, {label.date}" for key, label in labels.items()}


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Petrie, B. F.", "Petrie, 1996"),
        ("Raz, S. and Berger, B. D.", "Raz & Berger, 1996"),
        ("Raz, S. and Berger, B. D. and Cox, C.", "Raz et al., 1996"),
        ("{World Health Organization}", "World Health Organization, 1996"),
        ("van den Berg, Jan", "van den Berg, 1996"),
        ("{Johnson and Johnson} and Doe, J.", "Johnson and Johnson & Doe, 1996"),
        ("D'Ottavio, Ginevra", "D’Ottavio, 1996"),
        ("Nogueira, A. and others", "Nogueira et al., 1996"),
        ("Nogueira, A. and Lopes, L. and others", "Nogueira et al., 1996"),
        ("王, 小明", "王小明, 1996"),
    ],
)
def test_authors_of_one_work(author: str, expected: str) -> None:
    assert shown(("k", author, "1996", "T")) == {"k": expected}


def test_no_author_is_named_by_its_title() -> None:
    assert shown(("k", "", "1996", "On the ways of rats"))["k"] == "On the Ways of Rats, 1996"


def test_no_year() -> None:
    assert shown(("k", "Roe, R.", "", "T"))["k"] == "Roe, n.d."


def test_one_author_twice_in_a_year_gets_letters_by_title() -> None:
    found = shown(("x", "Roe, R.", "2020", "Zebras"), ("y", "Roe, R.", "2020", "Apes"))
    assert found == {"x": "Roe, 2020b", "y": "Roe, 2020a"}


def test_no_year_twice_gets_letters_with_a_hyphen() -> None:
    found = shown(("x", "Roe, R.", "", "Apes"), ("y", "Roe, R.", "", "Bees"))
    assert found == {"x": "Roe, n.d.-a", "y": "Roe, n.d.-b"}


def test_namesakes_who_are_first_authors_show_initials_in_every_year() -> None:
    found = shown(("x", "Roe, R.", "2020", "A"), ("y", "Roe, Sam and Coe, C.", "1999", "B"))
    assert found == {"x": "R. Roe, 2020", "y": "S. Roe & Coe, 1999"}


def test_one_person_with_and_without_a_full_name_is_no_namesake() -> None:
    found = shown(("x", "Roe, Rita", "2020", "A"), ("y", "Roe, R.", "1999", "B"))
    assert found == {"x": "Roe, 2020", "y": "Roe, 1999"}


def test_lists_that_shorten_alike_show_as_many_names_as_needed() -> None:
    found = shown(
        ("x", "Ames, A. and Bell, B. and Cole, C. and Dunn, D.", "2001", "A"),
        ("y", "Ames, A. and Bell, B. and Ford, F. and Gray, G.", "2001", "B"),
        ("z", "Ames, A. and Bell, B. and Cole, C. and Dunn, D.", "2002", "C"),
    )
    assert found == {
        "x": "Ames, Bell, Cole, & Dunn, 2001",
        "y": "Ames, Bell, Ford, & Gray, 2001",
        "z": "Ames et al., 2002",
    }


def test_the_same_long_list_twice_in_a_year_gets_letters_and_stays_short() -> None:
    authors = "Ames, A. and Bell, B. and Cole, C."
    found = shown(("x", authors, "2001", "A"), ("y", authors, "2001", "B"))
    assert found == {"x": "Ames et al., 2001a", "y": "Ames et al., 2001b"}


@given(st.permutations(["k1", "k2", "k3", "k4"]))
def test_the_order_of_the_library_does_not_matter(order: list[str]) -> None:
    library = {
        "k1": ("k1", "Roe, R.", "2020", "A"),
        "k2": ("k2", "Roe, R.", "2020", "B"),
        "k3": ("k3", "Roe, S.", "2020", "C"),
        "k4": ("k4", "Ames, A. and Bell, B. and Cole, C.", "2020", "D"),
    }
    assert shown(*(library[key] for key in order)) == shown(*library.values())


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from("ABCD"), min_size=1, max_size=4), st.sampled_from([1999, 2000])
        ),
        max_size=12,
    )
)
def test_no_two_works_share_a_label(drawn: list[tuple[list[str], int]]) -> None:
    library = [
        Work(
            key=f"k{index}",
            type="article-journal",
            entry_type="article",
            place=Place("works.bib", 1, 1),
            title=RichText((f"Title {index}",)),
            names={"author": tuple(Name(family=family, given="X.") for family in families)},
            fields={"note": str(year)},
        )
        for index, (families, year) in enumerate(drawn)
    ]
    labels = build_labels(library)
    texts = [f"{label.authors('&')} {label.date}" for label in labels.values()]
    assert len(set(texts)) == len(library)


def test_letters_go_on_after_z() -> None:
    assert [letter(number) for number in (1, 26, 27, 52, 53, 702, 703)] == [
        "a", "z", "aa", "az", "ba", "zz", "aaa",
    ]  # fmt: skip


def test_the_list_is_letter_by_letter_and_shorter_names_come_first() -> None:
    people = ["Smith, Tom", "Smith Jones, Ann", "Villafuerte, S.", "Villa-Lobos, H.",
              "Benjamin, A.", "ben Yaakov, D.", "d'Alembert, J.", "Dalton, B."]  # fmt: skip
    text = "".join(
        f"@book{{k{at}, author={{{name}}}, title={{Z}}, date=2001}}"
        for at, name in enumerate(people)
    )
    found = build_works([parse(text, "a.bib")])[0].values()
    ordered = [work.creators[0].family for work in sorted(found, key=sort_key)]
    assert ordered == ["Benjamin", "Yaakov", "d’Alembert", "Dalton", "Smith", "Smith Jones",
                       "Villafuerte", "Villa-Lobos"]  # fmt: skip


def test_a_particle_with_an_apostrophe_stands_close_to_the_name() -> None:
    text = "@book{a, author={family=Alembert, given=Jean, prefix=d'}, title={Z}, date=2001}"
    assert build_labels(build_works([parse(text, "a.bib")])[0].values())["a"].names == (
        "d’Alembert",
    )
