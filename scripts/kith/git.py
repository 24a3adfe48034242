"""What git knows of a checkout, where there is git and where it will tell.

A site can be built from a folder that has no history, on a machine without git, and in a folder
that belongs to somebody else; then nothing is known.
"""

import subprocess
from pathlib import Path


def ask_git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """What git answers in a folder; where it cannot be run, a failure that says so in `stderr`."""
    command = ["git", *arguments]
    try:
        return subprocess.run(command, cwd=root, capture_output=True, check=False)
    except OSError:
        return subprocess.CompletedProcess(command, 127, b"", b"git is not on this machine")
