"""What a reader can do with runs: compare, count many, send a link, take files away."""

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.axe import open_folds, thin, violations_in_all_looks
from browser.explaining import EXPLAINER, START_MS, action, part, run_and_wait
from browser.reader import ARTICLE, Reader, listening_reader
from browser.server import SiteServer, missing
from explainer_kit import bridge
from explainers.test_controls import form

pytestmark = pytest.mark.browser

LIMIT = "A teaching toy. Not data. Rats are not people."
SOURCE = "https://doi.org/10.1007/BF00426903"
LICENCE = "CC BY 4.0"
ROOT = Path(__file__).parent.parent.parent
MANIFEST = tomllib.loads((ROOT / "explainers/rat_park/explainer.toml").read_text())
VERSION = MANIFEST["version"]
SEED = MANIFEST["scenarios"]["cage-and-park"]["seed"]  # the article's
TRY = f"#try=rat_park.{VERSION}"
LAYERS_BEFORE_INTENT = 15_000
CORE = 6_000


def field(page: Page, name: str) -> Any:
    return page.locator(f"{EXPLAINER} [name={name}]")


def slide(page: Page, name: str, key: str = "ArrowRight") -> dict[str, Any]:
    """Move a slider by a key and wait for its run."""
    return run_and_wait(page, lambda: field(page, name).press(key))


# --- Before anything is asked for --------------------------------------------------------------


def scripts_of_explainers(server: SiteServer) -> list[str]:
    common = (  # what pages without an explainer fetch too
        *("kith.mjs", "chrome.mjs", "citations.mjs", "card.mjs", "terms.mjs", "copy.mjs"),
        *("exit.mjs", "dom.mjs", "search.mjs", "kit.mjs", "check.mjs"),
        *("material.mjs", "palette.mjs"),
    )
    names = [Path(path).name for path in server.asked if path.endswith((".mjs", ".js"))]
    return [name for name in names if not name.endswith((".min.js", *common))]


def test_little_script_comes_before_a_reader_means_to_use_it(
    reader: Reader, server: SiteServer, site: Path
) -> None:
    page = reader.open(answered=False)
    expect(action(page, "run")).to_be_visible()
    page.wait_for_load_state("networkidle")
    names = scripts_of_explainers(server)
    assert "explainer.mjs" in names
    assert "live.mjs" not in names
    sizes = {name: (site / "assets/js" / name).stat().st_size for name in names}
    assert sum(sizes.values()) <= LAYERS_BEFORE_INTENT, sizes
    core = ("explainer.mjs", "slider.mjs", "in-time.mjs")
    assert sum(sizes[name] for name in core) <= CORE, sizes
    assert not any(path.endswith((".wasm", "runtime.json")) for path in server.asked)


def test_a_live_part_that_does_not_come_is_told_and_fetched_again(
    reader: Reader, server: SiteServer
) -> None:
    page = reader.open()
    server.faults["live.mjs"] = missing
    action(page, "run").click()
    expect(part(page, "status")).to_contain_text("could not be fetched")
    server.faults.clear()
    run_and_wait(page, part(page, "status").get_by_role("button").click)


# --- Speed --------------------------------------------------------------------------------------


def test_the_library_of_charts_stays_out_of_the_page(reader: Reader) -> None:
    """It works in a worker of its own; what that spares the page is measured in tests/bench."""
    page = reader.open()
    run_and_wait(page, action(page, "run").click)
    assert page.evaluate("typeof window.vega") == "undefined"


# --- Comparing ------------------------------------------------------------------------------------


def test_a_kept_run_stands_beside_the_next_with_what_differs(reader: Reader) -> None:
    page = reader.open()
    words = part(page, "headline").inner_text()
    drawing = part(page, "drawing").first.inner_html()
    action(page, "keep").click()
    expect(part(page, "kept")).to_contain_text(words)
    slide(page, "company_hours")
    expect(part(page, "changes")).to_have_text(
        "Changed: Company for caged rats, from 0 to 1 hours a day."
    )
    figures = part(page, "result").locator("[data-part=figure]")
    for number in range(figures.count()):
        assert figures.nth(number).locator("[role=img]").count() == 2
    kept = figures.first.locator("[role=img][data-part=pair]")
    assert kept.inner_html() == drawing
    assert (kept.get_attribute("aria-label") or "").startswith("The run you kept.")
    assert part(page, "drawing").first.inner_html() != drawing

    run_and_wait(page, lambda: action(page, "seed").click())
    expect(part(page, "changes")).to_contain_text(f"Seed, from {SEED} to ")
    part(page, "kept").get_by_role("button", name="Stop comparing").click()
    assert part(page, "pair").count() == 0
    expect(action(page, "keep")).to_be_focused()


