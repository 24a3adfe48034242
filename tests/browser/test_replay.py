"""The replay layer: scenes play and scenarios change without Python, and never by force."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.axe import violations, violations_in_all_looks
from browser.reader import Reader
from browser.server import SiteServer, answering, missing
from conftest import MakeOnce, build_in_order, copy_repository
from kith.explainers.manifest import read_manifests
from kith.explainers.snapshot import Snapshot
from kith.project import Project
from scenes import PAGE, add_meeting, add_page, snapshot_of
from serving import running

pytestmark = pytest.mark.browser

FRAMES = 70  # of a scene of the explainer "meeting": 7 days of 10, at 5 a second


@dataclass(frozen=True)
class Meeting:
    """A site with the test explainer on a page, and what the build made of a scenario."""

    server: SiteServer
    many: Snapshot
    html: str  # as recorded of the same


@pytest.fixture(scope="module")
def meeting(make_once: MakeOnce) -> Iterator[Meeting]:
    project = Project(make_once("replay", build_meeting).resolve() / "project")
    manifest = read_manifests(project)[0]["meeting"]
    (folder,) = (project.root / "site" / "assets" / "recordings").glob("meeting-*")
    recorded = json.loads((folder / "many.json").read_text("utf-8"))
    with running(SiteServer(project.root / "site")) as server:
        yield Meeting(server, snapshot_of(project, manifest, "many"), recorded["html"])


def build_meeting(folder: Path) -> None:
    project = copy_repository(folder / "project")
    add_meeting(project)
    add_page(project)
    build_in_order(project)


@pytest.fixture
def server(meeting: Meeting) -> Iterator[SiteServer]:
    """In place of the site that other tests read."""
    meeting.server.asked.clear()
    yield meeting.server
    meeting.server.faults.clear()


def first(page: Page) -> Locator:
    return page.locator("kith-explainer").first


def part(page: Page, name: str) -> Locator:
    return first(page).locator(f"[data-part={name}]")


def action(page: Page, name: str) -> Locator:
    return part(page, "player").locator(f"[data-action={name}]")


def choice(page: Page, label: str) -> Locator:
    return part(page, "scenarios").get_by_label(label)


def scrubber(page: Page) -> Locator:
    return part(page, "player").locator("input")


def now(page: Page) -> float:
    return float(scrubber(page).input_value())


def places(page: Page) -> list[str]:
    found: list[str] = part(page, "stage").evaluate(
        "stage => [...stage.querySelectorAll('[data-actor]')].map(n => n.getAttribute('transform'))"
    )
    return found


def opened(reader: Reader, *, clock: bool = False) -> Page:
    """The page with its scene in sight and its frames fetched."""
    if clock:
        reader.page.clock.install()
    page = reader.open(PAGE)
    expect(action(page, "play") if not clock else part(page, "player")).to_be_attached()
    expect(part(page, "scenarios").locator("fieldset")).to_be_enabled()
    with page.expect_response("**/few.bin"):
        part(page, "stage").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    return page


# --- Playing --------------------------------------------------------------------------------------


def test_nothing_plays_by_itself(reader: Reader) -> None:
    page = opened(reader)
    before = places(page)
    page.wait_for_timeout(600)
    assert places(page) == before
    assert now(page) == FRAMES - 1
    expect(part(page, "moment")).to_have_text("Day 7")


def test_play_moves_and_pause_stops(reader: Reader) -> None:
    page = opened(reader, clock=True)
    before = places(page)
    action(page, "play").click()
    expect(action(page, "play")).to_have_text("Pause")
    expect(part(page, "moment")).to_have_text("Day 1")
    first, began = now(page), time.monotonic()
    page.clock.run_for(1000)
    moved = now(page) - first
    meanwhile = time.monotonic() - began  # in which the page's clock goes on by itself
    assert 4 <= moved <= 6 + 5 * meanwhile
    assert places(page) != before
    action(page, "play").click()
    expect(action(page, "play")).to_have_text("Play")
    stopped = places(page)
    page.clock.run_for(1000)
    assert places(page) == stopped
    assert reader.complaints == []


def test_it_stops_at_the_end_where_it_began(reader: Reader) -> None:
    page = opened(reader, clock=True)
    end = places(page)
    action(page, "play").click()
    expect(part(page, "moment")).to_have_text("Day 1")
    page.clock.run_for(16_000)
    expect(action(page, "play")).to_have_text("Play")
    assert now(page) == FRAMES - 1
    assert [tidy(place) for place in places(page)] == [tidy(place) for place in end]


def tidy(transform: str) -> str:
    """The player writes 12.0 where the build writes 12."""
    return transform.replace(".0 ", " ").replace(".0)", ")")


def test_speed(reader: Reader) -> None:
    page = opened(reader, clock=True)
    part(page, "player").locator("select").select_option("2")
    action(page, "play").click()
    expect(part(page, "moment")).to_have_text("Day 1")
    before = now(page)
    page.clock.run_for(1000)
    assert now(page) - before == pytest.approx(10, abs=1.5)


def test_steps_go_from_moment_to_moment(reader: Reader) -> None:
    page = opened(reader)
    action(page, "back").click()
    expect(part(page, "moment")).to_have_text("Day 6")
    assert now(page) == 59
    action(page, "back").click()
    expect(part(page, "moment")).to_have_text("Day 5")
    action(page, "forward").click()
    expect(part(page, "moment")).to_have_text("Day 6")
    expect(part(page, "spoken")).to_have_text("Day 6. Met: 50 of 100", timeout=8000)


def test_the_scrubber_speaks_of_moments_and_keys_move_it_by_them(reader: Reader) -> None:
    page = opened(reader)
    scrubber(page).focus()
    page.keyboard.press("ArrowLeft")
    expect(scrubber(page)).to_have_attribute("aria-valuetext", "Day 6")
    page.keyboard.press("ArrowRight")
    expect(scrubber(page)).to_have_attribute("aria-valuetext", "Day 7")
    page.keyboard.press("Home")
    expect(scrubber(page)).to_have_attribute("aria-valuetext", "Day 1")
    assert now(page) == 0
    expect(part(page, "stage").locator(".meter text")).to_have_text("Met: 0 of 100")
    scrubber(page).fill("34")
    expect(part(page, "moment")).to_have_text("Day 4")
    assert part(page, "stage").locator("[data-actor].is-walk").count() == 4
    scrubber(page).fill("36")
    expect(part(page, "stage").locator("[data-actor].is-rest")).to_have_count(4)
    hrefs = part(page, "stage").locator("[data-actor]").first.get_attribute("href")
    assert hrefs == "#explainer-meeting-scene-walker-rest"


def test_only_what_is_seen_plays(reader: Reader) -> None:
    page = opened(reader)
    part(page, "player").locator("select").select_option("0.5")
    action(page, "play").click()
    expect(part(page, "moment")).to_have_text("Day 1")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(400)
    away = now(page)
    page.wait_for_timeout(600)
    assert now(page) == away
    expect(action(page, "play")).to_have_text("Pause")
    part(page, "stage").scroll_into_view_if_needed()
    for _ in range(100):  # as long as a busy machine takes to draw
        if now(page) > away:
            return
        page.wait_for_timeout(100)
    raise AssertionError("it does not go on when it is seen again")


def test_the_frames_come_only_when_the_scene_is_seen_or_touched(
    make_reader: Callable[..., Reader], server: SiteServer
) -> None:
    reader = make_reader(viewport={"width": 1280, "height": 200})
    page = reader.open(PAGE)
    page.wait_for_load_state("networkidle")
    assert not any(path.endswith(".bin") for path in server.asked)
    with page.expect_response("**/few.bin"):
        part(page, "stage").scroll_into_view_if_needed()


def test_who_saves_data_is_asked_first(reader: Reader, server: SiteServer) -> None:
    saving = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    reader.page.add_init_script(saving)
    page = reader.open(PAGE)
    part(page, "stage").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert not any(path.endswith(".bin") for path in server.asked)
    action(page, "play").click()
    expect(part(page, "moment")).to_have_text("Day 1")


@pytest.mark.parametrize("fault", [missing, answering("text/html", b"<html>Sign in</html>")])
def test_frames_that_do_not_come_are_told_and_tried_again(
    reader: Reader, server: SiteServer, fault: Callable[..., None]
) -> None:
    server.faults["few.bin"] = fault
    page = opened(reader)
    before = places(page)
    action(page, "play").click()
    expect(part(page, "moment")).to_contain_text("could not be fetched")
    expect(action(page, "play")).to_have_text("Play")
    assert places(page) == before
    server.faults.clear()
    action(page, "play").click()
    expect(part(page, "moment")).to_have_text("Day 1")


def test_less_motion_means_stills(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = opened(reader)
    expect(part(page, "strip")).to_be_visible()
    assert part(page, "strip").locator("li").count() == 6
    expect(part(page, "strip").locator("li").last).to_contain_text("Day 7")
    expect(action(page, "play")).to_be_hidden()
    before = places(page)
    action(page, "play").evaluate("button => button.click()")
    page.wait_for_timeout(400)
    assert [tidy(place) for place in places(page)] == [tidy(place) for place in before]
    action(page, "back").click()
    expect(part(page, "moment")).to_have_text("Day 6")
    assert places(page) != before


# --- Choosing -------------------------------------------------------------------------------------


def listen(page: Page) -> None:
    page.evaluate(
        "() => { window.told = []; addEventListener('kith:scenario', (event) =>"
        " window.told.push(event.detail)); }"
    )


def test_a_scenario_is_shown_without_python(reader: Reader, server: SiteServer) -> None:
    page = opened(reader)
    listen(page)
    part(page, "result").locator(".explainer__data summary").click()
    choice(page, "Many").check()
    expect(part(page, "headline")).to_have_text("12 walkers came.")
    expect(part(page, "scenario")).to_contain_text("Twelve of them walk about.")
    expect(part(page, "badge")).to_have_text("A prediction of this toy")
    expect(part(page, "said")).to_have_text("Now shown: Many.")
    expect(part(page, "table")).to_be_visible()
    expect(first(page)).to_have_attribute("scenario", "many")
    told: list[dict[str, Any]] = page.evaluate("told")
    sentence = "Twelve of them walk about."
    scenario = {"name": "many", "label": "Many", "sentence": sentence, "seed": 12}
    assert told == [scenario | {"params": {"walkers": 12}}]
    assert len(places(page)) == 12
    action(page, "back").click()
    expect(part(page, "moment")).to_have_text("Day 6")
    assert not any("/runtime/" in path for path in server.asked)
    assert reader.complaints == []
    assert reader.outside == []


def test_two_explainers_of_a_page_keep_their_ids_apart(reader: Reader) -> None:
    page = opened(reader)
    choice(page, "Many").check()
    expect(part(page, "headline")).to_have_text("12 walkers came.")
    twice = page.evaluate(
        "() => { const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);"
        " return ids.filter((id, i) => ids.indexOf(id) !== i); }"
    )
    assert twice == []
    other = page.locator("kith-explainer").nth(1)
    expect(other.locator("[data-part=headline]")).to_have_text("12 walkers came.")
    other.get_by_label("A few").check()
    expect(other.locator("[data-part=headline]")).to_have_text("4 walkers came.")
    expect(part(page, "headline")).to_have_text("12 walkers came.")
    expect(choice(page, "Many")).to_be_checked()


def test_a_scenario_without_a_scene_takes_the_scene_away_and_another_brings_it_back(
    reader: Reader,
) -> None:
    page = opened(reader)
    choice(page, "Nobody").check()
    expect(part(page, "headline")).to_have_text("0 walkers came.")
    expect(part(page, "scene")).to_have_count(0)
    choice(page, "A few").check()
    expect(part(page, "scene")).to_be_visible()
    action(page, "play").click()
    expect(part(page, "moment")).to_have_text("Day 1")


def test_what_cannot_be_fetched_leaves_what_was_there(reader: Reader, server: SiteServer) -> None:
    page = opened(reader)
    before = part(page, "result").inner_html()
    server.faults["many.json"] = missing
    choice(page, "Many").click()
    expect(part(page, "said")).to_contain_text("“Many” could not be fetched")
    expect(choice(page, "A few")).to_be_checked()
    assert part(page, "result").inner_html() == before
    expect(part(page, "result")).not_to_have_attribute("aria-busy", "true")
    server.faults.clear()
    choice(page, "Many").check()
    expect(part(page, "headline")).to_have_text("12 walkers came.")


def test_offline_is_said_in_words(reader: Reader) -> None:
    page = opened(reader)
    page.context.set_offline(True)
    choice(page, "Many").click()
    expect(part(page, "said")).to_contain_text("could not be fetched")
    expect(part(page, "headline")).to_have_text("4 walkers came.")


def test_other_parts_may_choose(reader: Reader) -> None:
    page = opened(reader)
    listen(page)
    first(page).evaluate(
        "root => root.dispatchEvent(new CustomEvent('kith:choose', { detail: { name: 'many' } }))"
    )
    expect(part(page, "headline")).to_have_text("12 walkers came.")
    expect(choice(page, "Many")).to_be_checked()
    assert [told["name"] for told in page.evaluate("told")] == ["many"]


# --- Live results ---------------------------------------------------------------------------------

RESULT = """(root, { scene, frames }) => {
  const result = (root.result = {});
  const detail = { result, view: { scene }, frames: frames && new Uint8Array(frames) };
  root.dispatchEvent(new CustomEvent("kith:result", { bubbles: true, detail }));
}"""


def test_the_scene_of_a_live_run_takes_the_place(reader: Reader, meeting: Meeting) -> None:
    page = opened(reader)
    view, frames = meeting.many.view, meeting.many.frames
    first(page).evaluate(RESULT, {"scene": view["scene"], "frames": list(frames)})
    expect(part(page, "stage").locator("[data-actor]")).to_have_count(12)
    expect(part(page, "scenarios").locator("input:checked")).to_have_count(0)
    expect(part(page, "badge")).to_have_count(0)
    action(page, "back").click()
    expect(part(page, "moment")).to_have_text("Day 6")
    first(page).evaluate(RESULT, {"scene": None, "frames": None})
    expect(part(page, "scene")).to_have_count(0)
    first(page).evaluate(RESULT, {"scene": view["scene"], "frames": list(frames)})
    expect(part(page, "stage").locator("[data-actor]")).to_have_count(12)
    assert reader.complaints == []


def test_the_scene_of_a_run_that_the_reader_has_left_is_not_shown(
    reader: Reader, meeting: Meeting
) -> None:
    page = opened(reader)
    actors = part(page, "stage").locator("[data-actor]").count()
    view, frames = meeting.many.view, meeting.many.frames
    assert len(view["scene"]["actors"]) != actors
    leave = f"(root, run) => {{ ({RESULT})(root, run); root.result = null; }}"
    first(page).evaluate(leave, {"scene": view["scene"], "frames": list(frames)})
    page.wait_for_timeout(500)
    expect(part(page, "stage").locator("[data-actor]")).to_have_count(actors)
    action(page, "back").click()
    expect(part(page, "moment")).to_have_text("Day 6")


def test_build_and_page_draw_the_same(reader: Reader, meeting: Meeting) -> None:
    page = reader.open(PAGE)
    view, frames = meeting.many.view, meeting.many.frames
    difference = page.evaluate(
        """async ({ scene, frames, html }) => {
          const { newFigure } = await import("/assets/js/scene.mjs");
          const live = newFigure(scene, new Uint8Array(frames), "x-scene");
          const page = new DOMParser().parseFromString(html.replaceAll("{id}", "x"), "text/html");
          const built = page.querySelector("[data-part=scene]");
          built.dataset.frames = "";
          const same = document.adoptNode(built).isEqualNode(live);
          return same ? "" : built.outerHTML + live.outerHTML;
        }""",
        {"scene": view["scene"], "frames": list(frames), "html": meeting.html},
    )
    assert difference == ""


# --- Every reader ---------------------------------------------------------------------------------


def leave_one(page: Page) -> None:
    """Two regions of one name on a page are a violation of the test page's own making."""
    page.locator("kith-explainer").nth(1).evaluate("explainer => explainer.remove()")


