"""What is kept between builds, and the second process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kith.ahead import Ahead, BothEnds
from kith.cache import Shelf


def test_a_shelf_gives_back_what_was_put(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a" / "shelf", "stamp")
    shelf.put("name", {"a": (1, "é")})
    shelf.save()
    assert Shelf(tmp_path / "a" / "shelf", "stamp").get("name") == {"a": (1, "é")}
    assert Shelf(tmp_path / "a" / "shelf", "other code").get("name") is None


@pytest.mark.parametrize("damage", [b"", b"x", b"stamp\n\n", "half", "changed"])
def test_a_damaged_shelf_is_an_empty_one(tmp_path: Path, damage: bytes | str) -> None:
    path = tmp_path / "shelf"
    shelf = Shelf(path, "stamp")
    shelf.put("name", "value" * 100)
    shelf.save()
    whole = path.read_bytes()
    texts = {"half": whole[: len(whole) // 2], "changed": whole.replace(b"uev", b"uEv", 1)}
    path.write_bytes(texts[damage] if isinstance(damage, str) else damage)
    assert Shelf(path, "stamp").get("name") is None


def test_a_shelf_forgets_what_is_long_unused(tmp_path: Path) -> None:
    path = tmp_path / "shelf"
    for turn in range(5):
        shelf = Shelf(path, "")
        shelf.put(str(turn), turn)
        shelf.save()
    assert [Shelf(path, "").get(str(turn)) for turn in range(5)] == [None, None, None, 3, 4]


def test_a_second_process_works_ahead_where_no_other_thread_runs() -> None:
    """In a process of its own: that of the tests may have threads, and then none is made."""
    script = "import os; from kith.ahead import Ahead; print(Ahead(os.getpid, 1000).result())"
    child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    said, _ = child.communicate()
    assert child.returncode == 0
    assert int(said) != child.pid


def test_a_little_work_is_done_here() -> None:
    assert Ahead(os.getpid, 1).result() == os.getpid()


IN_TWO_PROCESSES = """
import os, time
from kith.ahead import BothEnds

here, behind = os.getpid(), BothEnds(lambda number: (number, os.getpid()), range(101))
time.sleep(1)  # the other one has done all
both = BothEnds(lambda number: time.sleep(0.005) or (number, os.getpid()), range(101))
dies = BothEnds(lambda number: os._exit(1) if here != os.getpid() else number, range(101))
assert [number for number, _ in behind.results()] == list(range(101))
assert {who for _, who in behind.results()} != {here}
assert here not in {who for _, who in behind.results()}
found = both.results()
assert [number for number, _ in found] == list(range(101))
mine = [number for number, who in found if who == here]
assert 10 < len(mine) < 91 and mine == list(range(len(mine)))
assert dies.results() == list(range(101))
"""


def test_two_processes_begin_at_both_ends_and_each_item_is_made() -> None:
    """In a process of its own, as above."""
    subprocess.run([sys.executable, "-c", IN_TWO_PROCESSES], check=True, timeout=60)


def test_what_is_made_at_both_ends_keeps_its_order() -> None:
    assert BothEnds(str, range(101)).results() == [str(number) for number in range(101)]
    assert BothEnds(str, []).results() == []


def test_work_that_fails_in_the_second_process_is_done_here() -> None:
    parent = os.getpid()

    def work() -> str:
        if os.getpid() != parent:
            raise ValueError
        return "done"

    assert Ahead(work, 1_000).result() == "done"
    assert Ahead(work, 1_000, lambda: "left out").result() == "left out"
