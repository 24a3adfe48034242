"""Finds in explainers' code what could make two runs of one seed differ: see `refusals`.

Reads the code and never runs it. It finds honest mistakes; it is no wall against ill will. It
cannot see types: a power is refused even where both sides would turn out to be whole numbers, and
a set that comes out of a function is not known for one.
"""

import ast
from collections.abc import Iterator
from typing import Final

from kith.cache import digest, machine, shelf
from kith.explainers import refusals
from kith.explainers.refusals import Refusal, refused_by
from kith.problems import Problem
from kith.project import Project
from kith.texts import read_text

KIT: Final = "explainer_kit"
KIT_ONLY: Final = {"bridge.py": frozenset({"importlib", "pathlib", "__file__", "__spec__"})}
"""What modules of the kit use besides: the bridge finds explainers by their folders."""
NOT_FOR_BROWSERS: Final = frozenset({f"{KIT}/golden.py"})
"""Modules that only the builder's machine imports. They are not looked at."""

_KEEPS_ORDER: Final = frozenset({"enumerate", "iter", "list", "tuple", "zip"})
_ORDER_IS_NOTHING: Final = frozenset(
    {"all", "any", "frozenset", "len", "max", "min", "set", "sorted"}
)

Found = Iterator[tuple[ast.AST, str, Refusal]]
"""Where, what stands there, and why it is refused."""


def check_purity(project: Project) -> list[Problem]:
    """All that is refused in the modules of the explainers and of the kit."""
    kept = shelf(project.cache / "kept" / "purity", machine())
    problems: list[Problem] = []
    for package in sorted(path.parent for path in project.explainers.glob("*/__init__.py")):
        for file in sorted(package.rglob("*.py")):
            if f"{package.name}/{file.name}" in NOT_FOR_BROWSERS:
                continue
            besides = KIT_ONLY.get(file.name, frozenset()) if package.name == KIT else frozenset()
            allowed = frozenset({KIT, package.name, *refusals.MODULES, *besides})
            path = project.relative(file)
            text = read_text(file, path, "explainer/file").text
            name = digest(path, text, *sorted(allowed))
            found = kept.get(name)
            if not isinstance(found, tuple):
                found = tuple(find_impure(text, path, allowed))
                kept.put(name, found)
            problems += found
    return problems


