import xml.etree.ElementTree as ElementTree

import markdown
import pytest

from kith.project import Project


@pytest.fixture(scope="module")
def convert(repository_module: Project):  # type: ignore[no-untyped-def]
    def run(text: str) -> ElementTree.Element:
        extensions = ["attr_list", "toc", "kith.teaching"]
        settings = {"kith.teaching": {"root": str(repository_module.root)}}
        parser = markdown.Markdown(extensions=extensions, extension_configs=settings)
        html = parser.convert(text).replace('hidden="hidden"', 'hidden=""')
        return ElementTree.fromstring(f"<div>{html.replace('&middot;', '')}</div>")

    return run


@pytest.fixture(scope="module")
def repository_module() -> Project:
    from conftest import ROOT

    return Project(ROOT)


def words(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_a_step_says_when_it_begins_and_ends(convert) -> None:  # type: ignore[no-untyped-def]
    page = convert(
        "## Hello (5 minutes) {kind=opening}\n\nHi.\n\n## *Talk* (70 minutes)\n\n## Other\n"
    )
    first, second, other = page.findall("h2")
    assert (words(first), first.get("id"), first.get("data-kind")) == ("Hello", "hello", "opening")
    assert (words(second), words(other)) == ("Talk", "Other")
    times = [words(line) for line in page.findall("p[@data-part='step']")]
    assert times == ["opening 5 minutes, from 0:00 to 0:05", "70 minutes, from 0:05 to 1:15"]


def test_no_clock_runs_from_one_meeting_to_the_next(convert) -> None:  # type: ignore[no-untyped-def]
    page = convert("## A (5 minutes) {kind=opening}\n\n## B (70 minutes) {kind=meeting}\n")
    times = [words(line) for line in page.findall("p[@data-part='step']")]
    assert times == ["opening 5 minutes", "meeting 70 minutes"]


def test_a_facilitators_block_is_a_closed_fold(convert) -> None:  # type: ignore[no-untyped-def]
    page = convert("/// facilitator | Say\nWords *to* say.\n///\n")
    (fold,) = page.findall("details")
    assert fold.get("open") is None
    assert words(fold[0]) == "Facilitator Say"
    assert words(fold[1]) == "Words to say."


def test_a_quiz_is_a_group_of_choices_with_its_answer_in_a_fold(convert) -> None:  # type: ignore[no-untyped-def]
    page = convert("/// check | Why <b>?\n- [ ] No\n- [x] Yes, *quite*\n\nBecause.\n\n- one\n///\n")
    (form,) = page.findall("form")
    assert form.get("method") == "dialog"
    assert words(form.find("fieldset/legend")) == "Check yourself Why <b>?"
    labels = form.findall("fieldset/label")
    assert [words(label) for label in labels] == ["No", "Yes, quite"]
    assert {label[0].get("type") for label in labels} == {"radio"}
    fold = form.find("details")
    assert fold is not None
    assert words(fold) == "Show the answer Right: Yes, quite Because. one"


def test_a_quiz_with_several_right_answers_has_boxes(convert) -> None:  # type: ignore[no-untyped-def]
    page = convert("/// check | Which?\n- [x] A\n- [X] B\n- [ ] C\n\nBecause.\n///\n")
    kinds = [one.get("type") for one in page.iter("input")]
    assert kinds == ["checkbox"] * 3
    assert "Right are: A; B" in words(page)


def test_loose_options_are_options_too(convert) -> None:  # type: ignore[no-untyped-def]
    page = convert("/// check | Which?\n- [x] A\n\n- [ ] B\n\nBecause.\n///\n")
    assert [words(label) for label in page.iter("label")] == ["A", "B"]


def test_handout_and_card_are_sections_with_a_heading(convert) -> None:  # type: ignore[no-untyped-def]
    page = convert("/// handout | Take it\nWords.\n///\n\n/// card\nFew.\n///\n")
    handout, card = page.findall("section")
    assert [words(one.find("h2")) for one in (handout, card)] == ["Take it", "Pocket card"]
    assert handout.find("p/button").get("data-prints") == "handout"


def test_personas_are_told_as_invented_and_lead_to_the_form(convert) -> None:  # type: ignore[no-untyped-def]
    page = convert("/// personas | recovery_capital\n///\n")
    box = page.find("div")
    assert words(box).count("(invented)") == 3
    links = [link.get("href") for link in box.iter("a")]
    assert all(link.startswith("site:/try/recovery-capital/#for=") for link in links)
