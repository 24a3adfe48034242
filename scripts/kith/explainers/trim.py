"""Makes Python small and quick to start. Runs inside Pyodide, under Node, at build time.

npm's Pyodide ships the standard library as source and compiles it at every start. Here it is cut
down to what a start, our packages and an error's display import, and compiled once, by the very
Python that will read it; so are our packages. The files carry no clock, so the same input gives
the same bytes.

Of the library's lines only the first of each function is kept: where an instruction stood is a
third of it, and no reader debugs the standard library. Our packages keep all of theirs.
"""

import base64
import hashlib
import importlib
import importlib.util
import io
import marshal
import struct
import sys
import zipfile
from collections.abc import Iterable
from types import CodeType

# Imported late, by Pyodide's loader, by an error or by an explainer that reads a file beside it: a
# look at a quiet start would miss them.
LATE = (
    *("traceback", "linecache", "zipfile", "tarfile", "tempfile", "shutil"),
    *("importlib.metadata", "importlib.resources", "importlib.resources._adapters"),
    "importlib.readers",
)
# Not modules, and looked for by name: the second decodes names in zip files.
ALWAYS = ("_sysconfigdata", "encodings/cp437.py")


def trimmed_library(wheel: str) -> bytes:
    """The zip file with the compiled modules that are needed to run the packages of `wheel`."""
    library = next(path for path in sys.path if path.endswith(".zip"))
    for name in LATE:
        importlib.import_module(name)
    _import_all(wheel)
    used = {
        file.removeprefix(f"{library}/")
        for module in list(sys.modules.values())
        if (file := getattr(module, "__file__", None) or "").startswith(f"{library}/")
    }
    with zipfile.ZipFile(library) as source:
        names = [name for name in sorted(source.namelist()) if name in used or _always(name)]
        return _zip(_compiled(name, source.read(name), 2) for name in names)


def compiled_wheel(wheel: str) -> bytes:
    """The same wheel with compiled modules in the place of their sources; asserts stay."""
    with zipfile.ZipFile(wheel) as source:
        names = source.namelist()
        (record,) = (name for name in names if name.endswith(".dist-info/RECORD"))
        names.remove(record)
        files = [_compiled(name, _tagged(name, source.read(name)), 0) for name in names]
    lines = [f"{name},sha256={_hash(data)},{len(data)}\n" for name, data in files]
    return _zip([*files, (record, "".join([*lines, f"{record},,\n"]).encode())])


def _always(name: str) -> bool:
    return name.startswith(ALWAYS)


def _import_all(wheel: str) -> None:
    """Import every module of the wheel, so that all it needs is seen."""
    sys.path.insert(0, wheel)
    for name in zipfile.ZipFile(wheel).namelist():
        if name.endswith(".py") and not name.endswith("__main__.py"):
            module = name.removesuffix(".py").removesuffix("/__init__")
            importlib.import_module(module.replace("/", "."))


def _compiled(name: str, data: bytes, optimize: int) -> tuple[str, bytes]:
    """A module compiled (2: without docstrings, asserts and lines), anything else as it is."""
    if not name.endswith(".py"):
        return name, data
    code = compile(data, name, "exec", dont_inherit=True, optimize=optimize)
    if optimize:
        code = without_lines(code)
    # PEP 552: flags 1 = named by the hash of the source, which is not looked for again.
    mark = struct.pack("<I", 1) + importlib.util.source_hash(data)
    return f"{name}c", importlib.util.MAGIC_NUMBER + mark + marshal.dumps(code)


def without_lines(code: CodeType) -> CodeType:
    """The same code, with all of it, and of what it holds, said to stand on its first line.

    The table of lines is made of entries, each for at most 8 code units: a byte with kind and
    length, then, for the kind "a line without columns", the step from the line before (here 0).
    https://github.com/python/cpython/blob/3.14/InternalDocs/code_objects.md#location-table
    """
    whole, rest = divmod(len(code.co_code) // 2, 8)
    table = _same_line(8) * whole + (_same_line(rest) if rest else b"")
    constants = (
        without_lines(constant) if isinstance(constant, CodeType) else constant
        for constant in code.co_consts
    )
    return code.replace(co_linetable=table, co_consts=tuple(constants))


def _same_line(units: int) -> bytes:
    return bytes((0x80 | 13 << 3 | units - 1, 0))


def _tagged(name: str, data: bytes) -> bytes:
    """A wheel with compiled modules is for this version of Python, and says so."""
    if not name.endswith(".dist-info/WHEEL"):
        return data
    version = f"cp{sys.version_info.major}{sys.version_info.minor}"
    return data.replace(b"py3-none-any", f"{version}-none-any".encode())


def _hash(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def _zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in files:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, data, compresslevel=9)
    return out.getvalue()
