"""What questions find: accents, scripts without blanks, slips, words for the same, help first."""

from pathlib import Path
from typing import Any

import pytest

from theme.searching import ask, site_list

WAKE = "help/#someone-will-not-wake-up"
LIFE = "help/#if-you-are-thinking-of-ending-your-life"
NUMBERS = "help/#numbers-to-call"
WORRIED = "help/#if-you-are-worried-about-someone"
STOPPING = "help/#stopping-alcohol-or-pills-suddenly"

FIRST = {
    **dict.fromkeys(("overdose", "overdoes", "OVERDOSES", "ovredose", "narcan", "OD"), WAKE),
    **dict.fromkeys(("he is not breathing", "wont wake up", "won’t wake up"), WAKE),
    **dict.fromkeys(("suicide", "sucide", "suicidal", "want to die", "I want to die"), LIFE),
    **dict.fromkeys(("kill myself", "killing myself", "self-harm", "self harm", "selfharm"), LIFE),
    **dict.fromkeys(("my son uses heroin", "my daughter drinks", "husband alcoholic"), WORRIED),
    **dict.fromkeys(("my mother is an addict", "freind is on meth", "she wants to die"), WORRIED),
    **dict.fromkeys(("withdrawal", "cold turkey", "detox", "withdrawl"), STOPPING),
    **dict.fromkeys(("AA", "aa", "A.A.", "NA", "12 steps", "sponsor"), "learn/mutual-aid/"),
    **dict.fromkeys(("hotline", "helpline", "help"), "help/"),
    **dict.fromkeys(("rehab", "near me", "free rehab"), NUMBERS),
    "too much to drink": "help/#too-much-alcohol",
    "therapy": "learn/care/",
    "methadone": "learn/care/",
    "suboxone": "learn/care/",
    "lonely": "learn/social-brain/",
    "lonelyness": "learn/social-brain/",
    "rat park": "learn/rat-park/",
    "dopamine": "glossary/#term-dopamine",
    "junkie": "glossary/#term-substance-use-disorder",
    "addicton": "glossary/#term-substance-use-disorder",
    "benzo": "glossary/#term-benzodiazepine",
    "morphine": "glossary/#term-morphine",
    "helpline Canada": "help/",
    "dottavio effort-independent": "references/dottavio2025/",
}


def test_first_comes_what_someone_in_need_or_in_haste_looks_for(site: Path) -> None:
    answers = ask(site, list(FIRST))
    found = {
        question: answer["places"][:1] for question, answer in zip(FIRST, answers, strict=True)
    }
    assert found == {question: [place] for question, place in FIRST.items()}


def test_a_word_of_the_glossary_is_a_result_of_its_own_and_follows_help(site: Path) -> None:
    overdose, withdrawal = (answer["places"] for answer in ask(site, ["overdose", "withdrawal"]))
    assert overdose[:3] == [WAKE, NUMBERS, "glossary/#term-overdose"]
    assert withdrawal[:3] == [STOPPING, NUMBERS, "glossary/#term-withdrawal"]


def test_the_title_of_each_page_and_work_finds_it_first(site: Path) -> None:
    """Help that editors put first for a word of a title may stand above, and nothing else."""
    entries = [one for one in site_list(site)["entries"] if one["kind"] in ("page", "work")]
    answers = ask(site, [entry["title"] for entry in entries])
    always = {
        place for rule in site_list(site)["first"] if rule["always"] for place in rule["show"]
    }
    same = {entry["title"] for entry in entries if entry["kind"] == "page"}
    for entry, answer in zip(entries, answers, strict=True):
        if entry["kind"] == "work" and entry["title"] in same:
            continue  # a page of ours bears that name too
        others = [place for place in answer["places"] if place not in always - {entry["at"]}]
        titles = {one["at"] for one in entries if one["title"] == entry["title"]}
        assert others[0] in titles, entry["title"]


def small(*titles: str, text: str = "", language: str = "en", **more: Any) -> dict[str, Any]:
    entries = [
        {"at": f"p{number}/", "kind": "page", "title": title, "text": text}
        for number, title in enumerate(titles)
    ]
    return {
        "language": language,
        "entries": entries,
        "groups": {},
        "same": [],
        "first": [],
        **more,
    }