# --- Many runs ------------------------------------------------------------------------------------


def in_cpython(params: dict[str, object], kept: dict[str, object], runs: int) -> dict[str, Any]:
    many = bridge.open_spread("rat_park", json.dumps(params), json.dumps(kept), SEED, runs)
    while not many.advance(1000):
        pass
    view: dict[str, Any] = json.loads(many.view_json())
    return view


def test_many_runs_are_drawn_as_they_come_and_say_what_cpython_says(reader: Reader) -> None:
    page = reader.open()
    page.evaluate(
        """() => {
          window.heads = [];
          new MutationObserver(() => {
            const head = document.querySelector("[data-part=many-headline]")?.textContent;
            if (head && heads.at(-1) !== head) heads.push(head);
          }).observe(document.querySelector("kith-explainer"), { childList: true, subtree: true });
        }"""
    )
    action(page, "keep").click()
    slide(page, "company_hours")
    action(page, "many").click()
    expect(part(page, "status")).to_contain_text("Done: 40 runs", timeout=START_MS)
    heads = page.evaluate("heads")
    assert len(heads) >= 2
    assert [int(re.findall(r"Over (\d+) run", head)[0]) for head in heads] == sorted(
        {int(re.findall(r"Over (\d+) run", head)[0]) for head in heads}
    )
    expected = in_cpython({"company_hours": 1}, {"company_hours": 0}, 40)
    assert heads[-1] == expected["headline"]
    assert "with each setting" in heads[-1]
    figures = part(page, "many").locator("[data-part=figure]")
    assert figures.count() == len(expected["figures"])
    assert (
        figures.first.locator("[role=img]").get_attribute("aria-label")
        == (expected["figures"][0]["alt"])
    )
    part(page, "many").get_by_role("button", name="Put these away").click()
    assert part(page, "many").count() == 0
    expect(action(page, "many")).to_be_focused()


def test_many_runs_can_be_stopped_and_what_came_stays(reader: Reader) -> None:
    page = reader.open()
    # Slow settings, so that there is time to stop.
    run_and_wait(page, lambda: field(page, "forced_days").press("End"))
    # In the page, as soon as something shows: a busy machine would be late.
    page.evaluate(
        """() => {
          const root = document.querySelector("kith-explainer");
          const stop = root.querySelector("[data-action=stop]");
          window.took = new Promise((resolve) => {
            const watch = new MutationObserver(async () => {
              if (!root.querySelector("[data-part=many]")) return;
              watch.disconnect();
              const begun = performance.now();
              stop.click();
              while (!stop.hidden) await new Promise((later) => setTimeout(later, 1));
              resolve(performance.now() - begun);
            });
            watch.observe(root, { childList: true, subtree: true });
          });
        }"""
    )
    action(page, "many").click()
    part(page, "many").wait_for(timeout=START_MS)
    took = page.evaluate("window.took")
    assert took < 1000  # the benchmark tells the real number; this machine may be busy
    expect(part(page, "status")).to_contain_text(re.compile(r"Stopped after \d+ of 40 runs"))
    head = part(page, "many-headline").inner_text()
    page.wait_for_timeout(600)
    assert part(page, "many-headline").inner_text() == head
    # Python is free for the next run.
    slide(page, "rats", "ArrowLeft")


# --- The address ----------------------------------------------------------------------------------


def fragment(page: Page) -> str:
    found: str = page.evaluate("location.hash")
    return found


def wait_for_fragment(page: Page, wanted: str) -> None:
    """A run comes into the address when it is drawn."""
    page.wait_for_function("wanted => location.hash === wanted", arg=wanted)


