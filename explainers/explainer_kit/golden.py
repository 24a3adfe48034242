"""Golden files: results for fixed seeds, written on the builder's machine, compared in tests.

    python -m explainer_kit.golden rat_park

writes golden/<scenario>-<seed>.json for every named scenario and two seeds. Run it after a change
that is meant to alter results, raise `version` in explainer.toml, and read the difference before
committing. This module may read and write files; nothing that runs in a browser imports it.
"""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

from explainer_kit.bridge import open_run

_FOLDER: Final = Path(__file__).parent.parent
_SECOND_SEED: Final = 7


def golden(explainer: str) -> dict[str, str]:
    """File names and contents, for each scenario with its own seed and with a common second one."""
    files = {}
    for name, scenario in sorted(_scenarios(explainer).items()):
        for seed in (scenario["seed"], _SECOND_SEED):
            session = open_run(explainer, json.dumps(scenario["params"]), seed)
            while not session.advance(1000):
                pass
            files[f"{name}-{seed}.json"] = session.result_json() + "\n"
    return files


def _scenarios(explainer: str) -> dict[str, Any]:
    manifest = tomllib.loads((_FOLDER / explainer / "explainer.toml").read_text("utf-8"))
    scenarios: dict[str, Any] = manifest["scenarios"]
    return scenarios


def main(explainer: str) -> None:
    """Write the golden files of an explainer and remove those that no scenario asks for."""
    folder = _FOLDER / explainer / "golden"
    folder.mkdir(exist_ok=True)
    files = golden(explainer)
    for stale in folder.glob("*.json"):
        if stale.name not in files:
            stale.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{explainer}: {len(files)} golden files")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m explainer_kit.golden EXPLAINER")
    main(sys.argv[1])