@pytest.mark.parametrize(
    ("title", "questions"),
    [
        ("Müller", ["muller", "MÜLLER", "Mu\u0308ller"]),
        ("A café by the road", ["cafe", "café", "CAFÉ"]),
        ("Łódź in winter", ["Lodz", "łódź"]),
        ("The Straße", ["strasse", "STRASSE", "straße"]),
        ("Brønsted and Ørsted", ["Bronsted", "orsted"]),
        ("Œuvre, naïve, façade", ["oeuvre", "naive", "facade"]),
        ("Ünal Işık", ["unal isik", "UNAL"]),
        ("東京の生活と孤独", ["東京", "孤独", "生活", "京", "東"]),
        ("つながりとアルコール", ["つながり", "アルコール", "ｱﾙｺｰﾙ"]),
        ("社会支持与康复", ["康复", "社会支持"]),
        ("الإدمان والشبكة الاجتماعية", ["إدمان", "ادمان", "شبكة", "شبكه", "الشبكة", "اِدْمان"]),
        ("Одиночество и ёлка", ["одиночество", "елка"]),
        ("Μοναξιά", ["μοναξια", "ΜΟΝΑΞΙΑ"]),
        ("व्यसन और समाज", ["समाज", "व्यसन"]),
        ("외로움과 중독", ["외로움", "중독"]),
        ("ความเหงา", ["เหงา"]),
        ("Don't drink alone", ["dont", "don’t", "drinking", "drinks"]),
        ("Self-help in the U.S.A.", ["self help", "USA", "u.s.a."]),
    ],
)
def test_a_word_is_found_however_it_is_typed(site: Path, title: str, questions: list[str]) -> None:
    answers = ask(site, questions, small("Something else", title))
    found = {
        question: answer["places"] for question, answer in zip(questions, answers, strict=True)
    }
    assert found == {question: ["p1/"] for question in questions}


def test_voiced_signs_of_japanese_make_other_words(site: Path) -> None:
    one, other = ask(site, ["かき", "がき"], small("かき", "がき"))
    assert (one["places"], other["places"]) == (["p0/"], ["p1/"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("heorin", "heroin"),
        ("adiction", "addiction"),
        ("relpase", "relapse"),
        ("recovry", "recovery"),
    ],
)
def test_a_slip_is_mended_and_said(site: Path, typed: str, meant: str) -> None:
    found = small("Heroin", "Addiction", "Relapse", "Recovery")
    answer = ask(site, [typed], found)[0]
    assert answer["corrected"] == meant
    assert len(answer["places"]) == 1


def test_what_is_there_is_not_mended_nor_a_word_still_being_typed(site: Path) -> None:
    answers = ask(site, ["heroine", "hero", "xyzzy", "1978", "rat"], small("Heroine", "Heroin"))
    assert [answer["corrected"] for answer in answers] == [""] * 5
    assert answers[2]["places"] == answers[3]["places"] == []


def test_titles_weigh_more_than_other_words_and_texts_least(site: Path) -> None:
    found = small("Company", "Rats", "Kinship", text="some words to have a length")
    found["entries"][1]["text"] = "company company company and more of it"
    found["entries"][2]["also"] = "company"
    assert ask(site, ["company"], found)[0]["places"] == ["p0/", "p2/", "p1/"]


def test_editors_words_lead_to_what_they_say_and_groups_need_both(site: Path) -> None:
    found = small(
        *("Help", "Families", "My son"),
        groups={"someone": ["son", "loved one"], "uses": ["drinks", "heroin"]},
        same=[["heroin", "smack"]],
        first=[
            {"when": ["overdose"], "show": ["p0/", "gone/"], "always": True},
            {"when": ["{someone} {uses}"], "show": ["p1/"], "always": True},
        ],
    )
    questions = ["my son drinks", "heroin, and my loved one", "my son", "heroin", "overdo"]
    answers = [answer["places"][:1] for answer in ask(site, questions, found)]
    assert answers == [["p1/"], ["p1/"], ["p2/"], [], ["p0/"]]


def test_who_types_one_word_finds_the_others_too(site: Path) -> None:
    found = small(
        "Naloxone", "Cold turkey", same=[["naloxone", "narcan"], ["withdrawal", "cold turkey"]]
    )
    narcan, withdrawal = ask(site, ["narcan", "withdrawal"], found)
    assert narcan["places"] == ["p0/"]
    assert withdrawal["places"] == ["p1/"]


def test_a_language_without_rules_of_its_own_is_searched_by_its_words(site: Path) -> None:
    answers = ask(site, ["die freunde", "freund"], small("Die Freunde", language="de"))
    assert [answer["places"] for answer in answers] == [["p0/"], ["p0/"]]