def test_a_link_holds_the_run_and_asks_before_python_is_fetched(
    reader: Reader, make_reader: Callable[..., Reader]
) -> None:
    page = reader.open()
    field(page, "company_hours").press("ArrowRight")
    first = run_and_wait(page, lambda: action(page, "seed").click())
    wait_for_fragment(page, f"{TRY};company_hours=1;seed={first['seed']}")

    other = make_reader()
    again = other.open(ARTICLE + fragment(page))
    expect(part(again, "status")).to_contain_text("This link holds a run")
    assert field(again, "company_hours").input_value() == "1"
    box = again.locator(f"{EXPLAINER} [data-control=company_hours] output")
    expect(box).to_have_text("1 hours a day")
    again.wait_for_load_state("networkidle")
    assert not any(address.endswith((".wasm", "runtime.json")) for address in other.requests)
    second = run_and_wait(again, lambda: action(again, "run").click())
    assert second["result"] == first["result"]
    assert other.complaints == []


@pytest.mark.parametrize(
    ("hash_", "note"),
    [
        ("#try=rat_park.0;seed=5", "another version"),
        ("#try=rat_park;seed=5", "another version"),
        (f"{TRY};seed=-5", "missing or damaged"),
        (f"{TRY};rats=16", "missing or damaged"),
        (f"{TRY};rats=400;seed=5", "missing or damaged"),
        (f"{TRY};rats=many;seed=5", "missing or damaged"),
        (f"{TRY};drink=%E0%A4%A;seed=5", "missing or damaged"),
        (f"{TRY};drink=<img src=x>;seed=5", "missing or damaged"),
        (f"{TRY};__proto__=1;seed=5", "missing or damaged"),
        (f"{TRY};seed", "missing or damaged"),
        ("#try=", "for another page"),
        ("#try=mice_park.1;seed=5", "for another page"),
    ],
)
def test_a_bad_link_is_told_in_words_and_changes_nothing(
    reader: Reader, hash_: str, note: str
) -> None:
    page = reader.open(ARTICLE + hash_)
    expect(part(page, "status")).to_contain_text(note)
    assert field(page, "seed").input_value() == str(SEED)
    assert field(page, "rats").input_value() == "16"
    assert reader.complaints == []


def test_an_ordinary_anchor_is_left_alone_until_a_run(reader: Reader) -> None:
    page = reader.open(ARTICLE + "#references")
    assert part(page, "status").inner_text() == ""
    run_and_wait(page, lambda: action(page, "run").click())
    wait_for_fragment(page, f"{TRY};seed={SEED}")
    assert page.evaluate("history.length") <= 2
    action(page, "reset").click()
    page.wait_for_timeout(500)
    assert fragment(page) == ""
    # A link that comes while the page is open is read as well.
    page.evaluate("(hash) => { location.hash = hash; }", f"{TRY};rats=8;seed=3")
    expect(part(page, "status")).to_contain_text("This link holds a run")
    assert field(page, "rats").input_value() == "8"


def test_nothing_of_a_private_explainer_gets_into_the_address(reader: Reader) -> None:
    page = reader.open()
    page.evaluate(f"document.querySelector('{EXPLAINER}').dataset.private = ''")
    run_and_wait(page, lambda: action(page, "run").click())
    page.wait_for_timeout(500)
    assert fragment(page) == ""
    part(page, "tools").locator("summary").click()
    expect(action(page, "link")).to_be_hidden()
    with page.expect_download() as download:
        action(page, "json").click()
    assert "try=" not in Path(download.value.path()).read_text("utf-8")


