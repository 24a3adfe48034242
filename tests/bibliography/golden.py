"""Golden cases as YAML that a person can read: text of several lines stands as a block."""

from pathlib import Path
from typing import Any

import yaml


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as a block."""


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else "")


_Dumper.add_representer(str, _write_text)


def write_case(path: Path, case: dict[str, Any]) -> None:
    """Write a case, its parts in the order given."""
    text = yaml.dump(case, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=200)
    path.write_text(text, "utf-8")
