from dataclasses import replace
from xml.etree.ElementTree import Element

from kith.explainers.manifest import read_manifests
from kith.explainers.room import add_room
from kith.explainers.scenario import STATUSES, Guess, Scenario
from kith.explainers.teaching import guess_form, limit_line, scenario_head
from kith.project import Project

GUESS = Guess("Who drinks more?", ("The caged.", "The <park>"), 0, "So it was measured.")
SCENARIO = Scenario("one", "One", "The first.", 1, {}, "Homes matter.", "prediction", GUESS)


def parts(elements: list[Element]) -> list[str]:
    return [element.get("data-part", "") for element in elements]


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_the_idea_stands_after_the_guess_that_it_would_give_away() -> None:
    assert parts(scenario_head(SCENARIO)) == ["badge", "guess", "idea"]
    bare = replace(SCENARIO, guess=None, idea="")
    assert parts(scenario_head(bare)) == ["badge"]


def test_what_stands_behind_a_scenario_is_said_in_words() -> None:
    for status, said in STATUSES.items():
        badge = scenario_head(replace(SCENARIO, status=status))[0]
        assert words(badge) == said


def test_a_guess_is_a_named_group_of_radio_buttons_and_its_answer_is_folded() -> None:
    form = guess_form(SCENARIO, GUESS)
    fieldset = form.find("fieldset")
    assert fieldset is not None
    legend = fieldset.find("legend")
    assert legend is not None
    assert words(legend) == "Guess first Who drinks more?"
    assert [words(label) for label in fieldset.findall("label")] == ["The caged.", "The <park>"]
    inputs = list(fieldset.iter("input"))
    assert {item.get("type") for item in inputs} == {"radio"}
    assert {item.get("name") for item in inputs} == {"guess-one"}
    fold = form.find("details")
    assert fold is not None
    assert fold.get("open") is None
    assert [words(part) for part in fold] == [
        "Show what happened",
        "In this run: The caged. So it was measured.",
    ]


def test_a_guess_has_no_id_and_goes_nowhere() -> None:
    form = guess_form(SCENARIO, GUESS)
    assert form.get("method") == "dialog"
    assert not [node for node in form.iter() if node.get("id") or node.get("for")]


def test_the_first_limit_stands_beside_the_result(repository: Project) -> None:
    manifest = read_manifests(repository)[0]["rat_park"]
    assert [words(line) for line in limit_line(manifest)] == [manifest.limits[0]]
    assert limit_line(replace(manifest, limits=())) == []


def test_the_code_and_the_frame_have_links_that_need_no_script(repository: Project) -> None:
    manifest = read_manifests(repository)[0]["rat_park"]
    explainer = Element("kith-explainer")
    section = Element("section")
    section.append(Element("div", {"class": "explainer__limits"}))
    explainer.append(section)
    add_room(explainer, manifest, ["model.py", "view.py"])
    assert parts(list(section)) == ["room", "", "code", "embed"]
    assert section[0].get("hidden") is not None
    assert [link.get("href") for link in section.iter("a")] == [
        "site:/assets/code/rat_park/model.py.txt",
        "site:/assets/code/rat_park/view.py.txt",
        "site:/embed/rat_park/",
    ]