def test_lists_and_switches_go_through_form_and_link_and_back(reader: Reader) -> None:
    """No explainer has them yet, so a form with them is put on a page by hand."""
    page = reader.open()
    found = page.evaluate(
        """async (html) => {
          const { readParams, writeValues, inWords } = await import("/assets/js/form.mjs");
          const { writeFragment, readFragment } = await import("/assets/js/fragment.mjs");
          const host = document.createElement("div");
          host.id = "explainer-x";
          host.dataset.version = "2.1";
          const other = document.querySelector("kith-explainer");
          host.append(document.createRange().createContextualFragment(html));
          document.body.append(host);
          const form = host.querySelector("form");
          const built = readParams(form);
          writeValues(form, { people: ["A, B;=é", "C"], open: false, mood: "b" }, 9);
          const set = readParams(form);
          const link = writeFragment(host, form, { params: set, seed: 9 });
          const read = readFragment(link, host, form);
          const words = inWords(form, set).map(({ label, value }) => `${label}: ${value}`);
          const tooMany = readFragment("#try=x.2.1;people=a,b,c,d;seed=1", host, form);
          const empty = readFragment("#try=x.2.1;people=;seed=1", host, form);
          return { built, set, link, read, words, tooMany, empty };
        }""",
        ElementTree.tostring(form(), encoding="unicode", method="html"),
    )
    assert found["built"] == {"hours": 4, "mood": "a", "open": True, "people": ["Bo", "Cy"]}
    assert found["set"] == {"hours": 4, "mood": "b", "open": False, "people": ["A, B;=é", "C"]}
    assert found["link"] == (
        "#try=x.2.1;hours=4;mood=b;open=false;people=A%2C%20B%3B%3D%C3%A9,C;seed=9"
    )
    assert found["read"] == {"params": found["set"], "seed": 9}
    assert found["words"] == ["Hours: 4", "Mood: Not", "Open: off", "People: A, B;=é, C"]
    assert "damaged" in found["tooMany"]["note"]
    assert found["empty"]["params"]["people"] == []


# --- Events ---------------------------------------------------------------------------------------


def test_other_parts_of_the_page_can_set_run_and_choose(reader: Reader) -> None:
    page = reader.open()
    send = """([name, detail]) => document.querySelector("kith-explainer")
      .dispatchEvent(new CustomEvent(name, { bubbles: true, detail }))"""
    page.evaluate(send, ["kith:set", {"params": {"rats": 8, "stock": "petrie"}, "seed": 11}])
    expect(field(page, "seed")).to_have_value("11")
    found = run_and_wait(page, lambda: page.evaluate(send, ["kith:run", {}]))
    assert (found["seed"], found["params"]["rats"], found["params"]["stock"]) == (11, 8, "petrie")
    assert found["frames"] is None or found["view"]["scene"]

    action(page, "keep").click()
    detail = {"name": "x", "label": "X", "sentence": "", "params": {"drink": "none"}, "seed": 4}
    page.evaluate(send, ["kith:scenario", detail])
    expect(field(page, "drink")).to_have_value("none")
    assert field(page, "rats").input_value() == "16"  # the model's default, not the run before
    expect(field(page, "seed")).to_have_value("4")
    assert part(page, "kept").count() == 0
    page.wait_for_timeout(500)
    assert fragment(page) == ""


def test_starting_twice_and_leaving_in_the_middle_make_no_trouble(reader: Reader) -> None:
    page = reader.open()
    for _ in range(3):
        action(page, "run").click()
    run_and_wait(page, lambda: action(page, "run").dblclick())
    action(page, "many").click()
    page.evaluate(
        """() => {
          window.taken = document.querySelector("kith-explainer");
          window.place = taken.parentElement;
          taken.remove();
        }"""
    )
    page.wait_for_timeout(800)
    assert page.evaluate("taken.querySelector('[data-action=stop]').hidden")
    page.evaluate("place.append(taken)")
    run_and_wait(page, lambda: action(page, "run").click())
    assert reader.complaints == []


def test_words_are_announced_at_most_every_two_seconds(reader: Reader) -> None:
    page = reader.open()
    run_and_wait(page, lambda: action(page, "run").click())
    page.evaluate(
        """() => {
          window.spoken = [];
          new MutationObserver(() => spoken.push(performance.now()))
            .observe(document.querySelector("[data-part=status]"), { childList: true });
        }"""
    )
    for _ in range(8):
        run_and_wait(page, lambda: action(page, "seed").click())
        page.wait_for_timeout(200)
    page.wait_for_timeout(2200)
    spoken = page.evaluate("spoken")
    assert len(spoken) >= 2
    assert all(later - sooner > 1950 for sooner, later in pairwise(spoken))


