"""Repeats every golden run through the bridge, as a reader's browser does, without pytest.

It runs in the library that readers get, on the packages in it; where there is none, as in CPython,
on those of the bundle. `run` gives the same JSON as cases.py.
"""

import importlib.util
import json
import sys
import tomllib
from pathlib import Path


def run(root: str) -> str:
    """One case for each golden file: passed if the result is the file, to the last digit."""
    home = Path(root) / "explainers"
    if importlib.util.find_spec("explainer_kit") is None:
        sys.path.insert(0, str(home))
    cases = {}
    for manifest in sorted(home.glob("*/explainer.toml")):
        scenarios = tomllib.loads(manifest.read_text("utf-8"))["scenarios"]
        for file in sorted((manifest.parent / "golden").glob("*.json")):
            name, _, seed = file.stem.rpartition("-")
            case = f"{manifest.parent.name}/golden/{file.name}"
            found = _result(manifest.parent.name, scenarios[name]["params"], int(seed))
            cases[case] = _compare(found, file.read_text("utf-8"))
    return json.dumps({"platform": sys.platform, "cases": cases, "log": ""})


def _result(explainer: str, params: dict[str, object], seed: int) -> str:
    from explainer_kit.bridge import open_run

    session = open_run(explainer, json.dumps(params), seed)
    while not session.advance(1000):
        pass
    return session.result_json() + "\n"


def _compare(found: str, golden: str) -> list[str]:
    if found == golden:
        return ["passed", ""]
    pairs = enumerate(zip(found, golden, strict=False))
    at = next((at for at, (a, b) in pairs if a != b), min(len(found), len(golden)))
    around = slice(max(0, at - 40), at + 40)
    return ["failed", f"from sign {at}: {found[around]!r} is not {golden[around]!r}"]
