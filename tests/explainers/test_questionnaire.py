"""A questionnaire at build time: its file's slips, its block, and what a page gets."""

from collections.abc import Callable
from xml.etree.ElementTree import Element, fromstring

import markdown
import pytest

from kith.bibliography.library import load_library
from kith.content.pages import read_pages
from kith.explainers.questionnaire import read_questionnaires
from kith.explainers.questionnaire_markdown import QuestionnaireExtension, check_questionnaires
from kith.pipeline import prepare
from kith.project import Project

FILE = "explainers/recovery_capital/questionnaire.toml"
BLOCK = "/// questionnaire | recovery_capital\n///\n"


@pytest.fixture(scope="module")
def drawn(repository: Project) -> Element:
    html = markdown.Markdown(
        extensions=[QuestionnaireExtension(root=str(repository.root))],
    ).convert(f"{BLOCK}\n{BLOCK}")
    return fromstring(f"<div>{html}</div>")


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_the_page_gets_the_whole_form(repository: Project, drawn: Element) -> None:
    form = read_questionnaires(repository)[0]["recovery_capital"].form
    items = [item for area in form["areas"] for item in area["items"]]
    (root,) = drawn.iter("kith-self-check")  # a second block on the page draws nothing
    assert root.get("data-private") is not None
    fieldsets = root.findall(".//fieldset[@data-item]")
    assert [words(one[0]) for one in fieldsets] == [item["text"] for item in items]
    for one in fieldsets:
        radios = one.findall(".//input")
        assert [radio.get("value") for radio in radios] == list(form["answers"])
        assert {radio.get("name") for radio in radios} == {one.get("data-item")}
        assert all(radio.get("checked") is None for radio in radios)
    boxes = root.findall(".//input[@name='harder']")
    assert [box.get("value") for box in boxes] == [one["id"] for one in form["harder"]]
    assert len(root.findall(".//*[@data-step]")) == len(form["steps"])
    assert len(root.findall(".//*[@data-persona]")) == 3
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    named = {name for one in root.iter() for name in (one.get("aria-describedby") or "").split()}
    assert named <= set(ids)


def test_nothing_in_the_page_is_a_script_a_style_or_a_reader_to_be(drawn: Element) -> None:
    for one in drawn.iter():
        assert one.tag not in ("script", "style", "iframe", "img")
        assert not [name for name in one.attrib if name == "style" or name.startswith("on")]
    for one in [*drawn.iter("form"), *drawn.iter("input")]:
        if one.get("type") != "file":
            assert one.get("autocomplete") == "off"


def test_what_could_help_says_how_sure_that_is_and_cites(repository: Project) -> None:
    library = load_library(repository)
    html = markdown.Markdown(
        extensions=[QuestionnaireExtension(root=str(repository.root))]
    ).convert(BLOCK)
    root = fromstring(f"<div>{html}</div>")
    for step in read_questionnaires(repository)[0]["recovery_capital"].form["steps"]:
        (item,) = root.findall(f".//li[@data-step='{step['id']}']")
        links = list(item.iter("a"))
        assert [link.get("href") for link in links] == [
            f"site:/references/{key}/" for key in step["keys"]
        ]
        assert all(library.labels[key].date in words(item) for key in step["keys"])
        assert ("Someone else can do part of this" in words(item)) is step["outside"]
        assert ("Good sense." in words(item)) is (step["sure"] == "sensible")


def test_the_site_has_no_problem_with_it_and_its_works_are_used(repository: Project) -> None:
    prepared = prepare(repository)
    about = [str(found) for found in prepared.problems if "questionnaire" in str(found)]
    assert about == []
    found = read_questionnaires(repository)[0]["recovery_capital"]
    unused = next((one.message for one in prepared.problems if one.rule == "bib/unused"), "")
    assert not set(found.keys) & set(unused.replace(",", " ").split())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('version = "1"', "version = 1", ":10:1 questionnaire/file version is missing or not a te"),
        ('version = "1"', 'version = "1', ":10:13 questionnaire/file not valid TOML"),
        ('version = "1"', 'version = "1"\nsped = 3', ":11:1 questionnaire/file there is no field"),
        ('steps = ["health"]', 'steps = ["helth"]', "steps has no 'helth' - did you mean health?"),
        ('area = "body"', 'area = "boddy"', "areas has no 'boddy' - did you mean body?"),
        ('id = "someone-medical"', 'id = "rest-and-food"', "the id 'rest-and-food' stands twice"),
        ('why = "Tired and', 'wy = "Tired and', "there is no field 'wy' in items"),
        ("outside = true", 'outside = "yes"', "outside is not true or false"),
        ('sure = "strong"', 'sure = "certain"', "step 'medication': unknown area or sureness"),
        ('cause = "housing"', 'cause = "luck"', "item 'safe-place': unknown area, cause"),
        ('harder = ["grief"]', 'harder = ["greif"]', "harder has no 'greif' - did you mean grief?"),
        ('keys = ["sordo2017"]', 'keys = "sordo2017"', 'keys is not ["..."]'),
        ("[personas.answers]", "[personas.answer]", "there is no field 'answer' in personas"),
    ],
)
def test_a_slip_in_the_file_is_named_with_its_place(
    make_project: Callable[..., Project], repository: Project, old: str, new: str, expected: str
) -> None:
    text = (repository.root / FILE).read_text("utf-8")
    assert old in text
    project = make_project({FILE: text.replace(old, new, 1)})
    questionnaires, found = read_questionnaires(project)
    assert questionnaires == {}
    told = [str(problem) for problem in found]
    assert any(expected in problem for problem in told), told
    line = text[: text.index(old)].count("\n") + 1
    near = [int(problem.split(":")[1]) for problem in told if expected in problem]
    assert abs(near[0] - line) <= 8  # at the line itself, or at the head of its table


def test_unknown_keys_are_named_where_they_stand(
    make_project: Callable[..., Project], repository: Project
) -> None:
    text = (repository.root / FILE).read_text("utf-8")
    broken = text.replace('keys = ["sordo2017"]', 'keys = ["sordo2071"]')
    project = make_project({FILE: broken})
    line = broken[: broken.index("sordo2071")].count("\n") + 1
    (found,) = check_questionnaires(project, [], load_library(project).works)
    assert str(found) == (
        f"{FILE}:{line}:9 cite/unknown-key no work has the key 'sordo2071'"
        " - did you mean sordo2017?"
    )


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("/// questionnaire | recovery_kapital\n///", "no questionnaire 'recovery_kapital' - did"),
        ("/// questionnaire\n///", "no questionnaire without a name - there are recovery_capital"),
        (BLOCK + "\n" + BLOCK, "stands twice on this page"),
        ("/// questionnaire | recovery_capital\n    big: yes\n///", "has no options"),
    ],
)
def test_a_slip_in_a_block_is_named(
    make_project: Callable[..., Project], block: str, expected: str
) -> None:
    project = make_project({"content/try/recovery-capital.md": f"---\ntitle: A\n---\n\n{block}\n"})
    found = check_questionnaires(project, read_pages(project)[0], load_library(project).works)
    assert [problem.rule for problem in found] == ["questionnaire/unknown"]
    assert expected in str(found[0])
    assert str(found[0]).startswith("content/try/recovery-capital.md:")


def test_a_block_with_a_slip_draws_nothing(repository: Project) -> None:
    html = markdown.Markdown(
        extensions=[QuestionnaireExtension(root=str(repository.root))]
    ).convert("/// questionnaire | nothing\n///\n")
    assert html == '<div class="self-check self-check--missing"></div>'