# --- Files ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page_with_tools(browser: Browser, site_server: SiteServer) -> Iterator[Page]:
    """A page after a run of the reader's own, with the tools open. Its tests only take files."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        reader = listening_reader(context, site_server.address)
        page = reader.open()
        slide(page, "company_hours")
        part(page, "tools").locator("summary").click()
        yield page
        assert reader.complaints == []
        assert reader.outside == []


@pytest.fixture
def with_tools(page_with_tools: Page) -> Page:
    """The same, with the first picture chosen."""
    page_with_tools.get_by_label("Which picture").select_option(index=0)
    return page_with_tools


def saved(page: Page, name: str) -> bytes:
    with page.expect_download() as download:
        action(page, name).click()
    assert download.value.suggested_filename.endswith(f".{name}")
    return Path(download.value.path()).read_bytes()


def test_a_csv_file_says_where_its_numbers_come_from(with_tools: Page) -> None:
    lines = saved(with_tools, "csv").decode("utf-8-sig").splitlines()
    notes = [line for line in lines if line.startswith("# ")]
    for text in (
        LIMIT,
        SOURCE,
        LICENCE,
        f"version {VERSION}. Seed: {SEED}.",
        "Company for caged rats: 1",
    ):
        assert any(text in note for note in notes), text
    rows = list(csv.reader(io.StringIO("\n".join(lines[len(notes) :]))))
    assert rows[0] == ["Day", "Alone", "Visited", "Park"]
    cells = part(with_tools, "table").first.locator("tr > *").all_text_contents()
    assert [cell for row in rows for cell in row] == cells


def test_another_figure_can_be_chosen(with_tools: Page) -> None:
    with_tools.get_by_label("Which picture").select_option("Rat by rat")
    text = saved(with_tools, "csv").decode("utf-8-sig")
    assert re.search(r'\r\nRat,Sex,"[A-Z][a-z]+, of \d+",Of every 100\r\n', text)


def test_a_json_file_holds_the_whole_run(with_tools: Page) -> None:
    data = json.loads(saved(with_tools, "json"))
    assert data["version"] == VERSION
    assert data["seed"] == SEED
    assert data["params"]["company_hours"] == 1
    assert LIMIT in data["limits"]
    assert any(SOURCE in source for source in data["sources"])
    assert data["licence"].startswith(LICENCE)
    assert data["address"].endswith(f"{TRY};company_hours=1;seed={SEED}")
    session = bridge.open_run("rat_park", json.dumps(data["params"]), data["seed"])
    while not session.advance(1000):
        pass
    assert data["result"] == json.loads(session.result_json())
    assert data["many"] is None


def test_an_svg_file_opens_anywhere_and_tells_its_limits(with_tools: Page) -> None:
    text = saved(with_tools, "svg").decode()
    root = ElementTree.fromstring(text)
    spaces = {"": "http://www.w3.org/2000/svg"}
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "var(" not in text
    assert LIMIT in root.findtext("desc", "", spaces)
    about = json.loads(root.findtext("metadata", "", spaces))
    assert any(SOURCE in source for source in about["sources"])
    words = " ".join(node.text or "" for node in root.findall("text", spaces))
    for said in (LIMIT, "Psychopharmacology, 58(2), 175–179.", LICENCE, f"seed {SEED}"):
        assert said in words
    colours = {node.get("stroke") for node in root.iter() if node.get("stroke")}
    assert any((colour or "").startswith("rgb(") for colour in colours)


def test_a_png_file_has_the_picture_and_a_band_of_words_under_it(with_tools: Page) -> None:
    svg = ElementTree.fromstring(saved(with_tools, "svg").decode())
    png = saved(with_tools, "png")
    width, height = (int(svg.get(name, "0")) for name in ("width", "height"))
    inked = with_tools.evaluate(
        """async (bytes) => {
          const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          const context = canvas.getContext("2d", { willReadFrequently: true });
          context.drawImage(bitmap, 0, 0);
          const rows = [];
          const paper = String(context.getImageData(0, 0, 1, 1).data);
          for (let y = 0; y < bitmap.height; y += 1) {
            const { data } = context.getImageData(0, y, bitmap.width, 1);
            let ink = 0;
            for (let i = 0; i < data.length; i += 4) ink += String(data.slice(i, i + 4)) !== paper;
            rows.push(ink);
          }
          return { width: bitmap.width, height: bitmap.height, rows };
        }""",
        list(png),
    )
    assert (inked["width"], inked["height"]) == (2 * width, 2 * height)
    words = [node for node in svg.iter("{http://www.w3.org/2000/svg}text") if node.get("x") == "20"]
    for node in words:  # every line of words that the SVG has is drawn
        base = round(2 * float(node.get("y", "0")))
        assert sum(inked["rows"][base - 12 : base]) > 50, node.text


def test_many_runs_can_be_saved_too(with_tools: Page) -> None:
    action(with_tools, "many").click()
    expect(part(with_tools, "status")).to_contain_text("Done: 40 runs", timeout=START_MS)
    choice = with_tools.get_by_label("Which picture")
    choice.focus()
    choice.select_option("Many runs: Choices of every 100 for the second bottle")
    lines = saved(with_tools, "csv").decode("utf-8-sig").splitlines()
    assert any(f"Seed: {SEED} to {SEED + 39}." in line for line in lines)
    data = json.loads(saved(with_tools, "json"))
    assert len(data["many"]["result"]["settings"][0]["measures"]) == 40


def test_a_link_is_copied(make_reader: Callable[..., Reader], server: SiteServer) -> None:
    reader = make_reader(permissions=["clipboard-read", "clipboard-write"])
    page = reader.open()
    run_and_wait(page, lambda: action(page, "run").click())
    part(page, "tools").locator("summary").click()
    action(page, "link").click()
    expect(part(page, "status")).to_contain_text("The link is copied", timeout=5000)
    expected = f"{server.address}{ARTICLE}{TRY};seed={SEED}"
    assert page.evaluate("navigator.clipboard.readText()") == expected


def test_a_link_that_may_not_be_copied_is_shown(reader: Reader) -> None:
    page = reader.open()
    page.evaluate(
        """() => {
          navigator.clipboard.writeText = () => Promise.reject(new Error("no"));
          document.execCommand = () => false;
        }"""
    )
    part(page, "tools").locator("summary").click()
    action(page, "link").click()
    box = page.get_by_label("Link to this run")
    expect(box).to_be_focused()
    assert box.input_value().endswith(f"{TRY};seed={SEED}")


# --- By keyboard, narrow, and with everything open ----------------------------------------------


def test_the_whole_way_by_keyboard_at_320_pixels(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(viewport={"width": 320, "height": 700})
    page = reader.open()

    def tab_to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"{selector} cannot be reached by Tab")

    page.locator(f"{EXPLAINER} [name=housing]").focus()
    tab_to("[data-action=keep]")
    page.keyboard.press("Enter")
    expect(part(page, "kept")).to_be_visible()
    page.locator(f"{EXPLAINER} [name=sweetness]").focus()
    run_and_wait(page, lambda: page.keyboard.press("ArrowLeft"))
    expect(part(page, "changes")).to_contain_text("Sweetness")
    tab_to("[data-action=many]")
    page.keyboard.press("Enter")
    expect(part(page, "status")).to_contain_text("Done: 40 runs", timeout=START_MS)
    tab_to("[data-part=tools] > summary")
    page.keyboard.press("Enter")
    tab_to("[data-action=csv]")
    with page.expect_download():
        page.keyboard.press("Enter")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = page.evaluate(
        """() => [...document.querySelectorAll("kith-explainer button")]
          .filter((button) => button.checkVisibility())
          .filter((button) => button.getBoundingClientRect().height < 44)
          .map((button) => button.textContent)"""
    )
    assert small == []


def test_no_violation_with_everything_open(reader: Reader) -> None:
    page = reader.open()
    action(page, "keep").click()
    slide(page, "company_hours")
    action(page, "many").click()
    expect(part(page, "status")).to_contain_text("Done: 40 runs", timeout=START_MS)
    open_folds(page)
    part(page, "listing").locator("span").first.wait_for(state="attached")
    thin(page, "code span")
    assert violations_in_all_looks(page, [(320, 800), (1280, 800)]) == []