def test_no_violation(reader: Reader) -> None:
    page = opened(reader)
    leave_one(page)
    assert violations_in_all_looks(page) == []
    choice(page, "Many").check()
    expect(part(page, "headline")).to_have_text("12 walkers came.")
    assert violations_in_all_looks(page) == []


def test_no_violation_with_stills(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    leave_one(opened(reader))
    assert violations(reader.page) == []


def test_what_is_pressed_is_large(make_reader: Callable[..., Reader]) -> None:
    page = opened(make_reader(viewport={"width": 360, "height": 800}))
    for control in part(page, "player").locator("button, select, input").all():
        box = control.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["width"] >= 44
    for label in part(page, "scenarios").locator("label").all():
        box = label.bounding_box()
        assert box
        assert box["height"] >= 44


def test_nothing_sticks_out_at_320_pixels(make_reader: Callable[..., Reader]) -> None:
    for motion in ("reduce", "no-preference"):
        reader = make_reader(viewport={"width": 320, "height": 640}, reduced_motion=motion)
        page = opened(reader)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_a_script_everything_stands_there(make_reader: Callable[..., Reader]) -> None:
    page = make_reader(java_script_enabled=False).open(PAGE)
    expect(part(page, "headline")).to_have_text("4 walkers came.")
    expect(part(page, "stage").locator("[data-actor]")).to_have_count(4)
    expect(part(page, "strip")).to_be_visible()
    expect(part(page, "player")).to_be_hidden()
    listed = part(page, "scenarios")
    expect(listed).to_contain_text("Twelve of them walk about.")
    expect(listed.locator("input:visible")).to_have_count(0)


def test_on_paper_stand_the_end_and_the_stills(reader: Reader) -> None:
    page = opened(reader)
    page.emulate_media(media="print")
    expect(part(page, "stage").locator("svg")).to_be_visible()
    expect(part(page, "strip")).to_be_visible()
    expect(part(page, "player")).to_be_hidden()
    expect(part(page, "scenarios")).to_be_hidden()


def test_nothing_shifts_on_loading_or_choosing(reader: Reader) -> None:
    reader.page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => { for (const entry of"
        " list.getEntries()) if (!entry.hadRecentInput) shift += entry.value; })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    page = opened(reader)
    choice(page, "Many").check()
    expect(part(page, "headline")).to_have_text("12 walkers came.")
    choice(page, "Nobody").check()
    expect(part(page, "headline")).to_have_text("0 walkers came.")
    page.wait_for_timeout(300)
    assert page.evaluate("shift") < 0.01