def find_impure(text: str, path: str, allowed: frozenset[str]) -> Iterator[Problem]:
    """The problems of one module. What is no Python is left to those who run it."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    lines = text.splitlines()
    for node, what, refusal in _Module(tree, allowed).refused():
        line, offset = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
        column = len(lines[line - 1].encode()[:offset].decode(errors="replace")) + 1
        message = f"{what}: {refusal.why}"
        yield Problem(path, line, column, "explainer/impure", message, refusal.mend)


class _Module:
    """One module's tree, and what its names stand for."""

    def __init__(self, tree: ast.Module, allowed: frozenset[str]) -> None:
        self._tree = tree
        self._allowed = allowed
        self._origins = dict(_origins(tree))
        self._own = {*_bound_names(tree)}
        self._sets = _names_of_sets(tree)
        self._at_ease = {*_comprehensions_without_order(tree)}

    def refused(self) -> Found:
        for node in ast.walk(self._tree):
            match node:
                case ast.Import() | ast.ImportFrom():
                    yield from self._imports(node)
                case ast.Attribute():
                    yield from self._attribute(node)
                case ast.Name(ctx=ast.Load()) if node.id not in self._own | self._allowed:
                    if refusal := refused_by(node.id, refusals.BUILTINS):
                        yield node, node.id, refusal
                case ast.BinOp(op=ast.Pow()) | ast.AugAssign(op=ast.Pow()):
                    if not _is_whole_power(node):
                        yield node, "**", refusals.POWER
                case ast.Call():
                    yield from self._call(node)
                case ast.For() if self._is_set(node.iter):
                    yield node.iter, "for … in a set", refusals.UNORDERED
                case ast.ListComp() | ast.GeneratorExp() | ast.DictComp():
                    yield from self._comprehension(node)

    def _imports(self, node: ast.Import | ast.ImportFrom) -> Found:
        if isinstance(node, ast.ImportFrom):
            if node.level:  # a module of the same explainer
                return
            names = [node.module or ""]
        else:
            names = [alias.name for alias in node.names]
        for name in names:
            root = name.partition(".")[0]
            whole = name if isinstance(node, ast.ImportFrom) else root
            if not {root, whole} & self._allowed:
                why = refused_by(root, refusals.IMPORTS) or refusals.OTHER
                yield node, f"import {name}", why
                return
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name == "*":
                    yield node, "import *", refusals.STAR
                elif refusal := _member(node.module or "", alias.name):
                    yield alias, f"{node.module}.{alias.name}", refusal

    def _attribute(self, node: ast.Attribute) -> Found:
        module = self._origin(node.value)
        if module and (refusal := _member(module, node.attr)):
            yield node, f"{module}.{node.attr}", refusal
        elif not module and node.attr in refusals.CURVED.names:
            yield node, f".{node.attr}", refusals.CURVED

    def _call(self, node: ast.Call) -> Found:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        makes = self._origin(node.func) == "random.Random"
        if (makes or method == "seed") and _has_no_seed(node):
            yield node, "Random()" if makes else ".seed()", refusals.SEEDLESS
        elif name in _KEEPS_ORDER or method == "join":
            for argument in node.args:
                if self._is_set(argument):
                    yield argument, f"{name or method} of a set", refusals.UNORDERED

    def _comprehension(self, node: ast.ListComp | ast.GeneratorExp | ast.DictComp) -> Found:
        if node in self._at_ease:
            return
        for generator in node.generators:
            if self._is_set(generator.iter):
                yield generator.iter, "for … in a set", refusals.UNORDERED

    def _origin(self, node: ast.AST) -> str:
        """The dotted name of an imported thing: "random.Random"; "" for anything else."""
        if isinstance(node, ast.Name):
            return self._origins.get(node.id, "")
        if isinstance(node, ast.Attribute) and (base := self._origin(node.value)):
            return f"{base}.{node.attr}"
        return ""

    def _is_set(self, node: ast.AST) -> bool:
        return _is_set(node) or (isinstance(node, ast.Name) and node.id in self._sets)


def _member(module: str, name: str) -> Refusal | None:
    """Why a member of an allowed module is refused."""
    if module == "random" and name != "Random":
        return refused_by(name, (refusals.CHANCE,)) or refusals.SHARED
    if module == "math" and name not in refusals.MATH:
        return refusals.ROUNDED
    if module in refusals.MODULES:  # a module that a module of ours happens to import
        return refused_by(name.lstrip("_"), refusals.IMPORTS)
    return None


def _origins(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What each imported name of a module stands for: ("R", "random.Random")."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield (
                    (alias.asname, alias.name)
                    if alias.asname
                    else (
                        (root := alias.name.partition(".")[0]),
                        root,
                    )
                )
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _bound_names(tree: ast.Module) -> Iterator[str]:
    """Names that the module gives to things of its own, which then are no builtins."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name


def _names_of_sets(tree: ast.Module) -> set[str]:
    """Names that are given sets wherever the module gives them anything."""
    given: dict[str, list[bool]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                given.setdefault(name, []).append(_is_set(value))
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.AST() as value):
                given.setdefault(name, []).append(_is_set(value))
            case ast.arg(arg=name):
                given.setdefault(name, []).append(False)
    return {name for name, sets in given.items() if all(sets)}


def _is_set(node: ast.AST) -> bool:
    match node:
        case ast.Set() | ast.SetComp() | ast.Call(func=ast.Name(id="set" | "frozenset")):
            return True
        case ast.BinOp(op=ast.BitOr() | ast.BitAnd() | ast.Sub() | ast.BitXor()):
            return _is_set(node.left) or _is_set(node.right)
    return False


def _comprehensions_without_order(tree: ast.Module) -> Iterator[ast.AST]:
    """Those whose order does not matter, since their only reader sorts or counts."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in _ORDER_IS_NOTHING
        ):
            yield from node.args


def _is_whole_power(node: ast.AST) -> bool:
    """Whether both sides are whole numbers that stand in the code."""
    if not isinstance(node, ast.BinOp):
        return False
    sides = (node.left, node.right)
    return all(isinstance(side, ast.Constant) and type(side.value) is int for side in sides)


def _has_no_seed(call: ast.Call) -> bool:
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return not given or (isinstance(given[0], ast.Constant) and given[0].value is None)
