"""The interpreter without what plain Python never uses. That it runs, portability/ tells."""

from pathlib import Path

import pytest

from kith.explainers.runtime import prepare_runtime
from kith.explainers.slim import (
    INTERPRETER,
    SCRIPT,
    Export,
    UnknownShapeError,
    exports,
    slim_script,
    without_exports,
)
from kith.npm import ensure_packages
from kith.project import Project

PLAIN = """\
var HEAP;function run(){_used(wasmExports["asked_for"])}\
var _used,_unused,_loaded,_number,wasmMemory;function assignWasmExports(wasmExports){\
_used=Module["_used"]=wasmExports["used"];_unused=Module["_unused"]=wasmExports["unused"];\
_loaded=Module["_loaded"]=wasmExports["loaded"];_number=wasmExports["number"].value>>>0;\
wasmMemory=wasmExports["memory"]}var other=wasmMemory;"""
LOADER = "Module._loaded()"


def test_what_no_script_speaks_of_is_taken_out_of_both_places() -> None:
    script, words = slim_script(PLAIN, LOADER)
    assert script == (
        'var HEAP;function run(){_used(wasmExports["asked_for"])}'
        "var _used,_loaded,wasmMemory;function assignWasmExports(wasmExports){"
        '_used=Module["_used"]=wasmExports["used"];_loaded=Module["_loaded"]=wasmExports["loaded"];'
        'wasmMemory=wasmExports["memory"]}var other=wasmMemory;'
    )
    assert {"used", "loaded", "asked_for", "memory"} <= words
    assert not {"unused", "number"} & words


@pytest.mark.parametrize(
    "text", ["", PLAIN.replace("assignWasmExports", "take"), PLAIN.replace("_used=M", "go();M")]
)
def test_a_script_that_is_written_otherwise_is_not_touched(text: str) -> None:
    with pytest.raises(UnknownShapeError, match="does not take its exports"):
        slim_script(text, LOADER)


def entry(name: bytes, kind: int, index: bytes) -> bytes:
    return bytes((len(name),)) + name + bytes((kind,)) + index


def module(*entries: bytes) -> bytes:
    """A module with a section that is not for exports, and the one that is."""
    table = bytes((len(entries),)) + b"".join(entries)
    return b"\0asm\1\0\0\0" + b"\0\3\2hi" + bytes((7, len(table))) + table


FUNCTION = entry(b"go", 0, b"\x81\1")
UNUSED = entry(b"no", 0, b"\2")
NUMBER = entry(b"five", 3, b"\0")
MEMORY = entry(b"memory", 2, b"\0")


def test_functions_and_variables_lose_their_names_and_memory_stays() -> None:
    whole = module(FUNCTION, UNUSED, NUMBER, MEMORY)
    assert without_exports(whole, {"go", "memory"}) == module(FUNCTION, MEMORY)
    assert without_exports(whole, {"go", "no", "five"}) == whole
    with pytest.raises(UnknownShapeError):
        without_exports(b"PK\3\4", set())


def test_the_table_is_read_as_it_is() -> None:
    table = module(FUNCTION, NUMBER)[15:]
    assert [*exports(table)] == [Export("go", 0, FUNCTION), Export("five", 3, NUMBER)]


def test_a_tenth_of_the_interpreter_goes(repository: Project) -> None:
    modules, _ = ensure_packages(repository)
    runtime, problems = prepare_runtime(repository)
    assert runtime, problems
    (folder,) = runtime.folder.glob("py-*")
    assert size(folder / INTERPRETER) < 0.92 * size(modules / "pyodide" / INTERPRETER)
    assert size(folder / SCRIPT) < 0.65 * size(modules / "pyodide" / SCRIPT)


def size(path: Path) -> int:
    return path.stat().st_size
